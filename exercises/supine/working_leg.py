"""Which leg works in a bridge, and what the other one does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from exercises.supine.signals import (
    FEET_APART,
    FOOT_ON_FLOOR,
    FOOT_RAISED,
    LEAST_BELIEVED,
    MOVED,
    SIDES,
    SWAPPED_PERCENT,
    THIGHS_APART_DEG,
    BridgeSignals,
    spread,
)
from exercises.units import Side
from vision.geometry import (
    median_where,
    usual_range,
)

FOOT_IN_WORDS: Final[Mapping[bool | None, str]] = {
    True: "raised",
    False: "on the floor",
    None: "height unsure",
}
"""What `foot_raised` answers, as a report's `variant` says it under "foot"."""


@dataclass(frozen=True, kw_only=True)
class WorkingLeg:
    """Which leg carries a bridge.

    Attributes:
        side: Its name; None for two legs and when unsure.
        confidence: 0..1 of the name.
        legs: How many legs carry.
        names_agree: How many more frames of a rep agree on the leg's name than not, as
            a share; near 0 the tracker took one leg for the other half of the time.
    """

    side: Side | None
    confidence: float
    legs: Literal[1, 2]
    names_agree: float = 1.0


def find_working_leg(
    bridge: BridgeSignals, high: NDArray[np.bool_], moving: NDArray[np.bool_]
) -> WorkingLeg:
    """Tell which leg carries the hips.

    The working foot stays where it is, its thigh is in line with the trunk, and of two
    feet it is the lower one.

    Args:
        bridge: The signals.
        high: (T,) frames with the hips up.
        moving: (T,) frames in which the hips move; may be the same.
    """
    named = bridge.scene.side
    ankles = {side: bridge.scene.leg_px(side, 2) for side in SIDES}
    moved = {side: spread(ankles[side][moving]) / bridge.trunk_px for side in SIDES}
    thighs_deg = median_where(
        bridge.flexion_deg["left"] - bridge.flexion_deg["right"], high
    )
    feet = median_where(
        (ankles["left"] - ankles["right"])[:, 1] / bridge.trunk_px, high
    )  # + left lower
    if not np.isfinite(thighs_deg) or not np.isfinite(feet):
        return WorkingLeg(side=named, confidence=1.0 if named else 0.0, legs=1)
    if abs(thighs_deg) < THIGHS_APART_DEG and abs(feet) < FEET_APART:
        return WorkingLeg(side=None, confidence=1.0, legs=2)
    # Each witness speaks for the left leg when positive.
    witnesses = (
        (moved["right"] - moved["left"]) / MOVED,
        -thighs_deg / THIGHS_APART_DEG,
        feet / FEET_APART,
    )
    vote = float(sum(np.clip(witness, -1.5, 1.5) for witness in witnesses))
    side: Side = named or ("left" if vote > 0 else "right")
    confidence = 1.0 if named else min(1.0, abs(vote) / 1.5)
    return WorkingLeg(side=side, confidence=confidence, legs=1)


def foot_raised(
    bridge: BridgeSignals, side: Side | None, when: NDArray[np.bool_]
) -> bool | None:
    """Tell whether the working foot stands higher than the floor; None when unsure."""
    ankles = [bridge.scene.leg_px(one, 2) for one in ((side,) if side else SIDES)]
    above = (bridge.scene.shoulders_px - np.mean(ankles, axis=0))[:, 1]
    height = median_where(above / bridge.trunk_px, when)
    if height >= FOOT_RAISED:
        return True
    return False if height < FOOT_ON_FLOOR else None


def free_leg_swing_deg(
    bridge: BridgeSignals, side: Side, rep: NDArray[np.bool_]
) -> float:
    """Return how far the free thigh moves against the trunk in a rep, degrees.

    NaN where the leg cannot be believed in most of the rep: the tracker mixes the legs
    up, and what is left may be the working one.
    """
    swing = bridge.flexion_deg[side][rep]
    if np.mean(np.isfinite(swing)) < LEAST_BELIEVED:
        return float("nan")
    return usual_range(swing, SWAPPED_PERCENT)
