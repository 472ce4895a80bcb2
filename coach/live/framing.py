"""What is missing from the picture, said so that it can be mended from afar."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.live import words as live_words
from vision import landmarks
from vision.problems import DARK_LUMA, EDGE, TINY_PX

LOST_SHARE: Final = 0.5
"""A part that is out of the picture in this share of the last frames is missing (our
choice: a hand that flies past the edge is not)."""
_HEAD: Final = (landmarks.NOSE, landmarks.LEFT_EAR, landmarks.RIGHT_EAR)
_FEET: Final = tuple(index for leg in landmarks.LEGS.values() for index in leg[2:])


def missing(
    points_px: NDArray[np.float64], luma: NDArray[np.float64], size_wh: tuple[int, int]
) -> str:
    """Return a sentence about what is missing, "" when all is in the picture.

    Args:
        points_px: (T, 33, 2) the last frames, NaN where nobody was seen.
        luma: (T,) their brightness.
        size_wh: Width and height of the picture in pixels.
    """
    if not len(points_px):
        return live_words.NOBODY
    seen = np.isfinite(points_px[:, landmarks.LEFT_HIP, 0])
    if seen.mean() < 1 - LOST_SHARE:
        dark = float(np.median(luma)) < DARK_LUMA
        return live_words.TOO_DARK if dark else live_words.NOBODY
    points = points_px[seen]
    share = points / np.array(size_wh, dtype=np.float64)
    out = ((share < EDGE) | (share > 1 - EDGE)).any(axis=2).mean(axis=0) > LOST_SHARE
    if out[list(landmarks.TRUNK)].any():
        return live_words.NO_BODY
    if out[list(_FEET)].any():
        return live_words.NO_FEET
    if out[list(_HEAD)].any():
        return live_words.NO_HEAD
    tall_px = float(np.median(np.ptp(points, axis=1).max(axis=1)))
    return live_words.TOO_FAR if tall_px < TINY_PX else ""


def measured_size(
    before_wh: tuple[int, int], image_rgb: NDArray[np.uint8]
) -> tuple[int, int]:
    """Return the size whose pixels bodies are measured in.

    A browser on a slow line sends the same picture smaller, and larger again: that is
    no reason to measure with another rule. A camera that was turned is.
    """
    height, width = image_rgb.shape[:2]
    same_shape = abs(width * before_wh[1] - height * before_wh[0]) < max(before_wh)
    return max(before_wh, (width, height)) if same_shape else (width, height)
