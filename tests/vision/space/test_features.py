"""What the model of bones is given, and answers in, is free of place, size and side."""

import numpy as np

from vision import landmarks
from vision.geometry import Floats
from vision.space.angles import BONES, NAMES
from vision.space.features import (
    COUNT,
    JOINTS,
    directions_of,
    features_of,
    mirrored,
    mirrored_directions,
    mirrored_places,
    places_of,
)

FRAMES = 4
RANDOM = np.random.default_rng(3)
WORLD_M = RANDOM.normal(size=(FRAMES, landmarks.COUNT, 3))
POINTS_PX = (
    RANDOM.normal(size=(FRAMES, landmarks.COUNT, 2)) * 100 + WORLD_M[..., :2] * 300
)
SEEN = RANDOM.random((FRAMES, landmarks.COUNT))
CENTRES = {name: RANDOM.normal(size=(FRAMES, 3)) for name in JOINTS}


def in_a_mirror(joints: dict[str, Floats]) -> dict[str, Floats]:
    other = {"left": "right", "right": "left"}
    return {
        f"{other[name.split('_')[0]]}_{name.split('_', 1)[1]}": place * [-1.0, 1.0, 1.0]
        for name, place in joints.items()
    }


def test_a_body_elsewhere_in_the_picture_and_nearer_to_the_camera_is_the_same() -> None:
    here = features_of(WORLD_M, POINTS_PX, SEEN)
    there = features_of(
        1.7 * WORLD_M + [1.0, 2.0, 3.0], 0.4 * POINTS_PX + [90.0, -20.0], SEEN
    )
    np.testing.assert_allclose(there, here, atol=1e-9)
    assert here.shape == (FRAMES, COUNT)


def test_where_nobody_is_seen_there_are_no_features() -> None:
    gone = WORLD_M.copy()
    gone[1] = np.nan
    features = features_of(gone, POINTS_PX, SEEN)
    assert np.isnan(features[1]).any()
    assert np.isfinite(features[[0, 2, 3]]).all()


def test_the_features_of_a_mirror_image_are_the_features_mirrored() -> None:
    order = list(landmarks.MIRROR)
    image = features_of(
        WORLD_M[:, order] * [-1.0, 1.0, 1.0],
        POINTS_PX[:, order] * [-1.0, 1.0],
        SEEN[:, order],
    )
    np.testing.assert_allclose(
        mirrored(features_of(WORLD_M, POINTS_PX, SEEN)), image, atol=1e-9
    )


def test_the_bones_and_joints_of_a_mirror_image_are_those_of_the_body_mirrored() -> (
    None
):
    image = in_a_mirror(CENTRES)
    np.testing.assert_allclose(
        mirrored_directions(directions_of(CENTRES)), directions_of(image), atol=1e-12
    )
    np.testing.assert_allclose(
        mirrored_places(places_of(CENTRES)), places_of(image), atol=1e-12
    )


def test_a_bone_points_from_its_first_joint_to_its_second() -> None:
    joints = {name: np.zeros((1, 3)) for name in JOINTS}
    joints["left_knee"] = np.array([[0.0, 0.4, 0.0]])
    joints["left_hip"] = np.array([[0.0, 0.0, 0.3]])
    with np.errstate(invalid="ignore"):
        directions = directions_of(joints)[0]
    thigh = directions[NAMES.index("left_thigh")]
    np.testing.assert_allclose(thigh, [0.0, 0.8, -0.6])
    assert BONES["left_thigh"] == ("left_hip", "left_knee")


def test_places_are_told_in_lengths_of_trunk_and_leg() -> None:
    joints = {name: np.zeros((1, 3)) for name in JOINTS}
    for side in ("left", "right"):
        joints[f"{side}_shoulder"] = np.array([[0.0, -0.5, 0.0]])
        joints[f"{side}_knee"] = np.array([[0.0, 0.4, 0.0]])
        joints[f"{side}_ankle"] = np.array([[0.0, 0.8, 0.0]])
    places = places_of(joints)[0]
    np.testing.assert_allclose(places[JOINTS.index("left_ankle")], [0, 0.8 / 1.3, 0])
