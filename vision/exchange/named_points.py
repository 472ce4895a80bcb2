"""Points with names, as other programs' files hold them, and what we call each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vision import landmarks
from vision.geometry import Floats

MOST_FRAMES: Final = 500_000
MOST_POINTS: Final = 1000
LARGEST_BYTES: Final = 1 << 28
"""Files that hold more are refused: no set lasts so long (our choice; an hour at 120
frames a second, a body of 30 points)."""

_PARTS: Final[Mapping[str, str]] = {
    "eye": "eye", "eyeinner": "eye_inner", "eyeouter": "eye_outer", "ear": "ear",
    "shoulder": "shoulder", "elbow": "elbow", "lelbow": "elbow", "wrist": "wrist",
    "lwrist": "wrist", "pinky": "pinky", "index": "index", "thumb": "thumb",
    "hip": "hip", "hjc": "hip", "knee": "knee", "ankle": "ankle", "heel": "heel",
    "calc": "heel", "toe": "foot_index", "bigtoe": "foot_index",
    "footindex": "foot_index",
}  # fmt: skip
"""Parts of one side, as BlazePose, COCO, Halpe, OpenPose and OpenCap name them. A point
that means something else there (small toes, the inner malleolus) is not among them."""
_SIDES: Final[Mapping[str, str]] = {
    "left": "left", "l": "left", "right": "right", "r": "right"
}  # fmt: skip
_SIDE_FIRST: Final = re.compile(r"(left|right|l|r)(.+)")
_SIDE_LAST: Final = re.compile(r"(.+?)(left|right)")


@dataclass(frozen=True, kw_only=True, eq=False)
class NamedPoints:
    """One body's points through time, as a file holds them.

    Attributes:
        time_s: (T,) seconds.
        names: K names, as the file spells them.
        points: (T, K, 2 or 3) in the file's own unit and axes; NaN where missing.
        confidence: (T, K) as the file has it; NaN where unknown.
        software: Who tracked it, "" unknown.
    """

    time_s: Floats
    names: tuple[str, ...]
    points: Floats
    confidence: Floats
    software: str = ""


def landmark_of(name: str) -> int | None:
    """Return the landmark that a point's name means; None for none of ours.

    Args:
        name: Such as "left_knee", "LKnee", "KneeLeft", "Left Knee" or "r_knee_study".
    """
    if name.lower() in landmarks.NAMES:
        return landmarks.NAMES.index(name.lower())
    # OpenCap marks what it adds to its tracker's points.
    word = re.sub(r"[^a-z]", "", name.lower().removesuffix("_study"))
    if word == "nose":
        return landmarks.NOSE
    for pattern, side_at, part_at in ((_SIDE_FIRST, 1, 2), (_SIDE_LAST, 2, 1)):
        found = pattern.fullmatch(word)
        if found and found[part_at] in _PARTS:
            full = f"{_SIDES[found[side_at]]}_{_PARTS[found[part_at]]}"
            return landmarks.NAMES.index(full)
    return None


def landmarks_of(names: Sequence[str]) -> dict[int, int]:
    """Return landmark -> number of the point that it is.

    Where two points mean one landmark, such as a tracker's ankle and one that was added
    to it, the first is taken.
    """
    found: dict[int, int] = {}
    for number, name in enumerate(names):
        landmark = landmark_of(name)
        if landmark is not None:
            found.setdefault(landmark, number)
    return found


def missing_of(found: Mapping[int, int]) -> list[str]:
    """Return the names of the landmarks that no exercise can do without, and lacks."""
    return [landmarks.NAMES[index] for index in landmarks.BODY if index not in found]


def in_landmarks(values: Floats, found: Mapping[int, int]) -> Floats:
    """Return (T, K, ...) values of points as (T, 33, ...) of landmarks, NaN unknown."""
    shape = (len(values), landmarks.COUNT, *values.shape[2:])
    spread = np.full(shape, np.nan)
    for landmark, number in found.items():
        spread[:, landmark] = values[:, number]
    return spread
