"""The motion: what must hold however deep the athlete goes."""

import numpy as np
import pytest

from studio.landmarks import INDEX
from studio.motions.deadlift import DeadliftStyle
from studio.skeleton import UP, angle_deg, skin


def _joints(motion, depth, time_s=0.0):
    posed = motion.pose(depth, time_s)
    joints_m = motion.landmarks.read(posed, skin(motion.body, posed))
    return {name: joints_m[i] for name, i in INDEX.items()}


@pytest.mark.parametrize("side", ["left", "right"])
def test_both_ankles_stay_where_they_are(stick_body, side):
    motion = DeadliftStyle(side).build(stick_body)
    places = [_joints(motion, d, 3.0 * d) for d in np.linspace(0, 1, 6)]
    for joint in ("left_ankle", "right_ankle"):
        path = np.array([place[joint] for place in places])
        assert np.ptp(path, axis=0) == pytest.approx(0.0, abs=1e-9)


def test_the_lean_is_exactly_the_planned_one(stick_body):
    motion = DeadliftStyle("left").build(stick_body)
    for depth in (0.0, 0.3, 1.0):
        at = _joints(motion, depth, 5.0)
        trunk = at["left_shoulder"] + at["right_shoulder"]
        trunk = trunk - at["left_hip"] - at["right_hip"]
        assert angle_deg(trunk, UP) == pytest.approx(motion.lean_deg(depth), abs=1e-6)


def test_good_style_is_good(stick_body):
    truth = DeadliftStyle("right").build(stick_body).rep_truth(1.0)
    assert 70 <= truth["lean_bottom_deg"] <= 85
    assert truth["hip_deg_top"] >= 172
    assert 10 <= truth["knee_flexion_bottom_deg"] <= 20
    assert truth["weight_offset"] <= 0.15
    assert truth["rear_ankle_path_m"] < 0.03


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("hand", [0.15, -0.45])
def test_the_hand_lands_where_it_aims(stick_body, side, hand):
    style = DeadliftStyle(side, hand_lateral=hand, turn_bottom_deg=10.0)
    truth = style.build(stick_body).rep_truth(1.0)
    assert truth["hand_target"] == pytest.approx(hand, abs=0.02)


def test_a_free_rear_leg_rises(stick_body):
    motion = DeadliftStyle("left", rear_rise=0.6).build(stick_body)
    top, bottom = _joints(motion, 0.0), _joints(motion, 1.0)
    rise_m = bottom["right_ankle"][2] - top["right_ankle"][2]
    assert rise_m == pytest.approx(0.6 * motion.leg_m)


def test_the_other_side_is_the_mirror_image(stick_body):
    left = _joints(DeadliftStyle("left", sway_m=0.0).build(stick_body), 0.7)
    right = _joints(DeadliftStyle("right", sway_m=0.0).build(stick_body), 0.7)
    mirror = np.array([1.0, -1.0, 1.0])
    for joint in ("hip", "knee", "ankle", "shoulder", "wrist"):
        assert right[f"right_{joint}"] == pytest.approx(left[f"left_{joint}"] * mirror)
