"""Internal Rotation Single Leg Deadlift with Foot on Wall.

The trunk's lean is driven directly (depth times the range between top and bottom), so
its on- and offsets are exactly the planned ones. Everything else follows: the pelvis
goes where the stance leg and balance put it, the rear leg keeps its ankle on the wall.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from studio.balance import mass_centre_x_m
from studio.body import Body
from studio.landmarks import INDEX, find_landmarks
from studio.limbs import (
    SOLE_M,
    Side,
    leaning,
    leg_lengths_m,
    other,
    outward,
    set_leg,
    suffix,
    trunk_chord_m,
)
from studio.motion import Motion, Style, Sway
from studio.motions.hinge_arms import (
    beside_shank,
    carry_weight,
    hang_beside_knee,
    rest_on_hip,
)
from studio.paths import BodyPath, angles_deg
from studio.props import Place, Prop
from studio.skeleton import (
    FORWARD,
    LEFT,
    UP,
    Array,
    Posed,
    Puppet,
    rotation,
    skin,
    unit,
)
from studio.timeline import Phase, Repetition, Timeline, rows_of, times_of
from studio.weights import dumbbell

#: Where the weight is over the foot: ahead of the ankle, metres.
FOOT_MIDDLE_M = 0.045
#: Room for a leg that swings free, metres.
FREE_SWING_M = 1.1


class Deadlift(Motion):
    """Poses a body at any depth of the movement; the stance ankle is the origin."""

    def __init__(self, body: Body, style: "DeadliftStyle") -> None:
        """Fix the feet, then find the hip travel that keeps the athlete in balance."""
        super().__init__(body, style)
        self.side, self.other = style.side, style.load_hand
        self.sign = outward(self.side)
        self.thigh_m, self.shank_m = leg_lengths_m(body, self.side)
        self.leg_m = self.thigh_m + self.shank_m
        foot_m = body.head_m("foot" + suffix(self.side))
        ankle_height_m = foot_m[2] + SOLE_M
        self.stance_ankle_m = np.array([0.0, self.sign * 0.055, ankle_height_m])
        rear_m = (-0.46 * self.leg_m, -self.sign * 0.075, 0.36 * self.leg_m)
        self.rear_ankle_m = np.array(rear_m)
        # A rear leg that swings free needs the wall out of its way.
        swing_m = FREE_SWING_M if style.rear_rise > 0 else 0.0
        wall_x_m = float(rear_m[0] - ankle_height_m) - swing_m
        self.place = Place(wall_x_m, wall_foot_y_m=float(rear_m[1]))
        self._toes = rotation(UP, self.sign * 4.0)
        self.landmarks = find_landmarks(body)
        toe = self.landmarks.vertices[f"{self.side}_foot_index"]
        toe_m = self._toes @ (body.vertices_m[toe] - foot_m)
        self._laces_m = self.stance_ankle_m + toe_m / 2
        self._sway = Sway(style.sway_seed, (0.21, 0.34, 0.17, 0.29), style.sway_m)
        self._hip_x_m = np.zeros(2)
        self._balance()

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        return self.pose(self.style.timeline.level_at(time_s), time_s)

    def framing(self) -> list[Posed]:
        """Tall, half way and at the set's deepest."""
        deepest = max(repetition.depth for repetition in self.style.plan)
        return [self.pose(depth * deepest, 0.0) for depth in (0.0, 0.5, 1.0)]

    def props(self) -> list[Prop]:
        """The weight in the hand."""
        return dumbbell(self.body, self.other, self.style.load_kg)

    def truth(self) -> dict[str, Any]:
        """The set and its repetitions."""
        numbers = {
            "trunk_m": round(self.trunk_m, 4),
            "thigh_m": round(self.thigh_m, 4),
            "shank_m": round(self.shank_m, 4),
            "hip_travel_m": round(float(self._hip_x_m[0] - self._hip_x_m[1]), 4),
            "turn_bottom_deg": self.style.turn_bottom_deg,
        }

        def row(phase: Phase) -> dict[str, Any]:
            down_s, up_s = phase.leave_s, phase.return_s
            times = times_of(phase.plan, (down_s, phase.there_s), (up_s, phase.back_s))
            return {**times, **self.rep_truth(phase.plan.depth)}

        return {"set": numbers, **rows_of(self.style.timeline, row)}

    def lean_deg(self, depth: float) -> float:
        """Lean of the trunk chord at a depth; linear, so timing stays exact."""
        style = self.style
        return style.lean_top_deg + depth * (style.lean_bottom_deg - style.lean_top_deg)

    def pose(self, depth: float, time_s: float) -> Posed:
        """The whole body at a depth (0 tall, 1 bottom) and a time (for the sway)."""
        puppet = self._trunk_and_legs(depth, time_s)
        # The head follows the trunk, but looks up a little to the floor ahead.
        puppet.nod(-22.0 * depth)
        self._loaded_arm(puppet, depth)
        if self.style.free_arm == "hip":
            rest_on_hip(puppet, self.side, self.trunk_m)
        else:
            hang_beside_knee(puppet, self.side, depth)
        return puppet.pose()

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
        trunk = rotation(UP, turn_deg) @ leaning(self.body, self.lean_deg(depth))
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
        rear_foot = rotation(LEFT, swing_deg) @ rotation(LEFT, 90.0)
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
        sway_x, sway_y = self._sway.at(time_s)
        style = self.style
        bent_deg = depth * (style.knee_bottom_deg - style.knee_top_deg)
        knee = np.radians(style.knee_top_deg + bent_deg)
        thigh_m, shank_m = self.thigh_m, self.shank_m
        squared = thigh_m**2 + shank_m**2 + 2 * thigh_m * shank_m * np.cos(knee)
        x_m, y_m = x_m + sway_x, y_m + sway_y
        across_m = np.hypot(x_m, y_m - self.stance_ankle_m[1])
        z_m = self.stance_ankle_m[2] + np.sqrt(squared - across_m**2)
        return np.array([x_m, y_m, z_m])

    def _loaded_arm(self, puppet: Puppet, depth: float) -> None:
        """The weight slides down the leg, to the outside of the laces."""
        lateral_m = self.style.hand_lateral * self.shank_m
        across_m = float(self._laces_m[1]) + self.sign * lateral_m
        target_m = beside_shank(
            puppet, self.other, self.side, across_m, self.style.hand_ahead_m
        )
        carry_weight(puppet, self.other, depth, target_m)

    def rep_truth(self, depth: float) -> dict[str, float]:
        """Measures at the top and at a depth, without sway.

        Angles in degrees. `hand_target` is the weighted wrist lateral (+) of the laces
        (middle of ankle and toe tip), in stance shank lengths; `weight_offset` how far
        it is ahead of or behind the stance shank, in trunk lengths.
        """
        poses = [self.pose(0.0, 0.0), self.pose(depth, 0.0)]
        path = BodyPath.of(self.body, poses, self.side)
        ends = {
            "lean_{}_deg": angles_deg(path.trunk, UP),
            "hip_deg_{}": path.hip_deg(self.side),
            "knee_flexion_{}_deg": path.knee_flexion_deg(),
        }
        truth = {
            name.format(end): round(float(values[index]), 3)
            for name, values in ends.items()
            for index, end in enumerate(("top", "bottom"))
        }
        knee, ankle = (path.at(self.side, part)[1] for part in ("knee", "ankle"))
        wrist = path.at(self.other, "wrist")[1]
        joints_m = self.landmarks.read(poses[1], skin(self.body, poses[1]))
        laces = (ankle + joints_m[INDEX[f"{self.side}_foot_index"]]) / 2
        share = np.clip((wrist[2] - ankle[2]) / (knee[2] - ankle[2]), 0.0, 1.0)
        shank_x_m = ankle[0] + share * (knee[0] - ankle[0])
        offset_m = abs(float(wrist[0] - shank_x_m))
        aside_m = self.sign * float(wrist[1] - laces[1])
        rear_m = path.at(self.other, "ankle")
        return {
            **truth,
            "hand_target": round(aside_m / float(np.linalg.norm(ankle - knee)), 3),
            "weight_offset": round(offset_m / float(np.linalg.norm(path.trunk[1])), 3),
            "rear_ankle_path_m": round(float(np.linalg.norm(rear_m[1] - rear_m[0])), 4),
        }

    def _balance(self) -> None:
        """Find the hip's place, top and bottom, with the mass over the foot."""
        for _ in range(12):
            for end, depth in enumerate((0.0, 1.0)):
                puppet = self._trunk_and_legs(depth, 0.0)
                self._loaded_arm(puppet, depth)
                centre_x_m = mass_centre_x_m(puppet, self.other, self.style.load_kg)
                self._hip_x_m[end] += 0.9 * (FOOT_MIDDLE_M - centre_x_m)


