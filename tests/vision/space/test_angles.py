"""Angles are what anatomy calls them, on bones whose directions are known."""

import numpy as np
import pytest

from vision.geometry import Floats
from vision.space.angles import (
    ANGLES,
    NAMES,
    angles_of,
    bends_of,
    heading_deg,
    mirrored_angles,
    turned_deg,
)
from vision.space.features import mirrored_directions

DOWN, UP = np.array([0.0, 1.0, 0.0]), np.array([0.0, -1.0, 0.0])
AWAY = np.array([0.0, 0.0, 1.0])


def body(**bones: Floats) -> Floats:
    """A body that stands upright with its back to the camera, but for some bones."""
    directions = np.tile(DOWN, (1, len(NAMES), 1))
    across = np.array([1.0, 0.0, 0.0])
    stands = {
        "trunk": UP, "pelvis": across, "shoulders": across,
        "left_foot": AWAY, "right_foot": AWAY,
    }  # fmt: skip
    for name, direction in {**stands, **bones}.items():
        directions[0, NAMES.index(name)] = direction
    return directions


def angle(directions: Floats, name: str) -> float:
    return float(angles_of(directions)[0, ANGLES.index(name)])


def forward(deg: float, start: Floats = UP) -> Floats:
    """A bone that pointed up or down, its far end tipped away from the camera."""
    turn = np.radians(deg)
    return np.cos(turn) * start + np.sin(turn) * AWAY


def test_who_stands_upright_has_no_angles() -> None:
    np.testing.assert_allclose(angles_of(body()), 0.0, atol=1e-9)


@pytest.mark.parametrize("deg", [20.0, 70.0, 100.0])
def test_a_trunk_that_leans_forward_flexes_both_hips(deg: float) -> None:
    leans = body(trunk=forward(deg))
    assert angle(leans, "lean") == pytest.approx(deg)
    assert angle(leans, "left_hip") == pytest.approx(deg)
    assert angle(leans, "right_hip") == pytest.approx(deg)


def test_a_thigh_behind_the_body_is_extension_and_one_ahead_is_flexion() -> None:
    assert angle(body(left_thigh=forward(-15.0, DOWN)), "left_hip") == pytest.approx(
        -15.0
    )
    assert angle(body(left_thigh=forward(40.0, DOWN)), "left_hip") == pytest.approx(
        40.0
    )


def test_a_heel_behind_the_knee_is_knee_flexion() -> None:
    assert angle(body(right_shank=forward(-90.0, DOWN)), "right_knee") == (
        pytest.approx(90.0)
    )


@pytest.mark.parametrize(("side", "sign"), [("left", 1.0), ("right", -1.0)])
def test_a_pelvis_turned_toward_the_leg_is_internal_rotation(
    side: str, sign: float
) -> None:
    # To the left, seen from above: its right end comes away from the camera.
    turned = body(pelvis=np.array([np.cos(0.3), 0.0, np.sin(0.3)]))
    assert angle(turned, f"{side}_turn") == pytest.approx(sign * np.degrees(0.3))


def test_a_foot_on_its_toes_or_a_pelvis_on_its_side_has_no_heading() -> None:
    assert np.isnan(angle(body(left_foot=DOWN), "left_turn"))
    assert np.isnan(angle(body(pelvis=UP), "right_turn"))


def test_no_hip_turns_by_a_quarter_and_more() -> None:
    assert np.isnan(angle(body(pelvis=AWAY), "left_turn"))


def test_the_mirror_image_has_the_other_sides_angles() -> None:
    some = body(
        trunk=forward(50.0), left_thigh=forward(30.0, DOWN),
        pelvis=np.array([0.96, 0.0, 0.28]),
    )  # fmt: skip
    np.testing.assert_allclose(
        angles_of(mirrored_directions(some)), mirrored_angles(angles_of(some))
    )


def test_bends_of_a_picture_know_no_forward_and_no_back() -> None:
    back = body(left_thigh=forward(-15.0, DOWN))
    assert bends_of(back)[0, 1] == pytest.approx(15.0)


def test_a_heading_is_told_from_above_and_turns_the_short_way() -> None:
    away, right = np.array([[0.0, 0.2, 1.0]]), np.array([[1.0, 0.5, 0.0]])
    assert heading_deg(away)[0] == 0
    assert heading_deg(right)[0] == 90
    assert turned_deg(np.array([170.0]), -170.0)[0] == -20
