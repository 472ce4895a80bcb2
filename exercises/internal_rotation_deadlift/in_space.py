"""What a hinge shows in space, from wherever it is filmed.

Angles between bones as `vision.space` tells them, each with the spread of its error,
so that what can be judged follows from how sure it is and not from the camera's angle.
`vision.space.angles` defines them. What lies across the foot is measured level and
square to its direction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.pairing import Cycle
from exercises.exercise import Exercise
from exercises.internal_rotation_deadlift.front_view import OWN_HAND
from exercises.internal_rotation_deadlift.moments import (
    bottom_of,
    straightest_deg,
    top_of,
)
from exercises.internal_rotation_deadlift.signals import HingeSignals, lower_wrist_px
from exercises.scoring.bands import INTERVAL_80, Band, not_assessed
from exercises.standing.posture import StandingSignals
from exercises.units import Measure, Side
from vision.geometry import Floats, median_where
from vision.space.angles import heading_deg
from vision.space.bones import Bones, bones_of

IN_SPACE: Final = (
    "lean_deg", "stance_knee_deg", "weight_offset", "hand_target",
    "internal_rotation_deg", "knee_offset",
)  # fmt: skip
"""Measures that are signals at the bottom."""
WIDEST_DEG: Final = 20.0
"""Half the 80 % interval of an angle that is only shown, at most (our choice: more is
the difference between a hinge and none)."""
PEOPLE_SD_DEG: Final = 5.0
"""What the model's own spread may leave out of people's trunks, hips and feet (our
choice: nobody has measured those, and two cameras that agree may err alike). For knees,
which were measured, its own holds (docs/space.md)."""
PEOPLE_SD_SHANKS: Final = 0.05
"""The same of a place, in shank lengths (our choice: that of an angle over a leg)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """A signal in space.

    Attributes:
        value: (T,) NaN where nobody was seen.
        sd: (T,) one standard deviation; it does not average out over frames.
    """

    value: Floats
    sd: Floats

    def between(self, when: NDArray[np.bool_]) -> tuple[float, float]:
        """Return the median over some frames and half its 80 % interval."""
        return median_where(self.value, when), INTERVAL_80 * median_where(self.sd, when)


Readings = Mapping[str, Reading]


def space_measures(
    posture: StandingSignals,
    hinge: HingeSignals,
    cycle: Cycle,
    exercise: Exercise,
    factor: float,
    *,
    instead: Mapping[str, Measure],
) -> dict[str, Measure]:
    """Return what the bones in space tell of a rep, where the picture alone cannot.

    Args:
        posture: The repaired track.
        hinge: The standing leg.
        cycle: The rep.
        exercise: With its limits.
        factor: By which the film's errors grow.
        instead: What is said of a measure that is not sure enough here.
    """
    bottom = bottom_of(posture, cycle)
    if not hinge.leg.side or not bottom.any():
        return {}
    hand: Side = ("left", "right")[lower_wrist_px(posture, bottom)[1]]
    space = hinge_in_space(posture, hinge.leg.side, hand)
    at_s = float(np.median(posture.time_s[bottom]))
    readings = {
        key: (*space[key].between(bottom), at_s) for key in IN_SPACE
    } | _against_top(posture, cycle, space, at_s)
    measures = {}
    for key, (value, error, when) in readings.items():
        # Nobody has measured people who do this in space: at most it is asked about.
        rule = replace(exercise.rules[key], possible_only=True)
        band = exercise.bands.get(key)
        if key == "hand_target" and hand == hinge.leg.side:
            measures[key] = not_assessed(rule, OWN_HAND)
        elif factor * error <= (WIDEST_DEG if band is None else band_width(band) / 2):
            measures[key] = rule.judge(band, value, factor * error, at_s=when)
        else:
            measures[key] = instead[key]
    return measures


def _against_top(
    posture: StandingSignals, cycle: Cycle, space: Readings, at_s: float
) -> dict[str, tuple[float, float, float]]:
    """Return what is read between the bottom and the top before or after it."""
    bottom = bottom_of(posture, cycle)
    before = top_of(posture, cycle.lowering.on_s, before=True)
    after = top_of(posture, cycle.lifting.off_s, before=False)
    hip, knee = space["hip_flexion_deg"], space["stance_knee_deg"]
    flexion, hip_error = hip.between(bottom)
    bent, knee_error = knee.between(bottom)
    hip_way = flexion - straightest_deg(hip.value, before)
    knee_way = max(bent - straightest_deg(knee.value, before), 0.0)
    share = hip_way / (hip_way + knee_way)
    share_error = max(hip_error, knee_error) * float(np.hypot(share, 1 - share))
    rise = space["free_hip_rise_deg"]
    risen, rise_error = rise.between(bottom)
    top = straightest_deg(hip.value, after), hip.between(after)[1]
    return {
        "hinge_deg": (180.0 - flexion, hip_error, at_s),
        "hinge_share": (share, share_error / (hip_way + knee_way), at_s),
        "top_flexion_deg": (*top, cycle.lifting.off_s),
        "free_hip_rise_deg": (risen - rise.between(before)[0], rise_error, at_s),
    }


