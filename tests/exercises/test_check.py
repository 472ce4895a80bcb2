"""`check`: what goes in decides what comes out, and nothing unknown is judged."""

import math
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import numpy as np
import pytest

from exercises.check import check
from exercises.internal_rotation_deadlift.definition import BANDS, KEY
from exercises.registry import EXERCISES, exercise_named
from exercises.report import Report
from exercises.scoring.bands import Band
from exercises.units import Fault, Measure
from hamstrong.errors import UnknownExerciseError
from tests.figures import (
    ANKLE_PAIRS,
    bursts,
    deadlift_set,
    frame_times,
    hidden,
    hinge_track,
    one_after_another,
    ramp_signal,
    repetitions,
    swapped,
    with_both_feet_down,
)
from tests.figures_lying import (
    bird_dog_holds,
    bird_dog_track,
    bridge_set,
    pull_over_set,
)
from vision import landmarks
from vision.track import Track


@cache
def good_track() -> Track:
    return deadlift_set(3)[0]


@cache
def good() -> Report:
    return check(good_track())


def things(value: object) -> Iterator[object]:
    """Yield every dataclass within a report."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from things(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from things(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from things(item)


def nobody() -> Track:
    return hidden(good_track(), np.ones(len(good_track()), dtype=bool))


def test_a_deadlift_is_recognised_named_and_scored() -> None:
    report = good()
    assert report.exercise == KEY
    assert report.exercise_confidence >= 0.5
    assert report.side == "left"
    assert len(report.reps) == 3
    assert [rep.index for rep in report.reps] == [1, 2, 3]
    assert report.score.low <= report.score.value <= report.score.high
    assert report.score.grade == "A"
    assert report.judged


def test_the_same_track_gives_the_same_report() -> None:
    assert repr(check(good_track())) == repr(good())


def test_check_does_not_touch_the_track() -> None:
    track = good_track()
    before = track.points_px.copy()
    check(track)
    np.testing.assert_array_equal(track.points_px, before)


def test_the_users_exercise_wins_over_the_guess() -> None:
    # A hinge on two legs is none of ours, but who names it gets it judged.
    track, _ = deadlift_set(3, rear="together")
    assert check(track).exercise is None
    named = check(track, exercise=KEY)
    assert named.exercise == KEY
    assert named.exercise_confidence == 1.0
    assert len(named.reps) == 3
    assert any("both legs" in note for note in named.notes)


def test_an_unknown_key_lists_the_known_ones() -> None:
    with pytest.raises(UnknownExerciseError, match="handstand") as raised:
        check(good_track(), exercise="handstand")
    for key in EXERCISES:
        assert key in str(raised.value)
    assert not str(raised.value).startswith(("'", '"'))


def test_the_five_exercises_are_found_by_the_keys_that_users_know() -> None:
    keys = [
        "bird_dog_wall_push", "bridge_pull_over", "bridge_foot_on_box", "gallop",
        "internal_rotation_deadlift",
    ]  # fmt: skip
    assert [key for key in EXERCISES if key in keys] == keys
    assert [exercise_named(key).key for key in keys] == keys


def test_the_users_leg_wins_over_the_film() -> None:
    report = check(good_track(), side="right")
    assert report.side == "right"
    assert report.side_confidence == 1.0


def mixed_up(share: float) -> Report:
    """A left leg whose name the model has wrong for a share of the time."""
    track = good_track()
    when = bursts(track.time_s, share=share, burst_s=0.5, seed=4)
    return check(swapped(track, when), exercise=KEY)


def test_a_leg_of_unsure_name_is_not_named_and_said_to_be() -> None:
    report = mixed_up(0.5)  # as often the one as the other: nobody can know
    assert report.side_confidence < 0.5
    assert report.side is None
    assert {rep.side for rep in report.reps} == {None}
    assert any("Which leg" in note for note in report.notes)


def test_a_foot_called_by_the_others_name_half_the_time_has_no_path() -> None:
    track, _ = bridge_set(3)
    when = bursts(track.time_s, share=0.5, burst_s=0.1, seed=4)
    measures = [rep.measures["foot_path"] for rep in check(swapped(track, when)).reps]
    assert len(measures) == 3
    for measure in measures:
        assert measure.verdict == "not_assessed"
        assert "mixed the legs up" in measure.reason.text


def test_a_leg_that_is_seldom_mixed_up_keeps_its_name_with_less_certainty() -> None:
    report = mixed_up(0.1)
    assert report.side == "left"
    assert 0.5 <= report.side_confidence < good().side_confidence


def test_the_load_is_only_written_down() -> None:
    heavy = check(good_track(), load="heavy")
    assert heavy.load == "heavy"
    assert heavy.score == good().score


def test_other_limits_judge_otherwise_and_are_written_down() -> None:
    strict = check(
        good_track(), limits={KEY: {"lowering_s": Band.at_least(9.0, 8.0, 7.0)}}
    )
    assert [fault.code for fault in strict.faults] == ["fast_lowering"]
    assert strict.faults[0].limit == 8.0
    assert strict.limits["lowering_s"] == Band.at_least(9.0, 8.0, 7.0)
    # They last for one check only.
    assert check(good_track()).faults == ()
    assert BANDS["lowering_s"].amber[0] == 1.5


@pytest.mark.parametrize(
    "track",
    [
        pytest.param(nobody(), id="nobody"),
        pytest.param(nobody().between(0.0, 0.0), id="one frame of nobody"),
        pytest.param(good_track().between(-2.0, -1.0), id="no frames"),
    ],
)
@pytest.mark.parametrize("exercise", ["auto", KEY])
def test_a_film_of_nobody_gives_a_sentence_and_no_reps(
    track: Track, exercise: str
) -> None:
    report = check(track, exercise=exercise)
    assert report.reps == ()
    assert report.attempts == ()
    assert not report.judged
    assert math.isnan(report.score.value)
    assert any("Nobody was seen" in note for note in report.notes)
    assert report.exercise == (None if exercise == "auto" else KEY)


def test_a_body_too_small_is_not_judged() -> None:
    report = check(deadlift_set(1, body_share=0.15)[0])
    assert report.reps == ()
    assert any("pixels tall" in note for note in report.notes)


@pytest.mark.parametrize("frames", [1, 2, 5, 11, 20])
def test_a_very_short_film_is_no_trouble(frames: int) -> None:
    track = good_track()
    short = track.between(0.0, float(track.time_s[frames - 1]))
    assert len(short) == frames
    for exercise in ("auto", KEY):
        assert check(short, exercise=exercise).reps == ()


def test_somebody_standing_still_does_no_exercise() -> None:
    time_s = frame_times(6.0, 30.0)
    report = check(hinge_track(4.0, 8.0, time_s, noise_px=1.0))
    assert report.exercise is None
    assert not report.judged
    assert any("name it" in note for note in report.notes)


def bird_dog_from_behind() -> Track:
    time_s, back = bird_dog_holds([(3.0, 15.0)], duration_s=19.0)
    return bird_dog_track(back, time_s, yaw_deg=90.0)


def bent_over_from_the_front() -> Track:
    return hinge_track(88.0, 5.0, frame_times(4.0, 30.0), yaw_deg=90.0)


@pytest.mark.parametrize(
    ("key", "film"),
    [
        pytest.param(KEY, bent_over_from_the_front, id="hinge"),
        pytest.param("bird_dog_wall_push", bird_dog_from_behind, id="bird dog"),
        pytest.param(
            "bridge_foot_on_box", lambda: bridge_set(2, yaw_deg=90.0)[0], id="bridge"
        ),
        pytest.param(
            "bridge_pull_over", lambda: pull_over_set(2, yaw_deg=90.0)[0], id="pull"
        ),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_camera_along_the_body_is_refused_and_sent_to_the_side(
    key: str, film: Callable[[], Track], named: bool
) -> None:
    report = check(film(), exercise=key if named else "auto")
    assert report.units == ()
    assert math.isnan(report.score.value)
    assert any("side" in note for note in report.notes), report.notes


def test_two_sets_facing_two_ways_are_two_sets() -> None:
    there, back = (deadlift_set(2, facing=way)[0] for way in (1, -1))
    report = check(one_after_another(there, back))
    assert [one.units for one in report.sets] == [(1, 2), (3, 4)]
    assert report.score.value >= 90
    assert [rep.index for rep in report.reps] == [1, 2, 3, 4]


def test_two_sets_on_two_legs_are_two_sets_of_one_leg_each() -> None:
    first, second = (deadlift_set(2, stance=leg)[0] for leg in ("left", "right"))
    film = one_after_another(first, second, rest_s=2.0)
    report = check(with_both_feet_down(film, float(first.time_s[-1]) + 2.0))
    assert [one.side for one in report.sets] == ["left", "right"]
    assert [rep.side for rep in report.reps] == ["left", "left", "right", "right"]
    assert report.side is None  # no one leg for the whole film


def test_two_legs_of_a_bridge_need_no_name() -> None:
    report = check(bridge_set(2, leg="both")[0])
    assert report.variant["legs"] == "two legs"
    assert not any("Which leg" in note for note in report.notes)


def spoiled() -> Iterator[object]:
    """Yield films with something missing, for the test below."""
    track = good_track()
    time_s = track.time_s
    points = track.points_px.copy()
    points[:, landmarks.LEFT_WRIST] = points[:, landmarks.RIGHT_WRIST] = np.nan
    yield pytest.param(replace(track, points_px=points), id="no hands")
    yield pytest.param(
        hidden(track, (time_s > 3.0) & (time_s < 3.6)), id="hidden in a lowering"
    )
    yield pytest.param(
        hidden(track, (time_s > 4.3) & (time_s < 5.5)), id="hidden at a bottom"
    )
    yield pytest.param(
        hidden(track, np.arange(len(time_s)) % 3 == 0), id="every third frame lost"
    )
    yield pytest.param(hidden(track, time_s < 7.0), id="first rep lost")
    yield pytest.param(
        swapped(track, np.arange(len(time_s)) % 2 == 0, ANKLE_PAIRS),
        id="ankles flicker",
    )
    yield pytest.param(deadlift_set(2, yaw_deg=90.0)[0], id="front")
    yield pytest.param(deadlift_set(2, yaw_deg=-90.0)[0], id="back")
    yield pytest.param(deadlift_set(2, fps=10.0)[0], id="ten frames a second")
    yield pytest.param(
        replace(track, points_px=np.round(track.points_px * 0 + 300.0)), id="one point"
    )


@pytest.mark.parametrize("track", list(spoiled()))
def test_nothing_unknown_escapes_as_a_verdict(track: Track) -> None:
    report = check(track, exercise=KEY)
    for thing in things(report):
        if isinstance(thing, Measure):
            known = math.isfinite(thing.value) and math.isfinite(thing.error)
            assert known == (thing.verdict != "not_assessed")
            assert known or thing.reason
            if thing.verdict == "not_assessed":
                assert math.isnan(thing.score)
        if isinstance(thing, Fault):
            assert math.isfinite(thing.measured)
            assert math.isfinite(thing.limit)
            assert thing.code
            assert thing.cue
    assert math.isnan(report.score.value) or 0 <= report.score.value <= 100
    assert 0 <= report.side_confidence <= 1
    assert 0 <= report.exercise_confidence <= 1
    for rep in report.reps:
        assert math.isfinite(rep.start_s)
        assert math.isfinite(rep.end_s)


def test_one_slip_in_six_is_listed_with_its_rep_alone() -> None:
    moves = repetitions(6, top=4.0, bottom=72.0, lowering_s=2.8)
    hurried = moves[4]
    moves[4] = replace(hurried, on_s=hurried.off_s - 0.7)
    time_s = frame_times(moves[-1].off_s + 2.0, 30.0)
    report = check(hinge_track(ramp_signal(time_s, moves, start=4.0), 10.0, time_s))
    assert [len(rep.faults) for rep in report.reps] == [0, 0, 1, 0, 0, 0]
    assert report.faults == ()
    assert report.reps[2].faults[0].code == "fast_lowering"


def test_an_opposite_mirror_gives_the_other_leg_and_the_same_numbers() -> None:
    one = check(deadlift_set(2, stance="left", facing=1)[0])
    other = check(deadlift_set(2, stance="right", facing=-1)[0])
    assert (one.side, other.side) == ("left", "right")
    for first, second in zip(one.reps, other.reps, strict=True):
        assert first.lowering_s == pytest.approx(second.lowering_s, abs=1e-3)
        for key, measure in first.measures.items():
            assert second.measures[key].value == pytest.approx(
                measure.value, abs=1e-3, nan_ok=True
            )
