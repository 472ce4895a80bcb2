"""The measures of one rep of a bridge: hips that rise from the floor and come down."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.pairing import Cycle
from exercises.engine.tempo import LATE_DROP_ERROR, late_drop, tempo
from exercises.exercise import Exercise
from exercises.reasons import FILM_SIDE, Reason
from exercises.scoring.bands import not_assessed
from exercises.scoring.uncertainty import (
    change_error_deg,
    joint_error_deg,
    path_error,
    place_error,
)
from exercises.supine.signals import SIDES, BridgeSignals, max_displacement, upper_part
from exercises.supine.working_leg import WorkingLeg, free_leg_swing_deg
from exercises.units import Measure, Side
from vision.geometry import median_where, percentile

NO_FREE_LEG: Final = Reason("variant", "no leg is free in this version")
LEGS_MIXED: Final = Reason("hidden", "the tracker mixed the legs up")
NAMES_AGREE: Final = 0.5
"""Where the tracker calls the planted foot by the other's name in a quarter of the
frames, its points lie on either foot or between (our choice; `names_agree` is 0.92 and
more in all but one rep of the sample films)."""
OTHER_FOOT: Final = 0.35
"""A foot read this many trunk lengths from its place is the other one: it would have
left the box."""
HIGH_UP: Final = 0.6
"""Near the top alone, in one posture, a pelvis' tilt can be compared with itself."""
AROUND_S: Final = 0.15
"""Top and bottom are read over the pause and this much on each side."""


def rep_top(bridge: BridgeSignals, cycle: Cycle) -> NDArray[np.bool_]:
    """Frames with the hips up: between lift and lowering, or before the lowering."""
    first_s = cycle.lifting.off_s if cycle.lift_first else cycle.lowering.on_s - 0.5
    return bridge.scene.between(first_s - AROUND_S, cycle.lowering.on_s + AROUND_S)


def rep_bottom(bridge: BridgeSignals, cycle: Cycle) -> NDArray[np.bool_]:
    """Frames at the end of the lowering."""
    arrived_s = cycle.lowering.off_s
    return bridge.scene.between(arrived_s - AROUND_S, arrived_s + 2 * AROUND_S)


def measure_rep(
    bridge: BridgeSignals, leg: WorkingLeg, cycle: Cycle, exercise: Exercise
) -> dict[str, Measure]:
    """Return every measure of a rep, those this view cannot give with the reason."""
    scene, lowering = bridge.scene, cycle.lowering
    measures = {
        "lowering_s": tempo(exercise, lowering, scene.fps),
        "rom_deg": _range(bridge, leg, cycle, exercise),
    }
    if bridge.view.name in ("side", "oblique"):
        readings = {
            "late_drop": (
                late_drop(bridge.time_s, -bridge.rise_deg, lowering),
                LATE_DROP_ERROR,
                lowering.off_s,
            ),
            "foot_path": (
                _foot_path(bridge, leg, cycle),
                scene.error_factor * path_error(),
                lowering.on_s,
            ),
        }
        measures |= exercise.judge(readings)
    if leg.names_agree < NAMES_AGREE:  # the foot's path runs from one to the other
        rule = exercise.rules["foot_path"]
        measures[rule.key] = not_assessed(rule, LEGS_MIXED)
    if bridge.view.name == "side":
        measures |= exercise.judge(_side_readings(bridge, leg, cycle))
        measures |= unseen_free_leg(leg, measures, exercise)
    return exercise.in_order(measures, FILM_SIDE)


def unseen_free_leg(
    leg: WorkingLeg, measures: Mapping[str, Measure], exercise: Exercise
) -> dict[str, Measure]:
    """Return the free leg's measure with the reason, where there is nothing to see."""
    rule = exercise.rules["free_leg_range_deg"]
    if leg.legs == 2:
        return {rule.key: not_assessed(rule, NO_FREE_LEG)}
    known = measures.get(rule.key)
    if known is None or np.isfinite(known.value):
        return {}
    return {rule.key: not_assessed(rule, LEGS_MIXED)}


def _range(
    bridge: BridgeSignals, leg: WorkingLeg, cycle: Cycle, exercise: Exercise
) -> Measure:
    flexion = bridge.flexion_of(leg.side)
    value = median_where(flexion, rep_bottom(bridge, cycle)) - median_where(
        flexion, rep_top(bridge, cycle)
    )
    wide = 1.0 if bridge.view.name == "side" else 2.5
    error = bridge.scene.error_factor * wide * 6.0
    return exercise.rules["rom_deg"].judge(
        None, value, error, at_s=cycle.lowering.off_s
    )


def _side_readings(
    bridge: BridgeSignals, leg: WorkingLeg, cycle: Cycle
) -> dict[str, tuple[float, float, float]]:
    scene, factor, yaw = bridge.scene, bridge.scene.error_factor, bridge.view.yaw_deg
    top, bottom = rep_top(bridge, cycle), rep_bottom(bridge, cycle)
    rep = scene.between(cycle.start_s, cycle.end_s)
    top_s, bottom_s = cycle.lowering.on_s, cycle.lowering.off_s
    still_s = float(np.ptp(bridge.time_s[top])) if top.any() else 0.0
    far = leg.side is not None and bridge.view.near_side not in (None, leg.side)
    joint = factor * joint_error_deg(yaw, still_s, far=far)
    deficit = median_where(bridge.flexion_of(leg.side), top)
    share = median_where(bridge.bridge_height(leg.side), top)
    readings = {
        "extension_deficit_deg": (deficit, joint, top_s),
        "arch_deg": (-deficit, joint, top_s),
        "bottom_height": (
            median_where(bridge.height, bottom),
            factor * place_error(yaw),
            bottom_s,
        ),
        "shoulder_path": (
            max_displacement(scene.shoulders_px * (1, 0), upper_part(bridge, rep), top)
            / bridge.trunk_px,
            factor * path_error(),
            top_s,
        ),
        "bridge_height": (share, factor * place_error(yaw) / 0.5, top_s),
        "hip_deg": (180.0 - deficit, joint, top_s),
    }
    if leg.side and leg.legs == 1:
        other: Side = "left" if leg.side == "right" else "right"
        swing = free_leg_swing_deg(bridge, other, rep)
        tilt = (scene.leg_px(leg.side, 0) - scene.leg_px(other, 0))[:, 1]
        twist = np.abs(tilt - median_where(tilt, top))[upper_part(bridge, rep, HIGH_UP)]
        readings["free_leg_range_deg"] = (swing, factor * change_error_deg(), top_s)
        readings["pelvis_rotation_change"] = (
            percentile(twist, 90) / bridge.trunk_px,
            factor * path_error(),
            top_s,
        )
    return readings


def _foot_path(bridge: BridgeSignals, leg: WorkingLeg, cycle: Cycle) -> float:
    """How far the working ankle gets from its place at the top, in trunk lengths."""
    scene = bridge.scene
    rep = upper_part(bridge, scene.between(cycle.start_s, cycle.end_s))
    start = rep & rep_top(bridge, cycle)
    sides = (leg.side,) if leg.side else SIDES
    paths = [
        max_displacement(
            scene.leg_px(side, 2), rep, start, OTHER_FOOT * bridge.trunk_px
        )
        for side in sides
    ]
    return float(np.mean(paths)) / bridge.trunk_px
