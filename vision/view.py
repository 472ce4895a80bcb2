"""Where the camera stands with respect to the body.

All of it comes from the model's world landmarks, whose depth is a guess; what is
known of that guess (rationale.md 2 and 3) is in the calibration and the error below.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from vision import landmarks
from vision.geometry import Floats, midpoint
from vision.track import Track

ViewName = Literal["side", "oblique", "front", "back", "end-on", "unsure"]
Side = Literal["left", "right"]

SIDE_LIMIT_DEG: Final = 30.0
FRONT_LIMIT_DEG: Final = 65.0

_RAW_DEG: Final = (11.0, 14.0, 21.0, 34.0, 48.0, 70.0, 80.0)
_TRUE_DEG: Final = (0.0, 15.0, 30.0, 45.0, 60.0, 75.0, 90.0)
"""The estimate is compressed and has a floor; measured on renders, rationale.md 3."""
_WIDTH_SHARES: Final = (0.12, 0.18, 0.28, 0.43, 0.66, 0.7)
_WIDTH_YAW_DEG: Final = (0.0, 15.0, 30.0, 45.0, 60.0, 75.0)
SHOULDERS_TO_TRUNK: Final = 0.72
"""The shoulders' whole width: what is seen of it at 75 degrees, by their sine."""


@dataclass(frozen=True, kw_only=True)
class View:
    """The camera's place, as the median over some frames.

    Attributes:
        yaw_deg: 0 = the body exactly from its side, 90 = from the front or back.
        name: The class of view that decides what can be assessed.
        error_deg: One standard deviation of yaw_deg.
        confidence: 0..1, how sure the class is.
        near_side: Which side of the body is nearer to the camera.
    """

    yaw_deg: float
    name: ViewName
    error_deg: float
    confidence: float
    near_side: Side | None


def yaw_deg(world_m: Floats) -> Floats:
    """Return the angle between pure side view (0) and front or back view (90).

    The body's left-right axis, from shoulders and hips, against the optical axis,
    calibrated on renders.

    Args:
        world_m: (T, 33, 3).

    Returns:
        (T,) degrees in [0, 90], NaN where nobody was seen.
    """
    across = _across(world_m)
    share = np.abs(across[:, 2]) / np.linalg.norm(across, axis=1)
    raw = np.degrees(np.arccos(np.clip(share, 0.0, 1.0)))
    return np.interp(raw, _RAW_DEG, _TRUE_DEG)


def front_direction(world_m: Floats) -> Floats:
    """Return the unit vector out of the chest.

    Args:
        world_m: (T, 33, 3).

    Returns:
        (T, 3): x image-right, y down, z away from the camera. y > 0.6 faces the
        floor, y < -0.6 lies on the back, z < 0 faces the camera.
    """
    up = midpoint(world_m, landmarks.SHOULDERS) - midpoint(world_m, landmarks.HIPS)
    front = np.cross(_across(world_m), up)
    return front / np.linalg.norm(front, axis=1, keepdims=True)


def yaw_by_width_deg(share: Floats) -> Floats:
    """Return the view from how wide the shoulders look, as shares of the trunk.

    Measured on renders (rationale.md 3): 0 from the side, 75 at most, where the width
    does not grow any more. NaN stays NaN.
    """
    return np.interp(share, _WIDTH_SHARES, _WIDTH_YAW_DEG)


def estimate_view(track: Track) -> View:
    """Return the view over a whole track (or the part of it that is given).

    Use frames in which the body is upright or in its working posture: near the
    bottom of a hinge the depth is least certain.
    """
    seen = track.seen
    if not seen.any():
        return View(
            yaw_deg=float("nan"),
            name="unsure",
            error_deg=float("nan"),
            confidence=0.0,
            near_side=None,
        )
    world_m = track.world_m[seen]
    yaw = float(np.median(yaw_deg(world_m)))
    front = np.median(front_direction(world_m), axis=0)
    error = 8.0 if yaw < 60 else 10.0  # one sigma as measured, rationale.md 3
    by_width = _yaw_by_width(track.points_px[seen])
    confidence = 1.0
    if np.isfinite(by_width) and abs(by_width - min(yaw, 75.0)) > 25:
        error, confidence = error * 1.5, 0.5
    if np.isfinite(by_width) and max(by_width, yaw) <= 60:
        yaw = (yaw + by_width) / 2  # two weak readings that err apart
    depth = world_m[:, :, 2]
    left = np.median(depth[:, landmarks.LEFT_SHOULDER] + depth[:, landmarks.LEFT_HIP])
    right = np.median(
        depth[:, landmarks.RIGHT_SHOULDER] + depth[:, landmarks.RIGHT_HIP]
    )
    near: Side = "left" if left < right else "right"
    return View(
        yaw_deg=yaw,
        name=_class_of(yaw, front),
        error_deg=error,
        confidence=confidence,
        near_side=near if yaw < FRONT_LIMIT_DEG else None,
    )


def _class_of(yaw: float, front: Floats) -> ViewName:
    if yaw <= SIDE_LIMIT_DEG:
        return "side"
    if yaw <= FRONT_LIMIT_DEG:
        return "oblique"
    if abs(front[1]) > 0.6:
        return "end-on"
    return "front" if front[2] < 0 else "back"


def _across(world_m: Floats) -> Floats:
    shoulders = (
        world_m[:, landmarks.LEFT_SHOULDER] - world_m[:, landmarks.RIGHT_SHOULDER]
    )
    hips = world_m[:, landmarks.LEFT_HIP] - world_m[:, landmarks.RIGHT_HIP]
    return np.asarray(shoulders + hips, dtype=np.float64)


def _yaw_by_width(points_px: Floats) -> float:
    """Yaw from the shoulders' width against the trunk's length (rationale.md 3)."""
    width = np.abs(
        points_px[:, landmarks.LEFT_SHOULDER, 0]
        - points_px[:, landmarks.RIGHT_SHOULDER, 0]
    )
    trunk = np.linalg.norm(
        midpoint(points_px, landmarks.SHOULDERS) - midpoint(points_px, landmarks.HIPS),
        axis=1,
    )
    if not (trunk > 0).any():
        return float("nan")
    share = np.median(width / np.maximum(trunk, 1.0), keepdims=True)
    return float(yaw_by_width_deg(share)[0])
