"""How a movement runs from its start to its end: speed profiles and rep timing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Profile = Literal["minimum_jerk", "constant_speed", "late_drop"]

Array = NDArray[np.float64]


def progress(fraction_of_time: Array, profile: Profile) -> Array:
    """Share of the way covered after a share of the time.

    Args:
        fraction_of_time: any shape, clipped to 0..1.
        profile: "minimum_jerk" (Flash and Hogan 1985: 10 t^3 - 15 t^4 + 6 t^5, how a
            free hand or trunk moves) or "constant_speed" (a ramp, how a coached slow
            lowering feels); the timing of a set must hold for both. "late_drop" is
            slow for four fifths of the time and then falls through the last 60 %.

    Returns:
        Same shape, 0..1.
    """
    clipped = np.clip(fraction_of_time, 0.0, 1.0)
    if profile == "minimum_jerk":
        return clipped**3 * (10.0 - 15.0 * clipped + 6.0 * clipped**2)
    if profile == "constant_speed":
        return clipped
    if profile == "late_drop":
        late = np.maximum(5.0 * clipped - 4.0, 0.0)
        # Half the mean speed at first; then it speeds up evenly, as what falls does.
        return 0.5 * clipped + 0.5 * late**2
    raise ValueError(f"unknown speed profile: {profile}")


def speed_shape(profile: Profile) -> tuple[float, float]:
    """Peak over mean speed, and the share of the way in the last fifth of the time."""
    fractions = np.linspace(0.0, 1.0, 2001)
    way = progress(fractions, profile)
    peak = float(np.max(np.diff(way) / np.diff(fractions)))
    return peak, float(1.0 - progress(np.array(0.8), profile))


@dataclass(frozen=True)
class Repetition:
    """One planned lowering, pause and lift, and the time spent tall after it.

    `depth` is the share of the way from the top (0) to the set's full bottom (1).
    An uncounted repetition is one that a judge must call an attempt.
    """

    lowering_s: float = 3.0
    pause_s: float = 0.6
    lifting_s: float = 1.3
    tall_after_s: float = 0.9
    profile: Profile = "minimum_jerk"
    depth: float = 1.0
    counted: bool = True


@dataclass(frozen=True)
class TimedRepetition:
    """A repetition placed on the clip's clock; seconds from the first frame."""

    plan: Repetition
    start_s: float
    bottom_s: float
    leave_s: float
    end_s: float


@dataclass(frozen=True)
class Timeline:
    """A set of repetitions on the clock."""

    repetitions: tuple[TimedRepetition, ...]
    duration_s: float

    @classmethod
    def from_plan(
        cls, plan: tuple[Repetition, ...], tall_before_s: float = 1.2
    ) -> Timeline:
        """Lay the repetitions one after another, after some time standing tall."""
        clock_s = tall_before_s
        timed = []
        for repetition in plan:
            start_s = clock_s
            bottom_s = start_s + repetition.lowering_s
            leave_s = bottom_s + repetition.pause_s
            end_s = leave_s + repetition.lifting_s
            timed.append(TimedRepetition(repetition, start_s, bottom_s, leave_s, end_s))
            clock_s = end_s + repetition.tall_after_s
        return cls(tuple(timed), clock_s)

    def depth_at(self, time_s: Array) -> Array:
        """Depth (0 at the top, 1 at the set's full bottom) at each time.

        Args:
            time_s: (T,) seconds from the first frame.

        Returns:
            (T,) depth; exactly 0 between repetitions and exactly the planned depth
            during a pause, so that on- and offsets are sharp.
        """
        depth = np.zeros_like(np.asarray(time_s, dtype=float))
        for timed in self.repetitions:
            plan = timed.plan
            down = progress((time_s - timed.start_s) / plan.lowering_s, plan.profile)
            up = progress((time_s - timed.leave_s) / plan.lifting_s, plan.profile)
            depth = depth + plan.depth * (down - up)
        return depth


def repetitions_truth(
    timeline: Timeline, measures: Callable[[float], dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Repetitions and attempts as the truth file states them.

    Args:
        timeline: the set; times in seconds from the first frame.
        measures: what is true of a repetition that goes to this depth.
    """
    rows: dict[str, list[dict[str, Any]]] = {"reps": [], "attempts": []}
    for timed in timeline.repetitions:
        plan = timed.plan
        rows["reps" if plan.counted else "attempts"].append(
            {
                "start_s": round(timed.start_s, 6),
                "bottom_s": round(timed.bottom_s, 6),
                "leave_s": round(timed.leave_s, 6),
                "end_s": round(timed.end_s, 6),
                "lowering_s": plan.lowering_s,
                "pause_s": plan.pause_s,
                "lifting_s": plan.lifting_s,
                "profile": plan.profile,
                **measures(plan.depth),
            }
        )
    return rows
