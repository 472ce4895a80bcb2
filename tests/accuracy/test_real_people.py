"""Real people, counted by eye (../shared/real): skipped where the clips are missing."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from coach.check import VideoAnalysis
from tests.chosen import each_named

CheckReal = Callable[..., VideoAnalysis]
BY_DEFAULT = ("BE-PROJECTS2018__donkey",)
"""The other clips are for the sweep."""
SWEEP = pytest.mark.sweep
NAMED = {"exercise": "internal_rotation_deadlift"}


@pytest.mark.parametrize(
    ("name", "reps"),
    [
        pytest.param("Goondoc08__sl-rdl", 1, id="single-leg-rdl"),
        pytest.param("TBY66__0016c_1", 10, id="kettlebell-deadlift-side", marks=SWEEP),
        pytest.param(
            "TBY66__0016c_2", 10, id="kettlebell-deadlift-oblique", marks=SWEEP
        ),
        pytest.param(
            "TBY66__0016k_1", 10, id="kettlebell-deadlift-squatty", marks=SWEEP
        ),
        pytest.param("Ulisses-coach__kbGoodMorning", 6, id="good-morning", marks=SWEEP),
        pytest.param(
            "rnhrn__deadlift", 3, id="band-deadlift-from-the-bottom", marks=SWEEP
        ),
    ],
)
def test_named_by_hand_hinges_are_counted(
    name: str, reps: int, check_real: CheckReal
) -> None:
    report = check_real(name, **NAMED).report
    assert len(report.reps) == reps


def test_the_single_leg_deadlift_is_recognised_with_its_leg_and_bottom(
    check_real: CheckReal,
) -> None:
    report = check_real("Goondoc08__sl-rdl").report
    assert report.exercise == "internal_rotation_deadlift"
    assert report.side == "right"
    assert report.reps[0].bottom_s == pytest.approx(2.9, abs=0.2)  # by eye


@each_named(
    "name",
    [
        "BE-PROJECTS2018__donkey",
        "BetterForerunner__run",
        "TBY66__0016c_1",
        "TBY66__0016c_2",
        "TBY66__0016k_1",
        "TheSebitzu__db_pullover",
        "Ulisses-coach__kbGoodMorning",
        "Ulisses-coach__runHighKnees",
        "lenagalanova8-debug__bird-dog",
        "mmuno__bird_dog",
        "monkeyshavefallenthetree__db_hip_thrust",
        "monkeyshavefallenthetree__single_rdl",
        "rnhrn__deadlift",
    ],
    by_default=BY_DEFAULT,
)
def test_other_exercises_are_none_of_ours(name: str, check_real: CheckReal) -> None:
    report = check_real(name).report
    assert report.exercise is None
    assert not report.reps
    assert report.notes


@pytest.mark.parametrize(
    ("name", "reps", "cut_off"),
    [
        ("BE-PROJECTS2018__bridge", 5, 0),
        # The film ends in its third lowering.
        pytest.param("lenagalanova8-debug__glute-bridge", 2, 1, marks=SWEEP),
    ],
)
def test_floor_bridges_are_bridges_on_two_legs_with_the_feet_on_the_floor(
    name: str, reps: int, cut_off: int, check_real: CheckReal
) -> None:
    report = check_real(name).report
    assert report.exercise == "bridge_foot_on_box"
    assert len(report.reps) == reps
    reasons = [attempt.reason.text for attempt in report.attempts]
    assert len(reasons) == cut_off
    assert all("the film ends in the middle" in reason for reason in reasons)
    assert report.side is None
    assert report.variant == {"legs": "two legs", "foot": "on the floor"}


def test_donkey_kicks_are_told_to_keep_still(check_real: CheckReal) -> None:
    report = check_real("BE-PROJECTS2018__donkey", exercise="bird_dog_wall_push").report
    assert not report.holds
    assert all("keep still" in attempt.reason.text for attempt in report.attempts)


@pytest.mark.sweep
def test_two_cameras_on_one_set_agree_on_its_times(check_real: CheckReal) -> None:
    side = check_real("TBY66__0016c_1", **NAMED).report.reps
    oblique = check_real("TBY66__0016c_2", **NAMED).report.reps
    apart_s = [abs(a.bottom_s - b.bottom_s) for a, b in zip(side, oblique, strict=True)]
    assert np.median(apart_s) < 0.1


@pytest.mark.sweep
def test_reps_follow_each_other_without_overlap(check_real: CheckReal) -> None:
    reps = check_real("TBY66__0016c_1", **NAMED).report.reps
    for rep in reps:
        assert rep.start_s < rep.bottom_s <= rep.leave_s < rep.end_s
    for before, after in pairwise(reps):
        assert before.end_s <= after.start_s + 1e-6


@pytest.mark.sweep
def test_a_body_that_leaves_the_frame_is_told_so(check_real: CheckReal) -> None:
    report = check_real("lenagalanova8-debug__bird-dog").report
    assert any("cut off" in note for note in report.notes)
