"""Bird dog with one leg pushing into the wall behind.

`out` says how far the working leg is on its way: 0 with the knee on the mat, 1 with the
sole on the wall. Between the two it follows a minimum-jerk profile, so that the foot's
arrival and its leaving are exact; while it is 1 the foot does not move at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.limbs import Side, leg_lengths_m, outward, trunk_chord_m
from studio.motion import poses_over
from studio.motions.bird_dog_measures import measure_hold
from studio.motions.bird_dog_plan import Hold, HoldClock, TimedHold
from studio.motions.bird_dog_reach import reaching_hand
from studio.motions.figure import Figure, Foot, strike
from studio.motions.quadruped import (
    LYING_FOOT_DEG,
    WALL_FOOT_DEG,
    leg_out_m,
    on_all_fours,
    pressing_hand,
    sole_depth_m,
    thumbs_out,
    trunk_joints_m,
)
from studio.profiles import progress
from studio.props import Place, Prop
from studio.skeleton import UP, Posed, unit

Array = NDArray[np.float64]

KEY = "bird_dog_wall_push"

#: Frequency of a tremor, hertz, and how far the shoulders follow sinking hips.
TREMOR_HZ = 2.0
SHOULDERS_FOLLOW = 0.1
#: Pelvis list and turn while the hips sink, degrees per trunk length.
LIST_DEG = 90.0
TURN_DEG = 90.0
#: Hips move over the supporting knee when the other one leaves the mat, metres.
SHIFT_M = 0.018
#: The mat: from the wall, its length and half its width, metres.
MAT_M = (0.06, 1.80, 0.34)
#: From where to where on the way out the foot turns from lying to its wall's pitch.
TURNS_AT = (0.10, 0.70)
#: How much more the knee bends half way out per degree of a thigh above the level.
DETOUR = 2.0
#: Look ahead of the hands: the neck's bend, minus is up.
NOD_DEG = -10.0


@dataclass(frozen=True)
class BirdDogStyle:
    """How this athlete does the exercise. Angles in degrees, `sink` etc. in trunks.

    Defaults are a good hold: back nearly level, leg in line with it, hands under the
    shoulders.
    """

    leg: Side = "left"  # the pushing leg
    holds: tuple[Hold, ...] = (Hold(),)
    before_s: float = 0.8
    arm: Literal["both down", "reaching"] = "both down"
    trunk_up_deg: float = 3.0
    thigh_above_deg: float = 0.0
    knee_deg: float = 14.0
    hands_ahead_deg: float = 2.0
    resting_foot_deg: float = LYING_FOOT_DEG  # 180 = its back flat on the mat
    sink: float = 0.0  # how far the hips sink in each hold
    sink_after_s: float = 2.0  # from when in the hold, and how long it takes
    sink_s: float = 8.0
    slide_per_s: float = 0.0  # the foot down the wall, from `sink_after_s` on
    tremor: float = 0.0  # amplitude
    form_fails_s: float | None = None  # when in the hold form fails
    sway_m: float = 0.0022
    sway_seed: int = 1
    wall_gap_m: float = 0.0  # between the sole and the wall
    is_exercise: bool = True

    load_hand: None = None
    load_kg = 0.0

    @property
    def exercise(self) -> str | None:
        """Key of the exercise, None for a look-alike."""
        return KEY if self.is_exercise else None

    @property
    def side(self) -> Side | None:
        """The pushing leg; None if it is both in turn."""
        legs: set[Side] = {hold.side or self.leg for hold in self.holds}
        return legs.pop() if len(legs) == 1 and self.is_exercise else None

    @property
    def clock(self) -> HoldClock:
        """The holds on the clip's clock."""
        return HoldClock(self.holds, self.before_s, self.leg)

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return self.clock.duration_s

    def build(self, body: Body) -> BirdDog:
        """The motion of this body in this style."""
        return BirdDog(body, self)


