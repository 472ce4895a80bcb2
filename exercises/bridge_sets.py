"""Passages on the back, and the reps of each leg in them."""

from dataclasses import replace
from typing import Final

import numpy as np
from scipy.ndimage import binary_dilation

from exercises.bridge import SIDES, Bridge, WorkingLeg, find_working_leg
from exercises.reps import Cycle
from exercises.scene import Scene, passages
from vision import landmarks
from vision.geometry import distance, percentile
from vision.repair import repaired

LEAST_S: Final = 2.0
"""Passages shorter than this hold no rep."""
WRONG_BONE: Final = 0.30
"""Bones off their usual length by this share are another limb's (exercises.md 4 takes a
quarter between two frames)."""
AROUND_S: Final = 0.1
"""So long before and after, the legs are on their way through each other."""
LONGEST_REST_S: Final = 8.0
"""A longer rest ends a set (exercises.md 6.1)."""


def supine_scenes(scene: Scene) -> list[Scene]:
    """Return the passages on the back that are seen from one side."""
    parts = [
        scene.part(part)
        for part in passages(scene.supine, scene.time_s, least_s=LEAST_S)
    ]
    return [_believed(part) for part in parts if not _end_on(part)]


def _believed(scene: Scene) -> Scene:
    """Take out legs whose bones have the wrong length.

    Seen from the side a lying body moves in one plane, so that its bones keep their
    length in the picture. Where the model exchanges the legs, they slide through each
    other for some tenths of a second with bones of no length at all.
    """
    raw = scene.raw
    points = raw.points_px.copy()
    for side in SIDES:
        hip, knee, ankle, heel, toe = landmarks.LEGS[side]
        wrong = np.zeros(len(raw), dtype=bool)
        for upper, lower in ((hip, knee), (knee, ankle)):
            length = distance(points[:, upper], points[:, lower])
            usual = percentile(length, 50)
            wrong |= np.abs(length - usual) > WRONG_BONE * usual
        around = binary_dilation(wrong, iterations=max(1, round(AROUND_S * scene.fps)))
        for joint in (knee, ankle, heel, toe):
            points[around, joint] = np.nan
    raw = replace(raw, points_px=points)
    return replace(scene, raw=raw, track=repaired(raw))


def _end_on(scene: Scene) -> bool:
    view = scene.view(np.ones(len(scene.time_s), dtype=bool))
    return view.name == "end-on"


def grouped(
    bridge: Bridge, cycles: list[Cycle]
) -> list[tuple[WorkingLeg, list[Cycle]]]:
    """Return the reps in sets: one leg each, no long rest within.

    Legs that alternate make sets of one.
    """
    if not cycles:
        return []
    legs = [_leg_of(bridge, cycle) for cycle in cycles]
    names = [(leg.side, leg.legs) for leg in legs]
    groups: list[list[int]] = [[0]]
    for index in range(1, len(cycles)):
        rest_s = cycles[index].start_s - cycles[index - 1].end_s
        if names[index] != names[index - 1] or rest_s > LONGEST_REST_S:
            groups.append([])
        groups[-1].append(index)
    return [(_common([legs[i] for i in group], names[group[0]]),
             [cycles[i] for i in group]) for group in groups]  # fmt: skip


def _common(legs: list[WorkingLeg], name: tuple[object, int]) -> WorkingLeg:
    agreeing = [leg for leg in legs if (leg.side, leg.legs) == name] or legs
    confidence = sum(leg.confidence for leg in agreeing) / len(legs)
    return WorkingLeg(
        side=agreeing[0].side, confidence=confidence, legs=agreeing[0].legs
    )


def _leg_of(bridge: Bridge, cycle: Cycle) -> WorkingLeg:
    moving = bridge.scene.between(cycle.start_s, cycle.end_s)
    rise = np.where(moving, bridge.rise_deg, np.nan)
    low, high = np.nanpercentile(rise, (10, 90))
    return find_working_leg(bridge, rise > low + 0.7 * (high - low), moving)
