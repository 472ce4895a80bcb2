"""The two single leg bridges: the hips go up and down, or the arms over held hips.

Foot on box drives the working hip's extension deficit (level times the way between
floor and top), pull over the elevation of the arms (depth times the way between start
and reach), so on- and offsets of these angles are exactly the planned ones.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from studio.body import Body
from studio.limbs import Side
from studio.motion import Motion, Style
from studio.motions.bridge_arms import LYING_PLACE, arms_on_floor, arms_with_bar, box
from studio.motions.bridge_form import BridgeForm, SupineBody, along_body
from studio.paths import BodyPath, spread
from studio.profiles import ease, speed_shape
from studio.props import Prop
from studio.skeleton import Posed
from studio.timeline import Lift, Phase, Repetition, Timeline, rows_of, times_of
from studio.weights import bar

#: A box this low leaves room for the arms behind the head; see `BridgeForm`.
LOW_BOX = BridgeForm(box_height_m=0.30, knee_deg=45.0)
#: Slow drift of a free leg that is held still, degrees, and one pedal stroke.
DRIFT_DEG, PEDAL_S = 0.8, 1.7
#: Poses that a repetition is measured at.
SAMPLES = 61
#: Share of a change of legs after which the old leg leaves, before which the new one
#: has arrived, so that for a moment both feet are planted.
OLD_LEAVES, NEW_ARRIVED = 0.4, 0.6


class Bridge(Motion):
    """A lying body with one foot or both on a box or on the floor."""

    place, framed = LYING_PLACE, 28

    def __init__(self, body: Body, style: "BoxBridgeStyle | PullOverStyle") -> None:
        """Lay the body down with its foot on the box."""
        super().__init__(body, style)
        self.supine = SupineBody(body, style.form)
        self._phases = np.random.default_rng(style.drift_seed).uniform(0, 6.28, 2)

    def props(self) -> list[Prop]:
        """The box, unless the foot is on the floor."""
        height_m = self.style.form.box_height_m
        return box(self.supine.ankle_m[0], height_m) if height_m > 0 else []

    def truth(self) -> dict[str, Any]:
        """The set and its repetitions."""
        form, supine = self.style.form, self.supine
        numbers = {
            "trunk_m": round(self.trunk_m, 4),
            "leg_m": round(self.leg_m, 4),
            "thigh_m": round(self.thigh_m, 4),
            "shank_m": round(self.shank_m, 4),
            "legs": form.legs,
            "foot_raised_m": round(float(supine.ankle_m[2]), 4),
            "box_height_m": form.box_height_m,
            "knee_flexion_deg": form.knee_deg,
        }
        rows = rows_of(self.style.timeline, self._row)
        return {"set": numbers, **rows, "holds": [], "bouts": []}

    def _row(self, phase: Phase) -> dict[str, Any]:
        raise NotImplementedError

    def _free_hip_deg(self, time_s: float) -> float:
        """Hip angle of a free leg that drifts a little."""
        waves = np.sin(np.array([1.5, 2.3]) * time_s + self._phases)
        return self.style.form.free_hip_deg + DRIFT_DEG * float(waves.sum()) / 2

    def _path(self, times_s: Any, leg: Side) -> BodyPath:
        return BodyPath.of(self.body, self.poses_at(times_s), leg)

    def _free_range_deg(self, path: BodyPath) -> float | None:
        """How far the free leg's hip moves; None if there is no free leg."""
        if self.style.form.legs != 1:
            return None
        return round(spread(path.hip_deg(path.other)), 3)


