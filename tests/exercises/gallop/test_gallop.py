"""The gallop, on athletes whose every touchdown is known."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from exercises.check import check
from exercises.engine.scene import read_scene
from exercises.gallop import travels
from exercises.gallop.definition import GALLOP, KEY
from exercises.report import Report
from tests.figures import Side, bursts, hidden, swapped
from tests.figures_gait import STATURE_M, Stint, gait_track
from vision.track import Track

RUNNING = Stint(phase=0.5, gap_m=0.6, stride_m=1.2, stride_s=0.7, strides=4)
FOUR = (
    Stint(),
    Stint(direction="backward"),
    Stint(front="right"),
    Stint(direction="backward", front="right"),
)


def film(*stints: Stint, **figure: Any) -> Track:
    return gait_track(stints or (Stint(),), **figure)[0]


def judged(*stints: Stint, **figure: Any) -> Report:
    return check(film(*stints, **figure), exercise=KEY, stature_m=STATURE_M)


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
def test_four_bouts_are_told_apart_and_tick_off_the_plan(facing: int) -> None:
    track, truths = gait_track(FOUR, facing=facing, noise_px=0.5)
    report = check(track, stature_m=STATURE_M)
    assert report.exercise == KEY
    assert [(bout.direction, bout.lead) for bout in report.bouts] == [
        (stint.direction, stint.front) for stint in FOUR
    ]
    for bout, stint, truth in zip(report.bouts, FOUR, truths, strict=True):
        assert abs(bout.steps - stint.strides) <= 1
        assert bout.start_s == pytest.approx(truth.start_s, abs=0.2)
        assert bout.end_s == pytest.approx(truth.end_s, abs=0.2)
    assert report.faults == ()
    assert len(report.plan) == 4
    assert all(item.done for item in report.plan)


def test_what_is_missing_of_the_plan_is_told() -> None:
    report = judged(Stint(), Stint(direction="backward"))
    assert [item.done for item in report.plan] == [True, True, False, False]
    assert report.side == "left"


@pytest.mark.parametrize("strides", [4, 6, 8])
def test_the_distance_follows_from_the_persons_height(strides: int) -> None:
    track = film(Stint(strides=strides))
    true_m = Stint(strides=strides).distance_m
    (bout,) = check(track, exercise=KEY, stature_m=STATURE_M).bouts
    assert bout.distance_m == pytest.approx(true_m, rel=0.1)
    assert bout.measures["distance_m"].value == bout.distance_m
    (twice,) = check(track, exercise=KEY, stature_m=2 * STATURE_M).bouts
    assert twice.distance_m == pytest.approx(2 * bout.distance_m)


@pytest.mark.parametrize("body_share", [0.36, 0.42])
def test_the_distance_does_not_depend_on_the_cameras(body_share: float) -> None:
    (bout,) = judged(Stint(strides=5), body_share=body_share).bouts
    assert bout.distance_m == pytest.approx(3.0, rel=0.1)


def test_without_a_height_the_distance_is_about_right_and_said_to_be() -> None:
    report = check(film(), exercise=KEY)
    assert any("assume a height" in note for note in report.notes)
    known = judged()
    assert not any("assume a height" in note for note in known.notes)
    one, other = (r.bouts[0].measures["distance_m"] for r in (report, known))
    assert one.error / one.value > other.error / other.value


@pytest.mark.parametrize("facing", [1, -1])
def test_running_is_none_of_ours_and_called_so(facing: int) -> None:
    track = film(RUNNING, facing=facing)
    report = check(track)
    assert report.exercise is None
    assert report.units == ()
    assert "running" in GALLOP.likeness(read_scene(track)).looks_like


WALKING = Stint(phase=0.5, gap_m=0.65, stride_m=1.3, stride_s=1.1, strides=3)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("wrong_s", [0.1, 0.5])
def test_walking_with_wrong_names_of_the_feet_is_no_gallop(
    seed: int, wrong_s: float
) -> None:
    track = film(WALKING, noise_px=1.5)
    when = bursts(track.time_s, share=0.15, burst_s=wrong_s, seed=seed)
    assert check(swapped(track, when)).exercise is None


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_an_even_beat_with_one_foot_in_front_is_a_gallop(direction: Any) -> None:
    even = Stint(direction, "right", phase=0.5, gap_m=0.8)
    report = check(film(even, noise_px=1.0))
    assert report.exercise == KEY
    (bout,) = report.bouts
    assert (bout.lead, bout.direction) == ("right", direction)
    assert codes(report) <= {"even_rhythm"}


def test_two_strides_are_too_few_to_call_it_a_gallop() -> None:
    track = film(Stint(strides=2))
    assert check(track).exercise is None
    assert GALLOP.likeness(read_scene(track)).looks_like.startswith("too few steps")


def test_walking_back_between_two_bouts_is_listed_and_not_judged() -> None:
    there, back = Stint(), replace(WALKING, direction="backward")
    report = judged(there, back)
    assert [bout.lead for bout in report.bouts] == ["left"]
    (attempt,) = report.attempts
    assert "take turns" in attempt.reason.text


def test_a_film_that_ends_in_a_bout_does_not_call_it_short() -> None:
    whole, (truth,) = gait_track([Stint(strides=5)])
    inside = whole.only(whole.time_s < truth.end_s - 1.0)
    report = check(inside, exercise=KEY, stature_m=STATURE_M)
    (bout,) = report.bouts
    assert bout.measures["distance_m"].reason.text == "the film ends in it"
    assert codes(report) == set()
    assert any("ends in a bout" in note for note in report.notes)


def test_who_insists_on_running_gets_the_lead_as_a_fault() -> None:
    report = judged(RUNNING)
    assert codes(report) >= {"lead_lost"}
    assert any("no foot stays in front" in note for note in report.notes)


@pytest.mark.parametrize(
    ("stint", "figure", "expected"),
    [
        pytest.param(Stint(phase=0.05), {}, "even_rhythm", id="two-footed hops"),
        pytest.param(Stint(), {"lean_deg": 38.0}, "leans", id="leans"),
        pytest.param(Stint(strides=3), {}, "short_distance", id="two yards only"),
    ],
)
def test_each_fault_is_named_and_no_other(
    stint: Stint, figure: dict[str, Any], expected: str
) -> None:
    assert codes(judged(stint, **figure)) == {expected}


@pytest.mark.parametrize(
    ("in_front", "said"), [(0.05, "walking, running"), (0.2, "cannot be told")]
)
def test_a_way_that_may_be_either_is_not_called_a_walk(
    in_front: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # There a gallop, and back a way on which the tracker mixes the legs up.
    ways = itertools.cycle((2.0, in_front))
    monkeypatch.setattr(travels, "_one_in_front", lambda *_: next(ways))
    report = judged(Stint(), Stint(direction="backward"))
    assert len(report.bouts) == 1
    assert said in report.attempts[0].reason.text


def test_a_beat_of_touchdowns_that_scatter_is_no_clear_fault() -> None:
    even = film(Stint(phase=0.5))
    # As if each foot came down, or were seen to, up to a tenth of a second off.
    warped_s = even.time_s + 0.1 * np.sin(2 * np.pi * even.time_s / 0.97)
    scattered = check(replace(even, time_s=warped_s), exercise=KEY, stature_m=STATURE_M)
    exact = judged(Stint(phase=0.5)).bouts[0].measures["rhythm_phase"]
    measure = scattered.bouts[0].measures["rhythm_phase"]
    assert exact.verdict == "fault"
    assert measure.verdict == "possible"
    assert abs(measure.value - 0.5) < measure.error


def test_steps_without_a_spring_lose_points_for_the_spring_alone() -> None:
    report = judged(bounce_m=0.0)
    measures = report.bouts[0].measures
    assert measures["spring"].score < 60
    for key in ("lead_kept_percent", "rhythm_phase", "lean_deg", "distance_m"):
        assert measures[key].verdict == "ok"


def test_stiff_knees_are_a_question_at_most() -> None:
    assert "stiff_landing" not in codes(judged())


def test_strides_of_uneven_length_are_irregular() -> None:
    # A different beat each time, as one film.
    stints = [Stint(strides=2, stride_s=s) for s in (0.5, 1.0)]
    even = judged(Stint(strides=6)).bouts[0].measures["stride_cv_percent"]
    assert even.value < 5
    assert even.verdict == "ok"
    few = judged(*stints).bouts[0].measures["stride_cv_percent"]
    assert few.verdict == "not_assessed"
    assert "strides to tell" in few.reason.text


def test_too_few_frames_a_second_have_no_rhythm_but_bouts() -> None:
    report = judged(Stint(stride_s=0.8), fps=10.0)
    assert len(report.bouts) == 1
    measures = report.bouts[0].measures
    assert measures["rhythm_phase"].verdict == "not_assessed"
    assert measures["stride_cv_percent"].verdict == "not_assessed"


@pytest.mark.parametrize("front", ["left", "right"])
def test_leg_names_exchanged_in_bursts_do_not_make_it_running(front: Side) -> None:
    track = film(Stint(front=front), noise_px=0.5)
    when = bursts(track.time_s, share=0.25, burst_s=0.3, seed=9)
    report = check(swapped(track, when))
    assert report.exercise == KEY
    (bout,) = report.bouts
    assert bout.lead == front
    assert abs(bout.steps - 7) <= 1
    assert codes(report) == set()


def test_nobody_seen_for_a_moment_is_no_end_of_the_bout() -> None:
    track = film()
    lost = (track.time_s > 4.0) & (track.time_s < 4.15)
    assert len(check(hidden(track, lost), exercise=KEY).bouts) == 1


def test_standing_about_gives_no_bout() -> None:
    report = judged(Stint(strides=1, stride_m=0.05))
    assert report.bouts == ()
    assert np.isnan(report.score.value)
    assert any("Nothing of" in note for note in report.notes)
