"""What a body looks like: the colours of its parts, to tell one person from another."""

from typing import Final

import cv2
import numpy as np

from vision import landmarks
from vision.geometry import Floats
from vision.video.probe import Image

LIGHTNESS: Final = 0.4
"""Weight of lightness beside the two axes of hue (CIE L*a*b*): who bends is lit from
elsewhere, but wears the same colours (our choice)."""
MOST: Final = 40.0
"""No part differs by more: one arm before one shirt is not another person."""
OTHER: Final = 17.0
"""A mean difference of the parts that is as good as somebody else. On the sample clips
one body differs from its own first second by 7 at most in half of them, by 15 in 95 of
100, by 19 in one; the studio's four people from each other by 17 to 27
(`benchmarks.surroundings`). Where that overlaps, place decides."""
_EARS: Final = (landmarks.LEFT_EAR, landmarks.RIGHT_EAR)
_STRIPS: Final = (
    (_EARS, landmarks.SHOULDERS, -0.3, 0.3, 0.3),
    (landmarks.SHOULDERS, landmarks.HIPS, 0.15, 0.75, 0.12),
    *(
        (tuple(leg[start : start + 1]), tuple(leg[end : end + 1]), low, high, wide)
        for start, end, low, high, wide in (
            (0, 1, 0.2, 0.6, 0.06), (1, 2, 0.3, 0.8, 0.05), (3, 4, 0.2, 0.9, 0.1),
        )
        for leg in landmarks.LEGS.values()
    ),
)  # fmt: skip
"""Head, torso, then thighs, shanks and feet, left and right: from and to the middle of
these landmarks, first and last share of the way, half width as a share of it."""
_STEPS: Final = 7
_ACROSS: Final = (-1.0, 0.0, 1.0)


def _weights() -> tuple[Floats, Floats]:
    """Return (N, 33) each: a place is along @ points + across @ points turned left."""
    along, across = [], []
    for starts, ends, low, high, wide in _STRIPS:
        start, end = np.zeros(landmarks.COUNT), np.zeros(landmarks.COUNT)
        start[list(starts)], end[list(ends)] = 1 / len(starts), 1 / len(ends)
        for share in np.linspace(low, high, _STEPS):
            for side in _ACROSS:
                along.append((1 - share) * start + share * end)
                across.append(side * wide * (end - start))
    return np.array(along), np.array(across)


_ALONG, _BESIDE = _weights()


def colours(image_rgb: Image, points_px: Floats) -> Floats:
    """Return the middle colour of head, torso, thighs, shanks and feet.

    Args:
        image_rgb: (H, W, 3) uint8.
        points_px: (33, 2) a body in its pixels.

    Returns:
        (5, 3): L*a*b* with lightness weighted down.
    """
    turned = points_px[:, ::-1] * (-1.0, 1.0)
    places = _ALONG @ points_px + _BESIDE @ turned
    height, width = image_rgb.shape[:2]
    x, y = np.clip(places, 0, (width - 1, height - 1)).astype(int).T
    lab = cv2.cvtColor(image_rgb[y, x][None], cv2.COLOR_RGB2LAB)[0].astype(np.float64)
    lab *= (LIGHTNESS * 100 / 255, 1.0, 1.0)
    strips = np.median(lab.reshape(len(_STRIPS), -1, 3), axis=1)
    return np.concatenate([strips[:2], strips[2:].reshape(-1, 2, 3).mean(axis=1)])


def difference(one: Floats, other: Floats) -> float:
    """Return how much two bodies differ in colour, 0 to 40."""
    parts = np.linalg.norm(one - other, axis=-1)
    return float(np.minimum(parts, MOST).mean())
