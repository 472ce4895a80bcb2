"""When hips, arms and legs of a bridge move; seconds from the first frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.limbs import Side
from studio.profiles import Profile, progress

#: Share of a change of legs after which the old leg leaves, before which the new one
#: has arrived, so that for a moment both feet are planted.
OLD_LEAVES, NEW_ARRIVED = 0.4, 0.6


@dataclass(frozen=True)
class Lift:
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


@dataclass(frozen=True)
class TimedLift:
    """A lift on the clock: leaves the floor, arrives, starts down, arrives down."""

    plan: Lift
    side: Side
    from_level: float
    leave_s: float
    end_s: float
    start_s: float
    bottom_s: float


@dataclass(frozen=True)
class Lifts:
    """A set of lifts on the clock."""

    timed: tuple[TimedLift, ...]
    duration_s: float

    @classmethod
    def from_plan(
        cls, plan: tuple[Lift, ...], side: Side, lying_before_s: float
    ) -> Lifts:
        """Lay the lifts one after another, after some time lying."""
        clock_s, level = lying_before_s, 0.0
        timed = []
        for lift in plan:
            end_s = clock_s + lift.lifting_s
            start_s = end_s + lift.top_s
            bottom_s = start_s + lift.lowering_s
            leg = lift.side or side
            timed.append(TimedLift(lift, leg, level, clock_s, end_s, start_s, bottom_s))
            clock_s, level = bottom_s + lift.floor_s, lift.bottom
        return cls(tuple(timed), clock_s)

    def level_at(self, time_s: float) -> float:
        """How high the hips are, 0 on the floor, 1 at the style's top.

        It doesn't change at all on the floor and at the top, so that on- and offsets
        are sharp.
        """
        level = 0.0
        for lift in self.timed:
            plan = lift.plan
            up = _progress((time_s - lift.leave_s) / plan.lifting_s, _rising(plan))
            down = _progress((time_s - lift.start_s) / plan.lowering_s, plan.profile)
            level += (plan.top - lift.from_level) * up
            level += (plan.bottom - plan.top) * down
        return level

    def planted(self, time_s: float, leg: Side, first: Side) -> float:
        """Share to which a leg's foot is on the box: 1 working, 0 free.

        Args:
            time_s: the time.
            leg: which leg is asked for.
            first: the leg that is planted when the clip starts.
        """
        share = 1.0 if leg == first else 0.0
        before = first
        for index, lift in enumerate(self.timed):
            if lift.side != before and index > 0:
                since_s = self.timed[index - 1].bottom_s
                way = (time_s - since_s) / (lift.leave_s - since_s)
                arrives = _progress(way / NEW_ARRIVED, "minimum_jerk")
                leaves = _progress(
                    (way - OLD_LEAVES) / (1 - OLD_LEAVES), "minimum_jerk"
                )
                share += arrives if leg == lift.side else -leaves
            before = lift.side
        return share


def _rising(plan: Lift) -> Profile:
    """A lift never has the late drop of its lowering."""
    return "minimum_jerk" if plan.profile == "late_drop" else plan.profile


def _progress(share: float, profile: Profile) -> float:
    return float(progress(np.array(share), profile))
