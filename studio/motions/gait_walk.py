"""Writes even steps, walking or running, into a score."""

from dataclasses import dataclass

from studio.limbs import SIDES, Side, other, outward
from studio.motions.gait import Manner, Score
from studio.motions.gait_steps import FLAT_DIP_M

#: From setting off to the first landing; the second foot leaves a little after that.
FIRST_STEP_S = 0.35
CLOSE_AFTER = 0.12


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
    score: Score, plan: StepsPlan, start_s: float, x_m: float, width_m: float
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
        place = (pelvis_m + ahead_m, outward(side) * width_m)
        score.step(side, left_s[side], foot_s, place, plan.manner)
        score.pass_by(foot_s, pelvis_m)
        left_s[side] = foot_s + contact_s
        if plan.flight > 0:
            score.flights.append((left_s[side], foot_s + plan.step_s))
        else:
            score.flights.append((foot_s, foot_s))
            score.dips.append((foot_s - 0.2, foot_s + plan.step_s - 0.2, FLAT_DIP_M))
        side, foot_s = other(side), foot_s + plan.step_s
    place = (end_m, outward(side) * width_m)
    score.step(side, left_s[side], foot_s, place, plan.manner)
    end_s = foot_s + 0.5 * plan.step_s
    score.rest_at(end_s, end_m)
    return end_s, end_m
