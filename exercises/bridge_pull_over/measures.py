"""The measures of one pull over: arms that go overhead and back above held hips."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.pairing import Cycle
from exercises.engine.tempo import tempo
from exercises.exercise import Exercise
from exercises.reasons import FILM_SIDE
from exercises.scoring.uncertainty import (
    arm_error_deg,
    change_error_deg,
    joint_error_deg,
    path_error,
)
from exercises.supine.measures import unseen_free_leg
from exercises.supine.signals import BridgeSignals
from exercises.supine.working_leg import WorkingLeg, free_leg_swing_deg
from exercises.units import Measure, Side
from vision.geometry import Floats, median_where, usual_range

ELBOW_AT_160: Final = 160.0
ELBOW_READ_160: Final = 138.5
ELBOW_GAIN: Final = 2.5
"""From how near the wrists are to the shoulders to the elbows' angle: soft elbows of
160 degrees read 138.5, ones of 95 read 113 (`benchmarks/calibrate.py`)."""
ELBOW_LIMIT_DEG: Final = 18.0
"""Beyond this view angle a foreshortened arm reads as a bent one."""
ELBOW_ERROR_DEG: Final = 12.0
"""Half the 80 % interval after that gain (same command)."""
AROUND_S: Final = 0.15


def rep_frames(bridge: BridgeSignals, cycle: Cycle) -> NDArray[np.bool_]:
    """Return the frames of a rep, (T,)."""
    return bridge.scene.between(cycle.start_s, cycle.end_s)


def measure_pull(
    bridge: BridgeSignals,
    arms: Floats,
    leg: WorkingLeg,
    cycle: Cycle,
    exercise: Exercise,
) -> dict[str, Measure]:
    """Return every measure of a rep, those this view cannot give with the reason."""
    scene, yaw = bridge.scene, bridge.view.yaw_deg
    factor, rep = scene.error_factor, rep_frames(bridge, cycle)
    over_s = cycle.lowering.off_s
    overhead = scene.between(
        over_s - AROUND_S, max(over_s, cycle.lifting.on_s) + AROUND_S
    )
    measures = {"lowering_s": tempo(exercise, cycle.lowering, scene.fps)}
    if bridge.view.name in ("side", "oblique"):
        arm = factor * arm_error_deg(yaw)
        measures |= exercise.judge(
            {
                "reach_deg": (median_where(arms, overhead), arm, over_s),
                "hip_drop_with_arms": (
                    usual_range(bridge.height[rep]), factor * path_error(), over_s
                ),
                "rom_deg": (cycle.lowering.range, arm, over_s),
            }
        )  # fmt: skip
    if bridge.view.name == "side":
        measures |= exercise.judge(_side_readings(bridge, leg, cycle))
        measures |= unseen_free_leg(leg, measures, exercise)
    return exercise.in_order(measures, FILM_SIDE)


def _side_readings(
    bridge: BridgeSignals, leg: WorkingLeg, cycle: Cycle
) -> dict[str, tuple[float, float, float]]:
    scene, factor, rep = (
        bridge.scene,
        bridge.scene.error_factor,
        rep_frames(bridge, cycle),
    )
    at_s = cycle.lowering.off_s
    far = leg.side is not None and bridge.view.near_side not in (None, leg.side)
    joint = factor * joint_error_deg(
        bridge.view.yaw_deg, cycle.end_s - cycle.start_s, far=far
    )
    deficit = median_where(bridge.flexion_of(leg.side), rep)
    bend = (bridge.elbow_deg("left") + bridge.elbow_deg("right")) / 2
    elbow_deg = ELBOW_AT_160 + ELBOW_GAIN * (median_where(bend, rep) - ELBOW_READ_160)
    readings = {
        "extension_deficit_deg": (deficit, joint, at_s),
        "arch_deg": (-deficit, joint, at_s),
    }
    if bridge.view.yaw_deg <= ELBOW_LIMIT_DEG:
        readings["elbow_deg"] = (
            min(elbow_deg, 180.0), factor * ELBOW_ERROR_DEG, at_s
        )  # fmt: skip
    if leg.side and leg.legs == 1:
        other: Side = "left" if leg.side == "right" else "right"
        tilt = (scene.leg_px(leg.side, 0) - scene.leg_px(other, 0))[:, 1]
        overhead = scene.between(at_s - AROUND_S, at_s + AROUND_S)
        before = scene.between(cycle.start_s - 2 * AROUND_S, cycle.start_s + AROUND_S)
        twist = abs(median_where(tilt, overhead) - median_where(tilt, before))
        readings["free_leg_range_deg"] = (
            free_leg_swing_deg(bridge, other, rep),
            factor * change_error_deg(),
            at_s,
        )
        readings["pelvis_rotation_change"] = (
            twist / bridge.trunk_px, factor * path_error(), at_s
        )  # fmt: skip
    return readings
