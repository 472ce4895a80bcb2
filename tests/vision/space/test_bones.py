"""The learned bones, on athletes that nothing was learned from.

`held_out.npz` holds what the pose model saw of athletes who bend, filmed from up to 60
degrees off the side (seeds 11 to 13 of the studio's views), and their true bones.
"""

from pathlib import Path

import numpy as np

from vision.geometry import Floats
from vision.space.bones import (
    UP,
    Bones,
    angle_deg,
    bones_from,
    heading_deg,
    turned_deg,
)
from vision.space.features import JOINTS, NAMES, USED

HELD_OUT = Path(__file__).with_name("held_out.npz")


def held_out() -> tuple[Bones, Floats, Floats, Floats]:
    with np.load(HELD_OUT) as data:
        features, directions, places = (
            data[name].astype(np.float64)
            for name in ("features", "directions", "places")
        )
    return bones_from(features), features, directions, places


def test_the_lean_is_nearer_to_the_truth_than_the_pose_models_own() -> None:
    bones, features, true, _ = held_out()
    trunk = NAMES.index("trunk")
    world = features[:, : 3 * len(USED)].reshape(len(features), -1, 3)
    own = world[:, [USED.index(11), USED.index(12)]].mean(axis=1)
    true_deg = angle_deg(true[:, trunk], UP)
    learned_off = np.abs(angle_deg(bones.direction("trunk"), UP) - true_deg)
    own_off = np.abs(angle_deg(own, UP) - true_deg)
    assert learned_off.mean() < 0.8 * own_off.mean()
    assert learned_off.mean() < 5


def test_where_the_pelvis_faces_is_known_to_some_degrees() -> None:
    bones, _, true, _ = held_out()
    pelvis = NAMES.index("pelvis")
    off = turned_deg(
        heading_deg(bones.direction("pelvis")), heading_deg(true[:, pelvis])
    )
    assert np.median(np.abs(off)) < 8


def test_errors_are_as_large_as_the_model_says() -> None:
    bones, _, directions, places = held_out()
    off = angle_deg(bones.directions, directions) / bones.directions_sd_deg
    spread = np.sqrt((off**2).mean() / 2)  # a direction has two ways to be off
    assert 0.7 < spread < 1.25
    away = np.linalg.norm(bones.places - places, axis=-1) / bones.places_sd
    assert 0.7 < np.sqrt((away**2).mean() / 3) < 1.25


def test_directions_are_of_length_one_and_errors_are_positive() -> None:
    bones, *_ = held_out()
    np.testing.assert_allclose(np.linalg.norm(bones.directions, axis=-1), 1.0)
    assert (bones.directions_sd_deg > 0).all()
    assert bones.places.shape[1:] == (len(JOINTS), 3)


def test_where_nobody_was_seen_there_are_no_bones() -> None:
    _, features, *_ = held_out()
    gone = features[:3].copy()
    gone[1] = np.nan
    bones = bones_from(gone)
    assert np.isnan(bones.directions[1]).all()
    assert np.isnan(bones.direction_sd_deg("trunk")[1])
    assert np.isfinite(bones.directions[[0, 2]]).all()


def test_a_heading_is_told_from_above_and_turns_the_short_way() -> None:
    away, right = np.array([[0.0, 0.2, 1.0]]), np.array([[1.0, 0.5, 0.0]])
    assert heading_deg(away)[0] == 0
    assert heading_deg(right)[0] == 90
    assert turned_deg(np.array([170.0]), -170.0)[0] == -20
