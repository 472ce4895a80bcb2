"""Passages on the back, and the reps of each leg in them."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.ndimage import binary_dilation

from exercises.engine.feet import with_names_exchanged
from exercises.engine.pairing import Cycle
from exercises.engine.scene import Scene, passages
from exercises.exercise import MatchScore
from exercises.supine.signals import FEET_APART, SIDES, BridgeSignals, bridge_signals_of
from exercises.supine.working_leg import WorkingLeg, find_working_leg
from vision import landmarks
from vision.cleaning import repaired
from vision.geometry import distance, percentile

LEAST_S: Final = 2.0
"""Passages shorter than this hold no rep."""
WRONG_BONE: Final = 0.30
"""Bones off their usual length by this share are another limb's (rationale.md 4 takes a
quarter between two frames)."""
AROUND_S: Final = 0.1
"""So long before and after, the legs are on their way through each other."""
LONGEST_REST_S: Final = 8.0
"""A longer rest ends a set (rationale.md 6.1)."""


@lru_cache(maxsize=1)  # two exercises ask for those of a film, one of them twice
def supine_scenes(scene: Scene) -> tuple[Scene, ...]:
    """Return the passages on the back that are seen from one side."""
    parts = [
        scene.part(part)
        for part in passages(
            scene.supine, scene.time_s, least_s=LEAST_S, cuts=scene.cuts
        )
    ]
    return tuple(_believed(part) for part in parts if not part.end_on)


def likeness_on_the_back(
    scene: Scene, likeness: Callable[[BridgeSignals], MatchScore]
) -> MatchScore:
    """Return the likeness of that passage on the back which is most like it."""
    parts = supine_scenes(scene)
    if not parts:
        return MatchScore(confidence=0.0, looks_like="standing or kneeling")
    found = [likeness(bridge_signals_of(part)) for part in parts]
    return max(found, key=lambda one: one.confidence)


def _believed(scene: Scene) -> Scene:
    """Take out legs whose bones have the wrong length.

    Seen from the side a lying body moves in one plane, so that its bones keep their
    length in the picture. Where the model exchanges the legs, they slide through each
    other for some tenths of a second with bones of no length at all.
    """
    raw = scene.raw
    points = raw.points_px.copy()
    removed = False
    for side in SIDES:
        hip, knee, ankle, heel, toe = landmarks.LEGS[side]
        wrong = np.zeros(len(raw), dtype=bool)
        for upper, lower in ((hip, knee), (knee, ankle)):
            length = distance(points[:, upper], points[:, lower])
            usual = percentile(length, 50)
            wrong |= np.abs(length - usual) > WRONG_BONE * usual
        removed |= bool(wrong.any())
        around = binary_dilation(wrong, iterations=max(1, round(AROUND_S * scene.fps)))
        for joint in (knee, ankle, heel, toe):
            points[around, joint] = np.nan
    if not removed:
        return scene
    raw = replace(raw, points_px=points)
    return replace(scene, raw=raw, track=repaired(raw))


def with_planted_leg(
    bridge: BridgeSignals, cycles: list[Cycle]
) -> tuple[BridgeSignals, list[float]]:
    """Return the bridge with one name for the planted leg throughout each rep.

    Near the top the model may exchange the legs for seconds. The planted foot is the
    one that stays where the lower foot of the rep was; its name is what most of the
    rep's frames call it.

    Returns:
        The bridge, and how many more of a rep's frames agree on the name than not, as
        a share, for each rep.
    """
    ankles = np.stack([bridge.scene.leg_px(side, 2) for side in SIDES], axis=1)
    lower = np.argmax(np.nan_to_num(ankles[:, :, 1], nan=-1.0), axis=1)
    apart = distance(ankles[:, 0], ankles[:, 1]) > FEET_APART * bridge.trunk_px
    exchanged = np.zeros(len(ankles), dtype=bool)
    agreed = []
    for cycle in cycles:
        telling = bridge.scene.between(cycle.start_s, cycle.end_s) & apart
        if not telling.any():  # both feet stand together
            agreed.append(1.0)
            continue
        planted = ankles[telling, lower[telling]]
        away = distance(ankles, np.median(planted, axis=0)[None, None])
        label = np.argmin(np.nan_to_num(away, nan=1e9), axis=1)
        share = float(np.mean(label[telling]))
        exchanged |= telling & (label != int(share > 0.5))
        agreed.append(abs(2 * share - 1))
    scene = bridge.scene
    raw, track = (with_names_exchanged(t, exchanged) for t in (scene.raw, scene.track))
    return bridge_signals_of(
        replace(scene, raw=raw, track=track), bridge.offset_deg
    ), agreed


def grouped(
    bridge: BridgeSignals, cycles: list[Cycle], agreed: list[float]
) -> list[tuple[WorkingLeg, list[Cycle]]]:
    """Return the reps in sets: one leg each, no long rest within.

    Legs that alternate make sets of one.
    """
    if not cycles:
        return []
    legs = [
        replace(
            leg,
            confidence=1.0 if bridge.scene.side else leg.confidence * share,
            names_agree=share,
        )
        for leg, share in zip(
            (_leg_of(bridge, cycle) for cycle in cycles), agreed, strict=True
        )
    ]
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
    return replace(
        agreeing[0],
        confidence=confidence,
        names_agree=min(leg.names_agree for leg in legs),
    )


def _leg_of(bridge: BridgeSignals, cycle: Cycle) -> WorkingLeg:
    moving = bridge.scene.between(cycle.start_s, cycle.end_s)
    rise = np.where(moving, bridge.rise_deg, np.nan)
    low, high = np.nanpercentile(rise, (10, 90))
    return find_working_leg(bridge, rise > low + 0.7 * (high - low), moving)
