"""Which moments of two movements go together."""

from typing import Any

import numpy as np
import pytest

from exercises.engine.aligned import AROUND_S, aligned
from exercises.units import Bout, Hold, Rep


def rep(start_s: float, bottom_s: float, leave_s: float, end_s: float) -> Rep:
    return Rep(
        index=1,
        start_s=start_s,
        bottom_s=bottom_s,
        leave_s=leave_s,
        end_s=end_s,
        lowering_s=bottom_s - start_s,
        lowering_error_s=0.1,
        pause_s=leave_s - bottom_s,
        lifting_s=end_s - leave_s,
        score=90.0,
        measures={},
    )


def hold(start_s: float, end_s: float) -> Hold:
    return Hold(
        index=1,
        side="left",
        start_s=start_s,
        end_s=end_s,
        duration_s=end_s - start_s,
        form_s=end_s - start_s,
        score=90.0,
        measures={},
    )


def goes_with(first: Any, second: Any, at_s: float) -> float:
    return float(np.interp(at_s, *aligned(first, second, 100.0, 100.0)))


@pytest.mark.parametrize(
    ("share", "first_s", "second_s"),
    [
        ("the lowering begins", 2.0, 11.0),
        ("half way down", 3.0, 12.5),
        ("at the bottom", 4.0, 14.0),
        ("half of the pause", 4.25, 14.5),
        ("the lift begins", 4.5, 15.0),
        ("half way up", 5.0, 15.25),
        ("back at the top", 5.5, 15.5),
    ],
)
def test_phases_go_with_phases_however_long_they_last(
    share: str, first_s: float, second_s: float
) -> None:
    quick, slow = rep(2.0, 4.0, 4.5, 5.5), rep(11.0, 14.0, 15.0, 15.5)
    assert goes_with(quick, slow, first_s) == pytest.approx(second_s), share
    assert goes_with(slow, quick, second_s) == pytest.approx(first_s), share


def test_both_show_the_same_time_before_and_after() -> None:
    first, second = aligned(rep(2, 4, 5, 6), rep(12, 15, 16, 17), 100.0, 17.1)
    assert first[0] == pytest.approx(2 - AROUND_S)
    assert second[0] == pytest.approx(12 - AROUND_S)
    assert first[-1] == pytest.approx(6.1)  # the second film ends
    assert second[-1] == pytest.approx(17.1)


def test_a_pause_that_one_has_not_is_passed_over() -> None:
    with_pause, without = rep(2, 4, 6, 7), rep(2, 4, 4.01, 5)
    first, second = aligned(with_pause, without, 9.0, 9.0)
    assert (np.diff(first) > 0).all()
    assert (np.diff(second) > 0).all()
    assert np.interp(4.0, first, second) == pytest.approx(4.0)


def test_a_lift_that_comes_first_has_its_lowering_beside_a_lowering() -> None:
    lift_first, lowering_first = rep(5, 7, 1, 2), rep(2, 4, 5, 6)
    assert goes_with(lift_first, lowering_first, 5.0) == pytest.approx(2.0)
    assert goes_with(lift_first, lowering_first, 7.0) == pytest.approx(4.0)
    assert aligned(lift_first, lowering_first, 9.0, 9.0)[0][0] > 2.0  # no lift in it


def test_a_hold_is_not_stretched() -> None:
    long, short = hold(3.0, 40.0), hold(5.0, 15.0)
    assert goes_with(long, short, 9.0) == pytest.approx(11.0)
    first, second = aligned(long, short, 60.0, 60.0)
    assert first[-1] - first[0] == pytest.approx(second[-1] - second[0])
    assert second[-1] == pytest.approx(15.0 + AROUND_S)


def test_bouts_go_from_start_to_end() -> None:
    def bout(start_s: float, end_s: float) -> Bout:
        return Bout(
            index=1, direction="forward", lead="left", start_s=start_s, end_s=end_s,
            steps=6, distance_m=4.6, score=90.0, measures={},
        )  # fmt: skip

    assert goes_with(bout(1, 5), bout(10, 18), 3.0) == pytest.approx(14.0)
