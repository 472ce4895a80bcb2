"""What a body looks like: the colours of its parts, to tell one person from another."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.geometry import Floats

Image = NDArray[np.uint8]

LIGHTNESS: Final = 0.4
"""Weight of lightness beside the two axes of hue (CIE L*a*b*): who bends is lit from
elsewhere, but wears the same colours (our choice)."""
MOST: Final = 40.0
"""No part differs by more: one arm before one shirt is not another person."""
OTHER: Final = 17.0
"""A mean difference of the parts beyond this is somebody else. On the sample clips and
the real clips one body differs from its first second by 2-12, at most 16, and by up to
23 where a camera walks around it; another person from the athlete by 20 and more
(`benchmarks.altered_films`)."""
_ACROSS: Final = np.array([-1.0, 0.0, 1.0])
_HEAD, _TORSO, _THIGH, _SHANK, _FOOT = range(5)
_SEGMENTS: Final = (
    (_THIGH, landmarks.LEFT_HIP, landmarks.LEFT_KNEE, 0.2, 0.6, 0.06),
    (_THIGH, landmarks.RIGHT_HIP, landmarks.RIGHT_KNEE, 0.2, 0.6, 0.06),
    (_SHANK, landmarks.LEFT_KNEE, landmarks.LEFT_ANKLE, 0.3, 0.8, 0.05),
    (_SHANK, landmarks.RIGHT_KNEE, landmarks.RIGHT_ANKLE, 0.3, 0.8, 0.05),
    (_FOOT, landmarks.LEFT_HEEL, landmarks.LEFT_FOOT_INDEX, 0.2, 0.9, 0.1),
    (_FOOT, landmarks.RIGHT_HEEL, landmarks.RIGHT_FOOT_INDEX, 0.2, 0.9, 0.1),
)
"""Part, from, to, first and last share of the way, half width as a share of it."""
_STEPS: Final = 7
PARTS: Final = 5


def colours(image_rgb: Image, points_px: Floats) -> Floats:
    """Return the middle colour of head, torso, thighs, shanks and feet.

    Args:
        image_rgb: (H, W, 3) uint8.
        points_px: (33, 2) a body in its pixels.

    Returns:
        (5, 3): L*a*b* with lightness weighted down.
    """
    patches = [_head(points_px), _torso(points_px)]
    patches += [
        _along(points_px[start], points_px[end], low, high, wide)
        for _, start, end, low, high, wide in _SEGMENTS
    ]
    sizes = np.cumsum([len(patch) for patch in patches])[:-1]
    places = np.concatenate(patches)
    height, width = image_rgb.shape[:2]
    x = np.clip(places[:, 0], 0, width - 1).astype(int)
    y = np.clip(places[:, 1], 0, height - 1).astype(int)
    lab = cv2.cvtColor(image_rgb[y, x][None], cv2.COLOR_RGB2LAB)[0].astype(np.float64)
    lab *= (LIGHTNESS * 100 / 255, 1.0, 1.0)
    middles = [np.median(part, axis=0) for part in np.split(lab, sizes)]
    head, torso, *limbs = middles
    legs = [(limbs[i] + limbs[i + 1]) / 2 for i in (0, 2, 4)]
    return np.stack([head, torso, *legs])


def difference(one: Floats, other: Floats) -> float:
    """Return how much two bodies differ in colour, 0 to 40."""
    parts = np.linalg.norm(one - other, axis=-1)
    return float(np.minimum(parts, MOST).mean())


def _along(start: Floats, end: Floats, low: float, high: float, wide: float) -> Floats:
    """Return places in a strip along a segment, (N, 2)."""
    way = end - start
    across = np.array([-way[1], way[0]])
    steps = np.linspace(low, high, _STEPS)
    places = start + steps[:, None, None] * way + wide * _ACROSS[:, None] * across
    return np.asarray(places.reshape(-1, 2))


def _torso(points_px: Floats) -> Floats:
    shoulders = points_px[list(landmarks.SHOULDERS)].mean(axis=0)
    hips = points_px[list(landmarks.HIPS)].mean(axis=0)
    return _along(shoulders, hips, 0.15, 0.75, 0.12)


def _head(points_px: Floats) -> Floats:
    """Return places around the ears: hair and skin."""
    ears = points_px[[landmarks.LEFT_EAR, landmarks.RIGHT_EAR]].mean(axis=0)
    shoulders = points_px[list(landmarks.SHOULDERS)].mean(axis=0)
    return _along(ears, shoulders, -0.3, 0.3, 0.3)
