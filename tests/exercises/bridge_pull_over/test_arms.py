"""Arms that cannot be the athlete's make no reps."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.bridge_pull_over.arms import HIDDEN
from exercises.check import check
from tests.figures_lying import pull_over_set
from vision import landmarks
from vision.track import Track

ELBOWS, WRISTS = (13, 14), (15, 16)


def with_wrists(track: Track, start_s: float, end_s: float, *, hands: str) -> Track:
    """What a passer-by makes of the arms for a while."""
    points = track.points_px.copy()
    frames = np.flatnonzero((track.time_s >= start_s) & (track.time_s <= end_s))
    shoulders = points[:, landmarks.SHOULDERS].mean(axis=1)
    arm_px = np.linalg.norm(points[:, WRISTS[0]] - shoulders, axis=1).max()
    for number, frame in enumerate(frames):
        if hands == "parted":
            points[frame, WRISTS[0]] = shoulders[frame] + (0.7 * arm_px, -arm_px)
            points[frame, WRISTS[1]] = shoulders[frame] - (arm_px, 0.5 * arm_px)
        elif hands == "one taken":  # and not far from the other one
            own = points[frame, WRISTS[0]] - shoulders[frame]
            turn = np.exp(1j * np.radians(42)) * complex(*own)
            points[frame, WRISTS[1]] = shoulders[frame] + (turn.real, turn.imag)
        else:  # half a turn and back, ten times a second
            turned = np.radians(90 + 80 * np.sin(2 * np.pi * 3 * number / 30))
            way = arm_px * np.array([np.cos(turned), -np.sin(turned)])
            for wrist, elbow in zip(WRISTS, ELBOWS, strict=True):
                points[frame, wrist] = shoulders[frame] + way
                points[frame, elbow] = shoulders[frame] + way / 2
    return replace(track, points_px=points)


@pytest.mark.parametrize("hands", ["parted", "whirling", "one taken"])
def test_arms_that_follow_a_passer_by_are_told_not_counted(hands: str) -> None:
    track, _ = pull_over_set(3)
    usual = check(track, exercise="bridge_pull_over")
    assert len(usual.reps) == 3
    bottom_s = usual.reps[1].bottom_s
    assert bottom_s is not None
    disturbed = with_wrists(track, bottom_s - 0.7, bottom_s + 0.7, hands=hands)
    report = check(disturbed, exercise="bridge_pull_over")
    assert [rep.bottom_s for rep in report.reps] == pytest.approx(
        [usual.reps[0].bottom_s, usual.reps[2].bottom_s], abs=0.1
    )
    assert HIDDEN in [attempt.reason for attempt in report.attempts]


def test_a_bystander_before_the_arms_all_the_time_is_told() -> None:
    track, _ = pull_over_set(2)
    disturbed = with_wrists(track, 4.5, track.time_s[-1], hands="parted")
    report = check(disturbed, exercise="bridge_pull_over")
    assert not report.reps
    assert HIDDEN in [attempt.reason for attempt in report.attempts]


def test_hands_that_part_for_a_moment_cost_no_rep() -> None:
    track, _ = pull_over_set(3)
    usual = check(track, exercise="bridge_pull_over")
    bottom_s = usual.reps[1].bottom_s
    assert bottom_s is not None
    disturbed = with_wrists(track, bottom_s - 0.1, bottom_s + 0.1, hands="parted")
    report = check(disturbed, exercise="bridge_pull_over")
    assert len(report.reps) == 3
    assert not report.attempts


def test_a_weight_that_is_thrown_is_still_the_athletes() -> None:
    track, _ = pull_over_set(3, back_s=0.4)
    report = check(track, exercise="bridge_pull_over")
    assert len(report.reps) == 3
    assert not report.attempts
