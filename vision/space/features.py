"""What the learned model is given of a frame, and what it answers in.

All of it is free of place and size: points are seen from mid-hip, in sizes of the body.
Bones and angles between the points stand beside them: what is already nearly the answer
need not be learned.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from vision import landmarks
from vision.geometry import Floats, midpoint
from vision.space.angles import BENDS, BONES, NAMES, bends_of, other_sides

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
POINTS: Final = 6 * len(USED)
"""So many numbers are given of the points themselves."""

JOINTS: Final = tuple(
    f"{side}_{part}"
    for part in (
        "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index",
    )
    for side in ("left", "right")
)  # fmt: skip
"""Centres of joints, and both ends of the feet; the place of each is told."""
_PLACES: Final = {name: USED.index(getattr(landmarks, name.upper())) for name in JOINTS}
SHORTEST: Final = 1e-6
"""In the picture a bone may be a point."""
COUNT: Final = POINTS + 6 * len(NAMES) + 2 * len(BENDS)


def features_of(world_m: Floats, points_px: Floats, visibility: Floats) -> Floats:
    """Return what is given to the model.

    Args:
        world_m: (T, 33, 3).
        points_px: (T, 33, 2), of any scale.
        visibility: (T, 33).

    Returns:
        (T, `COUNT`): of each landmark in `USED` its place in space, then that in the
        picture, then its visibility; then the bones between them in space and in the
        picture; NaN where nobody was seen.
    """
    world = (world_m - midpoint(world_m, landmarks.HIPS)[:, None])[:, USED]
    points = (points_px - midpoint(points_px, landmarks.HIPS)[:, None])[:, USED]
    world = world / size_of(world_m)[:, None, None]
    scale = scale_of(world_m, points_px)
    return _described(world, points * scale[:, None, None], visibility[:, USED])


def scale_of(world_m: Floats, points_px: Floats) -> Floats:
    """Return sizes of the body to a pixel, (...): what lays picture best on world."""
    world, points = (
        (places - midpoint(places, landmarks.HIPS)[..., None, :])[..., USED, :2]
        for places in (world_m, points_px)
    )
    world = world / size_of(world_m)[..., None, None]
    return np.asarray(
        (points * world).sum(axis=(-2, -1)) / (points**2).sum(axis=(-2, -1))
    )


def spans_of(places: Floats) -> Floats:
    """Return `BONES` from end to end, (..., B, D), of landmarks (..., 33, D)."""
    joints = {name: places[..., getattr(landmarks, name.upper()), :] for name in JOINTS}
    joints |= _middles(joints)
    ends = [joints[end] - joints[start] for start, end in BONES.values()]
    return np.stack(ends, axis=-2)


def _described(world: Floats, points: Floats, visibility: Floats) -> Floats:
    """Add to points what lies between them: directions, lengths and angles."""
    rows = len(world)
    flat = np.concatenate([points, np.zeros((rows, len(USED), 1))], axis=2)
    between = []
    for places in (world, flat):
        spans = _spans({name: places[:, one] for name, one in _PLACES.items()})
        lengths = np.linalg.norm(spans, axis=-1, keepdims=True)
        directions = spans / np.maximum(lengths, SHORTEST)
        axes = 3 if places is world else 2
        between += [directions[..., :axes], np.radians(bends_of(directions))]
    parts = (world, points, visibility, *between, lengths)  # lengths in the picture
    return np.concatenate([part.reshape(rows, -1) for part in parts], axis=1)


def size_of(world_m: Floats) -> Floats:
    """Return trunk and a leg's length together, (T,) metres."""
    trunk = midpoint(world_m, landmarks.SHOULDERS) - midpoint(world_m, landmarks.HIPS)
    total = np.linalg.norm(trunk, axis=-1)
    for hip, knee, ankle, *_ in landmarks.LEGS.values():
        for start, end in ((hip, knee), (knee, ankle)):
            bone = world_m[..., end, :] - world_m[..., start, :]
            total = total + np.linalg.norm(bone, axis=-1) / 2
    return np.asarray(total)


def mirrored(features: Floats) -> Floats:
    """Return the features of the mirror image."""
    count, order = len(USED), list(MIRRORED)
    world, points, seen, _ = np.split(features, [3 * count, 5 * count, POINTS], axis=1)
    return _described(
        world.reshape(-1, count, 3)[:, order] * np.array([-1.0, 1.0, 1.0]),
        points.reshape(-1, count, 2)[:, order] * np.array([-1.0, 1.0]),
        seen[:, order],
    )


def directions_of(joints: Mapping[str, Floats]) -> Floats:
    """Return the unit vectors of `BONES`, (T, B, 3), from `JOINTS`, (T, 3) each."""
    bones = _spans(joints)
    return np.asarray(bones / np.linalg.norm(bones, axis=-1, keepdims=True))


def _spans(joints: Mapping[str, Floats]) -> Floats:
    """Return `BONES` from end to end, (T, B, 3)."""
    places = {**joints, **_middles(joints)}
    return np.stack([places[end] - places[start] for start, end in BONES.values()], 1)


def places_of(joints: Mapping[str, Floats]) -> Floats:
    """Return `JOINTS` from mid-hip in sizes of the body, (T, J, 3)."""
    middle = _middles(joints)
    size = np.linalg.norm(middle["mid_shoulder"] - middle["mid_hip"], axis=-1)
    for side in ("left", "right"):
        for start, end in (("hip", "knee"), ("knee", "ankle")):
            bone = joints[f"{side}_{end}"] - joints[f"{side}_{start}"]
            size = size + np.linalg.norm(bone, axis=-1) / 2
    places = np.stack([joints[name] - middle["mid_hip"] for name in JOINTS], axis=1)
    return np.asarray(places / size[:, None, None])


def _middles(joints: Mapping[str, Floats]) -> dict[str, Floats]:
    return {
        f"mid_{joint}": (joints[f"left_{joint}"] + joints[f"right_{joint}"]) / 2
        for joint in ("hip", "shoulder")
    }


def mirrored_directions(directions: Floats) -> Floats:
    """Return the bones of the mirror image, (T, B, 3)."""
    flipped = directions[:, other_sides(NAMES)] * np.array([-1.0, 1.0, 1.0])
    across = [NAMES.index("pelvis"), NAMES.index("shoulders")]
    flipped[:, across] *= -1  # from left to right, in the mirror image too
    return np.asarray(flipped)


def mirrored_places(places: Floats) -> Floats:
    """Return the joints of the mirror image, (T, J, 3)."""
    return np.asarray(places[:, other_sides(JOINTS)] * np.array([-1.0, 1.0, 1.0]))
