"""What an exercise is coached by live, picture by picture, before a rep is over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from exercises.units import NAN
from vision import landmarks
from vision.geometry import Floats

Attitude = Literal["upright", "supine", "prone"]
Depth = Callable[[Floats, Floats], float]
"""(points_px (33, 2), world_m (33, 3)) -> degrees that grow while lowering."""
CouldBe = Callable[[Floats, Floats], bool]
"""(points_px (33, 2), world_m (33, 3)) -> whether a body may be in the middle of it."""
Angle = Callable[[Floats], float]
"""points_px (33, 2) -> degrees; NaN where unknown."""

RAISED_DEG: Final = 60.0
"""Arms beside the hips, as in other bridges, stay below (our choice: over the chest
they are at 90 degrees, and in a bridge the trunk leaves them by 30)."""
SHOULDERS_AND_WRISTS: Final = ((11, 15), (12, 16))


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
        could_be: Tells its lowering from other movements in the same attitude while the
            exercise is not known yet; None where the attitude tells enough.
        stands: Whether the working leg is the one with the lower foot. The model often
            gives it the other one's name, and back.
    """

    position: str
    attitude: Attitude
    depth_deg: Depth | None = None
    started_deg: float = NAN
    angle_name: Literal["", "hip", "arms"] = ""
    angle_deg: Angle | None = None
    could_be: CouldBe | None = None
    stands: bool = False


def trunk_of(points: Floats) -> Floats:
    """Return the way from mid-hip to mid-shoulder, of points in any dimension."""
    return middle(points, landmarks.SHOULDERS) - middle(points, landmarks.HIPS)


def arms_deg(points_px: Floats) -> float:
    """Return the mean elevation of both arms."""
    trunk = trunk_of(points_px)
    arms = [
        between_deg(-trunk, points_px[wrist] - points_px[shoulder])
        for shoulder, wrist in SHOULDERS_AND_WRISTS
    ]
    return float(np.mean(arms))


def arms_are_raised(points_px: Floats, _world_m: Floats) -> bool:
    """Whether the arms are over the chest or further back."""
    return arms_deg(points_px) > RAISED_DEG


def arms_are_down(points_px: Floats, world_m: Floats) -> bool:
    """Whether the arms are beside the hips."""
    return not arms_are_raised(points_px, world_m)


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
