"""Bird dog with one leg pushing into the wall behind.

`out` says how far the working leg is on its way: 0 with the knee on the mat, 1 with the
sole on the wall. Between the two it follows a minimum-jerk profile, so that the foot's
arrival and its leaving are exact; while it is 1 the foot does not move at all.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from studio.body import Body
from studio.limbs import Side, other, outward
from studio.motion import Motion, Style, Sway
from studio.motions.figure import Figure, Foot, strike
from studio.motions.quadruped import (
    LYING_FOOT_DEG,
    WALL_FOOT_DEG,
    leg_out_m,
    on_all_fours,
    pressing_hand,
    reaching_hand,
    sole_depth_m,
    thumbs_out,
    trunk_joints_m,
)
from studio.paths import BodyPath, angles_deg
from studio.profiles import ease
from studio.props import Place
from studio.skeleton import UP, Array, Posed, unit
from studio.timeline import Hold, Phase, Timeline

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
#: Samples a second for the truth, the band of unsteadiness, hertz (rationale.md 6.5),
#: and the first seconds of a hold that a drop is measured from.
SAMPLES_HZ = 50.0
BAND_HZ = (0.3, 3.0)
BASELINE_S = 2.0
#: Look ahead of the hands: the neck's bend, minus is up.
NOD_DEG = -10.0


class BirdDog(Motion):
    """Poses a body at any time of its holds; the knees are on the mat at x = 0."""

    def __init__(self, body: Body, style: "BirdDogStyle") -> None:
        """Find the places of knees, hands and the foot on the wall."""
        super().__init__(body, style)
        self._timeline = style.timeline
        self._sway = Sway(style.sway_seed, (0.23, 0.37, 0.19, 0.31), style.sway_m)
        self._base = on_all_fours(
            body, style.trunk_up_deg, style.hands_ahead_deg, style.resting_foot_deg
        )
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

    def truth(self) -> dict[str, Any]:
        """The holds, if they are any."""
        held = self._timeline.phases if self.style.is_exercise else ()
        return {**super().truth(), "holds": [self._hold(phase) for phase in held]}

    def figure_at(self, time_s: float) -> Figure:
        """Hips, trunk, feet and hands at a time."""
        out = self._timeline.level_at(time_s)
        work = self._timeline.latest(time_s).plan.side or self.style.leg
        support = other(work)
        sink = self._sink_at(time_s, out)
        trunk_deg = self._trunk_deg(work, sink)
        joints_m = trunk_joints_m(self.body, *trunk_deg)
        aside_m = joints_m[f"{support} hip"]
        support_m = self._support_hip(support, time_s, sink, float(aside_m[2]))
        middle_m = support_m - aside_m
        kneeling = Foot(
            self._base.ankles_m[support],
            self.style.resting_foot_deg,
            unit(self._base.knees_m[support] - support_m),
            0.0,
        )
        lift = out if self.style.arm == "reaching" else 0.0
        shoulder_m = middle_m + joints_m[f"{support} shoulder"]
        reaching = reaching_hand(
            self.body, support, self._base.wrists_m[support], shoulder_m, lift
        )
        return Figure(
            middle_m,
            {work: self._working_foot(work, time_s, out), support: kneeling},
            {work: pressing_hand(work, self._base.wrists_m[work]), support: reaching},
            *trunk_deg,
            nod_deg=NOD_DEG,
        )

    def _hold(self, phase: Phase) -> dict[str, Any]:
        """A hold as the truth file states it."""
        start_s, end_s = phase.there_s, phase.return_s
        fails_s = self.style.form_fails_s
        form_end_s = end_s if fails_s is None else start_s + fails_s
        leg = phase.plan.side or self.style.leg
        return {
            "side": leg,
            "start_s": round(start_s, 6),
            "end_s": round(end_s, 6),
            "duration_s": round(end_s - start_s, 6),
            "form_end_s": round(form_end_s, 6),
            **self._measured(leg, start_s, end_s),
            "arm": self.style.arm,
        }

    def _measured(self, leg: Side, start_s: float, end_s: float) -> dict[str, float]:
        """Angles (degrees) and distances (trunk lengths) over one hold."""
        count = max(int((end_s - start_s) * SAMPLES_HZ), 3)
        times_s = np.linspace(start_s, end_s, count)
        path = BodyPath.of(self.body, self.poses_at(times_s), leg)
        hips_m, trunk, thigh = path.middle("hip"), path.trunk, path.thigh(leg)
        level_deg = np.degrees(np.arctan2(trunk[:, 2], trunk[:, 0]))
        thigh_deg = np.degrees(np.arctan2(thigh[:, 2], -thigh[:, 0]))
        early = times_s <= start_s + BASELINE_S
        ankle_m = path.at(leg, "ankle")
        anchor_m = np.median(ankle_m[early], axis=0)
        foot_m = np.linalg.norm(ankle_m - anchor_m, axis=1)
        drop_m = np.median(hips_m[early, 2]) - hips_m[:, 2]
        sway_m = _band_rms(hips_m[:, [0, 2]], count / (end_s - start_s))
        arm = path.along(leg, "shoulder", "wrist")
        numbers = {
            "trunk_level_deg": np.median(np.abs(level_deg)),
            "hip_sink": max(drop_m.max(), 0.0) / self.trunk_m,
            "thigh_above_trunk_deg": np.median(thigh_deg + level_deg),
            "hip_deg": np.median(path.hip_deg(leg)),
            "foot_path": foot_m.max() / self.trunk_m,
            "arm_from_vertical_deg": np.median(angles_deg(arm, -UP)),
            "thigh_from_vertical_deg": np.median(
                angles_deg(path.thigh(path.other), -UP)
            ),
            "sway": sway_m / self.trunk_m,
            "knee_flexion_deg": np.median(path.knee_flexion_deg()),
        }
        return {name: round(float(value), 4) for name, value in numbers.items()}

    def _held_s(self, time_s: float) -> float:
        """Seconds the latest hold has lasted; stays at its length once it is over."""
        hold = self._timeline.latest(time_s)
        return min(max(time_s - hold.there_s, 0.0), hold.return_s - hold.there_s)

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
        hip_m = knee_m + self.thigh_m * UP
        return leg_out_m(self.body, hip_m, down_deg, knee_deg)

    def _working_foot(self, side: Side, time_s: float, out: float) -> Foot:
        hip_m = self._base.knees_m[side] + self.thigh_m * UP
        knee_m, ankle_m = self._nominal_leg(side, out)
        slid_s = max(self._held_s(time_s) - self.style.sink_after_s, 0.0)
        slide_m = self.style.slide_per_s * slid_s * out * self.trunk_m
        # The toes turn down once they are clear of the floor and before the wall.
        turn = ease((out - TURNS_AT[0]) / (TURNS_AT[1] - TURNS_AT[0]))
        rest_deg = self.style.resting_foot_deg
        foot_deg = rest_deg + turn * (WALL_FOOT_DEG - rest_deg)
        towards = unit(knee_m - (hip_m + ankle_m) / 2)
        return Foot(ankle_m - slide_m * UP, foot_deg, towards, 0.0)

    def _sink_at(self, time_s: float, out: float) -> float:
        """How far the hips have sunk, trunk lengths; they rise again with the leg."""
        sunk_s = self._held_s(time_s) - self.style.sink_after_s
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
        style, out = self.style, self._timeline.level_at(time_s)
        ahead_m, aside_m = self._sway.at(time_s)
        if style.tremor:
            beat = np.sin(2 * np.pi * TREMOR_HZ * self._held_s(time_s))
            ahead_m += style.tremor * self.trunk_m * beat * out
        # The pelvis lists while tired hips sink; the rest of the drop takes them over
        # the supporting knee to its outside.
        down_m = max(sink * self.trunk_m - listed_m, 0.0)
        squared = self.thigh_m**2 - (self.thigh_m - down_m) ** 2
        aside_m += outward(support) * np.sqrt((SHIFT_M * out) ** 2 + squared)
        height_m = np.sqrt(self.thigh_m**2 - ahead_m**2 - aside_m**2)
        return self._base.knees_m[support] + np.array([ahead_m, aside_m, height_m])


def _band_rms(path_m: Array, rate_hz: float) -> float:
    """RMS of a path (T, 2) within the band, after its straight-line drift."""
    steps = np.arange(len(path_m))
    drift = np.polynomial.polynomial.polyfit(steps, path_m, 1)
    rest_m = path_m - np.polynomial.polynomial.polyval(steps, drift).T
    spectrum = np.fft.rfft(rest_m, axis=0)
    hertz = np.fft.rfftfreq(len(path_m), 1.0 / rate_hz)
    spectrum[(hertz < BAND_HZ[0]) | (hertz > BAND_HZ[1])] = 0.0
    filtered_m = np.fft.irfft(spectrum, n=len(path_m), axis=0)
    return float(np.sqrt((filtered_m**2).sum(axis=1).mean()))


@dataclass(frozen=True)
class BirdDogStyle(Style):
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

    motion = BirdDog

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
    def timeline(self) -> Timeline:
        """How far a leg is out: 0 on the mat, exactly 1 on the wall."""
        return Timeline.of(self.holds, self.before_s)
