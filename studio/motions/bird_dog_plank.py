"""A plank on straight arms with both feet against the wall: no bird dog.

It begins and ends on the knees, hands far ahead; feet and hands stay where they are.
"""

from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.limbs import EASY_REACH, SIDES, arm_lengths_m
from studio.motion import Motion, Style
from studio.motions.figure import Figure, Foot, blend, strike
from studio.motions.quadruped import (
    MAT_M,
    PALM,
    WALL_FOOT_DEG,
    kneecap_m,
    pressing_hand,
    sole_depth_m,
    thumbs_out,
    trunk_joints_m,
)
from studio.props import Place
from studio.skeleton import FORWARD, LEFT, UP, Array, Posed, middle_joint
from studio.timeline import Hold, Timeline
from studio.wardrobe import ankle_height_m

#: The skirting board keeps the soles off the wall, metres.
SKIRTING_M = 0.013
#: Share of its length that a straight leg reaches.
STRAIGHT_LEG = 0.994
#: Arms from the vertical on the knees, degrees.
KNEELING_ARMS_DEG = 34.0
NOD_DEG = -10.0


class Plank(Motion):
    """Poses a body on its way into the plank and back; the ankles are at x = 0."""

    def __init__(self, body: Body, style: "PlankStyle") -> None:
        """Find both ends of the way."""
        super().__init__(body, style)
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
        up = self.style.timeline.level_at(time_s)
        figure: Figure = blend(self._down, self._up, up)
        beats = 2 * np.pi * np.array([0.24, 0.33]) * time_s
        swayed = figure.shifted(*self.style.sway_m * np.sin(beats), 0.0)
        return thumbs_out(self.body, strike(self.body, swayed))

    def _straight(self) -> tuple[Array, Array]:
        """Middle of the hips and of the shoulders (3,), in line with the ankles."""
        leg_m = STRAIGHT_LEG * (self.thigh_m + self.shank_m)
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
        knee_m = np.sqrt(self.shank_m**2 - drop_m**2) * FORWARD + knee_z_m * UP
        aslant = np.radians(KNEELING_ARMS_DEG)
        arm = np.cos(aslant) * UP - np.sin(aslant) * FORWARD
        shoulder_m = self._wrist_m + self._arm_m * arm
        hip_m = middle_joint(knee_m, shoulder_m, self.thigh_m, self.trunk_m, UP)
        return hip_m, shoulder_m

    def _figure(self, hip_m: Array, shoulder_m: Array) -> Figure:
        """The figure with hips and shoulders there."""
        chord_m = shoulder_m - hip_m
        lean_deg = 90.0 - float(np.degrees(np.arctan2(chord_m[2], chord_m[0])))
        joints_m = trunk_joints_m(self.body, lean_deg)
        feet, hands = {}, {}
        for side in SIDES:
            ankle_m = np.array([0.0, joints_m[f"{side} hip"][1], self._ankle_z_m])
            feet[side] = Foot(ankle_m, WALL_FOOT_DEG, (0.3, 0.0, -1.0), 0.0)
            across_m = joints_m[f"{side} shoulder"][1]
            hands[side] = pressing_hand(side, self._wrist_m + across_m * LEFT)
        return Figure(hip_m, feet, hands, lean_deg, nod_deg=NOD_DEG)


@dataclass(frozen=True)
class PlankStyle(Style):
    """One plank: when it begins and how long it lasts, seconds."""

    plan: Hold = Hold(1.4, 9.6, 1.3, 0.7)  # noqa: RUF009 - frozen, one for all is safe
    before_s: float = 1.0
    sway_m: float = 0.002

    motion = Plank

    @property
    def timeline(self) -> Timeline:
        """How far the body is up: 0 on the knees, 1 in the plank."""
        return Timeline.of((self.plan,), self.before_s)