class BoxBridge(Bridge):
    """A body that lifts its hips from the floor."""

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        level = self.style.timeline.level_at(time_s)
        floor_deg = self.supine.floor_deficit_deg
        deficit_deg = floor_deg + level * (self.style.form.top_deficit_deg - floor_deg)
        free_deg = self._free_hip_deg(time_s) - self.style.kick_deg * level
        puppet = self.supine.posed_legs(
            self.supine.elevation_deg(deficit_deg), self._planted(time_s), free_deg
        )
        arms_on_floor(puppet)
        return puppet.pose()

    def _leg(self, phase: Phase) -> Side:
        leg: Side = phase.plan.side or self.style.form.side
        return leg

    def _planted(self, time_s: float) -> dict[Side, float]:
        """Share to which each foot is on the box: 1 working, 0 free."""
        phases = self.style.timeline.phases
        leg = self._leg(phases[0]) if phases else self.style.form.side
        planted = self.supine.planted_for(leg)
        if self.style.form.legs == 2:
            return planted
        for before, after in pairwise(phases):
            old, new = self._leg(before), self._leg(after)
            if old != new:
                way = (time_s - before.back_s) / (after.leave_s - before.back_s)
                planted[new] += ease(way / NEW_ARRIVED)
                planted[old] -= ease((way - OLD_LEAVES) / (1 - OLD_LEAVES))
        return planted

    def _row(self, phase: Phase) -> dict[str, Any]:
        """One lift and the lowering after it."""
        leg, profile = self._leg(phase), phase.plan.profile
        lowering_s = (phase.return_s, phase.back_s)
        lift_s = (phase.leave_s, phase.there_s)
        whole = self._path(np.linspace(phase.leave_s, phase.back_s, SAMPLES), leg)
        ends = self._path((phase.there_s, phase.back_s), leg)
        peak, late = speed_shape(profile)
        row = {"side": leg, **times_of(phase.plan, lowering_s, lift_s)}
        for name, values, digits in (
            ("hip_deg_{}", ends.hip_deg(leg), 3),
            ("extension_deficit_{}_deg", ends.deficit_deg(), 3),
            ("bridge_height_{}", ends.bridge_height(), 4),
            ("hip_height_{}", ends.height(), 4),
            ("knee_flexion_{}_deg", ends.knee_flexion_deg(), 3),
        ):
            for end, value in zip(("top", "bottom"), values, strict=True):
                row[name.format(end)] = round(float(value), digits)
        del row["hip_height_top"]  # what is low, is low at the bottom
        roll_deg = float(np.ptp(whole.pelvis_roll_deg()))
        return {
            **row,
            "late_share": round(late, 4),
            "peak_to_mean_speed": round(peak, 3),
            "foot_path": round(whole.path(whole.at(leg, "ankle")), 4),
            "shoulder_path": round(whole.path(whole.middle("shoulder")), 4),
            "free_leg_range_deg": self._free_range_deg(whole),
            "pelvis_roll_change_deg": round(roll_deg, 3),
        }


class PullOver(Bridge):
    """A body that holds a bridge and moves a bar over chest and head."""

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        style = self.style
        depth = style.timeline.level_at(time_s)
        elevation_deg = self._elevation_deg(time_s, depth)
        stroke = float(np.sin(2 * np.pi * time_s / PEDAL_S))
        puppet = self.supine.posed_legs(
            elevation_deg,
            self.supine.planted_for(style.side),
            self._free_hip_deg(time_s) + style.pedal_deg * stroke,
            style.roll_deg * depth,
        )
        arm_deg, elbow_deg = style.arm_start_deg, style.elbow_start_deg
        arm_deg += depth * (style.reach_deg - style.arm_start_deg)
        elbow_deg += depth * (style.elbow_reach_deg - style.elbow_start_deg)
        arms_with_bar(puppet, along_body(elevation_deg), arm_deg, elbow_deg)
        return puppet.pose()

    def props(self) -> list[Prop]:
        """The box and the bar."""
        return super().props() + bar(self.body, self.style.load_kg)

    def truth(self) -> dict[str, Any]:
        """The set and its repetitions."""
        truth = super().truth()
        hold_s = self.style.lying_before_s + self.style.lifting_s
        truth["set"]["hips_up_s"] = round(hold_s, 6)
        return truth

    def _elevation_deg(self, time_s: float, depth: float) -> float:
        """Trunk elevation: lifted once, then held as the style has it."""
        style, supine = self.style, self.supine
        if not style.lifts_hips:
            return supine.elevation_deg(supine.floor_deficit_deg)
        up = ease((time_s - style.lying_before_s) / style.lifting_s)
        begins_s = style.timeline.phases[0].leave_s
        way = (time_s - begins_s) / (style.duration_s - begins_s)
        top_deg = style.form.top_deficit_deg + style.bridging_deg * depth
        top_deg += style.drift_deg * float(np.clip(way, 0.0, 1.0))
        deficit_deg = (1 - up) * supine.floor_deficit_deg + up * top_deg
        elevation_deg = supine.elevation_deg(deficit_deg)
        sine = np.sin(np.radians(elevation_deg)) - style.hip_dip * depth
        return float(np.degrees(np.arcsin(sine)))

    def _row(self, phase: Phase) -> dict[str, Any]:
        """One lowering of the arms and their way up."""
        leg, start_s, end_s = self.style.side, phase.leave_s, phase.back_s
        lowering_s, up_s = (start_s, phase.there_s), (phase.return_s, end_s)
        times_s = np.append(np.linspace(start_s, end_s, SAMPLES), phase.there_s)
        path = self._path(times_s, leg)
        arm_deg, roll_deg = path.arm_deg(), float(np.ptp(path.pelvis_roll_deg()))
        deficit_deg = float(np.median(path.deficit_deg()))
        return {
            **times_of(phase.plan, lowering_s, up_s),
            "reach_deg": round(float(arm_deg.max()), 3),
            "arm_start_deg": round(float(arm_deg[0]), 3),
            "elbow_deg": round(float(path.elbow_deg().min()), 3),
            "extension_deficit_deg": round(deficit_deg, 3),
            "hip_deg": round(float(np.median(path.hip_deg(leg))), 3),
            "knee_flexion_deg": round(float(np.median(path.knee_flexion_deg())), 3),
            "hip_drop_with_arms": round(spread(path.height()), 4),
            "free_leg_range_deg": self._free_range_deg(path),
            "pelvis_roll_change_deg": round(roll_deg, 3),
        }


