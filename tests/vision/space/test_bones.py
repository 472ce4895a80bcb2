"""The learned bones, on athletes that nothing was learned from.

`held_out.npz` holds what the pose model saw of athletes who bend, filmed from up to 60
degrees off the side (seeds 11 to 13 of the studio's views), and their true bones.
"""

from pathlib import Path

import numpy as np

from vision.geometry import Floats
from vision.space.angles import (
    ANGLES,
    BENDS,
    NAMES,
    angle_deg,
    heading_deg,
    turned_deg,
)
from vision.space.bones import Bones, bones_from
from vision.space.features import JOINTS, POINTS

HELD_OUT = Path(__file__).with_name("held_out.npz")


def held_out() -> tuple[Bones, dict[str, Floats]]:
    with np.load(HELD_OUT) as data:
        stored = {name: data[name].astype(np.float64) for name in data.files}
    return bones_from(stored["features"]), stored


def test_angles_are_nearer_to_the_truth_than_those_between_the_models_landmarks() -> (
    None
):
    bones, stored = held_out()
    between = POINTS + 3 * len(NAMES)  # beside the points: bones in space, then angles
    own = np.degrees(stored["features"][:, between : between + len(BENDS)])
    true = stored["angles"][:, : len(BENDS)]
    learned_off = np.abs(bones.angles_deg[:, : len(BENDS)] - true).mean(axis=0)
    own_off = np.abs(own - np.abs(true)).mean(axis=0)  # without a sign, which spares it
    assert (learned_off < 0.75 * own_off).all()
    assert learned_off[BENDS.index("lean")] < 5


def test_a_straight_knee_is_not_read_as_bent() -> None:
    bones, stored = held_out()
    knees = [ANGLES.index(f"{side}_knee") for side in ("left", "right")]
    true, read = stored["angles"][:, knees], bones.angles_deg[:, knees]
    assert np.median((read - true)[true < 15]) < 8
    between = bones.direction("left_thigh"), bones.direction("left_shank")
    straight = true[:, 0] < 15
    # Between two learned bones it would be: their errors only ever add a bend.
    assert np.median(angle_deg(*between)[straight]) > np.median(read[straight, 0]) + 2


def test_where_the_pelvis_faces_is_known_to_some_degrees() -> None:
    bones, stored = held_out()
    true, pelvis = stored["directions"], NAMES.index("pelvis")
    off = turned_deg(
        heading_deg(bones.direction("pelvis")), heading_deg(true[:, pelvis])
    )
    assert np.median(np.abs(off)) < 8


def test_errors_are_as_large_as_the_model_says() -> None:
    bones, stored = held_out()
    off = angle_deg(bones.directions, stored["directions"]) / bones.directions_sd_deg
    spread = np.sqrt((off**2).mean() / 2)  # a direction has two ways to be off
    assert 0.7 < spread < 1.25
    away = np.linalg.norm(bones.places - stored["places"], axis=-1) / bones.places_sd
    assert 0.7 < np.sqrt((away**2).mean() / 3) < 1.25
    bent = np.abs(bones.angles_deg - stored["angles"])
    known = np.isfinite(bent)
    assert 0.91 < (bent < 1.96 * bones.angles_sd_deg)[known].mean() < 0.99


def test_directions_are_of_length_one_and_errors_are_positive() -> None:
    bones, _ = held_out()
    np.testing.assert_allclose(np.linalg.norm(bones.directions, axis=-1), 1.0)
    assert (bones.directions_sd_deg > 0).all()
    assert bones.places.shape[1:] == (len(JOINTS), 3)


def test_where_nobody_was_seen_there_are_no_bones() -> None:
    gone = held_out()[1]["features"][:3]
    gone[1] = np.nan
    bones = bones_from(gone)
    assert np.isnan(bones.directions[1]).all()
    assert np.isnan(bones.direction_sd_deg("trunk")[1])
    assert np.isfinite(bones.directions[[0, 2]]).all()
