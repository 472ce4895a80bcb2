"""Bird dogs: what must stay where it is, and what the truth says of each fault."""

from __future__ import annotations

import numpy as np
import pytest

from studio.landmarks import CENTRES
from studio.limbs import suffix
from studio.motions import quadruped
from studio.motions.bird_dog import KEY, BirdDogStyle
from studio.motions.bird_dog_plan import Hold
from studio.motions.bird_dog_plank import PlankStyle
from studio.motions.figure import SIDES
from studio.skeleton import angle_deg

SHORT = (Hold(hold_s=4.0),)


@pytest.fixture(autouse=True)
def box_for_a_shoe(monkeypatch):
    """The stick body has no foot to put a shoe on."""

    def box(body, end):
        sizes = np.array([[-0.07, 0.17], [-0.05, 0.05], [-0.10, 0.02]])
        corners = np.stack(np.meshgrid(*sizes), axis=-1).reshape(-1, 3)
        return body.head_m("foot" + end) + corners, None

    monkeypatch.setattr(quadruped, "shoe_surface", box)


def _joints(motion, time_s):
    posed = motion.pose_at(time_s)
    return {
        f"{side}_{part}": posed.heads_m[motion.body.bone(bone + suffix(side))]
        for side in SIDES
        for part, bone in CENTRES.items()
    }


def _hold(stick_body, **changes):
    return (
        BirdDogStyle(**{"holds": SHORT, **changes})
        .build(stick_body)
        .truth()["holds"][0]
    )


@pytest.mark.parametrize("side", SIDES)
def test_foot_hands_and_knee_stay_where_they_are(stick_body, side):
    motion = BirdDogStyle(side, holds=SHORT).build(stick_body)
    other = "right" if side == "left" else "left"
    hold = motion.truth()["holds"][0]
    still = [f"{side}_ankle", f"{other}_knee", "left_wrist", "right_wrist"]
    times_s = np.linspace(hold["start_s"], hold["end_s"], 9)
    places = [_joints(motion, time_s) for time_s in times_s]
    for joint in still:
        path_m = np.array([place[joint] for place in places])
        # The kneeling knee bends as its hip sways, by less than a millimetre.
        assert np.ptp(path_m, axis=0) == pytest.approx(0.0, abs=5e-4)


def test_a_good_hold_is_good(stick_body):
    hold = _hold(stick_body)
    assert hold["trunk_level_deg"] <= 5
    assert hold["hip_sink"] <= 0.01
    assert hold["hip_deg"] >= 170
    assert abs(hold["thigh_above_trunk_deg"]) <= 3
    assert hold["arm_from_vertical_deg"] <= 8
    assert hold["thigh_from_vertical_deg"] <= 5
    assert hold["sway"] <= 0.006
    assert hold["form_end_s"] == hold["end_s"]


def test_the_foot_comes_and_goes_when_it_should(stick_body):
    style = BirdDogStyle(holds=(Hold(1.2, 4.0, 1.0, 0.5),), before_s=0.7)
    motion = style.build(stick_body)
    hold = motion.truth()["holds"][0]
    assert hold["start_s"] == pytest.approx(1.9)
    assert hold["end_s"] == pytest.approx(5.9)
    assert motion.style.duration_s == pytest.approx(7.4)
    on_wall_m = _joints(motion, 4.0)["left_ankle"]
    for time_s in (1.6, 6.2):
        away_m = np.linalg.norm(_joints(motion, time_s)["left_ankle"] - on_wall_m)
        assert away_m > 0.01


