"""Compares each picture with the one before: cuts, a moving camera, a tilted phone."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.geometry import Floats
from vision.roll import roll_of
from vision.video import Image

THUMB_PX: Final = 192
"""Width of the small grey pictures that are compared with each other."""
CUT: Final = 8.0
"""Grey levels (of 255) that the picture outside the athlete changes by at a cut: 11 to
25 between sample clips, at most 1.3 within one (`benchmarks.surroundings`)."""
CUT_RATIO: Final = 6.0
"""A cut also changes by that many times as much as the frames before."""
JUMP: Final = 3.0
JUMP_RATIO: Final = 4.0
BESIDE: Final = 4
LEAST_CHANGE: Final = 0.3
"""Where a piece is cut out of a still scene, the picture around the athlete changes by
so many grey levels and times more than in any of the frames before and after: in uncut
sample clips by at most 1.7 times, where 0.8 s are missing by up to 16, and not at all
where the athlete kept still meanwhile (`benchmarks.surroundings`)."""
PICTURES: Final = 8
"""So many pictures at most are looked at for what is plumb."""
CORNERS: Final = 60
FEWEST_CORNERS: Final = 12
TOGETHER_PX: Final = 0.5
MOST: Final = 0.6
SPREAD: Final = 0.3
"""Corners of the backdrop that are followed; with fewer, where fewer than that share
moves within half a pixel of the middle, or where they spread over less of the width,
nothing is known of the camera (our choice). A shadow moves few, close to each other."""


class SurroundingsWatcher:
    """Compares each picture with the one before.

    Attributes:
        cut: Whether each frame begins a new scene.
        shift: How far the backdrop moved to it, as shares of the width; NaN unknown.
        changes: Grey levels by which the picture outside the bodies changed.
        inside: The same around the bodies.
    """

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._before: Image | None = None
        self._hidden_before: NDArray[np.bool_] | None = None
        self.changes: list[float] = []
        self.inside: list[float] = []
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
        thumb = np.asarray(cv2.resize(green, size, interpolation=cv2.INTER_AREA))
        hidden = _hidden(points, size)
        before, hidden_before = self._before, self._hidden_before
        self._before, self._hidden_before = thumb, hidden
        if before is None or hidden_before is None or before.shape != thumb.shape:
            self.cut.append(False)
            self.changes.append(0.0)
            self.inside.append(0.0)
            self.shift.append((float("nan"), float("nan")))
            return
        seen = ~(hidden | hidden_before)
        differs = cv2.absdiff(thumb, before)
        change = float(differs[seen].mean()) if seen.any() else 0.0
        self.inside.append(0.0 if seen.all() else float(differs[~seen].mean()))
        usual = float(np.median(self.changes[-30:]))
        cut = change > max(CUT, CUT_RATIO * usual)
        self.cut.append(cut)
        self.changes.append(change)
        self.shift.append((float("nan"),) * 2 if cut else _shift(before, thumb, seen))

    @property
    def jumps(self) -> NDArray[np.bool_]:
        """(T,) frames before which a piece is missing: only the athlete has jumped."""
        inside = np.array(self.inside)
        return np.asarray((inside > JUMP) & (self.jump_ratios > JUMP_RATIO))

    @property
    def jump_ratios(self) -> Floats:
        """(T,) by how much the change around the bodies exceeds that of its frames."""
        inside = np.array(self.inside)
        ratios = np.zeros(len(inside))
        for index in range(BESIDE, len(inside) - BESIDE):
            beside = np.concatenate(
                [inside[index - BESIDE : index], inside[index + 1 : index + 1 + BESIDE]]
            )
            ratios[index] = inside[index] / max(float(beside.max()), LEAST_CHANGE)
        return ratios

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
    before: NDArray[np.uint8], after: NDArray[np.uint8], seen: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return by how much a backdrop moved, as shares of its width.

    Its corners are followed (Shi and Tomasi's, by Lucas and Kanade's method, as OpenCV
    has them), and their middle movement is the camera's if most of them share it.
    """
    corners = cv2.goodFeaturesToTrack(
        before, CORNERS, 0.01, 5, mask=seen.astype(np.uint8)
    )
    if corners is None or len(corners) < FEWEST_CORNERS:
        return float("nan"), float("nan")
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        before, after, corners, None, winSize=(15, 15), maxLevel=2
    )
    followed = found.ravel() == 1
    ways = (moved - corners).reshape(-1, 2)[followed].astype(np.float64)
    across = corners.reshape(-1, 2)[followed, 0]
    if len(ways) < FEWEST_CORNERS or np.ptp(across) < SPREAD * before.shape[1]:
        return float("nan"), float("nan")
    x, y = np.median(ways, axis=0)
    together = np.hypot(*(ways - (x, y)).T) <= TOGETHER_PX
    if together.mean() < MOST:
        return float("nan"), float("nan")
    x, y = ways[together].mean(axis=0)
    return float(x) / before.shape[1], float(y) / before.shape[1]
