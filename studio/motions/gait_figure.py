"""From a gait's score to the posed body: planted feet, legs that reach, arms along."""

from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.landmarks import find_landmarks
from studio.limbs import SIDES, SOLE_M, Side, leg_lengths_m, outward
from studio.motions.figure import Arm, Figure, Foot, strike
from studio.motions.gait import Bounce, FootState, Score, foot_at
from studio.skeleton import LEFT, UP, Array, Posed, rotation

#: Straightest leg that carries, as a share of its length.
LONGEST_STANCE = 0.985
#: From the toe tip back to where a shoe rolls, and from the ankle back to the heel.
TIP_M = 0.012
HEEL_M = 0.052
CHECK_STEP_S = 0.02
#: The elbow of an arm that hangs, and the speed from which it bends as when running.
RELAXED_ELBOW_DEG = 18.0
FULL_PACE_M_S = 0.9
LOOK_S = 0.25
ROUNDS = 6


@dataclass(frozen=True)
class Carriage:
    """How trunk and arms go along; degrees.

    `arm_swing_deg` is the upper arm's swing for a step of half a leg's length, against
    its own leg; `nod_deg` > 0 looks down. `facing_deg` turns the athlete to the left of
    +x, along which the score's feet go: at 90 the left foot is the hind one.
    """

    lean_deg: float = 5.0
    lean_swing_deg: float = 1.2
    hip_turn_deg: float = 9.0
    facing_deg: float = 0.0
    arm_swing_deg: float = 26.0
    arm_back_deg: float = 2.0
    elbow_deg: float = 78.0
    aside_deg: float = 12.0
    nod_deg: float = 2.0


class GaitFigure:
    """Poses a body through a score."""

    def __init__(
        self, body: Body, score: Score, carriage: Carriage, duration_s: float
    ) -> None:
        """Find how high the pelvis can be so that every planted foot is in reach."""
        self.body, self.score, self.carriage = body, score, carriage
        self.duration_s = duration_s
        self.leg_m = sum(leg_lengths_m(body, "left"))
        self.ankle_m = float(body.head_m("foot.L")[2]) + SOLE_M
        toe = find_landmarks(body).vertices["left_foot_index"]
        self._toe_m = float(body.vertices_m[toe, 0] - body.head_m("foot.L")[0]) - TIP_M
        self._path = score.path()
        self.level_m = self.leg_m + self.ankle_m
        standing_m = self.level_m - 0.06
        # Both levels depend on when the body is on its way from one to the other.
        for _ in range(ROUNDS):
            self.bounce = Bounce(score, duration_s, standing_m - self.level_m)
            standing_m, self.level_m = self._levels(standing_m - self.level_m)
        self.bounce = Bounce(score, duration_s, standing_m - self.level_m)

    def pelvis_m(self, time_s: float) -> Array:
        """(3,) mid-hip."""
        height_m = self.level_m + self.bounce.at(time_s)
        return np.array([self._path(time_s), 0.0, height_m])

    def figure(self, time_s: float) -> Figure:
        """Everything at a time."""
        pelvis_m = self.pelvis_m(time_s)
        states = {side: foot_at(self.score.falls[side], time_s) for side in SIDES}
        feet = {side: self._foot(states[side], side) for side in SIDES}
        ahead = {side: float(states[side].x_m - pelvis_m[0]) for side in SIDES}
        carriage = self.carriage
        step = (ahead["left"] - ahead["right"]) / self.leg_m
        lean_deg = carriage.lean_deg + carriage.lean_swing_deg * 4.0 * step**2
        return Figure(
            pelvis_m,
            feet,
            {"left": self._arm(step, time_s), "right": self._arm(-step, time_s)},
            lean_deg,
            # The hip of the foot in front goes a little ahead.
            turn_deg=carriage.facing_deg
            - carriage.hip_turn_deg * float(np.clip(step, -1, 1)),
            nod_deg=carriage.nod_deg - lean_deg * 0.7,
        )

    def pose(self, time_s: float) -> Posed:
        """The posed skeleton at a time."""
        return strike(self.body, self.figure(time_s))

    def _arm(self, step: float, time_s: float) -> Arm:
        """An arm that swings against its own leg; it hangs while the body stands."""
        carriage = self.carriage
        pace = self._pace(time_s)
        swing_deg = -2.0 * step * carriage.arm_swing_deg * pace
        bend_deg = RELAXED_ELBOW_DEG + pace * (carriage.elbow_deg - RELAXED_ELBOW_DEG)
        closing = max(bend_deg - 45.0, 0.0) / 33.0
        return Arm(
            lift_deg=swing_deg - carriage.arm_back_deg,
            aside_deg=carriage.aside_deg,
            elbow_deg=bend_deg + 0.5 * swing_deg,
            inward_deg=14.0 * closing,
            curl_deg=24.0 + 14.0 * closing,
        )

    def _pace(self, time_s: float) -> float:
        """0 standing, 1 on the way; smooth, as it looks a little around the time."""
        way_m = self._path(time_s + LOOK_S) - self._path(time_s - LOOK_S)
        speed = abs(way_m) / (2 * LOOK_S)
        return min(speed / FULL_PACE_M_S, 1.0)

    def _foot(self, state: FootState, side: Side) -> Foot:
        """The ankle of a foot that rolls about its shoe's tip or its heel."""
        ahead_m = self._toe_m if state.pitch_deg > 0 else -HEEL_M
        pivot_m = np.array([ahead_m, 0.0, -self.ankle_m])
        facing = rotation(UP, self.carriage.facing_deg)
        rolled = facing @ (pivot_m - rotation(LEFT, state.pitch_deg) @ pivot_m)
        y_m = outward(side) * self.score.width_m
        flat_m = np.array([state.x_m, y_m, self.ankle_m + state.lift_m])
        knee = facing @ np.array([1.0, 0.08 * outward(side), 0.12])
        return Foot(
            ankle_m=rolled + flat_m,
            pitch_deg=state.pitch_deg,
            knee_toward=knee,
            toe_out_deg=outward(side) * self.carriage.facing_deg,
        )

    def _levels(self, standing_m: float) -> tuple[float, float]:
        """Highest pelvis, standing and on the way, that every planted foot allows."""
        half_m = float(self.body.head_m("upperleg01.L")[1])
        aside_m = rotation(UP, self.carriage.facing_deg) @ (half_m * LEFT)
        reach_m = LONGEST_STANCE * self.leg_m
        highest = self.leg_m + self.ankle_m
        standing, moving = [highest], [highest]
        for time_s in np.arange(0.0, self.duration_s, CHECK_STEP_S):
            x_m = self._path(float(time_s))
            bounce_m = self.bounce.at(float(time_s))
            for side in SIDES:
                state = foot_at(self.score.falls[side], float(time_s))
                if not state.planted:
                    continue
                ankle_m = self._foot(state, side).ankle_m
                hip_m = np.array([x_m, 0.0]) + outward(side) * aside_m[:2]
                across_m = float(np.linalg.norm(ankle_m[:2] - hip_m))
                rise_m = np.sqrt(max(reach_m**2 - across_m**2, 0.01))
                if abs(bounce_m - standing_m) < 1e-6:
                    standing.append(float(ankle_m[2] + rise_m))
                else:
                    moving.append(float(ankle_m[2] + rise_m - bounce_m))
        return min(standing), min(moving)