@dataclass(frozen=True)
class BoxBridgeStyle(Style):
    """How this athlete does the bridge with foot on box.

    `kick_deg` is how far the free thigh is thrown up with each lift. `exercise` is
    None where a set shows none of the exercises.
    """

    form: BridgeForm = field(default_factory=BridgeForm)
    plan: tuple[Lift, ...] = ()
    lying_before_s: float = 1.2
    kick_deg: float = 0.0
    exercise: str | None = "bridge_foot_on_box"
    drift_seed: int = 1

    motion = BoxBridge

    @property
    def side(self) -> Side | None:
        """The working leg, None where both work in turn."""
        legs = {lift.side or self.form.side for lift in self.plan}
        return self.form.side if legs <= {self.form.side} else None

    @property
    def timeline(self) -> Timeline:
        """How high the hips are, 0 on the floor, 1 at the form's top."""
        return Timeline.of(self.plan, self.lying_before_s)


@dataclass(frozen=True)
class PullOverStyle(Style):
    """How this athlete pulls over; angles in degrees, lengths in trunk lengths.

    A repetition lowers the arms (`plan`'s lowering) and pulls them back. The hips
    sink by `hip_dip` with each repetition, lose `drift_deg` over the set, and bridge
    by `bridging_deg` with the arms. The pelvis drops by `roll_deg` on the free side
    while the arms are back; a free leg pedals by `pedal_deg` either way.
    """

    form: BridgeForm = LOW_BOX
    plan: tuple[Repetition, ...] = ()
    lying_before_s: float = 0.8
    lifting_s: float = 1.1
    settled_s: float = 0.9
    arm_start_deg: float = 88.0
    reach_deg: float = 154.0
    elbow_start_deg: float = 166.0
    elbow_reach_deg: float = 160.0
    hip_dip: float = 0.0
    drift_deg: float = 0.0
    bridging_deg: float = 0.0
    roll_deg: float = 0.0
    pedal_deg: float = 0.0
    lifts_hips: bool = True
    exercise: str | None = "bridge_pull_over"
    load_kg: float = 4.0
    drift_seed: int = 1

    load_hand = "both"

    motion = PullOver

    @property
    def side(self) -> Side:
        """The leg on the box."""
        return self.form.side

    @property
    def timeline(self) -> Timeline:
        """How far the arms are back, 0 at the start, 1 at their reach."""
        before_s = self.lying_before_s + self.lifting_s + self.settled_s
        return Timeline.of(self.plan, before_s)
