"""How many pictures a second are looked at, and whether they are too few."""

from collections import deque
from typing import Final

from vision.problems import LEAST_FPS

RATE_OVER_S: Final = 3.0
"""How many pictures a second there are is told from the last seconds."""
STALL_S: Final = 1.0
"""No picture for this long is a stall, which is told as such, and no rate."""
TOO_FEW_FPS: Final = LEAST_FPS - 0.5
"""Below that too few pictures come; when `LEAST_FPS` come again it is well. The two lie
apart lest the warning flicker (our choice)."""


class PictureRate:
    """Counts the pictures of a session.

    Attributes:
        fps: Pictures a second; 0 before the second one.
        too_few: Whether those are too few to count by.
    """

    def __init__(self) -> None:
        """Begin before the first picture."""
        self.fps, self.too_few = 0.0, False
        self._looked_s: deque[float] = deque()

    def look(self, time_s: float) -> None:
        """Take note of a picture."""
        looked_s = self._looked_s
        if looked_s and time_s - looked_s[-1] >= STALL_S:
            looked_s.clear()
            self.too_few = False
        looked_s.append(time_s)
        while len(looked_s) > 1 and time_s - looked_s[1] >= RATE_OVER_S:
            looked_s.popleft()
        over_s = time_s - looked_s[0]
        self.fps = (len(looked_s) - 1) / over_s if over_s > 0 else 0.0
        if over_s >= RATE_OVER_S:
            self.too_few = self.fps < (LEAST_FPS if self.too_few else TOO_FEW_FPS)
