"""Single Leg Bridge with Pull Over: the hips are held, the arms go overhead and back.

The elevation of the arms is driven directly (depth times the way between start and
reach), so its on- and offsets are exactly the planned ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.body import Body
from studio.limbs import Side
from studio.motion import LoadHand, poses_over
from studio.motions.bridge_arms import arms_with_bar
from studio.motions.bridge_foot_on_box import set_truth
from studio.motions.bridge_form import BridgeForm, SupineBody, along_body
from studio.motions.bridge_measures import SAMPLES, BridgePath, spread
from studio.motions.bridge_props import bar, box, lying_place
from studio.profiles import Repetition, Timeline, progress, repetitions_truth
from studio.props import Place, Prop
from studio.skeleton import Posed

KEY = "bridge_pull_over"
#: A box this low leaves room for the arms behind the head; see `BridgeForm`.
LOW_BOX = BridgeForm(box_height_m=0.30, knee_deg=45.0)
#: Slow drift of a free leg that is held still, and one pedal stroke.
DRIFT_DEG, PEDAL_S = 0.8, 1.7


@dataclass(frozen=True)
class PullOverStyle:
    """How this athlete does the exercise; angles in degrees, lengths in trunk lengths.

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
    exercise: str | None = KEY
    load_kg: float = 4.0
    drift_seed: int = 1

    load_hand: LoadHand = field(default="both", init=False)

    @property
    def side(self) -> Side:
        """The leg on the box."""
        return self.form.side

    @property
    def timeline(self) -> Timeline:
        """The arms' repetitions on the clip's clock."""
        before_s = self.lying_before_s + self.lifting_s + self.settled_s
        return Timeline.from_plan(self.plan, before_s)

    @property
    def duration_s(self) -> float:
        """How long the set lasts."""
        return self.timeline.duration_s

    def build(self, body: Body) -> PullOver:
        """The motion of this body in this style."""
        return PullOver(body, self)


class PullOver:
    """A body that holds a bridge and moves a bar over chest and head."""

    def __init__(self, body: Body, style: PullOverStyle) -> None:
        """Lay the body down with its foot on the box."""
        self.body, self.style = body, style
        self.supine = SupineBody(body, style.form)
        self._timeline = style.timeline
        phases = np.random.default_rng(style.drift_seed).uniform(0, 6.28, 2)
        self._phases = (float(phases[0]), float(phases[1]))

    @property
    def place(self) -> Place:
        """A mat under the back."""
        return lying_place()

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        style = self.style
        depth = float(self._timeline.depth_at(np.array(time_s)))
        elevation_deg = self._elevation_deg(time_s, depth)
        free_deg = style.form.free_hip_deg + self._free_leg_deg(time_s)
        puppet = self.supine.posed_legs(
            elevation_deg,
            self.supine.planted_for(style.side),
            free_deg,
            style.roll_deg * depth,
        )
        arm_deg = style.arm_start_deg
        arm_deg += depth * (style.reach_deg - style.arm_start_deg)
        elbow_deg = style.elbow_start_deg
        elbow_deg += depth * (style.elbow_reach_deg - style.elbow_start_deg)
        arms_with_bar(puppet, along_body(elevation_deg), arm_deg, elbow_deg)
        return puppet.pose()

    def framing(self) -> list[Posed]:
        """Poses over the whole set."""
        return poses_over(self, self.style.duration_s)

    def props(self) -> list[Prop]:
        """The box, unless the foot is on the floor, and the bar."""
        height_m = self.style.form.box_height_m
        boxes = box(self.supine.ankle_m[0], height_m) if height_m > 0 else []
        return boxes + bar(self.body, self.style.load_kg)

    def truth(self) -> dict[str, Any]:
        """The set and its repetitions."""
        rows = repetitions_truth(self._timeline, lambda depth: {})
        timed = self._timeline.repetitions
        for row in (*rows["reps"], *rows["attempts"]):
            own = next(t for t in timed if round(t.start_s, 6) == row["start_s"])
            row.update(self._measured(own.start_s, own.bottom_s, own.end_s))
        hold_s = self.style.lying_before_s + self.style.lifting_s
        return {
            "set": {**set_truth(self.supine), "hips_up_s": round(hold_s, 6)},
            **rows,
            "holds": [],
            "bouts": [],
        }

    def _elevation_deg(self, time_s: float, depth: float) -> float:
        """Trunk elevation: lifted once, then held as the style has it."""
        style, supine = self.style, self.supine
        if not style.lifts_hips:
            return supine.elevation_deg(supine.floor_deficit_deg)
        since_s = time_s - style.lying_before_s
        up = _eased(since_s / style.lifting_s)
        begins_s = self._timeline.repetitions[0].start_s
        way = (time_s - begins_s) / (style.duration_s - begins_s)
        top_deg = style.form.top_deficit_deg + style.bridging_deg * depth
        top_deg += style.drift_deg * float(np.clip(way, 0.0, 1.0))
        deficit_deg = (1 - up) * supine.floor_deficit_deg + up * top_deg
        elevation_deg = supine.elevation_deg(deficit_deg)
        sine = np.sin(np.radians(elevation_deg)) - style.hip_dip * depth
        return float(np.degrees(np.arcsin(sine)))

    def _free_leg_deg(self, time_s: float) -> float:
        first, second = self._phases
        waves = np.sin(1.5 * time_s + first) + np.sin(2.3 * time_s + second)
        stroke = np.sin(2 * np.pi * time_s / PEDAL_S)
        return DRIFT_DEG * float(waves) / 2 + self.style.pedal_deg * float(stroke)

    def _measured(
        self, start_s: float, bottom_s: float, end_s: float
    ) -> dict[str, Any]:
        """What is true of one repetition; see `BridgePath`."""
        style, leg = self.style, self.style.side
        times_s = np.append(np.linspace(start_s, end_s, SAMPLES), bottom_s)
        poses = [self.pose_at(float(t)) for t in times_s]
        path = BridgePath.of(self.body, poses, leg)
        arm_deg, rolls_deg = path.arm_deg(), path.pelvis_roll_deg()
        free_deg = spread(path.hip_deg(path.other)) if style.form.legs == 1 else None
        deficit_deg = float(np.median(path.deficit_deg()))
        return {
            "reach_deg": round(float(arm_deg.max()), 3),
            "arm_start_deg": round(float(arm_deg[0]), 3),
            "elbow_deg": round(float(path.elbow_deg().min()), 3),
            "extension_deficit_deg": round(deficit_deg, 3),
            "hip_deg": round(float(np.median(path.hip_deg(leg))), 3),
            "knee_flexion_deg": round(float(np.median(path.knee_flexion_deg())), 3),
            "hip_drop_with_arms": round(spread(path.height()), 4),
            "free_leg_range_deg": None if free_deg is None else round(free_deg, 3),
            "pelvis_roll_change_deg": round(float(np.ptp(rolls_deg)), 3),
        }


def _eased(share: float) -> float:
    return float(progress(np.array(share), "minimum_jerk"))
