"""What a film shows while it is followed: a picture with the body, and the count.

Provisional: judged from the frames that this process has seen so far, without what the
others see and without the film's flaws.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.check import Options, judge
from vision.drawing.canvas import Canvas
from vision.geometry import Floats
from vision.pose.estimator import Pose, TrackBuilder, luma_of
from vision.video.writer import jpeg_of, scaled_down

EVERY_S: Final = 0.5
"""A new picture comes so often: drawing one takes milliseconds (our choice)."""
COUNTED_EVERY_S: Final = 3.0
JUDGING_SHARE: Final = 0.05
"""Counting takes no more than that share of the time (our choice)."""
LONG_SIDE_PX: Final = 640
FEWEST_FRAMES: Final = 30


@dataclass(frozen=True, kw_only=True, eq=False)
class Glimpse:
    """One picture of a film that is being followed.

    Attributes:
        jpeg: With the body drawn on it.
        time_s: When it is in the film.
        exercise: What it looks like so far; None while that is unknown.
        counted: Reps, holds or bouts so far.
    """

    jpeg: bytes
    time_s: float
    exercise: str | None
    counted: int


class Glimpses:
    """Makes a picture now and then."""

    def __init__(self, name: str) -> None:
        """Begin with none.

        Args:
            name: Of the film.
        """
        self._name = name
        self._builder: TrackBuilder | None = None
        self._drawn_s = float("-inf")
        self._count_again_s = time.monotonic() + COUNTED_EVERY_S
        self._exercise: str | None = None
        self._counted = 0
        self.newest: Glimpse | None = None

    def look(
        self, image_rgb: NDArray[np.uint8], time_s: float, poses: Mapping[int, Pose]
    ) -> None:
        """Take in a picture: drawn, and counted up to, where it is time."""
        pose = max(poses.values(), key=_height, default=None)
        height, width = image_rgb.shape[:2]
        if self._builder is None:
            self._builder = TrackBuilder((width, height))
        self._builder.add(time_s, pose, luma_of(image_rgb))
        now_s = time.monotonic()
        if now_s < self._drawn_s + EVERY_S:
            return
        self._drawn_s = now_s
        if now_s >= self._count_again_s:
            self._count()
        self.newest = Glimpse(
            jpeg=jpeg_of(_drawn(image_rgb, pose)),
            time_s=time_s,
            exercise=self._exercise,
            counted=self._counted,
        )

    def _count(self) -> None:
        builder = self._builder
        assert builder is not None
        began_s = time.monotonic()
        if len(builder.time_s) >= FEWEST_FRAMES:
            report = judge(builder.track(self._name), Options())
            self._exercise, self._counted = report.exercise, len(report.units)
        ended_s = time.monotonic()
        rest_s = (ended_s - began_s) * (1 / JUDGING_SHARE - 1)
        self._count_again_s = ended_s + max(COUNTED_EVERY_S, rest_s)


def _height(pose: Pose) -> float:
    heights: Floats = pose.points[:, 1]
    return float(np.nanmax(heights) - np.nanmin(heights))


def _drawn(image_rgb: NDArray[np.uint8], pose: Pose | None) -> NDArray[np.uint8]:
    """Return a smaller copy of a picture with the body on it."""
    small = scaled_down(image_rgb, LONG_SIDE_PX)
    height, width = small.shape[:2]
    if pose is not None:
        Canvas(small).body(pose.points * np.array([width, height], float))
    return small