def hinge_in_space(posture: StandingSignals, side: Side, hand: Side) -> Readings:
    """Return what is measured in space, by the key of its measure.

    Args:
        posture: The repaired track of one set.
        side: The standing leg.
        hand: The hand with the weight.
    """
    bones, upright = bones_of(posture.track), posture.upright
    pelvis = bones.direction("pelvis")
    right = pelvis if side == "left" else -pelvis  # from the standing to the free hip
    return {
        "lean_deg": _angle(bones, "lean", PEOPLE_SD_DEG),
        "hip_flexion_deg": _angle(bones, f"{side}_hip", PEOPLE_SD_DEG),
        "stance_knee_deg": _angle(bones, f"{side}_knee"),
        "internal_rotation_deg": _angle(bones, f"{side}_turn", PEOPLE_SD_DEG),
        "free_hip_rise_deg": Reading(
            value=np.degrees(np.arcsin(np.clip(-right[:, 1], -1.0, 1.0))),
            sd=np.hypot(bones.direction_sd_deg("pelvis"), PEOPLE_SD_DEG),
        ),
        **_places(bones, side, hand, upright),
    }


def _angle(bones: Bones, name: str, more_sd_deg: float = 0.0) -> Reading:
    return Reading(
        value=bones.angle_deg(name),
        sd=np.hypot(bones.angle_sd_deg(name), more_sd_deg),
    )


def _middle_heading_deg(direction: Floats, when: NDArray[np.bool_]) -> float:
    """The heading of the mean of level directions over some frames."""
    seen = direction[when & np.isfinite(direction[:, 0])]
    if not len(seen):
        return float("nan")
    return float(heading_deg(np.median(seen, axis=0)))


def _places(
    bones: Bones, side: Side, hand_side: Side, upright: NDArray[np.bool_]
) -> dict[str, Reading]:
    """What lies beside or ahead of the standing foot."""
    foot_deg = np.radians(_middle_heading_deg(bones.direction(f"{side}_foot"), upright))
    ahead = np.array([np.sin(foot_deg), 0.0, np.cos(foot_deg)])
    to_the_right = np.array([np.cos(foot_deg), 0.0, -np.sin(foot_deg)])
    outside = -to_the_right if side == "left" else to_the_right
    hip, knee, ankle, toe = (
        bones.place(f"{side}_{name}") for name in ("hip", "knee", "ankle", "foot_index")
    )
    hand = bones.place(f"{hand_side}_wrist")
    shank = np.linalg.norm(knee - ankle, axis=1)
    trunk = np.linalg.norm(
        (bones.place("left_shoulder") + bones.place("right_shoulder")) / 2, axis=1
    )
    laces = (ankle + toe) / 2
    share = np.clip(
        (hand[:, 1] - knee[:, 1]) / np.where(ankle[:, 1] > knee[:, 1],
                                             ankle[:, 1] - knee[:, 1], np.nan), 0, 1
    )  # fmt: skip
    beside = knee + share[:, None] * (ankle - knee)
    down = (knee[:, 1] - hip[:, 1]) / (ankle[:, 1] - hip[:, 1])
    line = hip + down[:, None] * (ankle - hip)
    hand_sd = bones.place_sd(f"{hand_side}_wrist", f"{side}_ankle")
    knee_sd = bones.place_sd(f"{side}_knee")
    return {
        "hand_target": _place((hand - laces) @ outside / shank, hand_sd / shank),
        "knee_offset": _place((knee - line) @ -outside / shank, knee_sd / shank),
        "weight_offset": _place(
            np.abs((hand - beside) @ ahead) / trunk, hand_sd / trunk
        ),
    }


def _place(value: Floats, sd: Floats) -> Reading:
    return Reading(value=value, sd=np.hypot(sd, PEOPLE_SD_SHANKS))


def band_width(band: Band) -> float:
    """Return between which readings a verdict lies: amber to amber, or green to red."""
    if np.isfinite(band.amber).all():
        return band.amber[1] - band.amber[0]
    if np.isfinite(band.red[1]):
        return band.red[1] - band.green[1]
    return band.green[0] - band.red[0]
