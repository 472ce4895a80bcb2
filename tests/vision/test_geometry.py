"""Angles whose size and sign can be read off a drawing. Image y runs downwards."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.geometry import (
    Floats,
    angle_between_deg,
    distance,
    joint_deg,
    lean_deg,
    long_percentile,
    midpoint,
    signed_flexion_deg,
    signed_hip_flexion_deg,
)

RIGHT, LEFT = 1.0, -1.0
HIP = (100.0, 100.0)
KNEE = (100.0, 200.0)


def point(x: float, y: float) -> Floats:
    return np.array([[x, y]])


def flexion_deg(leg: Floats, facing: float) -> Floats:
    hip, knee, ankle = leg
    return signed_flexion_deg(hip, knee, ankle, facing=facing)


def toward(origin: tuple[float, float], from_down_deg: float, length: float) -> Floats:
    """Return the point at an angle from straight down, + to image right."""
    turn = np.radians(from_down_deg)
    return point(origin[0] + length * np.sin(turn), origin[1] + length * np.cos(turn))


@pytest.mark.parametrize(
    ("distal", "degrees"),
    [
        pytest.param((100.0, 300.0), 180.0, id="straight"),
        pytest.param((200.0, 200.0), 90.0, id="square to the right"),
        pytest.param((0.0, 200.0), 90.0, id="square to the left"),
        pytest.param((100.0, 150.0), 0.0, id="folded back"),
        pytest.param((200.0, 300.0), 135.0, id="half way"),
    ],
)
def test_a_joint_angle_is_180_for_a_straight_limb(
    distal: tuple[float, float], degrees: float
) -> None:
    assert joint_deg(point(*HIP), point(*KNEE), point(*distal)) == pytest.approx(
        degrees
    )


@pytest.mark.parametrize("facing", [RIGHT, LEFT], ids=["facing right", "facing left"])
@pytest.mark.parametrize("bend_deg", [-10.0, 0.0, 15.0, 60.0, 120.0])
def test_a_bent_knee_is_positive_and_an_overextended_one_negative(
    bend_deg: float, facing: float
) -> None:
    # The heel goes backwards when a knee bends.
    ankle = toward(KNEE, -facing * bend_deg, 90.0)
    read = signed_flexion_deg(point(*HIP), point(*KNEE), ankle, facing)
    assert read == pytest.approx(bend_deg, abs=1e-9)


@pytest.mark.parametrize("facing", [RIGHT, LEFT], ids=["facing right", "facing left"])
@pytest.mark.parametrize("fold_deg", [-20.0, 0.0, 45.0, 100.0])
def test_a_hip_folded_forward_is_positive(fold_deg: float, facing: float) -> None:
    turn = np.radians(facing * fold_deg)
    trunk = np.array([[120 * np.sin(turn), -120 * np.cos(turn)]])
    read = signed_hip_flexion_deg(trunk, point(*HIP), point(*KNEE), facing)
    assert read == pytest.approx(fold_deg, abs=1e-9)


@pytest.mark.parametrize("facing", [RIGHT, LEFT], ids=["facing right", "facing left"])
@pytest.mark.parametrize("lean", [-15.0, 0.0, 30.0, 90.0, 110.0])
def test_lean_grows_the_way_the_person_faces(lean: float, facing: float) -> None:
    turn = np.radians(facing * lean)
    shoulders = point(100 + 80 * np.sin(turn), 100 - 80 * np.cos(turn))
    assert lean_deg(point(*HIP), shoulders, facing) == pytest.approx(lean, abs=1e-9)


def test_a_hip_bends_by_the_trunk_and_by_the_thigh() -> None:
    # Trunk 70 forward, thigh 20 with the hip behind the knee, to the right.
    hip, knee = point(100, 100), toward((100.0, 100.0), 20.0, 50.0)
    trunk = np.array([[np.sin(np.radians(70)), -np.cos(np.radians(70))]])
    assert signed_hip_flexion_deg(trunk, hip, knee, RIGHT) == pytest.approx(90.0)


def test_angles_stay_exact_near_straight() -> None:
    # A thousandth of a degree: arccos would return 0.
    tiny = np.radians(0.001)
    first, second = np.array([[1.0, 0.0]]), np.array([[np.cos(tiny), np.sin(tiny)]])
    assert angle_between_deg(first, second) == pytest.approx(0.001, rel=1e-6)


def test_a_vector_without_length_has_no_angle() -> None:
    nothing, some = np.zeros((1, 2)), np.array([[3.0, 4.0]])
    assert np.isnan(angle_between_deg(nothing, some)).all()
    assert np.isnan(angle_between_deg(some, nothing)).all()


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(joint_deg, id="joint"),
        pytest.param(lambda a, b, c: signed_flexion_deg(a, b, c, 1.0), id="knee"),
        pytest.param(
            lambda a, b, c: signed_hip_flexion_deg(a - b, b, c, 1.0), id="hip"
        ),
    ],
)
def test_a_missing_point_makes_its_own_frame_missing_and_no_other(
    measure: Callable[[Floats, Floats, Floats], Floats], which: int
) -> None:
    points = [np.array([[0.0, 0.0]] * 2), np.array([[0.0, 9.0]] * 2), 5 + np.eye(2)]
    points[which][0, 1] = np.nan
    read = measure(*points)
    assert np.isnan(read[0])
    assert np.isfinite(read[1])


place = st.floats(-500, 500)
corner = st.tuples(place, place)


@given(
    corner, corner, corner, corner, st.floats(0, 360), st.floats(0.1, 10)
)  # fmt: skip
def test_an_angle_does_not_care_where_how_large_or_how_turned(
    first: tuple[float, float],
    joint: tuple[float, float],
    last: tuple[float, float],
    shift: tuple[float, float],
    turn_deg: float,
    scale: float,
) -> None:
    points = np.array([first, joint, last])
    if min(np.linalg.norm(points[[0, 2]] - points[1], axis=1)) < 1.0:
        return  # a limb shorter than a pixel has no angle to speak of
    turn = np.radians(turn_deg)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = scale * points @ turned + shift
    before, after = (
        (joint_deg(*p[:, None]), flexion_deg(p[:, None], RIGHT))
        for p in (points, moved)
    )
    assert after[0] == pytest.approx(before[0], abs=1e-6)
    around = (after[1] - before[1] + 180) % 360 - 180  # -180 and 180 are one angle
    assert around == pytest.approx(0.0, abs=1e-6)


@given(corner, corner, corner)
def test_a_mirrored_picture_bends_the_same_knee(
    hip: tuple[float, float], knee: tuple[float, float], ankle: tuple[float, float]
) -> None:
    points = np.array([hip, knee, ankle])[:, None]
    if min(np.linalg.norm(np.diff(points[:, 0], axis=0), axis=1)) < 1.0:
        return
    mirrored = points * [-1.0, 1.0]
    there = flexion_deg(points, RIGHT)
    back = flexion_deg(mirrored, LEFT)
    around = (there - back + 180) % 360 - 180
    assert around == pytest.approx(0.0, abs=1e-9)


def test_the_midpoint_is_half_way_and_missing_with_either_end() -> None:
    points = np.zeros((2, 4, 2))
    points[:, 1], points[:, 3] = [10, 20], [30, 60]
    points[1, 3] = np.nan
    middle = midpoint(points, (1, 3))
    assert middle[0].tolist() == [20, 40]
    assert np.isnan(middle[1]).all()


def test_distance_is_pythagoras() -> None:
    assert distance(point(0, 0), point(3, 4)) == pytest.approx(5.0)


def test_a_bone_foreshortened_half_of_the_time_keeps_its_length() -> None:
    lengths = np.concatenate([np.linspace(20, 100, 50), np.full(50, 100.0), [np.nan]])
    assert long_percentile(lengths) == pytest.approx(100.0)


def test_a_bone_never_seen_has_no_length() -> None:
    assert np.isnan(long_percentile(np.full(5, np.nan)))
