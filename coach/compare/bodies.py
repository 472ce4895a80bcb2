"""Two bodies laid over each other: how one picture lies on the other."""

import base64
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.compare.shown import Shown
from vision import landmarks
from vision.geometry import Floats, distance, midpoint, percentile

JOINTS: Final = tuple(sorted({joint for bone in landmarks.BONES for joint in bone}))
"""What is drawn of a body: all that a bone ends at."""
SETTLED_S: Final = 0.15
"""Where a body stands is read over so long (our choice)."""
SEEN_TRUNK: Final = 90.0
"""A trunk looks shorter where it points at the camera, never longer: its length in a
film is what nine frames in ten do not exceed (our choice)."""
TURNED: Final = 0.05
"""Toes less far before the heels, in trunk lengths, face neither way (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How the second picture lies on the first, as shares of the first one's size.

    Attributes:
        left, top: Of its corner.
        wide, tall: Its size.
        flipped: Whether it is turned round, left for right, within that place.
    """

    left: float
    top: float
    wide: float
    tall: float
    flipped: bool


def fitted(first: Shown, first_s: float, second: Shown, second_s: float) -> Fit | None:
    """Lay hips on hips at two moments, trunks of one length, facing one way.

    Returns:
        None where one body is not seen at its moment.
    """
    hips = _hips_px(first, first_s)
    others = _hips_px(second, second_s)
    size = np.divide(_trunk_px(first), _trunk_px(second))
    if not (np.isfinite(hips).all() and np.isfinite(others).all()):
        return None
    if not (np.isfinite(size) and size > 0):
        return None
    ways = _way(first, first_s), _way(second, second_s)
    flipped = ways[0] * ways[1] < 0
    (wide, tall), (other_wide, other_tall) = first.size_wh, second.size_wh
    x = other_wide - others[0] if flipped else others[0]
    return Fit(
        left=float(hips[0] - size * x) / wide,
        top=float(hips[1] - size * others[1]) / tall,
        wide=float(size) * other_wide / wide,
        tall=float(size) * other_tall / tall,
        flipped=bool(flipped),
    )


def _around(shown: Shown, at_s: float) -> Floats:
    """Return (N, 33, 2) the body about a moment; at least the nearest frame."""
    away_s = np.abs(shown.drawn.time_s - at_s)
    return shown.drawn.points_px[away_s <= max(SETTLED_S, away_s.min())]


def _hips_px(shown: Shown, at_s: float) -> Floats:
    hips = midpoint(_around(shown, at_s), landmarks.HIPS)
    seen = np.isfinite(hips[:, 0])
    return np.median(hips[seen], axis=0) if seen.any() else np.full(2, np.nan)


def _trunk_px(shown: Shown) -> float:
    points = shown.drawn.points_px
    ends = (midpoint(points, pair) for pair in (landmarks.SHOULDERS, landmarks.HIPS))
    return percentile(distance(*ends), SEEN_TRUNK)


def _way(shown: Shown, at_s: float) -> float:
    """Return +1 for a body that faces image right, or lies with its head there."""
    points = _around(shown, at_s)
    trunk = midpoint(points, landmarks.SHOULDERS) - midpoint(points, landmarks.HIPS)
    across, up = (percentile(trunk[:, axis], 50.0) for axis in (0, 1))
    feet = [points[:, leg[4]] - points[:, leg[3]] for leg in landmarks.LEGS.values()]
    toes = percentile(np.stack(feet)[..., 0].ravel(), 50.0)
    ahead = across if abs(across) > abs(up) else toes
    return float(np.sign(ahead)) if abs(ahead) > TURNED * _trunk_px(shown) else 0.0


FULL: Final = 16384
UNSEEN: Final = -32768


def packed(shown: Shown, frames: NDArray[np.bool_]) -> str:
    """Return the joints in some frames for a script: base64 of little-endian int16.

    Per frame x and y of each of `JOINTS`, in parts of the picture's size of which
    `FULL` are the whole of it; `UNSEEN` where a joint was not seen.
    """
    points = shown.drawn.points_px[frames][:, list(JOINTS)] / np.array(shown.size_wh)
    parts = np.clip(np.nan_to_num(FULL * points, nan=UNSEEN), UNSEEN, -UNSEEN - 1)
    return base64.b64encode(parts.round().astype("<i2").tobytes()).decode()