def test_faults_have_the_size_that_was_asked_for(stick_body):
    longer = (Hold(hold_s=12.0),)
    sunk = _hold(
        stick_body, holds=longer, sink=0.25, thigh_above_deg=-14.0, knee_deg=44.0
    )
    assert sunk["hip_sink"] == pytest.approx(0.25, abs=0.01)
    assert sunk["foot_path"] < 0.01
    high = _hold(stick_body, thigh_above_deg=30.0)
    assert high["thigh_above_trunk_deg"] == pytest.approx(30, abs=1.5)
    low = _hold(stick_body, thigh_above_deg=-75.0, knee_deg=90.0)
    assert low["hip_deg"] == pytest.approx(105, abs=1.5)
    slid = _hold(stick_body, holds=longer, slide_per_s=0.014, knee_deg=22.0)
    assert slid["foot_path"] == pytest.approx(0.14, abs=0.005)
    ahead = _hold(stick_body, hands_ahead_deg=40.0, trunk_up_deg=-12.0)
    assert ahead["arm_from_vertical_deg"] == pytest.approx(40, abs=3)
    down = _hold(stick_body, trunk_up_deg=-25.0)
    assert down["trunk_level_deg"] == pytest.approx(25, abs=0.5)
    shaken = _hold(stick_body, tremor=0.06, knee_deg=36.0)
    assert shaken["sway"] == pytest.approx(0.06 / np.sqrt(2), abs=0.004)
    assert shaken["foot_path"] < 0.01


def test_an_interrupted_set_has_several_holds(stick_body):
    again = Hold(0.4, 3.0, 0.4, 0.4, back_to=0.85)
    motion = BirdDogStyle(holds=(again, again)).build(stick_body)
    holds = motion.truth()["holds"]
    assert [hold["duration_s"] for hold in holds] == [3.0, 3.0]
    between_s = (holds[0]["end_s"] + holds[1]["start_s"]) / 2
    step_m = _joints(motion, between_s)["left_ankle"]
    step_m = step_m - _joints(motion, holds[0]["start_s"])["left_ankle"]
    assert np.linalg.norm(step_m) > 0.15 * motion.trunk_m


def test_both_legs_have_a_hold_each_and_the_set_no_side(stick_body):
    holds = (Hold(hold_s=3.0, side="left"), Hold(hold_s=3.0, side="right"))
    style = BirdDogStyle(holds=holds)
    assert style.side is None
    assert style.exercise == KEY
    rows = style.build(stick_body).truth()["holds"]
    assert [row["side"] for row in rows] == ["left", "right"]


def test_moving_bird_dogs_hold_nothing(stick_body):
    style = BirdDogStyle(
        holds=(Hold(0.5, 0.0, 0.5, 0.1),), arm="reaching", is_exercise=False
    )
    assert style.exercise is None
    assert style.build(stick_body).truth()["holds"] == []


def test_the_reaching_hand_never_dips(stick_body):
    motion = BirdDogStyle(holds=SHORT, arm="reaching").build(stick_body)
    start_s = motion.style.before_s
    heights_m = [
        _joints(motion, time_s)["right_wrist"][2]
        for time_s in np.linspace(start_s, start_s + 1.3, 14)
    ]
    assert min(heights_m) >= heights_m[0] - 1e-6


def test_the_other_side_is_the_mirror_image(stick_body):
    left, right = (
        _joints(BirdDogStyle(side, sway_m=0.0).build(stick_body), 5.0) for side in SIDES
    )
    mirror = np.array([1.0, -1.0, 1.0])
    for joint in CENTRES:
        assert right[f"right_{joint}"] == pytest.approx(left[f"left_{joint}"] * mirror)


def test_a_plank_is_straight_and_keeps_hands_and_feet(stick_body):
    motion = PlankStyle().build(stick_body)
    assert motion.truth()["holds"] == []
    places = [_joints(motion, time_s) for time_s in np.linspace(0, 14.0, 15)]
    for joint in ("left_ankle", "right_ankle", "left_wrist", "right_wrist"):
        path_m = np.array([place[joint] for place in places])
        assert np.ptp(path_m, axis=0) == pytest.approx(0.0, abs=0.004)
    top = _joints(motion, 7.0)
    trunk = top["left_shoulder"] - top["left_hip"]
    thigh = top["left_knee"] - top["left_hip"]
    assert angle_deg(trunk[[0, 2]], thigh[[0, 2]]) > 170
