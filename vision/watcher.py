"""Compares each picture with the one before: cuts, a moving camera, a tilted phone."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.geometry import Floats
from vision.roll import roll_of

Image = NDArray[np.uint8]

THUMB_PX: Final = 192
"""Width of the small grey pictures that are compared with each other."""
CUT: Final = 24.0
"""Grey levels (of 255) that the picture outside the athlete changes by at a cut: a
passer-by in a sample clip changes it by 7 at most, cuts between clips by 30 and more
(our choice between them)."""
CUT_RATIO: Final = 6.0
"""A cut also changes by that many times as much as the frames before."""
EXPLAINS: Final = 0.99
"""A shift must leave no more of the change than that share: where only a shadow moves,
moving the whole picture makes things worse (on sample clips 1.0 to 4 times; where a
hand sways 0.8 to 0.98)."""
PICTURES: Final = 8
"""So many pictures at most are looked at for what is plumb."""
TRUSTED: Final = 0.1
"""A shift whose correlation peak is lower is none: darkness, or no pattern at all."""


class SurroundingsWatcher:
    """Compares each picture with the one before."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._before: NDArray[np.float32] | None = None
        self._hidden_before: NDArray[np.bool_] | None = None
        self._changes: list[float] = []
        self.cut: list[bool] = []
        self.shift: list[tuple[float, float]] = []
        self._kept: list[tuple[Image, Floats | None]] = []
        self._every = 1

    def look(self, image_rgb: Image, points: list[Floats]) -> None:
        """Take in the next picture.

        Args:
            image_rgb: (H, W, 3) uint8.
            points: (33, 2) each, bodies in it as shares of its size: left out.
        """
        self._keep(image_rgb, points)
        height, width = image_rgb.shape[:2]
        size = (THUMB_PX, max(8, round(THUMB_PX * height / width)))
        every = max(1, width // (2 * THUMB_PX))  # most pixels would only cost time
        green = np.ascontiguousarray(image_rgb[::every, ::every, 1])
        thumb = cv2.resize(green, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        hidden = _hidden(points, size)
        before, hidden_before = self._before, self._hidden_before
        self._before, self._hidden_before = thumb, hidden
        if before is None or hidden_before is None or before.shape != thumb.shape:
            self.cut.append(False)
            self.shift.append((float("nan"), float("nan")))
            return
        seen = ~(hidden | hidden_before)
        change = float(np.abs(thumb - before)[seen].mean()) if seen.any() else 0.0
        usual = float(np.median(self._changes[-30:])) if self._changes else 0.0
        cut = change > max(CUT, CUT_RATIO * usual)
        self.cut.append(cut)
        self._changes.append(change)
        self.shift.append((float("nan"),) * 2 if cut else _shift(before, thumb, seen))

    @property
    def roll_deg(self) -> float:
        """How far the phone is turned, from some pictures spread over the film."""
        return roll_of(*zip(*self._kept, strict=True)) if self._kept else float("nan")

    def _keep(self, image_rgb: Image, points: list[Floats]) -> None:
        """Keep some pictures, evenly spread however long the film gets."""
        if len(self.cut) % self._every:
            return
        self._kept.append((image_rgb.copy(), points[0] if points else None))
        if len(self._kept) > PICTURES:
            self._kept = self._kept[::2]
            self._every *= 2


def _hidden(points: list[Floats], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return where the bodies' boxes are, with some room, in a small picture."""
    hidden = np.zeros(size[::-1], dtype=bool)
    for body in points:
        low, high = body.min(axis=0), body.max(axis=0)
        room = 0.15 * (high - low)
        (x0, y0), (x1, y1) = (low - room) * size, (high + room) * size
        hidden[max(0, int(y0)) : max(0, int(y1)), max(0, int(x0)) : max(0, int(x1))] = (
            True
        )
    return hidden


def _shift(
    before: NDArray[np.float32], after: NDArray[np.float32], seen: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return by how much a backdrop moved, as shares of its width."""
    if seen.mean() < 0.2:
        return float("nan"), float("nan")
    window = cv2.createHanningWindow(before.shape[::-1], cv2.CV_32F)
    pictures = [
        np.where(seen, picture - picture[seen].mean(), 0).astype(np.float32)
        for picture in (before, after)
    ]
    (x, y), response = cv2.phaseCorrelate(pictures[0], pictures[1], window)
    if response < TRUSTED:
        return float("nan"), float("nan")
    move = np.array([[1, 0, x], [0, 1, y]], dtype=np.float64)
    moved = cv2.warpAffine(before, move, before.shape[::-1], borderValue=float("nan"))
    both = seen & np.isfinite(moved)
    still_px = float(np.abs(after - before)[both].mean())
    if float(np.abs(after - moved)[both].mean()) > EXPLAINS * still_px:
        return 0.0, 0.0  # a shadow moved, not the camera
    return float(x) / before.shape[1], float(y) / before.shape[1]
