"""Where in a rep somebody is right now, and for how long they have been lowering.

Provisional on purpose: a rep is only timed once it is over, by the fit of
`exercises.engine.phases`. This follows the exercise's depth picture by picture, with a
turning point confirmed by hysteresis, so that a clock can run while the weight goes
down.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.coaching import Coaching
from exercises.registry import EXERCISES
from exercises.units import NAN
from vision.pose.estimator import Pose

NO_COACHING: Final = Coaching(position="", attitude="upright")
"""Of a movement that was not recognised yet."""
LEFT_DEG: Final = 1.5
"""Within this of a turning point nobody has left it."""
ARRIVED_S: Final = 0.35
"""Without any more way for this long the movement has arrived (our choice)."""
SMOOTHED_S: Final = 0.1
"""Time constant of the smoothing, which delays the clock by as much."""


@dataclass(frozen=True, kw_only=True)
class OnlinePhase:
    """What is shown while somebody moves.

    Attributes:
        phase: "lowering", "bottom", "lifting", "top", or "" when unknown; what people
            call it says `coach.film.scoreboard_words.phase_word`.
        lowering_s: How long the lowering has gone on; NaN when not lowering.
        angle_name: Of `angle_deg`.
        angle_deg: The angle that counts; NaN when unknown.
        ticks: One more for each whole second of lowering so far.
    """

    phase: str = ""
    lowering_s: float = NAN
    angle_name: str = ""
    angle_deg: float = NAN
    ticks: int = 0


class PhaseClock:
    """Follows one set picture by picture."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._movement = ""
        self._depth = self._time_s = NAN
        self._extreme = NAN
        self._left_s = self._extreme_s = NAN
        self._ticks = self._ticked = 0

    def look(
        self, exercise: str | None, pose: Pose | None, time_s: float,
        points_px: NDArray[np.float64],
    ) -> OnlinePhase:  # fmt: skip
        """Take in one picture.

        Args:
            exercise: Its key; None while unknown.
            pose: The body, None when nobody is seen.
            time_s: The picture's time.
            points_px: (33, 2) the body in pixels.
        """
        known = EXERCISES.get(exercise or "")
        coaching = known.coaching if known else NO_COACHING
        name = coaching.angle_name
        angle = coaching.angle_deg(points_px) if coaching.angle_deg else NAN
        if coaching.depth_deg is None or pose is None:
            return OnlinePhase(angle_name=name, angle_deg=angle, ticks=self._ticks)
        depth = coaching.depth_deg(points_px, pose.world_m)
        self._follow(depth, time_s, coaching.started_deg)
        lowering_s = time_s - self._left_s if self._movement == "lowering" else NAN
        if np.isfinite(lowering_s):
            self._ticks += max(0, int(lowering_s) - self._ticked)
            self._ticked = int(lowering_s)
        else:
            self._ticked = 0
        return OnlinePhase(
            phase=self._movement,
            lowering_s=lowering_s,
            angle_name=name,
            angle_deg=angle,
            ticks=self._ticks,
        )

    def _follow(self, depth: float, time_s: float, started_deg: float) -> None:
        if not np.isfinite(depth):
            return
        if not np.isfinite(self._depth):
            self._depth = self._extreme = depth
            self._left_s = self._extreme_s = self._time_s = time_s
            return
        keep = float(np.exp(-(time_s - self._time_s) / SMOOTHED_S))
        self._depth, self._time_s = keep * self._depth + (1 - keep) * depth, time_s
        away = self._depth - self._extreme
        if self._movement in ("lowering", "lifting"):
            self._on_the_way(away, time_s, started_deg)
            return
        if abs(away) < LEFT_DEG:
            self._left_s = time_s
        settles = away > 0 if self._movement == "bottom" else away < 0
        if self._movement and settles:  # the end of the way is where it is farthest
            self._extreme = self._depth
            self._left_s = time_s
            return
        if abs(away) >= started_deg:
            self._movement = "lowering" if away > 0 else "lifting"
            self._extreme, self._extreme_s = self._depth, time_s

    def _on_the_way(self, away: float, time_s: float, started_deg: float) -> None:
        """Go on, arrive, or turn round. The extreme is the farthest so far."""
        onward = 1.0 if self._movement == "lowering" else -1.0
        if onward * away > LEFT_DEG / 3:
            self._extreme, self._extreme_s = self._depth, time_s
        elif onward * away <= -started_deg:
            self._left_s = self._extreme_s
            self._movement = "lifting" if onward > 0 else "lowering"
            self._extreme, self._extreme_s = self._depth, time_s
        elif time_s - self._extreme_s > ARRIVED_S:
            self._movement = "bottom" if onward > 0 else "top"
            self._left_s = time_s
