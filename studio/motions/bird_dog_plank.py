"""A plank on straight arms with both feet against the wall: no bird dog.

It begins and ends on the knees, hands far ahead; feet and hands stay where they are.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.limbs import (
    EASY_REACH,
    Side,
    arm_lengths_m,
    leg_lengths_m,
    trunk_chord_m,
)
from studio.motion import poses_over
from studio.motions.bird_dog_plan import Hold, HoldClock
from studio.motions.figure import SIDES, Figure, Foot, Hand, blend, strike
from studio.motions.quadruped import (
    MAT_M,
    PALM,
    WALL_FOOT_DEG,
    ankle_height_m,
    kneecap_m,
    pressing_hand,
    sole_depth_m,
    thumbs_out,
    trunk_joints_m,
)
from studio.props import Place, Prop
from studio.skeleton import FORWARD, UP, Posed, middle_joint

Array = NDArray[np.float64]

#: The skirting board keeps the soles off the wall, metres.
SKIRTING_M = 0.013
#: Share of its length that a straight leg reaches.
STRAIGHT_LEG = 0.994
#: Arms from the vertical on the knees, degrees.
KNEELING_ARMS_DEG = 34.0
NOD_DEG = -10.0


@dataclass(frozen=True)
class PlankStyle:
    """One plank: when it begins and how long it lasts, seconds."""

    plan: Hold = Hold(1.4, 9.6, 1.3, 0.7)  # noqa: RUF009 - frozen, one for all is safe
    before_s: float = 1.0
    sway_m: float = 0.002

    exercise: None = None
    side: None = None
    load_hand: None = None
    load_kg = 0.0

    @property
    def clock(self) -> HoldClock:
        """The plank on the clip's clock; the side means nothing."""
        return HoldClock((self.plan,), self.before_s, "left")

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return self.clock.duration_s

    def build(self, body: Body) -> Plank:
        """The motion of this body in this style."""
        return Plank(body, self)


class Plank:
    """Poses a body on its way into the plank and back; the ankles are at x = 0."""

    def __init__(self, body: Body, style: PlankStyle) -> None:
        """Find both ends of the way."""
        self.body, self.style = body, style
        self._clock = style.clock
        self.trunk_m = float(np.linalg.norm(trunk_chord_m(body)))
        self._thigh_m, self._shank_m = leg_lengths_m(body, "left")
        self._ankle_z_m = ankle_height_m(body, WALL_FOOT_DEG) + MAT_M
        self._arm_m = EASY_REACH * sum(arm_lengths_m(body, "left"))
        wall_x_m = -sole_depth_m(body) - SKIRTING_M
        mat_m = (wall_x_m + 0.06, wall_x_m + 1.86, -0.34, 0.34)
        self.place = Place(wall_x_m, mat_m=mat_m)
        hip_m, shoulder_m = self._straight()
        wrist_z_m = PALM * body.physique.stature_m + MAT_M
        self._wrist_m = np.array([shoulder_m[0], 0.0, wrist_z_m])
        self._up = self._figure(hip_m, shoulder_m)
        self._down = self._figure(*self._kneeling())

    def pose_at(self, time_s: float) -> Posed:
        """The whole body at a time."""
        figure: Figure = blend(self._down, self._up, self._clock.out_at(time_s))
        beats = 2 * np.pi * np.array([0.24, 0.33]) * time_s
        x_m, y_m = self.style.sway_m * np.sin(beats)
        hip_x_m, hip_y_m, hip_z_m = figure.pelvis_m
        swayed_m = (hip_x_m + float(x_m), hip_y_m + float(y_m), hip_z_m)
        figure = dataclasses.replace(figure, pelvis_m=swayed_m)
        return thumbs_out(self.body, strike(self.body, figure))

    def framing(self) -> list[Posed]:
        """The whole of it."""
        return poses_over(self, self.style.duration_s, 16)

    def props(self) -> list[Prop]:
        """Nothing but body, wall and mat."""
        return []

    def truth(self) -> dict[str, Any]:
        """Nothing of the exercises' happens."""
        leg_m = self._thigh_m + self._shank_m
        numbers = {"trunk_m": round(self.trunk_m, 4), "leg_m": round(leg_m, 4)}
        return {"set": numbers, "reps": [], "attempts": [], "holds": [], "bouts": []}

    def _straight(self) -> tuple[Array, Array]:
        """Middle of the hips and of the shoulders (3,), in line with the ankles."""
        leg_m = STRAIGHT_LEG * (self._thigh_m + self._shank_m)
        rise_m = PALM * self.body.physique.stature_m + MAT_M + self._arm_m
        rise_m -= self._ankle_z_m
        slope = np.arcsin(rise_m / (leg_m + self.trunk_m))
        along = np.cos(slope) * FORWARD + np.sin(slope) * UP
        hip_m = self._ankle_z_m * UP + leg_m * along
        return hip_m, hip_m + self.trunk_m * along

    def _kneeling(self) -> tuple[Array, Array]:
        """The same with the knees on the mat and the arms aslant."""
        knee_z_m = kneecap_m(self.body) + MAT_M
        drop_m = self._ankle_z_m - knee_z_m
        knee_m = np.sqrt(self._shank_m**2 - drop_m**2) * FORWARD + knee_z_m * UP
        aslant = np.radians(KNEELING_ARMS_DEG)
        arm = np.cos(aslant) * UP - np.sin(aslant) * FORWARD
        shoulder_m = self._wrist_m + self._arm_m * arm
        hip_m = middle_joint(knee_m, shoulder_m, self._thigh_m, self.trunk_m, UP)
        return hip_m, shoulder_m

    def _figure(self, hip_m: Array, shoulder_m: Array) -> Figure:
        """The figure with hips and shoulders there."""
        chord_m = shoulder_m - hip_m
        lean_deg = 90.0 - float(np.degrees(np.arctan2(chord_m[2], chord_m[0])))
        joints_m = trunk_joints_m(self.body, lean_deg)
        feet, hands = {}, {}
        for side in SIDES:
            ankle_y_m = float(joints_m[f"{side} hip"][1])
            feet[side] = Foot(
                (0.0, ankle_y_m, self._ankle_z_m),
                WALL_FOOT_DEG,
                (0.3, 0.0, -1.0),
                0.0,
            )
            hands[side] = self._hand(side, float(joints_m[f"{side} shoulder"][1]))
        x_m, y_m, z_m = (float(value) for value in hip_m)
        return Figure(
            (x_m, y_m, z_m),
            feet["left"],
            feet["right"],
            hands["left"],
            hands["right"],
            lean_deg,
            nod_deg=NOD_DEG,
        )

    def _hand(self, side: Side, across_m: float) -> Hand:
        x_m, _, z_m = self._wrist_m
        return pressing_hand(side, np.array([x_m, across_m, z_m]))
