"""Writes bouts of gallop, steps of walking and running into a score."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from studio.limbs import SIDES, Side, other
from studio.motions.gait import Manner, Score

Direction = Literal["forward", "backward", "there and back"]

#: Where a foot stands half way through its stance, from the pelvis along the way:
#: the one that lands first behind it, the other under it (shares of the stride).
FIRST_BEHIND = 0.235
SECOND_AHEAD = 0.075
#: The chasing foot swings late and the chased one early, so that they never pass.
LATE, EARLY = 1.4, 0.7
#: How far the pelvis sinks per stride or step where nobody flies.
FLAT_DIP_M = 0.014
#: First and last stride are shorter: getting going and stopping.
EASING = (0.6, 0.85)
#: Way before the first stride, in strides, and how much of it the first foot stays for.
LEAN_IN = 0.08
FIRST_LEAVES = 0.24
#: A stride backward takes longer than one forward.
BACK_SLOWER = 1.04
#: From leaning in to the first stride, and from the last landing to rest (strides).
SETTING_OFF_S = 0.32
STOPPING = 0.62


#: From setting off to the first landing; the second foot leaves a little after that.
FIRST_STEP_S = 0.35
CLOSE_AFTER = 0.12


@dataclass(frozen=True)
class BoutPlan:
    """One bout of a gallop, or of something that is built like one.

    Shares are of a stride's time; `phase` is when the second foot lands after the
    first, `first_stance` and `second_stance` how long each stays down.

    Attributes:
        direction: "there and back" stands for two bouts; see `each_way`.
        lead: the foot in front.
        strides: whole strides; the bout ends with both feet down after the last.
        stride_s: time of a stride.
        distance_m: way of the pelvis.
        tempo: factors on each stride's time, for an uneven rhythm.
        change_at: strides at whose start the feet change roles (the lead is lost).
        springy: whether there is a flight; else feet chase on the floor.
        spread: how far the feet are apart, 1 as a good gallop.
        apart_m: added to each foot's distance from the pelvis, as in a side shuffle.
    """

    direction: Direction
    lead: Side
    strides: int = 5
    stride_s: float = 0.60
    distance_m: float = 4.65
    phase: float = 0.33
    first_stance: float = 0.37
    second_stance: float = 0.42
    tempo: tuple[float, ...] = ()
    change_at: tuple[int, ...] = ()
    springy: bool = True
    spread: float = 1.0
    apart_m: float = 0.0

    @property
    def sign(self) -> float:
        """Along x: +1 forward, -1 backward (the athlete always faces +x)."""
        return 1.0 if self.direction == "forward" else -1.0

    def each_way(self) -> "tuple[BoutPlan, ...]":
        """This bout; there and back, one forward and a slower, shorter-stepped back."""
        if self.direction != "there and back":
            return (self,)
        back_s, more = self.stride_s * BACK_SLOWER, self.strides + 1
        forward = replace(self, direction="forward")
        back = replace(self, direction="backward", strides=more, stride_s=back_s)
        return forward, back

    def stride_times_s(self) -> list[float]:
        """Duration of each stride."""
        factors = [*self.tempo, *([1.0] * self.strides)][: self.strides]
        return [self.stride_s * factor for factor in factors]

    def stride_ways_m(self) -> list[float]:
        """Way of each stride, the first and the last one shorter."""
        shares = np.ones(self.strides)
        shares[0], shares[-1] = EASING
        # The pelvis still glides over the last footfalls: a part of one more stride.
        total = shares.sum() + LEAN_IN + 0.24
        return [float(share) * self.distance_m / total for share in shares]

    def feet_m(self, x_m: float) -> dict[Side, float]:
        """Where each foot stands when the pelvis rests at x before the bout."""
        first: Side = other(self.lead) if self.sign > 0 else self.lead
        behind, ahead = self.offsets_m()
        return {first: x_m + self.sign * behind, other(first): x_m + self.sign * ahead}

    def offsets_m(self) -> tuple[float, float]:
        """Of the first and the second foot from the pelvis, along the travel."""
        stride_m = self.distance_m / self.strides
        return (
            -FIRST_BEHIND * self.spread * stride_m - self.apart_m,
            SECOND_AHEAD * self.spread * stride_m + self.apart_m,
        )


def manners(plan: BoutPlan) -> tuple[Manner, Manner]:
    """How the foot that lands first and the other one land, leave and swing."""
    height_m = 0.11 if plan.springy else 0.045
    if plan.direction == "forward":
        ball = Manner(9.0, 34.0, 24.0, 0.8 * height_m, LATE)
        return ball, Manner(-9.0, 16.0, 8.0, height_m, EARLY)
    # Backward both feet reach for the floor with the ball.
    toe = Manner(14.0, -7.0, 12.0, 0.8 * height_m, LATE)
    return toe, replace(toe, landing_deg=18.0, leaving_deg=4.0, delay=EARLY)


class Bout:
    """A bout in a score: when it was, touchdowns in order, where it ended.

    Times are seconds from the first frame, `end_m` the pelvis's last place.
    """

    def __init__(
        self, score: Score, plan: BoutPlan, start_s: float, x_m: float
    ) -> None:
        """Append a bout that starts from standing at x with the feet of `feet_m`."""
        self.plan, self.start_s = plan, start_s
        self._score = score
        begin_s = start_s + SETTING_OFF_S
        starts_s = begin_s + np.concatenate([[0.0], np.cumsum(plan.stride_times_s())])
        self.end_s = float(starts_s[-1] + STOPPING * plan.stride_s)
        self.end_m = x_m + plan.sign * plan.distance_m
        ways = plan.stride_ways_m()
        places_m = LEAN_IN * ways[1] + np.concatenate([[0.0], np.cumsum(ways)])
        score.rest_at(start_s - 0.02, x_m)
        for at_s, way_m in zip(starts_s, places_m, strict=True):
            score.pass_by(float(at_s), x_m + plan.sign * float(way_m))
        score.rest_at(self.end_s, self.end_m)
        if not plan.springy:
            score.flights.append((begin_s, begin_s))
        self._path = score.path()
        self._first: Side = other(plan.lead) if plan.sign > 0 else plan.lead
        self._left_s: dict[Side, float] = dict.fromkeys(SIDES, start_s + 0.02)
        self.first_downs_s: list[float] = []
        self.second_downs_s: list[float] = []
        self.changes_s: list[float] = []
        for index in range(plan.strides):
            self._stride(index, float(starts_s[index]), float(starts_s[index + 1]))
        self._stop(float(starts_s[-1]))

    def _stride(self, index: int, from_s: float, to_s: float) -> None:
        """One stride from a landing of the first foot to its next."""
        plan = self.plan
        self._change(index, from_s)
        stance = plan.first_stance
        if index == 0:
            stance = min(stance, FIRST_LEAVES)  # it stood there already
        else:
            self._land(from_s, to_s - from_s, first=True)
        self._left_s[self._first] = from_s + stance * (to_s - from_s)
        self._land(from_s + plan.phase * (to_s - from_s), to_s - from_s, first=False)
        if plan.springy:
            self._score.flights.append((max(self._left_s.values()), to_s))
        else:
            self._score.flights.append((to_s, to_s))
            self._score.dips.append((from_s, to_s, FLAT_DIP_M))

    def _stop(self, from_s: float) -> None:
        """Land both feet a last time, where they stay."""
        plan = self.plan
        self._change(plan.strides, from_s)
        self._land(from_s, plan.stride_s, first=True, stays=True)
        down_s = from_s + plan.phase * plan.stride_s
        self._land(down_s, plan.stride_s, first=False, stays=True)

    def _change(self, index: int, at_s: float) -> None:
        if index in self.plan.change_at:
            self._first = other(self._first)
            self.changes_s.append(at_s)

    def _land(
        self, down_s: float, stride_s: float, first: bool, stays: bool = False
    ) -> None:
        """Land a foot so that the pelvis is as planned half way through its stance."""
        plan = self.plan
        role = 0 if first else 1
        side = self._first if first else other(self._first)
        stance_s = (plan.first_stance, plan.second_stance)[role] * stride_s
        middle_m = self.end_m if stays else self._path(down_s + stance_s / 2)
        x_m = middle_m + plan.sign * plan.offsets_m()[role]
        self._score.step(side, self._left_s[side], down_s, x_m, manners(plan)[role])
        self._left_s[side] = down_s + stance_s
        (self.first_downs_s if first else self.second_downs_s).append(down_s)


@dataclass(frozen=True)
class StepsPlan:
    """Walking or running: even steps along +x from one foot to the other.

    `flight` is the share of a step in the air, negative for both feet on the floor.
    """

    first: Side
    steps: int
    step_s: float = 0.55
    step_m: float = 0.66
    flight: float = -0.25
    clearance_m: float = 0.06

    @property
    def manner(self) -> Manner:
        """Heel first when walking, flatter when running."""
        if self.flight > 0:
            return Manner(6.0, 30.0, 34.0, self.clearance_m)
        return Manner(-14.0, 30.0, 14.0, self.clearance_m)


def write_steps(
    score: Score, plan: StepsPlan, start_s: float, x_m: float
) -> tuple[float, float]:
    """Append even steps that start from standing and end with the feet nearly even.

    Returns:
        When and where the pelvis comes to rest.
    """
    side, foot_s = plan.first, start_s + FIRST_STEP_S
    score.rest_at(start_s - 0.02, x_m)
    contact_s = plan.step_s * (1.0 - plan.flight)
    left_s: dict[Side, float] = dict.fromkeys(SIDES, start_s + 0.05)
    left_s[other(side)] = foot_s + CLOSE_AFTER * plan.step_s
    ahead_m = 0.5 * plan.step_m * min(1.0, 1.0 - plan.flight)
    end_m = x_m + plan.step_m * (plan.steps - 1)
    for index in range(plan.steps - 1):
        pelvis_m = x_m + plan.step_m * (index + 0.5)
        score.step(side, left_s[side], foot_s, pelvis_m + ahead_m, plan.manner)
        score.pass_by(foot_s, pelvis_m)
        left_s[side] = foot_s + contact_s
        if plan.flight > 0:
            score.flights.append((left_s[side], foot_s + plan.step_s))
        else:
            score.flights.append((foot_s, foot_s))
            score.dips.append((foot_s - 0.2, foot_s + plan.step_s - 0.2, FLAT_DIP_M))
        side, foot_s = other(side), foot_s + plan.step_s
    score.step(side, left_s[side], foot_s, end_m, plan.manner)
    end_s = foot_s + 0.5 * plan.step_s
    score.rest_at(end_s, end_m)
    return end_s, end_m
