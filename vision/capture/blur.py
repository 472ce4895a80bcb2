"""Is the picture sharp? What blurring it once more changes tells."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from vision.geometry import Floats
from vision.video.probe import Image

SEEN_PX: Final = 256
"""The pose model sees a body at this size; detail beyond it does not matter."""
ROOM: Final = 1.25
"""The model looks at a square that is so much larger than the body."""
AGAIN_PX: Final = 9
"""The second blur of Crete et al."""


def blur_of(pictures: Sequence[Image], bodies: Sequence[Floats | None]) -> float:
    """Return how blurred the athlete is, from 0 (sharp) to 1; NaN if nobody is seen.

    A sharp picture loses much of its detail when it is blurred once more, a blurred
    one little (Crete et al., "The Blur Effect", Human Vision and Electronic Imaging
    XII, 2007). Taken at the size at which the model sees the body.

    Args:
        pictures: (H, W, 3) some frames.
        bodies: (33, 2) the athlete in each, as shares of width and height, or None.
    """
    found = [
        _blur(image, body)
        for image, body in zip(pictures, bodies, strict=True)
        if body is not None
    ]
    return float(np.median(found)) if found else float("nan")


def _blur(image: Image, body: Floats) -> float:
    seen = _as_seen(image, body)
    kept = []
    for axis, kernel in enumerate([(1, AGAIN_PX), (AGAIN_PX, 1)]):
        detail = np.abs(np.diff(seen, axis=axis))
        left = np.abs(np.diff(cv2.blur(seen, kernel), axis=axis))
        lost = np.maximum(detail - left, 0.0).sum()
        kept.append(1 - float(lost / max(detail.sum(), 1e-6)))
    return max(kept)


def _as_seen(image: Image, body: Floats) -> Floats:
    height, width = image.shape[:2]
    points_px = body * (width, height)
    low, high = points_px.min(axis=0), points_px.max(axis=0)
    side = max(ROOM * float((high - low).max()), 8.0)
    left, top = np.clip((low + high - side) / 2, 0, (width - 8, height - 8)).astype(int)
    piece = image[top : top + round(side), left : left + round(side)]
    scale = SEEN_PX / side
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    grey = cv2.cvtColor(piece, cv2.COLOR_RGB2GRAY)
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method).astype(
        np.float64
    )
