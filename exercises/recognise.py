"""Which exercise is it, if any?

Each exercise is described by a few conditions with a scale; how far the least
satisfied one lies on its right side is the confidence. Below the bar the answer is
"none of these", and the user is asked.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from exercises.internal_rotation_deadlift import KEY as DEADLIFT_KEY
from exercises.internal_rotation_deadlift import SWAY_DEG
from exercises.legs import find_standing_leg
from exercises.posture import Posture
from exercises.reps import moving_ranges
from vision import landmarks
from vision.geometry import midpoint

LEAST_CONFIDENCE: Final = 0.35
"""Below this the user is asked instead of guessed for (exercises.md 8)."""


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """A guess at the exercise.

    Attributes:
        exercise: Its key, None for none of ours.
        confidence: 0..1 of that answer.
        looks_like: What it looks like when it is none of ours, as a sentence part.
    """

    exercise: str | None
    confidence: float
    looks_like: str = ""


def recognise(posture: Posture) -> Recognition:
    """Guess the exercise from a posture."""
    deadlift = _single_leg_hinge(posture)
    if deadlift.exercise and deadlift.confidence >= LEAST_CONFIDENCE:
        return deadlift
    return Recognition(
        exercise=None,
        confidence=1.0 - deadlift.confidence,
        looks_like=deadlift.looks_like,
    )


def _single_leg_hinge(posture: Posture) -> Recognition:
    """Upright, folding at the hip again and again, on one foot that stays in place."""
    if posture.upright.mean() < 0.03:
        return Recognition(
            exercise=None, confidence=0.0, looks_like="lying or kneeling"
        )
    movements = moving_ranges(
        posture.time_s, posture.lean_raw_deg, least_range=SWAY_DEG
    )
    deepest = max((way for _, _, way in movements), default=0.0)
    if not movements:
        return Recognition(exercise=None, confidence=0.0, looks_like="no hinge")
    moving = np.zeros(len(posture.time_s), dtype=bool)
    for start_s, end_s, _ in movements:
        moving |= (posture.time_s >= start_s) & (posture.time_s <= end_s)
    leg = find_standing_leg(posture.track.points_px, posture.upright)
    hips = midpoint(posture.track.points_px, landmarks.HIPS)[moving]
    travel = float(np.nanpercentile(np.abs(hips[:, 0] - np.nanmedian(hips[:, 0])), 90))
    apart = (leg.ankle_px - leg.other_ankle_px)[moving] / leg.leg_px
    apart = apart[np.isfinite(apart[:, 0])]
    higher = float(np.median(apart[:, 1])) if len(apart) else 0.0
    behind = float(np.median(posture.facing * apart[:, 0])) if len(apart) else 0.0
    seen = len(apart) / max(1, int(moving.sum()))
    # A near camera draws the far foot of two higher by up to 0.2 leg lengths.
    side_on = posture.view.yaw_deg < 45
    one_leg = _above(behind, 0.12, 0.30) if side_on else _above(higher, 0.18, 0.30)
    one_leg *= _above(seen, 0.2, 0.5)
    foot_x = leg.ankle_px[moving, 0] / leg.leg_px
    parts = {
        "a small movement of the trunk": _above(deepest, 20.0, 45.0),
        "an exercise on both legs": one_leg,
        "walking or travelling": _below(travel / leg.leg_px, 0.6, 0.3),
        "steps": _below(float(np.nanstd(foot_x)), 0.5, 0.2),
    }
    weakest = min(parts, key=lambda name: parts[name])
    return Recognition(
        exercise=DEADLIFT_KEY,
        confidence=parts[weakest],
        looks_like=weakest,
    )


def _above(value: float, none: float, full: float) -> float:
    return float(np.clip((value - none) / (full - none), 0.0, 1.0))


def _below(value: float, none: float, full: float) -> float:
    return float(np.clip((none - value) / (none - full), 0.0, 1.0))
