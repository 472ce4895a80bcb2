"""Bird dogs: what must stay where it is, and what the truth says of each fault."""

import numpy as np
import pytest

from studio import wardrobe
from studio.landmarks import CENTRES
from studio.limbs import SIDES, other
from studio.motions.bird_dog import KEY, BirdDogStyle
from studio.motions.bird_dog_plank import PlankStyle
from studio.paths import BodyPath
from studio.skeleton import angle_deg
from studio.timeline import Hold

SHORT, LONGER = (Hold(hold_s=4.0),), (Hold(hold_s=12.0),)


@pytest.fixture(autouse=True)
def box_for_a_shoe(monkeypatch):
    """The stick body has no foot to put a shoe on."""

    def box(body, end):
        sizes = np.array([[-0.07, 0.17], [-0.05, 0.05], [-0.10, 0.02]])
        corners = np.stack(np.meshgrid(*sizes), axis=-1).reshape(-1, 3)
        return body.head_m("foot" + end) + corners, None

    monkeypatch.setattr(wardrobe, "shoe_surface", box)


def _joints(motion, *times_s):
    """Joint centres by name, each (T, 3)."""
    return BodyPath.of(motion.body, motion.poses_at(times_s), "left").joints_m


def _hold(stick_body, **changes):
    style = BirdDogStyle(**{"holds": SHORT, **changes})
    return style.build(stick_body).truth()["holds"][0]


@pytest.mark.parametrize("side", SIDES)
def test_foot_hands_and_knee_stay_where_they_are(stick_body, side):
    motion = BirdDogStyle(side, holds=SHORT).build(stick_body)
    hold = motion.truth()["holds"][0]
    places = _joints(motion, *np.linspace(hold["start_s"], hold["end_s"], 9))
    for joint in (f"{side}_ankle", f"{other(side)}_knee", "left_wrist", "right_wrist"):
        # The kneeling knee bends as its hip sways, by less than a millimetre.
        assert np.ptp(places[joint], axis=0) == pytest.approx(0.0, abs=5e-4)


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
    on_wall_m, *away_m = _joints(motion, 4.0, 1.6, 6.2)["left_ankle"]
    assert np.all(np.linalg.norm(away_m - on_wall_m, axis=1) > 0.01)


@pytest.mark.parametrize(
    ("changes", "measure", "wanted", "within"),
    [
        (
            {"holds": LONGER, "sink": 0.25, "thigh_above_deg": -14.0, "knee_deg": 44.0},
            "hip_sink",
            0.25,
            0.01,
        ),
        ({"thigh_above_deg": 30.0}, "thigh_above_trunk_deg", 30, 1.5),
        ({"thigh_above_deg": -75.0, "knee_deg": 90.0}, "hip_deg", 105, 1.5),
        (
            {"holds": LONGER, "slide_per_s": 0.014, "knee_deg": 22.0},
            "foot_path",
            0.14,
            0.005,
        ),
        (
            {"hands_ahead_deg": 40.0, "trunk_up_deg": -12.0},
            "arm_from_vertical_deg",
            40,
            3,
        ),
        ({"trunk_up_deg": -25.0}, "trunk_level_deg", 25, 0.5),
        ({"tremor": 0.06, "knee_deg": 36.0}, "sway", 0.06 / np.sqrt(2), 0.004),
    ],
)
def test_a_fault_has_the_size_that_was_asked_for(
    stick_body, changes, measure, wanted, within
):
    hold = _hold(stick_body, **changes)
    assert hold[measure] == pytest.approx(wanted, abs=within)
    if measure in ("hip_sink", "sway"):
        assert hold["foot_path"] < 0.01


def test_an_interrupted_set_has_several_holds(stick_body):
    again = Hold(0.4, 3.0, 0.4, 0.4, back_to=0.85)
    motion = BirdDogStyle(holds=(again, again)).build(stick_body)
    holds = motion.truth()["holds"]
    assert [hold["duration_s"] for hold in holds] == [3.0, 3.0]
    between_s = (holds[0]["end_s"] + holds[1]["start_s"]) / 2
    held_m, off_m = _joints(motion, holds[0]["start_s"], between_s)["left_ankle"]
    assert np.linalg.norm(off_m - held_m) > 0.15 * motion.trunk_m


def test_both_legs_have_a_hold_each_and_the_set_no_side(stick_body):
    style = BirdDogStyle(holds=tuple(Hold(hold_s=3.0, side=side) for side in SIDES))
    assert style.side is None
    assert style.exercise == KEY
    rows = style.build(stick_body).truth()["holds"]
    assert [row["side"] for row in rows] == ["left", "right"]


def test_moving_bird_dogs_hold_nothing(stick_body):
    moving = (Hold(0.5, 0.0, 0.5, 0.1),)
    style = BirdDogStyle(holds=moving, arm="reaching", is_exercise=False)
    assert style.exercise is None
    assert style.build(stick_body).truth()["holds"] == []


def test_the_reaching_hand_never_dips(stick_body):
    motion = BirdDogStyle(holds=SHORT, arm="reaching").build(stick_body)
    start_s = motion.style.before_s
    path = _joints(motion, *np.linspace(start_s, start_s + 1.3, 14))
    heights_m = path["right_wrist"][:, 2]
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
    places = _joints(motion, *np.linspace(0, 14.0, 15))
    for joint in ("left_ankle", "right_ankle", "left_wrist", "right_wrist"):
        assert np.ptp(places[joint], axis=0) == pytest.approx(0.0, abs=0.004)
    hip_m, shoulder_m, knee_m = (
        places[f"left_{joint}"][7] for joint in ("hip", "shoulder", "knee")
    )
    assert angle_deg((shoulder_m - hip_m)[[0, 2]], (knee_m - hip_m)[[0, 2]]) > 170
