"""What is missing from the picture, said so that it can be mended from afar."""

from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.live import words as live_words
from coach.live.lingering import Lingering
from vision import landmarks
from vision.problems import DARK_LUMA, EDGE, TINY_PX

LOST_SHARE: Final = 0.5
"""A part that is out of the picture in this share of the last frames is missing (our
choice: a hand that flies past the edge is not)."""
FRAMED_S: Final = 0.7
"""What is missing from the picture is told from so much of the last pictures."""
LINGERS_S: Final = 0.8
"""So long what was missing from the picture is still shown, lest it flicker."""
_HEAD: Final = (landmarks.NOSE, landmarks.LEFT_EAR, landmarks.RIGHT_EAR)
_FEET: Final = tuple(index for leg in landmarks.LEGS.values() for index in leg[2:])


class Framing:
    """What is missing from the picture, from the last ones.

    Attributes:
        now: A sentence; "" when nothing is, or nobody asks.
        shown: The same, for a little longer.
    """

    def __init__(self) -> None:
        """Begin with no picture."""
        self.now = self.shown = ""
        self._recent: deque[tuple[float, NDArray[np.float64], float]] = deque()
        self._lingering = Lingering[str](LINGERS_S)

    def look(
        self,
        image_rgb: NDArray[np.uint8],
        time_s: float,
        points_px: NDArray[np.float64],
        size_wh: tuple[int, int],
    ) -> None:
        """Take in a picture.

        Args:
            image_rgb: (H, W, 3) uint8.
            time_s: Its time.
            points_px: (33, 2) the body in it, NaN where nobody is seen.
            size_wh: Width and height that the body is measured in.
        """
        luma = float(np.percentile(image_rgb[::16, ::16, 1], 90))
        self._recent.append((time_s, points_px, luma))
        while time_s - self._recent[0][0] > FRAMED_S:
            self._recent.popleft()
        points = np.array([points for _, points, _ in self._recent])
        lumas = np.array([luma for _, _, luma in self._recent])
        self.now = missing(points, lumas, size_wh)
        self.shown = self._lingering.look(self.now, time_s)

    def look_away(self, time_s: float) -> None:
        """Pass over a picture: a set is under way."""
        self.now = ""
        self._recent.clear()
        self.shown = self._lingering.look("", time_s)


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
