"""What is no exercise: key figures stand, lie and lean on something."""

import dataclasses

import numpy as np
import pytest

from studio.limbs import SIDES, outward, suffix
from studio.motions.everyday import EverydayStyle
from studio.motions.everyday_camera import CameraSetUpStyle
from studio.motions.figure import Arm, Figure, Foot, Hand, blend, moved, strike
from studio.skeleton import angle_deg

STANDING = ("squat", "two_leg_deadlift", "curl", "standing_still")
FLOOR = ("plank", "push_ups", "sit_ups")


def _path(motion, bone):
    poses = motion.poses_at(np.linspace(0.0, motion.style.duration_s, 40))
    return np.array([posed.heads_m[motion.body.bone(bone)] for posed in poses])


@pytest.mark.parametrize("script", [*STANDING, *FLOOR])
def test_feet_stay_where_they_stand(stick_body, script):
    motion = EverydayStyle(script).build(stick_body)
    for side in SIDES:
        path_m = _path(motion, "foot" + suffix(side))
        assert np.ptp(path_m, axis=0) == pytest.approx(0.0, abs=1e-6)


def test_hands_stay_on_the_floor_in_a_push_up(stick_body):
    motion = EverydayStyle("push_ups").build(stick_body)
    for side in SIDES:
        path_m = _path(motion, "wrist" + suffix(side))
        assert np.ptp(path_m, axis=0) == pytest.approx(0.0, abs=1e-3)
    assert np.ptp(_path(motion, "upperarm01.L")[:, 2]) > 0.15


def test_a_plank_is_straight(stick_body):
    posed = EverydayStyle("plank").build(stick_body).pose_at(1.0)
    shoulder, hip, ankle = (
        posed.heads_m[stick_body.bone(name + ".L")]
        for name in ("upperarm01", "upperleg01", "foot")
    )
    assert angle_deg((shoulder - hip)[[0, 2]], (hip - ankle)[[0, 2]]) < 6.0


def test_nothing_counts(stick_body):
    for style in (EverydayStyle("squat"), CameraSetUpStyle()):
        truth = style.build(stick_body).truth()
        assert style.exercise is None
        assert truth["reps"] == truth["holds"] == truth["bouts"] == []


def test_who_set_up_the_camera_ends_farther_off_facing_it(stick_body):
    motion = CameraSetUpStyle().build(stick_body)
    first, last = motion.pose_at(0.0), motion.pose_at(motion.duration_s)
    assert last.heads_m[0, 0] < first.heads_m[0, 0] - 1.5
    left, right = (stick_body.bone("upperarm01" + end) for end in (".L", ".R"))
    for posed in (first, last):
        assert posed.heads_m[left, 1] > posed.heads_m[right, 1]


def _upright():
    feet = {side: Foot((0.0, outward(side) * 0.1, 0.1)) for side in SIDES}
    return Figure((0.0, 0.0, 0.9), feet, dict.fromkeys(SIDES, Arm()))


def test_a_blend_is_between_its_ends():
    low = dataclasses.replace(_upright(), pelvis_m=(-0.2, 0.0, 0.5), lean_deg=42.0)
    middle = blend(_upright(), low, 0.5)
    assert middle.pelvis_m == pytest.approx((-0.1, 0.0, 0.7))
    assert middle.lean_deg == pytest.approx(22.0)


def test_an_arm_by_angles_does_not_blend_with_a_hand_in_a_place():
    arms = {"left": Hand((0.3, 0.2, 0.0)), "right": Arm()}
    leaning = dataclasses.replace(_upright(), arms=arms)
    with pytest.raises(TypeError, match="blend"):
        blend(_upright(), leaning, 0.5)


@pytest.mark.parametrize("side", SIDES)
def test_arms_bend_forward_and_rise_to_their_own_side(stick_body, side):
    shoulder, wrist = (
        stick_body.bone(n + suffix(side)) for n in ("upperarm01", "wrist")
    )
    ways = ((Arm(0.0, 5.0, 90.0), 0, 1.0), (Arm(0.0, 90.0, 5.0), 1, outward(side)))
    for arm, axis, way in ways:
        figure = _upright()
        figure.arms[side] = arm
        heads_m = strike(stick_body, figure).heads_m
        assert way * (heads_m[wrist] - heads_m[shoulder])[axis] > 0.15


def test_a_figure_can_be_turned_and_shifted(stick_body):
    posed = strike(stick_body, _upright())
    turned = moved(posed, np.array([2.0, 0.0, 0.0]), 90.0)
    expected = np.array([2.0, 0.0, 0.0]) + posed.heads_m[:, [1, 0, 2]] * [-1, 1, 1]
    assert turned.heads_m == pytest.approx(expected)
