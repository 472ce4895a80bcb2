"""Single Leg Bridge with Foot on Box: the hips go up and slowly down.

The working hip's extension deficit is driven directly (level times the way between
floor and top), so on- and offsets of its angle are exactly the planned ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.body import Body
from studio.limbs import Side
from studio.motion import poses_over
from studio.motions.bridge_arms import arms_on_floor
from studio.motions.bridge_form import BridgeForm, SupineBody
from studio.motions.bridge_measures import SAMPLES, BridgePath, spread
from studio.motions.bridge_plan import Lift, Lifts, TimedLift
from studio.motions.bridge_props import box, lying_place
from studio.profiles import speed_shape
from studio.props import Place, Prop
from studio.skeleton import Posed

KEY = "bridge_foot_on_box"
#: Slow drift of a free leg that is held still, degrees.
DRIFT_DEG = 0.8


@dataclass(frozen=True)
class BoxBridgeStyle:
    """How this athlete does the exercise.

    `kick_deg` is how far the free thigh is thrown up with each lift. `exercise` is
    None where a set shows none of the exercises.
    """

    form: BridgeForm = field(default_factory=BridgeForm)
    plan: tuple[Lift, ...] = ()
    lying_before_s: float = 1.2
    kick_deg: float = 0.0
    exercise: str | None = KEY
    drift_seed: int = 1

    load_kg: float = 0.0
    load_hand: None = None

    @property
    def side(self) -> Side | None:
        """The working leg, None where both work in turn."""
        legs = {lift.side for lift in self.lifts.timed}
        return self.form.side if legs <= {self.form.side} else None

    @property
    def lifts(self) -> Lifts:
        """The set on the clip's clock."""
        return Lifts.from_plan(self.plan, self.form.side, self.lying_before_s)

    @property
    def duration_s(self) -> float:
        """How long the set lasts."""
        return self.lifts.duration_s

    def build(self, body: Body) -> BoxBridge:
        """The motion of this body in this style."""
        return BoxBridge(body, self)


class BoxBridge:
    """A body that lifts its hips from the floor."""

    def __init__(self, body: Body, style: BoxBridgeStyle) -> None:
        """Lay the body down with its foot on the box."""
        self.body, self.style = body, style
        self.supine = SupineBody(body, style.form)
        self._lifts = style.lifts
        self._first = (
            self._lifts.timed[0].side if self._lifts.timed else style.form.side
        )
        phases = np.random.default_rng(style.drift_seed).uniform(0, 6.28, 2)
        self._phases = (float(phases[0]), float(phases[1]))

    @property
    def place(self) -> Place:
        """A mat under the back."""
        return lying_place()

    def deficit_deg(self, level: float) -> float:
        """Extension deficit at a level; linear, so timing stays exact."""
        floor_deg = self.supine.floor_deficit_deg
        return floor_deg + level * (self.style.form.top_deficit_deg - floor_deg)

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        level = self._lifts.level_at(time_s)
        elevation_deg = self.supine.elevation_deg(self.deficit_deg(level))
        planted = self.supine.planted_for(self._first)
        if self.style.form.legs == 1:
            for leg in planted:
                planted[leg] = self._lifts.planted(time_s, leg, self._first)
        free_deg = self.style.form.free_hip_deg + self._drift_deg(time_s)
        free_deg -= self.style.kick_deg * level
        puppet = self.supine.posed_legs(elevation_deg, planted, free_deg)
        arms_on_floor(puppet)
        return puppet.pose()

    def framing(self) -> list[Posed]:
        """Poses over the whole set."""
        return poses_over(self, self.style.duration_s)

    def props(self) -> list[Prop]:
        """The box, unless the foot is on the floor."""
        height_m = self.style.form.box_height_m
        return box(self.supine.ankle_m[0], height_m) if height_m > 0 else []

    def truth(self) -> dict[str, Any]:
        """The set and its repetitions."""
        timed = self._lifts.timed
        return {
            "set": set_truth(self.supine),
            "reps": [self._rep(t) for t in timed if t.plan.counted],
            "attempts": [self._rep(t) for t in timed if not t.plan.counted],
            "holds": [],
            "bouts": [],
        }

    def _drift_deg(self, time_s: float) -> float:
        first, second = self._phases
        waves = np.sin(1.5 * time_s + first) + np.sin(2.3 * time_s + second)
        return DRIFT_DEG * float(waves) / 2

    def _rep(self, lift: TimedLift) -> dict[str, Any]:
        """One lift and the lowering after it."""
        plan = lift.plan
        times_s = np.linspace(lift.leave_s, lift.bottom_s, SAMPLES)
        ends_s = (lift.end_s, lift.bottom_s)

        def path_at(some_s: Any) -> BridgePath:
            poses = [self.pose_at(float(t)) for t in some_s]
            return BridgePath.of(self.body, poses, lift.side)

        whole, ends = path_at(times_s), path_at(ends_s)
        hips_deg, heights = ends.hip_deg(lift.side), ends.bridge_height()
        peak, late = speed_shape(plan.profile)
        one_leg = self.style.form.legs == 1
        free_deg = spread(whole.hip_deg(whole.other)) if one_leg else None
        return {
            "side": lift.side,
            "start_s": round(lift.start_s, 6),
            "bottom_s": round(lift.bottom_s, 6),
            "leave_s": round(lift.leave_s, 6),
            "end_s": round(lift.end_s, 6),
            "lowering_s": plan.lowering_s,
            "pause_s": plan.floor_s,
            "lifting_s": plan.lifting_s,
            "profile": plan.profile,
            "hip_deg_top": round(float(hips_deg[0]), 3),
            "hip_deg_bottom": round(float(hips_deg[1]), 3),
            "extension_deficit_top_deg": round(float(ends.deficit_deg()[0]), 3),
            "extension_deficit_bottom_deg": round(float(ends.deficit_deg()[1]), 3),
            "bridge_height_top": round(float(heights[0]), 4),
            "bridge_height_bottom": round(float(heights[1]), 4),
            "hip_height_bottom": round(float(ends.height()[1]), 4),
            "knee_flexion_top_deg": round(float(ends.knee_flexion_deg()[0]), 3),
            "knee_flexion_bottom_deg": round(float(ends.knee_flexion_deg()[1]), 3),
            "late_share": round(late, 4),
            "peak_to_mean_speed": round(peak, 3),
            "foot_path": round(whole.path(whole.at(lift.side, "ankle")), 4),
            "shoulder_path": round(whole.path(whole.middle("shoulder")), 4),
            "free_leg_range_deg": None if free_deg is None else round(free_deg, 3),
            "pelvis_roll_change_deg": round(float(np.ptp(whole.pelvis_roll_deg())), 3),
        }


def set_truth(supine: SupineBody) -> dict[str, float]:
    """What is constant over a set of bridges."""
    form = supine.form
    return {
        "trunk_m": round(supine.trunk_m, 4),
        "leg_m": round(supine.thigh_m + supine.shank_m, 4),
        "thigh_m": round(supine.thigh_m, 4),
        "shank_m": round(supine.shank_m, 4),
        "legs": form.legs,
        "foot_raised_m": round(float(supine.ankle_m[2]), 4),
        "box_height_m": form.box_height_m,
        "knee_flexion_deg": form.knee_deg,
    }
