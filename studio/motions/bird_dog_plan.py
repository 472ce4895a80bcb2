"""When the foot goes to the wall, stays there and comes back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.limbs import Side
from studio.profiles import progress


@dataclass(frozen=True)
class Hold:
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


@dataclass(frozen=True)
class TimedHold:
    """A hold on the clip's clock, with where the leg came from and goes to."""

    side: Side
    leave_s: float
    start_s: float
    end_s: float
    back_s: float
    origin: float
    back_to: float


class HoldClock:
    """A row of holds on the clock."""

    def __init__(self, holds: tuple[Hold, ...], before_s: float, side: Side) -> None:
        """Lay the holds one after another, after some time on all fours."""
        clock_s, origin = before_s, 0.0
        timed = []
        for hold in holds:
            start_s = clock_s + hold.out_s
            end_s = start_s + hold.hold_s
            back_s = end_s + hold.back_s
            leg: Side = hold.side or side
            timed.append(
                TimedHold(leg, clock_s, start_s, end_s, back_s, origin, hold.back_to)
            )
            clock_s, origin = back_s + hold.rest_s, hold.back_to
        self.timed = tuple(timed)
        self.duration_s = clock_s

    def latest(self, time_s: float) -> TimedHold:
        """The hold that has begun last, or else the first one."""
        begun = [timed for timed in self.timed if time_s >= timed.leave_s]
        return begun[-1] if begun else self.timed[0]

    def out_at(self, time_s: float) -> float:
        """How far that hold's leg is out: 0 on the mat, exactly 1 on the wall."""
        timed = self.latest(time_s)
        if time_s <= timed.end_s:
            share = (time_s - timed.leave_s) / (timed.start_s - timed.leave_s)
            way = float(progress(np.array(share), "minimum_jerk"))
            return timed.origin + (1.0 - timed.origin) * way
        share = (time_s - timed.end_s) / (timed.back_s - timed.end_s)
        way = float(progress(np.array(share), "minimum_jerk"))
        return 1.0 + (timed.back_to - 1.0) * way

    def held_s(self, time_s: float) -> float:
        """Seconds the latest hold has lasted; stays at its length once it is over."""
        timed = self.latest(time_s)
        return min(max(time_s - timed.start_s, 0.0), timed.end_s - timed.start_s)
