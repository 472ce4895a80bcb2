"""What the learned model is given of a frame, and what it answers in.

All of it is free of place and size: points are seen from mid-hip, in sizes of the body.
"""

from typing import Final

import numpy as np

from vision import landmarks
from vision.geometry import Floats, midpoint

LEFT_INDEX: Final = 19
RIGHT_INDEX: Final = 20
USED: Final = (
    landmarks.NOSE, landmarks.LEFT_EAR, landmarks.RIGHT_EAR,
    *range(landmarks.LEFT_SHOULDER, landmarks.RIGHT_WRIST + 1),
    LEFT_INDEX, RIGHT_INDEX,
    *range(landmarks.LEFT_HIP, landmarks.RIGHT_FOOT_INDEX + 1),
)  # fmt: skip
"""Landmarks that say something: of face and hands the model has more than it needs."""
MIRRORED: Final = tuple(
    USED.index({LEFT_INDEX: RIGHT_INDEX, RIGHT_INDEX: LEFT_INDEX}.get(
        one, landmarks.MIRROR[one]))
    for one in USED
)  # fmt: skip
"""Which place of `USED` each becomes in a mirror image."""
COUNT: Final = 6 * len(USED)

JOINTS: Final = tuple(
    f"{side}_{part}"
    for part in (
        "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index",
    )
    for side in ("left", "right")
)  # fmt: skip
"""Centres of joints, and both ends of the feet; the place of each is told."""
BONES: Final = {
    "trunk": ("mid_hip", "mid_shoulder"),
    "pelvis": ("left_hip", "right_hip"),
    "shoulders": ("left_shoulder", "right_shoulder"),
    **{
        f"{side}_{name}": (f"{side}_{start}", f"{side}_{end}")
        for name, start, end in (
            ("thigh", "hip", "knee"), ("shank", "knee", "ankle"),
            ("foot", "heel", "foot_index"),
            ("upper_arm", "shoulder", "elbow"), ("forearm", "elbow", "wrist"),
        )
        for side in ("left", "right")
    },
}  # fmt: skip
"""Bones and the joint centres between which each goes."""
NAMES: Final = tuple(BONES)


def features_of(world_m: Floats, points_px: Floats, visibility: Floats) -> Floats:
    """Return what is given to the model.

    Args:
        world_m: (T, 33, 3).
        points_px: (T, 33, 2), of any scale.
        visibility: (T, 33).

    Returns:
        (T, `COUNT`): of each landmark in `USED` its place in space, then that in the
        picture, then its visibility; NaN where nobody was seen.
    """
    world = (world_m - midpoint(world_m, landmarks.HIPS)[:, None])[:, USED]
    points = (points_px - midpoint(points_px, landmarks.HIPS)[:, None])[:, USED]
    world = world / size_of(world_m)[:, None, None]
    # The picture in the same sizes: by the scale that lays it best on the world's.
    scale = (points * world[..., :2]).sum(axis=(1, 2)) / (points**2).sum(axis=(1, 2))
    parts = (world, points * scale[:, None, None], visibility[:, USED, None])
    return np.concatenate([part.reshape(len(world), -1) for part in parts], axis=1)


def size_of(world_m: Floats) -> Floats:
    """Return trunk and a leg's length together, (T,) metres."""
    trunk = midpoint(world_m, landmarks.SHOULDERS) - midpoint(world_m, landmarks.HIPS)
    total = np.linalg.norm(trunk, axis=-1)
    for hip, knee, ankle, *_ in landmarks.LEGS.values():
        for start, end in ((hip, knee), (knee, ankle)):
            bone = world_m[:, end] - world_m[:, start]
            total = total + np.linalg.norm(bone, axis=-1) / 2
    return np.asarray(total)


def mirrored(features: Floats) -> Floats:
    """Return the features of the mirror image."""
    count = len(USED)
    world, points, seen = np.split(features, [3 * count, 5 * count], axis=1)
    order = list(MIRRORED)
    world = world.reshape(-1, count, 3)[:, order] * np.array([-1.0, 1.0, 1.0])
    points = points.reshape(-1, count, 2)[:, order] * np.array([-1.0, 1.0])
    rows = len(features)
    return np.concatenate(
        [world.reshape(rows, -1), points.reshape(rows, -1), seen[:, order]], axis=1
    )


def directions_of(joints: dict[str, Floats]) -> Floats:
    """Return the unit vectors of `BONES`, (T, B, 3), from `JOINTS`, (T, 3) each."""
    places = {**joints, **_middles(joints)}
    bones = np.stack([places[end] - places[start] for start, end in BONES.values()], 1)
    return np.asarray(bones / np.linalg.norm(bones, axis=-1, keepdims=True))


def places_of(joints: dict[str, Floats]) -> Floats:
    """Return `JOINTS` from mid-hip in sizes of the body, (T, J, 3)."""
    middle = _middles(joints)
    size = np.linalg.norm(middle["mid_shoulder"] - middle["mid_hip"], axis=-1)
    for side in ("left", "right"):
        for start, end in (("hip", "knee"), ("knee", "ankle")):
            bone = joints[f"{side}_{end}"] - joints[f"{side}_{start}"]
            size = size + np.linalg.norm(bone, axis=-1) / 2
    places = np.stack([joints[name] - middle["mid_hip"] for name in JOINTS], axis=1)
    return np.asarray(places / size[:, None, None])


def _middles(joints: dict[str, Floats]) -> dict[str, Floats]:
    return {
        f"mid_{joint}": (joints[f"left_{joint}"] + joints[f"right_{joint}"]) / 2
        for joint in ("hip", "shoulder")
    }


def mirrored_directions(directions: Floats) -> Floats:
    """Return the bones of the mirror image, (T, B, 3)."""
    flipped = directions[:, _other_sides(NAMES)] * np.array([-1.0, 1.0, 1.0])
    across = [NAMES.index("pelvis"), NAMES.index("shoulders")]
    flipped[:, across] *= -1  # from left to right, in the mirror image too
    return np.asarray(flipped)


def mirrored_places(places: Floats) -> Floats:
    """Return the joints of the mirror image, (T, J, 3)."""
    return np.asarray(places[:, _other_sides(JOINTS)] * np.array([-1.0, 1.0, 1.0]))


def _other_sides(names: tuple[str, ...]) -> list[int]:
    """Return where the partner of each name stands."""
    partners = []
    for name in names:
        side, _, part = name.partition("_")
        other = {"left": "right", "right": "left"}.get(side)
        partners.append(names.index(f"{other}_{part}" if other else name))
    return partners
