"""What a hinge shows in space, from wherever it is filmed.

Angles between bones as `vision.space` tells them, each with the spread of its own error,
so that what can be judged follows from how sure it is and not from the camera's angle.
Axes: the hip's rotation is that of the pelvis against the standing foot, seen from
above (Grood and Suntay 1983; 0 where the hips are square to the foot); inward is
positive. What lies across the foot is measured level and square to its direction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.exercise import Exercise
from exercises.internal_rotation_deadlift.signals import HingeSignals
from exercises.reasons import Reason
from exercises.scoring.bands import INTERVAL_80, Band, not_assessed
from exercises.standing.posture import StandingSignals
from exercises.units import Measure, Side
from vision.geometry import Floats, median_where
from vision.space.bones import UP, Bones, angle_deg, bones_of, heading_deg, turned_deg

PEOPLE_SD_DEG: Final = 3.0
"""What the model's own spread leaves out of an angle of people: two cameras on one
person disagree by that much more (`benchmarks.space`)."""
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


def hinge_in_space(
    posture: StandingSignals, side: Side, upright: NDArray[np.bool_]
) -> Mapping[str, Reading]:
    """Return what is measured in space, by the key of its measure.

    Args:
        posture: The repaired track of one set.
        side: The standing leg.
        upright: (T,) frames in which the trunk is upright: there a foot is seen best.
    """
    bones = bones_of(posture.track)
    free: Side = "right" if side == "left" else "left"
    trunk, pelvis = bones.direction("trunk"), bones.direction("pelvis")
    thigh, shank = bones.direction(f"{side}_thigh"), bones.direction(f"{side}_shank")
    right = pelvis if side == "left" else -pelvis  # from the standing to the free hip
    across = np.cross(trunk, thigh)
    forward = np.sign((across * pelvis).sum(axis=1))
    return {
        "lean_deg": _angle(angle_deg(trunk, UP), bones, "trunk"),
        "hip_flexion_deg": _angle(
            forward * (180.0 - angle_deg(trunk, thigh)), bones, "trunk", f"{side}_thigh"
        ),
        "stance_knee_deg": _angle(
            angle_deg(thigh, shank), bones, f"{side}_thigh", f"{side}_shank"
        ),
        "internal_rotation_deg": _rotation(bones, side, upright),
        "free_hip_rise_deg": _angle(
            np.degrees(np.arcsin(np.clip(-right[:, 1], -1.0, 1.0))), bones, "pelvis"
        ),
        **_places(bones, side, free, upright),
    }


def _angle(value: Floats, bones: Bones, *names: str) -> Reading:
    return Reading(
        value=value, sd=np.hypot(bones.direction_sd_deg(*names), PEOPLE_SD_DEG)
    )


def _rotation(bones: Bones, side: Side, upright: NDArray[np.bool_]) -> Reading:
    """How far the pelvis is turned toward the standing leg, against its foot."""
    pelvis, foot = bones.direction("pelvis"), bones.direction(f"{side}_foot")
    foot_deg = _middle_heading_deg(foot, upright)
    ahead_deg = (
        heading_deg(pelvis) - 90.0
    )  # from left to right: it faces a quarter left
    to_the_right = turned_deg(ahead_deg, foot_deg)
    level = np.hypot(pelvis[:, 0], pelvis[:, 2])
    sd = np.hypot(
        bones.direction_sd_deg("pelvis") / np.maximum(level, 0.2),
        median_where(bones.direction_sd_deg(f"{side}_foot"), upright),
    )
    return Reading(
        value=-to_the_right if side == "left" else to_the_right,
        sd=np.hypot(sd, PEOPLE_SD_DEG),
    )


def _middle_heading_deg(direction: Floats, when: NDArray[np.bool_]) -> float:
    """The heading of the mean of level directions over some frames."""
    seen = direction[when & np.isfinite(direction[:, 0])]
    if not len(seen):
        return float("nan")
    return float(heading_deg(np.median(seen, axis=0)))


def _places(
    bones: Bones, side: Side, free: Side, upright: NDArray[np.bool_]
) -> dict[str, Reading]:
    """What lies beside or ahead of the standing foot."""
    foot_deg = np.radians(_middle_heading_deg(bones.direction(f"{side}_foot"), upright))
    ahead = np.array([np.sin(foot_deg), 0.0, np.cos(foot_deg)])
    to_the_right = np.array([np.cos(foot_deg), 0.0, -np.sin(foot_deg)])
    outside = -to_the_right if side == "left" else to_the_right
    hip, knee, ankle, toe = (
        bones.place(f"{side}_{name}") for name in ("hip", "knee", "ankle", "foot_index")
    )
    hand = bones.place(f"{free}_wrist")
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
    hand_sd = bones.place_sd(f"{free}_wrist", f"{side}_ankle")
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


def judged_in_space(
    exercise: Exercise, readings: Mapping[str, tuple[float, float, float]]
) -> dict[str, Measure]:
    """Judge what is sure enough: whose interval is narrower than its band.

    Args:
        exercise: With its limits.
        readings: Key -> value, half the 80 % interval, when.
    """
    measures = {}
    for key, (value, error, at_s) in readings.items():
        rule, band = exercise.rules[key], exercise.bands.get(key)
        if band is not None and 2 * error > band_width(band):
            text = f"from here it is known to within {error:.2g} only"
            measures[key] = not_assessed(rule, Reason("view", text))
        else:
            measures[key] = rule.judge(band, value, error, at_s=at_s)
    return measures


def band_width(band: Band) -> float:
    """Return between which readings a verdict lies: amber to amber, or green to red."""
    if np.isfinite(band.amber).all():
        return band.amber[1] - band.amber[0]
    if np.isfinite(band.red[1]):
        return band.red[1] - band.green[1]
    return band.green[0] - band.red[0]


__all__ = ["HingeSignals", "Reading", "hinge_in_space", "judged_in_space"]