@dataclass(frozen=True)
class DeadliftStyle(Style):
    """How this athlete does the exercise. Angles in degrees, lengths in metres.

    Defaults are a good repetition: the hip folds, the soft knee hardly changes
    (10-20 degrees), the pelvis turns toward the stance leg, the hand aims at the
    outside of the laces.
    """

    side: Side = "left"  # the stance leg
    lean_top_deg: float = 2.0
    lean_bottom_deg: float = 81.0
    knee_top_deg: float = 6.0
    knee_bottom_deg: float = 15.0
    turn_bottom_deg: float = 15.0
    hand_lateral: float = 0.21  # wrist outside the laces, in stance shank lengths
    hand_ahead_m: float = 0.064  # wrist ahead of the stance shank
    rear_rise: float = 0.0  # rear ankle's rise at the bottom, in leg lengths
    rear_slide: float = 0.0  # rear foot's way up the wall, in trunk lengths
    open_bottom_deg: float = 0.0  # trunk's roll at the bottom, free side up
    free_arm: Literal["hip", "hang"] = "hip"
    load_kg: float = 10.0
    plan: tuple[Repetition, ...] = ()
    tall_before_s: float = 1.2
    sway_m: float = 0.003
    sway_seed: int = 1

    exercise = "internal_rotation_deadlift"

    motion = Deadlift

    @property
    def load_hand(self) -> Side:
        """The hand opposite to the stance leg carries the weight."""
        return other(self.side)

    @property
    def timeline(self) -> Timeline:
        """How deep the trunk is, 0 at the top, 1 at the set's full bottom."""
        return Timeline.of(self.plan, self.tall_before_s)
