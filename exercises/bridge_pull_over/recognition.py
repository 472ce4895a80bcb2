"""How much a film looks like pull-overs in a bridge."""

from typing import Final

import numpy as np

from exercises.bridge_pull_over.arms import arms_deg
from exercises.engine.reps import rough_cycles
from exercises.engine.scene import Scene
from exercises.exercise import MatchScore, linear_step
from exercises.supine.sets import likeness_on_the_back
from exercises.supine.signals import SIDES, BridgeSignals, spread
from exercises.supine.working_leg import find_working_leg
from vision.geometry import median_where, usual_range

SWAY_DEG: Final = 10.0
"""Arm movements below this are holding the weight (our choice)."""
HIPS_UP_DEG: Final = 35.0
LYING_DEG: Final = 55.0
"""Hips this near to the straight line are up; this far from it they lie."""
MOVING_AT_ONCE: Final = (0.30, 0.22)
"""The trunk's tilt as a share of the arms' way from which hips and arms both move, and
below which only the arms do (our choice, between hips that dip by a fifth of a trunk,
.16, and whole bridges, .35: rationale.md 12)."""


def likeness(scene: Scene) -> MatchScore:
    """How much a film shows arms going overhead and back above lifted hips."""
    return likeness_on_the_back(scene, _likeness)


def _likeness(bridge: BridgeSignals) -> MatchScore:
    arms = arms_deg(bridge)
    # In the room: arms that rest on the floor change their angle to a trunk that rises.
    arm_way = usual_range(arms + bridge.rise_deg)
    hand_way = min(
        spread(bridge.scene.arm_px(side, 2) - bridge.scene.shoulders_px)
        for side in SIDES
    )
    always = np.ones(len(arms), dtype=bool)
    leg = find_working_leg(bridge, always, always)
    flexion = bridge.flexion_of(leg.side)
    # Getting into the bridge and out of it is no part of it: only the reps count.
    cycles = rough_cycles(bridge.time_s, arms, least_range=SWAY_DEG)
    reps = [bridge.scene.between(start_s, end_s) for start_s, end_s, _ in cycles]
    # The trunk's tilt tells of the hips whatever the model makes of the legs.
    ways = [usual_range(bridge.rise_deg[rep]) for rep in reps]
    hip_way = float(np.median(ways)) if ways else 0.0
    ankle = bridge.scene.leg_px(leg.side or "left", 2)
    above = (bridge.scene.shoulders_px - ankle)[:, 1] / bridge.trunk_px
    return MatchScore.of(
        {
            "arms at rest": linear_step(arm_way, 20.0, 40.0)
            * linear_step(hand_way / bridge.trunk_px, 0.2, 0.4),
            "arms and hips moving at once": linear_step(
                hip_way / max(arm_way, 1.0), *MOVING_AT_ONCE
            ),
            "arms moving while lying": linear_step(
                median_where(flexion, always), LYING_DEG, HIPS_UP_DEG
            ),
            "shoulders on a bench": linear_step(
                median_where(above, always), -0.45, -0.2
            ),
        }
    )
