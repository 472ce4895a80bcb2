"""Internal Rotation Single Leg Deadlift with Foot on Wall.

The trunk's lean is driven directly (depth times the range between top and bottom), so
its on- and offsets are exactly the planned ones. Everything else follows: the pelvis
goes where the stance leg and balance put it, the rear leg keeps its ankle on the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.balance import mass_centre_x_m
from studio.body import Body
from studio.landmarks import find_landmarks
from studio.limbs import (
    SOLE_M,
    Side,
    leg_lengths_m,
    outward,
    set_leg,
    suffix,
    trunk_chord_m,
)
from studio.motions.deadlift_style import HingeStyle
from studio.motions.hinge_arms import (
    beside_shank,
    carry_weight,
    hang_beside_knee,
    rest_on_hip,
)
from studio.motions.hinge_measures import HingeMeasures, measure_hinge
from studio.profiles import repetitions_truth
from studio.props import Place, Prop
from studio.room import hand_weight
from studio.skeleton import FORWARD, LEFT, UP, Posed, Puppet, rotation, skin, unit

Array = NDArray[np.float64]

#: Where the weight is over the foot: ahead of the ankle, metres.
FOOT_MIDDLE_M = 0.045
#: Room for a leg that swings free, metres.
FREE_SWING_M = 1.1


class Deadlift:
    """Poses a body at any depth of the movement; the stance ankle is the origin."""

    def __init__(self, body: Body, style: HingeStyle) -> None:
        """Fix the feet, then find the hip travel that keeps the athlete in balance."""
        self.body = body
        self.style = style
        self.side: Side = style.side
        self.other: Side = style.load_hand
        self.sign = outward(self.side)
        self._thigh_m, self._shank_m = leg_lengths_m(body, self.side)
        self.leg_m = self._thigh_m + self._shank_m
        ankle_height_m = body.head_m("foot" + suffix(self.side))[2] + SOLE_M
        self.stance_ankle_m = np.array([0.0, self.sign * 0.055, ankle_height_m])
        rear_m = (-0.46 * self.leg_m, -self.sign * 0.075, 0.36 * self.leg_m)
        self.rear_ankle_m = np.array(rear_m)
        # A rear leg that swings free needs the wall out of its way.
        swing_m = FREE_SWING_M if style.rear_rise > 0 else 0.0
        wall_x_m = float(rear_m[0] - ankle_height_m) - swing_m
        self.place = Place(wall_x_m, wall_foot_y_m=float(rear_m[1]))
        self.rear_foot = rotation(LEFT, 90.0)
        chord = trunk_chord_m(body)
        self.trunk_m = float(np.linalg.norm(chord))
        self._rest_lean_deg = float(np.degrees(np.arctan2(chord[0], chord[2])))
        self._toes = rotation(UP, self.sign * 4.0)
        self.landmarks = find_landmarks(body)
        ankle_m = body.head_m("foot" + suffix(self.side))
        toe = self.landmarks.vertices[f"{self.side}_foot_index"]
        toe_m = self._toes @ (body.vertices_m[toe] - ankle_m)
        self._laces_m = self.stance_ankle_m + toe_m / 2
        self._hip_x_m = np.zeros(2)
        self._timeline = style.timeline
        self._balance()

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        return self.pose(float(self._timeline.depth_at(np.array(time_s))), time_s)

    def framing(self) -> list[Posed]:
        """Tall, half way and at the set's deepest."""
        deepest = max(repetition.depth for repetition in self.style.plan)
        return [self.pose(depth * deepest, 0.0) for depth in (0.0, 0.5, 1.0)]

    def props(self) -> list[Prop]:
        """The weight in the hand."""
        if self.style.load_kg == 0:
            return []
        return hand_weight(self.body, self.other, self.style.load_kg)

    def truth(self) -> dict[str, Any]:
        """The set and its repetitions."""
        return {
            "set": self.set_truth(),
            **repetitions_truth(self._timeline, self.rep_truth),
        }

    def lean_deg(self, depth: float) -> float:
        """Lean of the trunk chord at a depth; linear, so timing stays exact."""
        style = self.style
        return style.lean_top_deg + depth * (style.lean_bottom_deg - style.lean_top_deg)

    def pose(self, depth: float, time_s: float) -> Posed:
        """The whole body at a depth (0 tall, 1 bottom) and a time (for the sway)."""
        puppet = self._trunk_and_legs(depth, time_s)
        self._head(puppet, depth)
        self._loaded_arm(puppet, depth)
        if self.style.free_arm == "hip":
            rest_on_hip(puppet, self.side, self.trunk_m)
        else:
            hang_beside_knee(puppet, self.side, depth)
        return puppet.pose()

    def knee_deg(self, depth: float) -> float:
        """Flexion of the stance knee at a depth."""
        style = self.style
        return style.knee_top_deg + depth * (style.knee_bottom_deg - style.knee_top_deg)

    def _rear_ankle(self, puppet: Puppet, depth: float) -> Array:
        """(3,) the rear ankle: on the wall, where it may slide, or swinging free."""
        if self.style.rear_rise == 0.0:
            slide_m = self.style.rear_slide * self.trunk_m * depth
            return self.rear_ankle_m + slide_m * UP
        # A swinging leg goes back as well as up, until it is nearly straight.
        rise_m = self.style.rear_rise * self.leg_m * depth
        ankle_m = self.rear_ankle_m + np.array([-1.1 * rise_m, 0.0, rise_m])
        hip_m = puppet.where("upperleg01" + suffix(self.other))
        height_m = ankle_m[2] - hip_m[2]
        across_m = np.hypot(*(ankle_m - hip_m)[:2])
        longest_m = np.sqrt((0.97 * self.leg_m) ** 2 - height_m**2)
        ankle_m[:2] = hip_m[:2] + (ankle_m - hip_m)[:2] * min(1, longest_m / across_m)
        return ankle_m

    def _trunk_and_legs(self, depth: float, time_s: float) -> Puppet:
        puppet = Puppet(self.body)
        turn_deg = self.sign * self.style.turn_bottom_deg * depth
        pitch_deg = self.lean_deg(depth) - self._rest_lean_deg
        trunk = rotation(UP, turn_deg) @ rotation(LEFT, pitch_deg)
        if self.style.open_bottom_deg:
            along = trunk @ unit(trunk_chord_m(self.body))
            open_deg = -self.sign * self.style.open_bottom_deg * depth
            trunk = rotation(along, open_deg) @ trunk
        puppet.turn("root", trunk)
        puppet.place_root(np.zeros(3))  # anywhere: only the hip's offset counts
        hip = "upperleg01" + suffix(self.side)
        puppet.place_root(self._stance_hip(depth, time_s) - puppet.where(hip))
        ahead = self._toes @ FORWARD
        set_leg(puppet, self.side, self.stance_ankle_m, ahead, self._toes)
        rear_toward = unit(np.array([1.0, -self.sign * 0.12, -0.25]))
        swing_deg = 35.0 * self.style.rear_rise * depth
        rear_foot = rotation(LEFT, swing_deg) @ self.rear_foot
        ankle_m = self._rear_ankle(puppet, depth)
        set_leg(puppet, self.other, ankle_m, rear_toward, rear_foot)
        return puppet

    def _stance_hip(self, depth: float, time_s: float) -> Array:
        """(3,) stance hip: above the ankle by what the knee allows, swaying a bit."""
        share = np.sin(np.radians(self.lean_deg(depth)))
        top, bottom = (np.sin(np.radians(self.lean_deg(d))) for d in (0.0, 1.0))
        share = (share - top) / max(bottom - top, 1e-9)
        x_m = self._hip_x_m[0] + share * (self._hip_x_m[1] - self._hip_x_m[0])
        y_m = self.stance_ankle_m[1] + self.sign * 0.03
        sway_x, sway_y = self._sway(time_s)
        knee = np.radians(self.knee_deg(depth))
        thigh_m, shank_m = self._thigh_m, self._shank_m
        squared = thigh_m**2 + shank_m**2 + 2 * thigh_m * shank_m * np.cos(knee)
        x_m, y_m = x_m + sway_x, y_m + sway_y
        across_m = np.hypot(x_m, y_m - self.stance_ankle_m[1])
        z_m = self.stance_ankle_m[2] + np.sqrt(squared - across_m**2)
        return np.array([x_m, y_m, z_m])

    def _sway(self, time_s: float) -> tuple[float, float]:
        """Slow drift (metres) of the pelvis, a sum of incommensurate sines."""
        phases = np.random.default_rng(self.style.sway_seed).uniform(0, 6.28, 4)
        beats = 2 * np.pi * np.array([0.21, 0.34, 0.17, 0.29]) * time_s + phases
        waves = self.style.sway_m * np.sin(beats)
        return float(waves[:2].sum()) / 2, float(waves[2:].sum()) / 2

    def _head(self, puppet: Puppet, depth: float) -> None:
        """The head follows the trunk, but looks up a little to the floor ahead."""
        trunk = puppet.rotation_of("root")
        for bone, share in (("neck01", 0.3), ("neck02", 0.6), ("neck03", 0.8)):
            puppet.turn(bone, trunk @ rotation(LEFT, -22.0 * depth * share))
        puppet.turn("head", trunk @ rotation(LEFT, -22.0 * depth))

    def _loaded_arm(self, puppet: Puppet, depth: float) -> None:
        """The weight slides down the leg, to the outside of the laces."""
        lateral_m = self.style.hand_lateral * self._shank_m
        across_m = float(self._laces_m[1]) + self.sign * lateral_m
        target_m = beside_shank(
            puppet, self.other, self.side, across_m, self.style.hand_ahead_m
        )
        carry_weight(puppet, self.other, depth, target_m)

    def rep_truth(self, depth: float) -> dict[str, float]:
        """Measures at the top and at a depth, without sway; see `HingeMeasures`."""
        top, bottom = self._measured(0.0), self._measured(depth)
        rear_path_m = float(np.linalg.norm(bottom.rear_ankle_m - top.rear_ankle_m))
        return {
            "lean_top_deg": round(top.lean_deg, 3),
            "lean_bottom_deg": round(bottom.lean_deg, 3),
            "hip_deg_top": round(top.hip_deg, 3),
            "hip_deg_bottom": round(bottom.hip_deg, 3),
            "knee_flexion_top_deg": round(top.knee_flexion_deg, 3),
            "knee_flexion_bottom_deg": round(bottom.knee_flexion_deg, 3),
            "hand_target": round(bottom.hand_target, 3),
            "weight_offset": round(bottom.weight_offset, 3),
            "rear_ankle_path_m": round(rear_path_m, 4),
        }

    def set_truth(self) -> dict[str, float]:
        """What is constant over the set."""
        return {
            "trunk_m": round(self.trunk_m, 4),
            "thigh_m": round(self._thigh_m, 4),
            "shank_m": round(self._shank_m, 4),
            "hip_travel_m": round(float(self._hip_x_m[0] - self._hip_x_m[1]), 4),
            "turn_bottom_deg": self.style.turn_bottom_deg,
        }

    def _measured(self, depth: float) -> HingeMeasures:
        posed = self.pose(depth, 0.0)
        joints_m = self.landmarks.read(posed, skin(self.body, posed))
        return measure_hinge(joints_m, self.side)

    def _balance(self) -> None:
        """Find the hip's place, top and bottom, with the mass over the foot."""
        for _ in range(12):
            for end, depth in enumerate((0.0, 1.0)):
                puppet = self._trunk_and_legs(depth, 0.0)
                self._loaded_arm(puppet, depth)
                centre_x_m = mass_centre_x_m(puppet, self.other, self.style.load_kg)
                miss_m = FOOT_MIDDLE_M - centre_x_m
                self._hip_x_m[end] += 0.9 * miss_m


@dataclass(frozen=True)
class DeadliftStyle(HingeStyle):
    """How this athlete does the Internal Rotation Single Leg Deadlift."""

    def build(self, body: Body) -> Deadlift:
        """The motion of this body in this style."""
        return Deadlift(body, self)
