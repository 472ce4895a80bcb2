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

from exercises.report import NAN
from vision import landmarks
from vision.geometry import Floats
from vision.pose.estimator import Pose

DEADLIFT: Final = "internal_rotation_deadlift"
PULL_OVER: Final = "bridge_pull_over"
BOX_BRIDGE: Final = "bridge_foot_on_box"
BIRD_DOG: Final = "bird_dog_wall_push"

STARTED_DEG: Final = {DEADLIFT: 6.0, PULL_OVER: 10.0, BOX_BRIDGE: 4.0}
"""A change of the depth by this is a movement (our choice: twice what a body at rest
sways, and a sixth of the shortest rep)."""
LEFT_DEG: Final = 1.5
"""Within this of a turning point nobody has left it."""
ARRIVED_S: Final = 0.35
"""Without any more way for this long the movement has arrived (our choice)."""
SMOOTHED_S: Final = 0.1
"""Time constant of the smoothing, which delays the clock by as much."""


@dataclass(frozen=True, kw_only=True)
class Moment:
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
    ) -> Moment:  # fmt: skip
        """Take in one picture.

        Args:
            exercise: Its key; None while unknown.
            pose: The body, None when nobody is seen.
            time_s: The picture's time.
            points_px: (33, 2) the body in pixels.
        """
        name, angle = shown_angle(exercise, points_px)
        if exercise not in STARTED_DEG or pose is None:
            return Moment(angle_name=name, angle_deg=angle, ticks=self._ticks)
        self._follow(
            depth_deg(exercise, pose, points_px), time_s, STARTED_DEG[exercise]
        )
        lowering_s = time_s - self._left_s if self._movement == "lowering" else NAN
        if np.isfinite(lowering_s):
            self._ticks += max(0, int(lowering_s) - self._ticked)
            self._ticked = int(lowering_s)
        else:
            self._ticked = 0
        return Moment(
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


def depth_deg(
    exercise: str, pose: Pose, points_px: NDArray[np.float64]
) -> float:  # fmt: skip
    """Return how far down somebody is, degrees; grows while lowering.

    Args:
        exercise: Its key.
        pose: The body.
        points_px: (33, 2) in pixels.
    """
    if exercise == DEADLIFT:  # in space: from the front the picture hides a lean
        trunk = _middle(pose.world_m, landmarks.SHOULDERS) - _middle(
            pose.world_m, landmarks.HIPS
        )
        return float(np.degrees(np.arctan2(np.hypot(trunk[0], trunk[2]), -trunk[1])))
    trunk = _middle(points_px, landmarks.SHOULDERS) - _middle(points_px, landmarks.HIPS)
    if exercise == BOX_BRIDGE:
        return float(-np.degrees(np.arctan2(trunk[1], abs(trunk[0]))))
    return _arms_deg(points_px)


def _arms_deg(points_px: NDArray[np.float64]) -> float:
    trunk = _middle(points_px, landmarks.SHOULDERS) - _middle(points_px, landmarks.HIPS)
    arms = [
        _between_deg(-trunk, points_px[wrist] - points_px[shoulder])
        for shoulder, wrist in ((11, 15), (12, 16))
    ]
    return float(np.mean(arms))


def shown_angle(
    exercise: str | None, points_px: NDArray[np.float64]
) -> tuple[str, float]:
    """Return the angle that counts and its name: the hip of the working leg.

    Of the deadlift that is the leg with the lower foot; elsewhere the straighter one.
    Of the pull over it is the arms' elevation: 0 by the side, 180 overhead.
    """
    if exercise is None or exercise == "gallop":
        return "", NAN
    if exercise == PULL_OVER:
        return "arms", _arms_deg(points_px)
    shoulders = _middle(points_px, landmarks.SHOULDERS)
    angles, ankles = [], []
    for hip, knee, ankle, *_ in landmarks.LEGS.values():
        trunk = shoulders - points_px[hip]
        angles.append(_between_deg(trunk, points_px[knee] - points_px[hip]))
        ankles.append(points_px[ankle, 1])
    if not np.isfinite(angles).all():
        return "hip", NAN
    if exercise == DEADLIFT:
        return "hip", angles[int(np.argmax(ankles))]
    return "hip", max(angles)


def _middle(
    points: Floats, pair: tuple[int, int]
) -> NDArray[np.float64]:  # fmt: skip
    return np.asarray((points[pair[0]] + points[pair[1]]) / 2)


def _between_deg(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    cross = float(one[0] * other[1] - one[1] * other[0])
    return float(np.degrees(np.arctan2(abs(cross), float(one @ other))))
