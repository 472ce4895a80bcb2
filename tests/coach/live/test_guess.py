"""The lowering's clock runs in the first rep, before the exercise is recognised."""

import json

import numpy as np
import pytest

from benchmarks.truth import SAMPLES
from coach.live.body import Stillness, attitude_of
from coach.live.guess import LoweringClock, Stance, lowering_target_s
from tests.kept_tracks import FOLDER
from tests.live_films import BEFORE_S, poses
from vision.track_file import load_track

CLIPS = sorted(path.name.split(".")[0] for path in FOLDER.glob("*.npz"))
GOOD = [
    "box_bridge_good_left",
    "deadlift_front_good_left",
    "deadlift_good_right",
    "pull_over_good_left",
]


def clocked(clip: str, exercise: str | None = None) -> list[tuple[float, float, float]]:
    """Play a clip to a clock that is told the exercise, or is not.

    Returns:
        (time in the clip, the lowering's seconds, its target) at each picture.
    """
    track = load_track(next(FOLDER.glob(f"{clip}.*.npz")))
    clock, still, stance, told = LoweringClock(), Stillness(), Stance(), []
    nobody = np.full((33, 2), np.nan)
    for time_s, pose in poses(track, after_s=0.1):
        points = nobody if pose is None else pose.points * np.array(track.size_wh)
        moment, target_s = clock.look(exercise, stance, pose, time_s, points)
        stance = Stance(attitude=attitude_of(pose), still_s=still.look(points, time_s))
        told.append((time_s - BEFORE_S, moment.lowering_s, target_s))
    return told


@pytest.mark.parametrize("clip", GOOD)
def test_the_first_lowering_is_clocked_as_if_the_exercise_was_known(clip: str) -> None:
    truth = json.loads((SAMPLES / f"{clip}.truth.json").read_text())
    first, exercise = truth["reps"][0], truth["exercise"]
    compared = [
        (guessed, known)
        for guessed, known in zip(clocked(clip), clocked(clip, exercise), strict=True)
        if first["start_s"] <= guessed[0] <= first["bottom_s"]
    ]
    known_s = np.array([known[1] for _, known in compared])
    guessed_s = np.array([guessed[1] for guessed, _ in compared])
    assert np.isfinite(known_s).sum() > 30
    np.testing.assert_array_equal(guessed_s, known_s)
    targets = {guessed[2] for guessed, _ in compared if np.isfinite(guessed[1])}
    assert targets == {lowering_target_s(exercise)}


@pytest.mark.parametrize("clip", CLIPS)
def test_no_target_is_another_exercises(clip: str) -> None:
    exercise = json.loads((SAMPLES / f"{clip}.truth.json").read_text())["exercise"]
    if exercise is None:
        pytest.skip("whatever somebody does who does none of the exercises")
    targets = {target_s for _, _, target_s in clocked(clip) if np.isfinite(target_s)}
    assert targets <= {lowering_target_s(exercise)}


def test_nobody_lowers_nothing() -> None:
    moment, target_s = LoweringClock().look(
        None, Stance(), None, 0.0, np.full((33, 2), np.nan)
    )
    assert np.isnan([moment.lowering_s, target_s]).all()
