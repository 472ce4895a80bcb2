"""The arms of a pull over: how far overhead, and whether they are the athlete's."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from exercises.engine.reps import BRIDGED_S
from exercises.reasons import Reason
from exercises.supine.signals import SIDES, BridgeSignals
from vision.filters import stretches
from vision.geometry import Floats, distance, long_percentile

HANDS_APART: Final = 0.75
"""Hands on one weight, or on two beside each other, seem at most half an arm's length
apart in rendered clips filmed from up to 30 degrees off the side (`benchmarks.arms`).
"""
ARMS_DIFFER_DEG: Final = 30.0
"""Arms that hold one weight point the same way: by 12 degrees differently at most in
rendered clips and one of a person, by 66 where the model takes a bystander's arm for
one of them (same command). At 30 the hands of straight arms would be half an arm's
length apart."""
FASTEST_DEG_S: Final = 500.0
FAST_FOR_S: Final = 0.1
"""Arms that throw the weight back turn by 330 degrees a second at most; the model's
arms, drawn along by who walks past before them, by 400 to 900 (same command)."""
KNOWN_TO_YAW_DEG: Final = 35.0
"""From further off the side hands seem, and are, further apart, and their angle
trembles."""
UNKNOWN_AROUND_S: Final = 0.15
"""So long before and after, the model's arms are on their way (our choice)."""
HIDDEN: Final = Reason("crossed", "something passed before the arms")


def arms_deg(bridge: BridgeSignals) -> Floats:
    """Return the elevation of the arms, (T,): of both, which hold one weight."""
    return np.where(arms_known(bridge), _arms_deg(bridge), np.nan)


def _arms_deg(bridge: BridgeSignals) -> Floats:
    left, right = (bridge.arm_deg(side) for side in SIDES)
    return np.asarray((left + right) / 2)


def arms_known(bridge: BridgeSignals) -> NDArray[np.bool_]:
    """Return where the model's arms can be the athlete's, (T,).

    Who is before or beside them, a child or a dog, draws the model's arms along: the
    hands part, though they hold one weight, the arms point different ways, or turn
    faster than anybody throws it.
    """
    scene = bridge.scene
    known = np.ones(len(scene.time_s), dtype=bool)
    if bridge.view.yaw_deg > KNOWN_TO_YAW_DEG:
        return known
    unlikely = hands_apart(bridge) > HANDS_APART
    unlikely |= arms_differ_deg(bridge) > ARMS_DIFFER_DEG
    fast = fastest_deg_s(bridge) > FASTEST_DEG_S
    frames = len(known) - len(fast)
    unlikely[frames:] |= fast
    unlikely[:-frames] |= fast
    around = 2 * round(UNKNOWN_AROUND_S * scene.fps) + 1
    return ~binary_dilation(unlikely, np.ones(around, dtype=bool))


def hands_apart(bridge: BridgeSignals) -> Floats:
    """Return how far apart the hands seem, (T,), in arm's lengths."""
    scene = bridge.scene
    arm_px = max(
        long_percentile(
            distance(scene.arm_px(side, 0), scene.arm_px(side, 1))
            + distance(scene.arm_px(side, 1), scene.arm_px(side, 2))
        )
        for side in SIDES
    )
    hands_px = distance(scene.arm_px("left", 2), scene.arm_px("right", 2))
    return np.asarray(hands_px / arm_px)


def arms_differ_deg(bridge: BridgeSignals) -> Floats:
    """Return by how much the two arms' elevations differ, (T,), unsmoothed."""
    unsmoothed = bridge.unsmoothed()
    left, right = (unsmoothed.arm_deg(side) for side in SIDES)
    return np.asarray(np.abs(left - right))


def fastest_deg_s(bridge: BridgeSignals) -> Floats:
    """Return how fast the arms turn over a tenth of a second, unsmoothed.

    Fewer values than frames: of each frame and the one so much later.
    """
    arms, time_s = _arms_deg(bridge.unsmoothed()), bridge.time_s
    frames = max(1, round(FAST_FOR_S * bridge.scene.fps))
    return np.abs(arms[frames:] - arms[:-frames]) / (time_s[frames:] - time_s[:-frames])


def hidden_for(bridge: BridgeSignals) -> list[tuple[float, float]]:
    """Return where the arms are unknown for so long that a rep may be lost, seconds."""
    time_s = bridge.time_s
    return [
        (float(time_s[start]), float(time_s[stop - 1]))
        for start, stop in stretches(~arms_known(bridge))
        if time_s[stop - 1] - time_s[start] > BRIDGED_S
    ]
