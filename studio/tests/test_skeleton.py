"""Rotations, limbs and kinematics."""

import numpy as np
import pytest

from studio.limbs import set_arm, set_leg
from studio.skeleton import (
    FORWARD,
    LEFT,
    UP,
    Puppet,
    angle_deg,
    middle_joint,
    rotation,
    skin,
    twist_about,
)


def test_rotation_follows_the_right_hand_rule():
    assert rotation(UP, 90.0) @ FORWARD == pytest.approx(LEFT)
    assert rotation(LEFT, 90.0) @ UP == pytest.approx(FORWARD)


def test_twist_leaves_the_swing_out():
    turn = rotation(LEFT, 40.0) @ rotation(UP, 25.0)
    assert twist_about(UP, rotation(UP, 25.0)) == pytest.approx(25.0)
    assert twist_about(UP, turn) == pytest.approx(25.0)
    assert twist_about(FORWARD, rotation(LEFT, 40.0)) == pytest.approx(0.0)


def test_the_middle_joint_keeps_both_lengths_and_points_where_told():
    hip, ankle = np.array([0.0, 0.0, 0.9]), np.array([-0.1, 0.02, 0.1])
    knee = middle_joint(hip, ankle, 0.43, 0.44, FORWARD)
    assert np.linalg.norm(knee - hip) == pytest.approx(0.43)
    assert np.linalg.norm(ankle - knee) == pytest.approx(0.44)
    assert knee[0] > 0.0


def test_a_limb_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="reach"):
        middle_joint(np.zeros(3), np.array([2.0, 0, 0]), 0.4, 0.4, UP)


def test_the_rest_pose_is_the_rest_pose(stick_body):
    posed = Puppet(stick_body).pose()
    assert posed.heads_m == pytest.approx(stick_body.heads_m)
    assert skin(stick_body, posed) == pytest.approx(stick_body.vertices_m)


def test_a_leg_puts_its_ankle_where_it_should_be(stick_body):
    puppet = Puppet(stick_body)
    ankle_m = np.array([-0.35, 0.1, 0.35])
    set_leg(puppet, "left", ankle_m, FORWARD, np.eye(3))
    posed = puppet.pose()
    assert posed.heads_m[stick_body.bone("foot.L")] == pytest.approx(ankle_m)


def test_an_arm_puts_its_wrist_where_it_should_be(stick_body):
    puppet = Puppet(stick_body)
    wanted_m = puppet.where("upperarm01.R") + np.array([0.2, 0.05, -0.3])
    reached_m = set_arm(puppet, "right", wanted_m, -FORWARD, LEFT)
    posed = puppet.pose()
    assert reached_m == pytest.approx(wanted_m)
    assert posed.heads_m[stick_body.bone("wrist.R")] == pytest.approx(wanted_m)


def test_angles_between_directions():
    assert angle_deg(UP, FORWARD) == pytest.approx(90.0)
    assert angle_deg(UP, -UP) == pytest.approx(180.0)
