"""Travelling on foot: footfalls, the foot between them, and where the pelvis is.

A gait is written down like a score: when each foot lands and leaves and where, where
the pelvis passes, and when the body flies. Between landing and leaving a foot doesn't
move on the floor: it rolls about its heel or about the tip of its shoe.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.interpolate import PchipInterpolator

from studio.limbs import Side
from studio.profiles import ease
from studio.skeleton import Array

GRAVITY_M_S2 = 9.81
#: Shares of a stance in which the foot comes flat and in which its heel rises.
FLAT_AFTER = 0.18
HEEL_OFF = 0.55
#: How deep the legs bend before the first flight and after the last one (metres per
#: speed of taking off), and for how long.
CROUCH_PER_SPEED_S = 0.07
PUSH_S = 0.27
#: A pelvis that stands still keeps its place for this long beside a knot, seconds.
REST_S = 0.02


@dataclass(frozen=True)
class Manner:
    """How a foot lands, leaves and swings: pitches in degrees (+ toes down), metres.

    `delay` above 1 swings late, below 1 early: so a chasing foot never passes.
    """

    landing_deg: float = 0.0
    leaving_deg: float = 24.0
    swing_deg: float = 30.0
    clearance_m: float = 0.10
    delay: float = 1.0


@dataclass(frozen=True)
class Footfall:
    """A foot on the floor: when it lands and leaves, how far its flat ankle is."""

    down_s: float
    up_s: float
    x_m: float
    manner: Manner


@dataclass(frozen=True)
class FootState:
    """A foot at a moment: how far the flat ankle is, its pitch, its height above."""

    x_m: float
    pitch_deg: float
    lift_m: float
    planted: bool


def foot_at(falls: list[Footfall], time_s: float) -> FootState:
    """Where a foot is; it stands before it first leaves and after it last lands."""
    index = max(i for i, fall in enumerate(falls) if i == 0 or fall.down_s <= time_s)
    fall = falls[index]
    if time_s <= fall.up_s:
        return FootState(fall.x_m, _stance_pitch(fall, time_s), 0.0, True)
    goal = falls[index + 1]
    share = (time_s - fall.up_s) / (goal.down_s - fall.up_s)
    manner = goal.manner
    way = ease(share**manner.delay)
    left_deg = fall.manner.leaving_deg
    pitch_deg = left_deg + way * (manner.landing_deg - left_deg)
    pitch_deg += manner.swing_deg * np.sin(np.pi * share) ** 2 * (1 - share) * 1.4
    # sin^1.5 is steeper than sin^2 near the floor: the foot leaves and lands briskly.
    lift_m = manner.clearance_m * float(np.sin(np.pi * min(share, 1.0))) ** 1.5
    x_m = fall.x_m + way * (goal.x_m - fall.x_m)
    return FootState(x_m, float(pitch_deg), lift_m, False)


def _stance_pitch(fall: Footfall, time_s: float) -> float:
    """Pitch of a planted foot: comes flat after landing, heel up before leaving."""
    if not np.isfinite(fall.down_s):
        flat = 0.0
    else:
        since = (time_s - fall.down_s) / min(fall.up_s - fall.down_s, 0.6)
        flat = fall.manner.landing_deg * (1.0 - ease(since / FLAT_AFTER))
    if not np.isfinite(fall.up_s):
        return flat
    roll_s = (1.0 - HEEL_OFF) * min(fall.up_s - fall.down_s, 0.6)
    rising = 1.0 - (fall.up_s - time_s) / roll_s
    return flat + fall.manner.leaving_deg * max(rising, 0.0) ** 2


@dataclass
class Score:
    """A gait as it is being written; times and places only grow.

    Attributes:
        width_m: of each ankle from the midline.
        falls: each foot's footfalls, the first one begun before the clip.
        knots: (time, x) of the pelvis, which stays on the midline.
        flights: (from, to) of each time in the air; of length zero if feet only chase.
        dips: (from, to, metres) of sinking and rising without a flight.
    """

    width_m: float
    falls: dict[Side, list[Footfall]] = field(default_factory=dict)
    knots: list[tuple[float, float]] = field(default_factory=list)
    flights: list[tuple[float, float]] = field(default_factory=list)
    dips: list[tuple[float, float, float]] = field(default_factory=list)

    def stand(self, feet_m: dict[Side, float]) -> None:
        """Put both feet on the floor, at each one's x, before the clip begins."""
        for side, x_m in feet_m.items():
            self.falls[side] = [Footfall(-np.inf, np.inf, x_m, Manner())]

    def step(
        self, side: Side, up_s: float, down_s: float, x_m: float, manner: Manner
    ) -> None:
        """Lift a foot and land it elsewhere."""
        last = self.falls[side].pop()
        leaving = Footfall(last.down_s, up_s, last.x_m, last.manner)
        landing = Footfall(down_s, np.inf, x_m, manner)
        if not last.down_s < up_s < down_s:
            raise ValueError(f"{side} foot cannot step at {up_s:.2f}-{down_s:.2f} s")
        self.falls[side] += [leaving, landing]

    def pass_by(self, time_s: float, x_m: float) -> None:
        """Take the pelvis through a place."""
        self.knots.append((time_s, x_m))

    def rest_at(self, time_s: float, x_m: float) -> None:
        """Bring the pelvis to rest in a place (or let it start from there)."""
        self.knots += [(time_s, x_m), (time_s + REST_S, x_m)]

    def path(self) -> Callable[[float], float]:
        """The pelvis's x over time: smooth, never past a knot and back."""
        times_s, places_m = np.array(self.knots).T
        curve = PchipInterpolator(times_s, places_m)
        return lambda time_s: float(curve(np.clip(time_s, times_s[0], times_s[-1])))


