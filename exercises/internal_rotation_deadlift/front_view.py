"""What the camera in front of a hinge sees: the reach, and hips that open."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.exercise import Exercise
from exercises.internal_rotation_deadlift.signals import WRISTS, HingeSignals
from exercises.reasons import NO_REASON, Reason
from exercises.scoring.bands import INTERVAL_80, Band, not_assessed
from exercises.scoring.uncertainty import HAND_TARGET_SD, SHOULDER_TILT_SD_DEG
from exercises.standing.posture import StandingSignals
from exercises.units import Measure, Side
from vision import landmarks
from vision.geometry import Floats, distance, median_where

FILM_EXACTLY_FRONT: Final = Reason("view", "film exactly from the front")
LEG_UNSURE: Final = Reason("legs", "which leg you stand on is unsure: name it")
OWN_HAND: Final = Reason(
    "position",
    "the weight hangs in the hand of the standing leg, which reaches the target by "
    "itself",
)
BOTH_HANDS: Final = 0.2
"""Wrists nearer to each other in height than this, in shank lengths, both hold the
weight."""
EXACT_FRONT_DEG: Final = {
    "hand_target": 70.0, "free_hip_rise_deg": 75.0, "knee_offset": 75.0,
}  # fmt: skip
"""Least view angle for each measure (rationale.md 9.6)."""


def front_measures(
    posture: StandingSignals,
    hinge: HingeSignals,
    exercise: Exercise,
    *,
    top: NDArray[np.bool_],
    bottom: NDArray[np.bool_],
    error_factor: float,
) -> dict[str, Measure]:
    """Return the three measures that the picture from the front gives of a rep.

    Args:
        posture: The repaired track.
        hinge: The standing leg's signals.
        exercise: The exercise with its limits.
        top: (T,) frames standing tall before the rep.
        bottom: (T,) frames at the bottom.
        error_factor: By which the film's errors grow.
    """
    side = hinge.leg.side
    at_s = float(np.median(posture.time_s[bottom])) if bottom.any() else float("nan")
    values: dict[str, tuple[float, float, Reason]] = {}
    if side is None:
        unsure = (float("nan"), float("nan"), LEG_UNSURE)
        values = dict.fromkeys(EXACT_FRONT_DEG, unsure)
    else:
        band = exercise.bands["hand_target"]
        values["hand_target"] = _hand_target(posture, hinge, side, bottom, band)
        values["free_hip_rise_deg"] = _shoulder_tilt(posture, side, top, bottom)
        values["knee_offset"] = _knee_offset(posture, hinge, side, bottom)
    measures = {}
    for key, (value, error, reason) in values.items():
        rule = exercise.rules[key]
        if posture.view.yaw_deg < EXACT_FRONT_DEG[key]:
            measures[key] = not_assessed(rule, FILM_EXACTLY_FRONT)
        elif reason:
            measures[key] = not_assessed(rule, reason)
        else:
            measures[key] = rule.judge(
                exercise.bands.get(key), value, error * error_factor, at_s=at_s
            )
    return measures


def _hand_target(
    posture: StandingSignals,
    hinge: HingeSignals,
    side: Side,
    bottom: NDArray[np.bool_],
    band: Band,
) -> tuple[float, float, Reason]:
    """How far outside the laces the hand hangs, in shank lengths; + is outside.

    The hand of the standing leg reaches the target by itself, so that reaching it says
    nothing; missing it is a miss with either hand.
    """
    points = posture.track.points_px
    shank = hinge.leg.shank_px
    wrists = np.nanmedian(points[bottom][:, WRISTS], axis=0)
    lower = int(np.argmax(wrists[:, 1]))
    both = abs(wrists[0, 1] - wrists[1, 1]) < BOTH_HANDS * shank
    hand_x = points[:, WRISTS, 0].mean(axis=1) if both else points[:, WRISTS[lower], 0]
    offset = _outside(side) * (hand_x - _laces_x(points, hinge, side)) / shank
    value = median_where(offset, bottom)
    reached = band.amber[0] <= value <= band.amber[1]
    if reached and not both and ("left", "right")[lower] == side:
        return float("nan"), float("nan"), OWN_HAND
    return value, INTERVAL_80 * HAND_TARGET_SD, NO_REASON


def _laces_x(points: Floats, hinge: HingeSignals, side: Side) -> Floats:
    """The middle of the shoe; the ankle where the foot's point looks lost."""
    ankle, toe = (points[:, landmarks.LEGS[side][i]] for i in (2, 4))
    sane = (distance(toe, ankle) < 0.6 * hinge.leg.shank_px) & (toe[:, 1] > ankle[:, 1])
    return np.asarray(np.where(sane, (ankle[:, 0] + toe[:, 0]) / 2, ankle[:, 0]))


def _shoulder_tilt(
    posture: StandingSignals,
    side: Side,
    top: NDArray[np.bool_],
    bottom: NDArray[np.bool_],
) -> tuple[float, float, Reason]:
    """How much the free side's shoulder rises from top to bottom, degrees."""
    points = posture.track.points_px
    standing, free = (
        landmarks.SHOULDERS if side == "left" else landmarks.SHOULDERS[::-1]
    )
    line = points[:, free] - points[:, standing]
    tilt = np.degrees(np.arctan2(-line[:, 1], np.abs(line[:, 0])))
    change = median_where(tilt, bottom) - median_where(tilt, top)
    return change, INTERVAL_80 * SHOULDER_TILT_SD_DEG, NO_REASON


def _knee_offset(
    posture: StandingSignals, hinge: HingeSignals, side: Side, bottom: NDArray[np.bool_]
) -> tuple[float, float, Reason]:
    """How far the knee lies inside the hip-ankle line, in shank lengths."""
    points = posture.track.points_px
    hip, knee, ankle = (points[:, landmarks.LEGS[side][i]] for i in range(3))
    share = (knee[:, 1] - hip[:, 1]) / (ankle[:, 1] - hip[:, 1])
    line_x = hip[:, 0] + share * (ankle[:, 0] - hip[:, 0])
    inside = -_outside(side) * (knee[:, 0] - line_x) / hinge.leg.shank_px
    return median_where(inside, bottom), INTERVAL_80 * 0.06, NO_REASON


def _outside(side: Side) -> float:
    """+1 where the outside of the standing leg lies to the right of the picture."""
    return 1.0 if side == "left" else -1.0
