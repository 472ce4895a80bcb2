"""The body of the newest picture, and for how long it has kept still."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.live.seen import Attitude
from exercises.engine.scene import FACING_CEILING, FACING_FLOOR, UPRIGHT_LEAN_DEG
from vision import landmarks
from vision.pose.estimator import Pose
from vision.view import front_direction

STILL: Final = 0.12
"""A body that moves by less than this, in trunk lengths, has kept still (our choice:
three times the tracker's jitter over seconds; breathing is less)."""


def attitude_of(pose: Pose | None) -> Attitude:
    """Return how a body lies in space, by the limits of `exercises.engine.scene`."""
    if pose is None:
        return ""
    world = pose.world_m[None]
    chest_down = float(front_direction(world)[0, 1])
    if chest_down > FACING_FLOOR:
        return "prone"
    if chest_down < -FACING_CEILING:
        return "supine"
    trunk = world[0, list(landmarks.SHOULDERS)].mean(axis=0)
    trunk = trunk - world[0, list(landmarks.HIPS)].mean(axis=0)
    lean = np.degrees(np.arctan2(np.hypot(trunk[0], trunk[2]), -trunk[1]))
    return "upright" if lean < UPRIGHT_LEAN_DEG else ""


class Stillness:
    """For how long shoulders, hips and hands have stayed where they are."""

    def __init__(self) -> None:
        """Nobody was seen yet."""
        self._place: NDArray[np.float64] | None = None
        self._since_s = float("nan")

    def look(self, points_px: NDArray[np.float64], time_s: float) -> float:
        """Take in one picture; return seconds, 0 when nobody is seen.

        Args:
            points_px: (33, 2), NaN when nobody is seen.
            time_s: The picture's time.
        """
        place = np.stack(
            [points_px[list(pair)].mean(axis=0)
             for pair in (landmarks.SHOULDERS, landmarks.HIPS, (15, 16))]
        )  # fmt: skip
        trunk_px = float(np.linalg.norm(place[0] - place[1]))
        if not np.isfinite(place).all():
            self._place = None
            return 0.0
        if self._place is None:
            self._place, self._since_s = place, time_s
        moved = float(np.linalg.norm(place - self._place, axis=1).max())
        if moved > STILL * max(trunk_px, 1.0):
            self._place, self._since_s = place, time_s
        return time_s - self._since_s