class Bounce:
    """Height of the pelvis over its level at take-off, from flights and dips."""

    def __init__(self, score: Score, duration_s: float, standing_m: float) -> None:
        """Sample the curve once; `standing_m` is its height before and after."""
        self._times_s = np.arange(0.0, duration_s + 0.005, 0.005)
        self._heights_m = np.full(len(self._times_s), standing_m)
        self._fly(score.flights, standing_m)
        for from_s, to_s, depth_m in score.dips:
            share = np.clip((self._times_s - from_s) / (to_s - from_s), 0.0, 1.0)
            self._heights_m -= depth_m * np.sin(np.pi * share) ** 2

    def at(self, time_s: float) -> float:
        """Metres above (+) the level at which flights begin."""
        return float(np.interp(time_s, self._times_s, self._heights_m))

    def _fly(self, flights: list[tuple[float, float]], standing_m: float) -> None:
        """Parabolas in the air; in between the legs take up and give back the speed."""
        longest_s = 0.9  # between flights of one bout; more is standing in between
        for index, (from_s, to_s) in enumerate(flights):
            speed = GRAVITY_M_S2 * (to_s - from_s) / 2
            low_m = -CROUCH_PER_SPEED_S * speed
            since = self._times_s - from_s
            self._set(from_s, to_s, speed * since - GRAVITY_M_S2 / 2 * since**2)
            before_s = flights[index - 1][1] if index else -np.inf
            if from_s - before_s > longest_s:
                low_s = from_s - PUSH_S
                self._join(low_s - 0.55, low_s, (standing_m, 0.0, low_m, 0.0))
                self._join(low_s, from_s, (low_m, 0.0, 0.0, speed))
            after_s = flights[index + 1][0] if index + 1 < len(flights) else np.inf
            if after_s - to_s > longest_s:
                low_s = to_s + PUSH_S
                self._join(to_s, low_s, (0.0, -speed, low_m, 0.0))
                self._join(low_s, low_s + 0.55, (low_m, 0.0, standing_m, 0.0))
                continue
            # Flat in the middle: with both feet down the legs carry, not bounce.
            middle_s, half_s = (to_s + after_s) / 2, (after_s - to_s) / 2
            share = (self._times_s - middle_s) / half_s
            self._set(to_s, after_s, -speed * half_s / 4 * (1.0 - share**4))

    def _join(
        self, from_s: float, to_s: float, ends: tuple[float, float, float, float]
    ) -> None:
        """A cubic from (height, speed) to (height, speed)."""
        span_s = to_s - from_s
        s = np.clip((self._times_s - from_s) / span_s, 0.0, 1.0)
        start, start_speed, end, end_speed = ends
        curve = start * (2 * s**3 - 3 * s**2 + 1) + end * (3 * s**2 - 2 * s**3)
        curve += span_s * start_speed * (s**3 - 2 * s**2 + s)
        curve += span_s * end_speed * (s**3 - s**2)
        self._set(from_s, to_s, curve)

    def _set(self, from_s: float, to_s: float, heights_m: Array) -> None:
        inside = (self._times_s >= from_s) & (self._times_s <= to_s)
        self._heights_m[inside] = heights_m[inside]
