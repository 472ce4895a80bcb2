"""The clock of the lowering before anybody knows which exercise it is.

The exercise is recognised when its first rep is over, and the clock is wanted in it. So
each exercise that lowers something has a clock of its own from the start, and the one
is shown whose attitude the body was last still in, and which may be what it does now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.live.phase import OnlinePhase, PhaseClock
from coach.live.seen import SETTLED_S, Attitude
from exercises.coaching import middle, trunk_of
from exercises.registry import EXERCISES
from exercises.scoring.bands import Band
from exercises.units import NAN
from vision import landmarks
from vision.pose.estimator import Pose

Limits = Mapping[str, Mapping[str, Band]] | None
WALKED_OFF: Final = 1.0
"""Hips further than this from where they were last still, in trunk lengths, go
somewhere (our choice: no exercise that lowers something takes them half as far)."""


@dataclass(frozen=True, kw_only=True)
class Stance:
    """How the body of the picture before lay in space, and for how long still."""

    attitude: Attitude = ""
    still_s: float = 0.0


class LoweringClock:
    """Follows one set, whose exercise may not be known yet."""

    def __init__(self, limits: Limits = None) -> None:
        """Know nothing yet.

        Args:
            limits: Bands that replace an exercise's own, as of `coach.check.Options`.
        """
        self._limits = limits
        self._clocks = {
            key: PhaseClock()
            for key, exercise in EXERCISES.items()
            if exercise.coaching.depth_deg is not None
        }
        self._attitude: Attitude = ""
        self._hips_px = self._trunk_px = np.zeros(2)

    def look(
        self, exercise: str | None, stance: Stance, pose: Pose | None, time_s: float,
        points_px: NDArray[np.float64],
    ) -> tuple[OnlinePhase, float]:  # fmt: skip
        """Take in one picture; return where in a rep the body is, and its target.

        Args:
            exercise: Its key; None while unknown.
            stance: Of the picture before.
            pose: The body, None when nobody is seen.
            time_s: The picture's time.
            points_px: (33, 2) the body in pixels.
        """
        if exercise is not None:
            clock = self._clocks.setdefault(exercise, PhaseClock())
            moment = clock.look(exercise, pose, time_s, points_px)
            return moment, lowering_target_s(exercise, self._limits)
        if stance.attitude and stance.still_s >= SETTLED_S:
            self._attitude = stance.attitude
            self._hips_px = middle(points_px, landmarks.HIPS)
            self._trunk_px = trunk_of(points_px)
        running = {}
        for key, clock in self._clocks.items():
            moment = clock.look(key, pose, time_s, points_px)
            if np.isfinite(moment.lowering_s) and self._may_be(key, pose, points_px):
                running[key] = moment
        return _shown(running, self._limits)

    def _may_be(
        self, key: str, pose: Pose | None, points_px: NDArray[np.float64]
    ) -> bool:
        coaching = EXERCISES[key].coaching
        if pose is None or coaching.attitude != self._attitude:
            return False
        moved_px = np.linalg.norm(middle(points_px, landmarks.HIPS) - self._hips_px)
        if moved_px > WALKED_OFF * np.linalg.norm(self._trunk_px):
            return False
        return coaching.could_be is None or coaching.could_be(points_px, pose.world_m)


def lowering_target_s(exercise: str | None, limits: Limits = None) -> float:
    """Return how long a lowering should take: where its green begins; NaN if none."""
    if exercise is None:
        return NAN
    bands = {**EXERCISES[exercise].bands, **(limits or {}).get(exercise, {})}
    return bands["lowering_s"].green[0] if "lowering_s" in bands else NAN


def _shown(
    running: dict[str, OnlinePhase], limits: Limits
) -> tuple[OnlinePhase, float]:
    """Return the clock to show; where it may be two exercises', without a target."""
    if not running:
        return OnlinePhase(), NAN
    key, moment = max(running.items(), key=lambda item: item[1].lowering_s)
    target_s = lowering_target_s(key, limits) if len(running) == 1 else NAN
    shown = OnlinePhase(
        phase=moment.phase, lowering_s=moment.lowering_s, ticks=moment.ticks
    )
    return shown, target_s
