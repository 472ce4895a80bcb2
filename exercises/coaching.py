"""What an exercise is coached by live, picture by picture, before a rep is over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from exercises.units import NAN
from vision import landmarks
from vision.geometry import Floats

Attitude = Literal["upright", "supine", "prone"]
Depth = Callable[[Floats, Floats], float]
"""(points_px (33, 2), world_m (33, 3)) -> degrees that grow while lowering."""
Angle = Callable[[Floats], float]
"""points_px (33, 2) -> degrees; NaN where unknown."""


@dataclass(frozen=True, kw_only=True)
class Coaching:
    """How one exercise is followed live.

    Attributes:
        position: The start position, spoken in two and a half seconds.
        attitude: How the body lies in it.
        depth_deg: How far down somebody is; None where nothing is lowered.
        started_deg: A change of the depth by this is a movement (our choice: twice what
            a body at rest sways, and a sixth of the shortest rep).
        angle_name: Of the angle on the picture; empty without one.
        angle_deg: That angle; None without one.
        stands: Whether the working leg is the one with the lower foot. The model often
            gives it the other one's name, and back.
    """

    position: str
    attitude: Attitude
    depth_deg: Depth | None = None
    started_deg: float = NAN
    angle_name: Literal["", "hip", "arms"] = ""
    angle_deg: Angle | None = None
    stands: bool = False


def trunk_of(points: Floats) -> Floats:
    """Return the way from mid-hip to mid-shoulder, of points in any dimension."""
    return middle(points, landmarks.SHOULDERS) - middle(points, landmarks.HIPS)


def straighter_hip_deg(points_px: Floats) -> float:
    """Return the hip angle of the straighter leg; NaN where one is missing."""
    angles = hip_angles_deg(points_px)
    return float(max(angles)) if np.isfinite(angles).all() else NAN


def hip_angles_deg(points_px: Floats) -> list[float]:
    """Return both hip angles, left and right; 180 is straight."""
    shoulders = middle(points_px, landmarks.SHOULDERS)
    return [
        between_deg(shoulders - points_px[hip], points_px[knee] - points_px[hip])
        for hip, knee, *_ in landmarks.LEGS.values()
    ]


def middle(points: Floats, pair: tuple[int, int]) -> Floats:
    """Return the point half way between two."""
    return np.asarray((points[pair[0]] + points[pair[1]]) / 2)


def between_deg(one: Floats, other: Floats) -> float:
    """Return the angle between two directions in a picture, 0..180."""
    cross = float(one[0] * other[1] - one[1] * other[0])
    return float(np.degrees(np.arctan2(abs(cross), float(one @ other))))
