"""Angles of a body by the directions of its bones: one definition each.

An angle between two bones that are each off by some degrees is too large where the
bones lie in one line, whatever their errors. So angles are not made of learned bones:
they are learned themselves, as they are defined here.
"""

from typing import Final

import numpy as np

from vision.geometry import Floats

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
SIDES: Final = ("left", "right")
BENDS: Final = ("lean", *(f"{s}_hip" for s in SIDES), *(f"{s}_knee" for s in SIDES))
ANGLES: Final = (*BENDS, *(f"{side}_turn" for side in SIDES))
"""`lean`: of the trunk from upright, 0 to 180. `hip`: flexion between trunk and thigh,
negative in extension. `knee`: flexion, 0 to 180. `turn`: the hip's internal rotation,
how far the pelvis is turned toward the leg, against its foot, seen from above (Grood
and Suntay 1983; 0 where the hips are square to the foot)."""
MOST_EXTENSION_DEG: Final = 30.0
"""No hip extends farther (AAOS 1965: 28 degrees with the knee straight)."""
LEAST_LEVEL: Final = 0.5
"""So much of a pelvis and a foot must lie level to have a heading (our choice: 60
degrees from level)."""
MOST_TURN_DEG: Final = 75.0
"""No hip turns farther with all that the foot adds (AAOS 1965: 45 degrees each way)."""
UP: Final = np.array([0.0, -1.0, 0.0])


def angles_of(directions: Floats) -> Floats:
    """Return `ANGLES` in degrees.

    Args:
        directions: (T, B, 3) unit vectors of `BONES`, y down along gravity.

    Returns:
        (T, A); NaN where a bone is not known; turns also where pelvis or foot is steep,
        or they are farther than any hip turns.
    """
    bends = bends_of(directions)
    trunk, pelvis = (directions[:, NAMES.index(one)] for one in ("trunk", "pelvis"))
    turns = []
    for place, side in enumerate(SIDES, start=1):
        thigh, foot = (
            directions[:, NAMES.index(f"{side}_{one}")] for one in ("thigh", "foot")
        )
        # Bent forward, the turn from thigh to trunk is about the axis of the hips.
        forward = (np.cross(thigh, trunk) * pelvis).sum(axis=1) > 0
        back = ~forward & (bends[:, place] <= MOST_EXTENSION_DEG)
        bends[:, place] = np.where(back, -bends[:, place], bends[:, place])
        turns.append(_turn_deg(pelvis, foot, side))
    return np.column_stack([bends, *turns])


def bends_of(directions: Floats) -> Floats:
    """Return `BENDS` in degrees, (T, 5), whichever way a hip is bent."""
    trunk = directions[:, NAMES.index("trunk")]
    thighs, shanks = (
        [directions[:, NAMES.index(f"{side}_{bone}")] for side in SIDES]
        for bone in ("thigh", "shank")
    )
    hips = [180.0 - angle_deg(trunk, thigh) for thigh in thighs]
    knees = [angle_deg(*leg) for leg in zip(thighs, shanks, strict=True)]
    return np.column_stack([angle_deg(trunk, UP), *hips, *knees])


def _turn_deg(pelvis: Floats, foot: Floats, side: str) -> Floats:
    # The pelvis goes from left to right: it faces a quarter to the left of that.
    to_the_right = turned_deg(heading_deg(pelvis) - 90.0, heading_deg(foot))
    level = np.minimum(*(np.hypot(one[:, 0], one[:, 2]) for one in (pelvis, foot)))
    inward = -to_the_right if side == "left" else to_the_right
    told = (level >= LEAST_LEVEL) & (np.abs(inward) <= MOST_TURN_DEG)
    return np.where(told, inward, np.nan)


def mirrored_angles(angles: Floats) -> Floats:
    """Return the angles (T, A) of the mirror image."""
    return np.asarray(angles[:, other_sides(ANGLES)])


def other_sides(names: tuple[str, ...]) -> list[int]:
    """Return where the partner of each name stands: the other side's."""
    partners = []
    for name in names:
        side, _, part = name.partition("_")
        other = {"left": "right", "right": "left"}.get(side)
        partners.append(names.index(f"{other}_{part}" if other else name))
    return partners


def angle_deg(first: Floats, second: Floats) -> Floats:
    """Angle between directions (T, 3) and (T, 3) or (3,), 0 to 180."""
    across = np.linalg.norm(np.cross(first, second), axis=-1)
    return np.asarray(np.degrees(np.arctan2(across, (first * second).sum(axis=-1))))


def heading_deg(direction: Floats) -> Floats:
    """Where a direction (T, 3) points seen from above, + to the right of away, (T,)."""
    return np.asarray(np.degrees(np.arctan2(direction[..., 0], direction[..., 2])))


def turned_deg(first_deg: Floats, second_deg: Floats | float) -> Floats:
    """How far to the right one heading is of another, -180 to 180."""
    return np.asarray((first_deg - second_deg + 180.0) % 360.0 - 180.0)
