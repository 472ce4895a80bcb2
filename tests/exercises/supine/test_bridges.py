"""Bridges that are not filmed as a studio would: fetched balls, holds, resting arms."""

import numpy as np
import pytest

from exercises.check import check
from exercises.engine.scene import read_scene
from exercises.recognise import recognise
from exercises.registry import EXERCISES
from exercises.supine.signals import bridge_signals_of
from tests.figures import Move, frame_times, ramp_signal
from tests.figures_lying import (
    bridge_set,
    bridge_track,
    lifts,
    lying_deg,
    pull_over_set,
    rise_deg,
)

BOX, PULL_OVER = "bridge_foot_on_box", "bridge_pull_over"


def fetched_ball() -> tuple[int, float]:
    """A set before and after which the hands fetch something from between the knees."""
    moves = lifts(3, lying=lying_deg(), first_s=6.0)
    time_s = frame_times(moves[-1].off_s + 6.0, 30.0)
    deficit = ramp_signal(time_s, moves, start=lying_deg())
    # Between hands by the side (0) and reaching over the belly to the knees.
    busy = (time_s < 5.0) | (time_s > moves[-1].off_s + 1.0)
    arms = np.where(busy, 35.0 + 35.0 * np.sin(2.5 * time_s), 0.0)
    report = check(bridge_track(deficit, time_s, arm_deg=arms))
    assert report.exercise == BOX
    return len(report.reps), report.exercise_confidence


def test_hands_that_fetch_something_before_and_after_are_no_part_of_a_bridge() -> None:
    reps, confidence = fetched_ball()
    assert reps == 3
    assert confidence > 0.5


@pytest.mark.parametrize("held_s", [3.0, 6.0])
def test_a_bridge_that_is_held_long_is_no_pull_over(held_s: float) -> None:
    # Arms rest on the floor, so their angle to the trunk changes as it rises.
    moves = lifts(2, lying=lying_deg(), top_s=held_s)
    time_s = frame_times(moves[-1].off_s + 2.0, 30.0)
    deficit = ramp_signal(time_s, moves, start=lying_deg())
    track = bridge_track(deficit, time_s, ankle_m=0.45)
    guess = recognise(read_scene(track), EXERCISES)
    assert guess.exercise == BOX
    report = check(track)
    assert len(report.reps) == 2
    assert not any(fault.code == "short_reach" for fault in report.faults)


@pytest.mark.parametrize("height_m", [0.1, 0.45, 0.6])
def test_arms_on_the_floor_beside_high_hips_are_as_far_below_as_the_trunk_rises(
    height_m: float,
) -> None:
    time_s = frame_times(3.0, 30.0)
    tilt = float(rise_deg(0.0, height_m))
    bridge = bridge_signals_of(read_scene(bridge_track(0.0, time_s, ankle_m=height_m)))
    for side in ("left", "right"):
        assert np.nanmedian(bridge.arm_deg(side)) == pytest.approx(-tilt, abs=4.0)


def test_hips_that_stir_before_the_first_lift_change_no_pairing() -> None:
    down = lying_deg()
    stir = [Move(0.8, 1.2, down + 4.0)]
    moves = [*stir, *lifts(3, lying=down, first_s=2.5)]
    report = check(bridge_set(moves=moves)[0])
    assert len(report.reps) == 3
    assert all(rep.end_s < rep.start_s for rep in report.reps)  # up, then down


def test_one_pull_with_low_hips_does_not_make_a_short_reach_their_fault() -> None:
    # Attempts only: the reach is what failed, not the hips.
    report = check(pull_over_set(3, over_deg=120.0)[0], exercise=PULL_OVER)
    assert not any(fault.code == "hips_low" for fault in report.faults)
