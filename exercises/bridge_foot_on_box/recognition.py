"""How much a film looks like this bridge."""

from typing import Final

import numpy as np

from exercises.engine.reps import rough_cycles
from exercises.engine.scene import Scene
from exercises.exercise import (
    MatchScore,
    linear_step,
)
from exercises.supine.sets import likeness_on_the_back
from exercises.supine.signals import SIDES, BridgeSignals, spread
from exercises.supine.working_leg import find_working_leg
from vision.geometry import median_where, percentile

SWAY_DEG: Final = 3.0
"""Changes of the trunk's tilt below this are no movement (our choice: a third of what
the least attempt tilts it)."""
HIP_FOR_RISE: Final = 1.7
"""Degrees the hip bends for each the trunk tilts, where the legs cannot be seen: the
thigh turns too (1.6 to 1.8 on rendered bridges)."""


def likeness(scene: Scene) -> MatchScore:
    """How much a film shows hips that rise and fall while lying on the back."""
    return likeness_on_the_back(scene, _likeness)


def _hand_way(bridge: BridgeSignals, reps: list[tuple[float, float, float]]) -> float:
    """How far the hands move within a rep, the quieter of the two, in trunk lengths.

    Only while the hips move: fetching a ball before and putting it away is no part.
    """
    if not reps:
        return 0.0
    ways = []
    for start_s, end_s, _ in reps:
        rep = bridge.scene.between(start_s, end_s)
        hands = [bridge.scene.arm_px(s, 2) - bridge.scene.shoulders_px for s in SIDES]
        ways.append(min(spread(hand[rep]) for hand in hands) / bridge.trunk_px)
    return float(np.median(ways))


def _likeness(bridge: BridgeSignals) -> MatchScore:
    low, high = percentile(bridge.rise_deg, 5), percentile(bridge.rise_deg, 95)
    up = bridge.rise_deg > low + 0.8 * (high - low)
    down = bridge.rise_deg < low + 0.2 * (high - low)
    leg = find_working_leg(bridge, up, np.ones_like(up))
    flexion = bridge.flexion_of(leg.side)
    way = median_where(flexion, down) - median_where(flexion, up)
    if not np.isfinite(way):
        way = HIP_FOR_RISE * (high - low)
    reps = rough_cycles(
        bridge.time_s, -bridge.rise_deg, least_range=SWAY_DEG, lift_first=True
    )
    best_deg = max((way for _, _, way in reps), default=0.0)
    large = [rep for rep in reps if rep[2] >= 0.5 * best_deg]
    hand_way = _hand_way(bridge, large)
    bench = median_where(bridge.height, down)
    return MatchScore.of(
        {
            "lying at rest": linear_step(way, 8.0, 20.0),
            "a bridge held still": linear_step(best_deg, 4.0, 6.0),
            "a sit-up": linear_step(high, 65.0, 50.0) * linear_step(low, -40.0, -20.0),
            "arms and hips moving at once": linear_step(hand_way, 0.8, 0.4)
            if np.isfinite(hand_way)
            else 1.0,
            "hip thrusts with the shoulders on a bench": linear_step(
                bench, -0.5, -0.25
            ),
        }
    )
