"""A rep that was missed is suggested where the signal turns, between the others."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.check import check
from exercises.engine.suggested import suggested_rep
from exercises.marks import MarkedRep, Marks
from exercises.reasons import Reason
from exercises.units import NAN, Attempt, Rep
from hamstrong.errors import MarksError
from tests.figures import deadlift_set
from tests.figures_lying import bridge_set
from vision.geometry import Floats

TIME_S = np.arange(0.0, 20.0, 1 / 30)


def one_dip(from_s: float, turn_s: float, to_s: float) -> Floats:
    """180 degrees, but for a dip to 90 with its lowest point at a moment."""
    return np.interp(TIME_S, [from_s, turn_s, to_s], [180.0, 90.0, 180.0])


def rep(from_s: float, to_s: float) -> Rep:
    middle_s = (from_s + to_s) / 2
    return Rep(
        index=1, start_s=from_s, bottom_s=middle_s, leave_s=middle_s, end_s=to_s,
        lowering_s=NAN, lowering_error_s=NAN, pause_s=NAN, lifting_s=NAN, score=NAN,
        measures={},
    )  # fmt: skip


def test_it_turns_where_the_signal_does() -> None:
    found = suggested_rep(
        10.0, [], [], TIME_S, one_dip(8.5, 10.3, 11.5), lift_first=False
    )
    assert found.start_s < found.bottom_s <= 10.3 <= found.leave_s < found.end_s
    assert found.leave_s - found.bottom_s < 1.0


def test_what_was_seen_and_not_counted_is_taken_whole() -> None:
    attempt = Attempt(
        start_s=6.0, end_s=9.0, reason=Reason("too_small", "too little"), rom_deg=20.0
    )
    found = suggested_rep(
        7.0, [], [attempt], TIME_S, one_dip(6.0, 7.6, 9.0), lift_first=False
    )
    assert (found.first_s, found.last_s) == (6.0, 9.0)


def test_it_is_as_long_as_the_others_and_stays_between_them() -> None:
    others = [rep(2.0, 5.0), rep(9.5, 12.5)]
    signal = one_dip(6.0, 7.5, 9.0)
    found = suggested_rep(7.5, others, [], TIME_S, signal, lift_first=False)
    assert found.last_s - found.first_s == pytest.approx(3.0)
    near = suggested_rep(5.5, others, [], TIME_S, signal, lift_first=False)
    assert near.first_s == pytest.approx(5.0)
    assert near.last_s <= 9.5


def test_where_a_rep_is_none_is_suggested() -> None:
    with pytest.raises(MarksError, match="already"):
        suggested_rep(
            3.0, [rep(2.0, 5.0)], [], TIME_S, np.full(600, NAN), lift_first=False
        )


def test_nothing_to_be_read_gives_the_usual_rep() -> None:
    found = suggested_rep(8.0, [], [], TIME_S, np.full(600, NAN), lift_first=True)
    assert (found.leave_s, found.start_s < found.bottom_s) == (6.0, True)
    assert found.bottom_s == 10.0


@pytest.mark.parametrize(
    ("key", "lift_first"),
    [("internal_rotation_deadlift", False), ("bridge_foot_on_box", True)],
)
def test_a_removed_rep_is_suggested_again_and_measured_alike(
    key: str, lift_first: bool
) -> None:
    track = (bridge_set if lift_first else deadlift_set)(3)[0]
    whole = check(track, exercise=key)
    lost = whole.reps[1]
    removed = Marks().without(MarkedRep(
        start_s=lost.start_s, bottom_s=lost.bottom_s, leave_s=lost.leave_s,
        end_s=lost.end_s,
    ))  # fmt: skip
    report = check(track, exercise=key, marks=removed)
    signal = track.points_px[:, 0, 1]  # the head goes the way of the hips
    found = suggested_rep(
        (lost.began_s + lost.ended_s) / 2,
        report.units,
        report.attempts,
        track.time_s,
        signal,
        lift_first=lift_first,
    )
    again = check(track, exercise=key, marks=removed.with_rep(found))
    assert len(again.reps) == 3
    assert replace(again.reps[1], by_user=False).index == lost.index
    assert again.reps[1].by_user
    for edge in ("began_s", "ended_s"):
        assert getattr(again.reps[1], edge) == pytest.approx(
            getattr(lost, edge), abs=0.4
        )