class BirdDog:
    """Poses a body at any time of its holds; the knees are on the mat at x = 0."""

    def __init__(self, body: Body, style: BirdDogStyle) -> None:
        """Find the places of knees, hands and the foot on the wall."""
        self.body, self.style = body, style
        self._clock = style.clock
        self.trunk_m = float(np.linalg.norm(trunk_chord_m(body)))
        self._base = on_all_fours(
            body, style.trunk_up_deg, style.hands_ahead_deg, style.resting_foot_deg
        )
        self._thigh_m, self._shank_m = leg_lengths_m(body, "left")
        ankle_m = self._nominal_leg(style.leg, 1.0)[1]
        wall_x_m = float(ankle_m[0]) - sole_depth_m(body) - style.wall_gap_m
        from_wall_m, long_m, half_m = MAT_M
        mat_x_m = wall_x_m + style.wall_gap_m + from_wall_m
        self.place = Place(
            wall_x_m,
            wall_foot_y_m=float(ankle_m[1]),
            mat_m=(mat_x_m, mat_x_m + long_m, -half_m, half_m),
        )

    def pose_at(self, time_s: float) -> Posed:
        """The whole body at a time."""
        return thumbs_out(self.body, strike(self.body, self.figure_at(time_s)))

    def framing(self) -> list[Posed]:
        """The whole of it."""
        return poses_over(self, self.style.duration_s, 16)

    def props(self) -> list[Prop]:
        """Nothing but body, wall and mat."""
        return []

    def truth(self) -> dict[str, Any]:
        """Everything the truth file says about the motion."""
        numbers = {
            "trunk_m": round(self.trunk_m, 4),
            "leg_m": round(self._thigh_m + self._shank_m, 4),
        }
        held = self._clock.timed if self.style.is_exercise else ()
        return {
            "set": numbers,
            "reps": [],
            "attempts": [],
            "holds": [self._hold_truth(timed) for timed in held],
            "bouts": [],
        }

    def figure_at(self, time_s: float) -> Figure:
        """Hips, trunk, feet and hands at a time."""
        out = self._clock.out_at(time_s)
        work = self._clock.latest(time_s).side
        support: Side = "right" if work == "left" else "left"
        sink = self._sink_at(time_s, out)
        lean_deg, turn_deg, roll_deg = self._trunk_deg(work, sink)
        joints_m = trunk_joints_m(self.body, lean_deg, turn_deg, roll_deg)
        aside_m = joints_m[f"{support} hip"]
        support_m = self._support_hip(support, time_s, sink, float(aside_m[2]))
        middle_m = support_m - aside_m
        feet = {
            work: self._working_foot(work, time_s, out),
            support: Foot(
                _triple(self._base.ankles_m[support]),
                self.style.resting_foot_deg,
                _triple(unit(self._base.knees_m[support] - support_m)),
                0.0,
            ),
        }
        lift = out if self.style.arm == "reaching" else 0.0
        shoulder_m = middle_m + joints_m[f"{support} shoulder"]
        arms = {
            work: pressing_hand(work, self._base.wrists_m[work]),
            support: reaching_hand(
                self.body, support, self._base.wrists_m[support], shoulder_m, lift
            ),
        }
        return Figure(
            _triple(middle_m),
            feet["left"],
            feet["right"],
            arms["left"],
            arms["right"],
            lean_deg,
            turn_deg,
            roll_deg,
            NOD_DEG,
        )

    def _hold_truth(self, timed: TimedHold) -> dict[str, Any]:
        fails_s = self.style.form_fails_s
        form_end_s = timed.end_s if fails_s is None else timed.start_s + fails_s
        return {
            "side": timed.side,
            "start_s": round(timed.start_s, 6),
            "end_s": round(timed.end_s, 6),
            "duration_s": round(timed.end_s - timed.start_s, 6),
            "form_end_s": round(form_end_s, 6),
            **measure_hold(self, timed, self.trunk_m),
            "arm": self.style.arm,
        }

    def _nominal_leg(self, side: Side, out: float) -> tuple[Array, Array]:
        """Knee and ankle (3,) of the working leg when nothing sways."""
        knee_m = self._base.knees_m[side]
        end_deg = self.style.trunk_up_deg - self.style.thigh_above_deg
        rise_m = self._base.ankles_m[side] - knee_m
        start_deg = 90.0 + float(np.degrees(np.arctan2(rise_m[2], -rise_m[0])))
        down_deg = 90.0 + out * (end_deg - 90.0)
        knee_deg = start_deg + out * (self.style.knee_deg - start_deg)
        # Bent more on the way, a foot that ends high keeps clear of the wall.
        detour_deg = 0.5 * self.style.knee_deg + DETOUR * max(-end_deg, 0.0)
        knee_deg += detour_deg * 4.0 * out * (1.0 - out)
        hip_m = knee_m + self._thigh_m * UP
        return leg_out_m(self.body, hip_m, down_deg, knee_deg)

    def _working_foot(self, side: Side, time_s: float, out: float) -> Foot:
        hip_m = self._base.knees_m[side] + self._thigh_m * UP
        knee_m, ankle_m = self._nominal_leg(side, out)
        slid_s = max(self._clock.held_s(time_s) - self.style.sink_after_s, 0.0)
        slide_m = self.style.slide_per_s * slid_s * out * self.trunk_m
        # The toes turn down once they are clear of the floor and before the wall.
        turn = float(
            progress(
                np.array((out - TURNS_AT[0]) / (TURNS_AT[1] - TURNS_AT[0])),
                "minimum_jerk",
            )
        )
        rest_deg = self.style.resting_foot_deg
        foot_deg = rest_deg + turn * (WALL_FOOT_DEG - rest_deg)
        towards = unit(knee_m - (hip_m + ankle_m) / 2)
        return Foot(_triple(ankle_m - slide_m * UP), foot_deg, _triple(towards), 0.0)

    def _sink_at(self, time_s: float, out: float) -> float:
        """How far the hips have sunk, trunk lengths; they rise again with the leg."""
        sunk_s = self._clock.held_s(time_s) - self.style.sink_after_s
        return self.style.sink * float(np.clip(sunk_s / self.style.sink_s, 0, 1)) * out

    def _trunk_deg(self, work: Side, sink: float) -> tuple[float, float, float]:
        """Lean, turn and roll of the trunk; sinking hips leave the shoulders behind."""
        drop_deg = float(np.degrees(np.arcsin(sink * (1.0 - SHOULDERS_FOLLOW))))
        away = outward(work)
        return (
            self._base.lean_deg - drop_deg,
            away * TURN_DEG * sink,
            away * LIST_DEG * sink,
        )

    def _support_hip(
        self, support: Side, time_s: float, sink: float, listed_m: float
    ) -> Array:
        """(3,) hip above the knee on the mat; that knee never moves.

        Args:
            support: the leg that kneels.
            time_s: for sway and tremor.
            sink: of the middle of the hips, trunk lengths.
            listed_m: how far this hip is above that middle.
        """
        style, out = self.style, self._clock.out_at(time_s)
        phases = np.random.default_rng(style.sway_seed).uniform(0, 6.28, 4)
        beats = 2 * np.pi * np.array([0.23, 0.37, 0.19, 0.31]) * time_s + phases
        waves_m = style.sway_m * np.sin(beats)
        ahead_m, aside_m = waves_m[:2].sum() / 2, waves_m[2:].sum() / 2
        if style.tremor:
            beat = np.sin(2 * np.pi * TREMOR_HZ * self._clock.held_s(time_s))
            ahead_m += style.tremor * self.trunk_m * beat * out
        # The pelvis lists while tired hips sink; the rest of the drop takes them over
        # the supporting knee to its outside.
        down_m = max(sink * self.trunk_m - listed_m, 0.0)
        squared = self._thigh_m**2 - (self._thigh_m - down_m) ** 2
        aside_m += outward(support) * np.sqrt((SHIFT_M * out) ** 2 + squared)
        height_m = np.sqrt(self._thigh_m**2 - ahead_m**2 - aside_m**2)
        return self._base.knees_m[support] + np.array([ahead_m, aside_m, height_m])


def _triple(vector: Array) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in vector)
    return x, y, z
