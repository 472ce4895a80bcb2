"""How much a film looks like the deadlift."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from exercises.engine.reps import moving_ranges
from exercises.engine.scene import Scene
from exercises.exercise import (
    MatchScore,
    linear_step,
)
from exercises.standing.legs import find_standing_leg
from exercises.standing.posture import StandingSignals, standing_signals_of
from exercises.standing.sets import standing_sets
from exercises.standing.stance import one_leg_likeness
from vision import landmarks
from vision.geometry import midpoint, usual_range

SWAY_DEG: Final = 10.0
"""Changes of lean below this are standing, not lowering (our choice)."""
FEWEST_FRAMES: Final = 12
"""Fewer frames with a body than this hold no rep at any frame rate."""
LYING_SHARE: Final = 0.25
"""Who lies on the back for this share of the film does no deadlift (our choice)."""


def likeness(scene: Scene) -> MatchScore:
    """How much a film shows hinges on one leg.

    Every set counts by how much the trunk moves in it: one hinge that looks right among
    many that don't makes no deadlift.
    """
    if scene.supine.mean() > LYING_SHARE:
        return MatchScore(confidence=0.0, looks_like="lying on the back")
    sets: list[tuple[float, MatchScore]] = []
    for part in standing_sets(scene):
        if scene.raw.seen[part].sum() < FEWEST_FRAMES:
            continue
        posture = standing_signals_of(scene.part(part))
        movements = moving_ranges(
            posture.time_s, posture.lean_raw_deg, least_range=SWAY_DEG
        )
        way = sum(way for _, _, way in movements)
        sets.append((way, _likeness_of_set(posture, movements)))
    total = sum(way for way, _ in sets)
    if not sets or total <= 0:
        return MatchScore(confidence=0.0, looks_like="no hinge")
    confidence = sum(way * one.confidence for way, one in sets) / total
    least = min((one for way, one in sets if way > 0), key=lambda one: one.confidence)
    return replace(least, confidence=confidence)


def _likeness_of_set(
    posture: StandingSignals, movements: Sequence[tuple[float, float, float]]
) -> MatchScore:
    """Upright, folding at the hip again and again, on one foot that stays in place."""
    if posture.upright.mean() < 0.03:
        return MatchScore(confidence=0.0, looks_like="lying or kneeling")
    deepest = max((way for _, _, way in movements), default=0.0)
    if not movements:
        return MatchScore(confidence=0.0, looks_like="no hinge")
    moving = np.zeros(len(posture.time_s), dtype=bool)
    for start_s, end_s, _ in movements:
        moving |= (posture.time_s >= start_s) & (posture.time_s <= end_s)
    leg = find_standing_leg(posture.track.points_px, posture.upright)
    hips = midpoint(posture.track.points_px, landmarks.HIPS)[moving]
    travel = float(np.nanpercentile(np.abs(hips[:, 0] - np.nanmedian(hips[:, 0])), 90))
    foot_x = leg.ankle_px[moving, 0] / leg.leg_px
    return MatchScore.of(
        {
            "a small movement of the trunk": linear_step(deepest, 20.0, 45.0),
            "an exercise on both legs": one_leg_likeness(posture, leg, moving),
            "walking or travelling": linear_step(travel / leg.leg_px, 0.6, 0.3),
            "steps": linear_step(float(np.nanstd(foot_x)), 0.5, 0.2),
            "a moving camera": linear_step(_foot_way(posture, leg.leg_px), 0.6, 0.3),
        }
    )


def _foot_way(posture: StandingSignals, leg_px: float) -> float:
    """How far the lower ankle moves about while upright, in leg lengths."""
    ankles = posture.track.points_px[:, (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE)]
    lower = np.argmax(np.nan_to_num(ankles[:, :, 1], nan=-1.0), axis=1)
    x = ankles[np.arange(len(ankles)), lower, 0]
    return usual_range(x[posture.upright]) / leg_px
