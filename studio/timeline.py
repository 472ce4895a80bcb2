"""What a set drives by plan: there, a stay, back, a stay, again and again.

A set moves one signal: how deep the trunk or how far the arms are (0 at the top), how
high the hips are (0 on the floor), how far a leg is on its way to the wall. It changes
in two movements of each phase and not at all between them, so that on- and offsets are
sharp.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.limbs import Side
from studio.profiles import Profile, progress


class Plan:
    """One phase as it is planned, a dataclass.

    Its first four fields are the durations of the way there, the stay, the way back and
    the stay after it.
    """

    profile: Profile = "minimum_jerk"

    @property
    def durations_s(self) -> tuple[float, ...]:
        """The four durations."""
        fields = dataclasses.fields(self)[:4]  # type: ignore[arg-type]
        return tuple(getattr(self, field.name) for field in fields)

    @property
    def levels(self) -> tuple[float, float]:
        """Where the signal goes, and where it is after the way back."""
        raise NotImplementedError

    @property
    def profiles(self) -> tuple[Profile, Profile]:
        """Of the way there and of the way back."""
        return self.profile, self.profile


@dataclass(frozen=True)
class Repetition(Plan):
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

    @property
    def levels(self) -> tuple[float, float]:
        """Down, and up to the top again."""
        return self.depth, 0.0


@dataclass(frozen=True)
class Lift(Plan):
    """One planned lift, the time at the top, the lowering and the time on the floor.

    `top` and `bottom` are shares of the way from the floor (0) to the style's top (1);
    a lift starts where the one before ended. An uncounted lift is one that a judge
    must call an attempt. `side` is the working leg where it isn't the form's.
    """

    lifting_s: float = 1.1
    top_s: float = 0.8
    lowering_s: float = 3.0
    floor_s: float = 0.6
    profile: Profile = "minimum_jerk"
    top: float = 1.0
    bottom: float = 0.0
    counted: bool = True
    side: Side | None = None

    @property
    def levels(self) -> tuple[float, float]:
        """Up, and down."""
        return self.top, self.bottom

    @property
    def profiles(self) -> tuple[Profile, Profile]:
        """A lift never has the late drop of its lowering."""
        late = self.profile == "late_drop"
        return "minimum_jerk" if late else self.profile, self.profile


@dataclass(frozen=True)
class Hold(Plan):
    """One hold: the way out, the hold, the way back and the rest after it, seconds.

    `back_to` is where the leg goes after it: 0 the knee on the mat; 0.9 is a foot that
    only leaves the wall for a moment. `side` is the leg, the style's own if None.
    """

    out_s: float = 1.3
    hold_s: float = 10.8
    back_s: float = 1.2
    rest_s: float = 0.8
    back_to: float = 0.0
    side: Side | None = None

    @property
    def levels(self) -> tuple[float, float]:
        """On the wall, and off it."""
        return 1.0, self.back_to


@dataclass(frozen=True)
class Phase:
    """A plan on the clip's clock, seconds from the first frame.

    Attributes:
        plan: what is planned.
        leave_s, there_s: when the way there begins and ends.
        return_s, back_s: when the way back begins and ends.
        origin: the signal before.
    """

    plan: Any
    leave_s: float
    there_s: float
    return_s: float
    back_s: float
    origin: float

    def level_at(self, time_s: float) -> float:
        """The signal from this phase's beginning on."""
        (there, back), (going, returning) = self.plan.levels, self.plan.profiles
        if time_s <= self.return_s:
            span_s = self.there_s - self.leave_s
            way = progress(np.array((time_s - self.leave_s) / span_s), going)
            return self.origin + (there - self.origin) * float(way)
        span_s = self.back_s - self.return_s
        way = progress(np.array((time_s - self.return_s) / span_s), returning)
        return there + (back - there) * float(way)


@dataclass(frozen=True)
class Timeline:
    """A set on the clock."""

    phases: tuple[Phase, ...]
    duration_s: float

    @classmethod
    def of(cls, plans: Sequence[Plan], before_s: float) -> "Timeline":
        """Lay the plans one after another, after some time before."""
        clock_s, level = before_s, 0.0
        phases = []
        for plan in plans:
            times_s = [clock_s]
            for duration_s in plan.durations_s:
                times_s.append(times_s[-1] + duration_s)
            phases.append(Phase(plan, *times_s[:4], origin=level))
            clock_s, level = times_s[4], plan.levels[1]
        return cls(tuple(phases), clock_s)

    def latest(self, time_s: float) -> Phase:
        """The phase that has begun last, or else the first one."""
        begun = [phase for phase in self.phases if time_s >= phase.leave_s]
        return begun[-1] if begun else self.phases[0]

    def level_at(self, time_s: float) -> float:
        """The signal at a time, 0 without any phase."""
        return self.latest(time_s).level_at(time_s) if self.phases else 0.0


def rows_of(
    timeline: Timeline, row: Callable[[Phase], dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """The truth's repetitions and attempts, each as `row` states it."""
    rows: dict[str, list[dict[str, Any]]] = {"reps": [], "attempts": []}
    for phase in timeline.phases:
        rows["reps" if phase.plan.counted else "attempts"].append(row(phase))
    return rows


def times_of(
    plan: Repetition | Lift, down_s: tuple[float, float], up_s: tuple[float, float]
) -> dict[str, Any]:
    """When a repetition goes down and up, as the truth file states it."""
    return {
        "start_s": round(down_s[0], 6),
        "bottom_s": round(down_s[1], 6),
        "leave_s": round(up_s[0], 6),
        "end_s": round(up_s[1], 6),
        "lowering_s": plan.lowering_s,
        "pause_s": plan.floor_s if isinstance(plan, Lift) else plan.pause_s,
        "lifting_s": plan.lifting_s,
        "profile": plan.profile,
    }
