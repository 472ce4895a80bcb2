"""The measures of one hold on hands and one knee."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from exercises.bird_dog_wall_push.signals import Quadruped, mid_hip_raw_px
from exercises.engine.holds import sway_rms
from exercises.engine.scene import Scene
from exercises.exercise import Exercise
from exercises.reasons import FILM_SIDE, Reason
from exercises.scoring.bands import not_assessed
from exercises.scoring.uncertainty import (
    SWAY_ERROR,
    joint_error_deg,
    path_error,
    trunk_error_deg,
)
from exercises.units import NAN, Measure
from vision.filters import stretches
from vision.geometry import Floats, distance, median_where

HAND_UNSEEN: Final = Reason("hidden", "the hand on the floor is not seen")
JUDGED_S: Final = 4.0
"""Shorter holds are not judged: half a second settles, two say where everything was,
and nearly as long again must be left (our choice)."""
TIRING_JUDGED_S: Final = 10.0
NEED_TIME: Final = ("hip_sink", "sway")
"""What shorter holds do not show: sinking comes with tiring, and 0.3 Hz, the slowest
sway, takes three of its periods (rationale.md 9.1)."""
SETTLING_S: Final = 0.5
BASELINE_S: Final = 2.0
"""The first seconds after settling say where everything was."""
TIRING_S: Final = 3.0
TIRING_SHARE: Final = 0.15
"""The last part of a hold to fatigue is no fault: failing there is the aim."""
FAILED_S: Final = 2.0
"""Form has failed where a grave measure stays beyond red for this long."""
HANDS_SEEN: Final = 0.4
"""A hand less far below the shoulders, trunk lengths, is not the one on the floor."""
UPRIGHT_FOOT_DEG: Final = 35.0
BEHIND_KNEE: Final = 0.3
"""A sole on a wall: the foot this upright, this many trunk lengths behind the knee."""
TRACKER_SWAY: Final = 0.005
"""The tracker's own wobble in trunk lengths (rationale.md 6.5)."""


def variant_of(body: Quadruped, during: NDArray[np.bool_]) -> dict[str, str]:
    """Say how the hold was done, where several ways are right."""
    knee_deg = abs(median_where(body.knee_deg, during))
    reaching = median_where(body.other_arm_deg, during) > 50
    foot = body.toe_from_heel_px
    upright = np.degrees(np.arctan2(np.abs(foot[:, 0]), np.abs(foot[:, 1])))
    behind = body.facing * (body.support_knee_px - body.ankle_px)[:, 0] / body.trunk_px
    on_wall = median_where(upright, during) <= UPRIGHT_FOOT_DEG
    on_wall &= median_where(behind, during) >= BEHIND_KNEE
    return {
        "arms": "one arm reaching" if reaching else "both hands down",
        "knee": "straight" if knee_deg < 30 else f"bent by {knee_deg:.0f} degrees",
        "foot on the wall": "plausible" if on_wall else "unlikely",
    }


def measure_hold(
    body: Quadruped, start_s: float, end_s: float, place: Floats, exercise: Exercise
) -> tuple[float, dict[str, Measure]]:
    """Return how long the form lasted, and every measure of the hold."""
    scene, duration_s = body.scene, end_s - start_s
    tiring_s = min(TIRING_S, TIRING_SHARE * duration_s)
    judged = scene.between(start_s + SETTLING_S, end_s - tiring_s)
    first = scene.between(start_s + SETTLING_S, start_s + SETTLING_S + BASELINE_S)
    sink = (
        scene.hips_px[:, 1] - median_where(scene.hips_px[:, 1], first)
    ) / body.trunk_px
    path = steady(scene, distance(body.ankle_px, place) / body.trunk_px)
    above = -body.flexion_deg
    grave = {"hip_sink": sink, "foot_path": path, "thigh_above_trunk_deg": above}
    form_s = _form_s(scene.time_s, start_s, end_s, grave, exercise)
    if duration_s < JUDGED_S:
        short = (
            f"held for {duration_s:.1f} s: too short to judge, hold "
            f"{TIRING_JUDGED_S:.0f}"
        )
        return form_s, exercise.in_order({}, Reason("too_short", short))
    readings = _readings(body, judged, first, grave, (start_s, end_s))
    measures = exercise.judge(readings) | _unshown(body, judged, duration_s, exercise)
    return form_s, exercise.in_order(measures, FILM_SIDE)


def _readings(
    body: Quadruped,
    judged: NDArray[np.bool_],
    first: NDArray[np.bool_],
    grave: Mapping[str, Floats],
    edges_s: tuple[float, float],
) -> dict[str, tuple[float, float, float]]:
    """Return what the view gives of a hold: value, error, time by measure.

    Args:
        body: The passage's signals.
        judged: (T,) frames of the hold, without its ends.
        first: (T,) its first frames, which the others are held against.
        grave: What ends a hold's form, by measure.
        edges_s: When the hold begins and ends.
    """
    scene = body.scene
    view, duration_s = scene.view(judged), edges_s[1] - edges_s[0]
    factor = scene.error_factor * (1.5 if view.confidence < 1 else 1.0)
    middle_s = sum(edges_s) / 2
    raw = mid_hip_raw_px(scene)[judged] / body.trunk_px
    readings = {
        "sway": (
            sway_rms(scene.time_s[judged], raw, TRACKER_SWAY),
            factor * SWAY_ERROR,
            middle_s,
        )
    }
    if view.name in ("side", "oblique"):
        tilt = factor * trunk_error_deg(view.yaw_deg, duration_s)
        readings["trunk_level_deg"] = (
            median_where(np.abs(body.tilt_deg), judged), tilt, middle_s
        )  # fmt: skip
        readings["foot_path"] = _worst(
            scene, grave["foot_path"], judged, factor * path_error(), 98
        )
    if view.name in ("side", "oblique") and view.yaw_deg <= 45:
        readings["pelvis_rotation_change"] = _worst(
            scene, _rotation(body, first), judged, factor * path_error()
        )
    if view.name == "side":
        far = view.near_side not in (None, body.side_of(judged)[0])
        joint = factor * joint_error_deg(view.yaw_deg, duration_s, far=far)
        readings["hip_sink"] = _worst(
            scene, grave["hip_sink"], judged, factor * path_error()
        )
        for key, values in (
            ("thigh_above_trunk_deg", grave["thigh_above_trunk_deg"]),
            ("hip_deg", 180.0 - np.abs(body.flexion_deg)),
            ("arm_from_vertical_deg", body.support_arm_deg),
            ("thigh_from_vertical_deg", body.support_thigh_deg),
            ("knee_deg", np.abs(body.knee_deg)),
        ):
            readings[key] = (median_where(values, judged), joint, middle_s)
    return readings


def _unshown(
    body: Quadruped, judged: NDArray[np.bool_], duration_s: float, exercise: Exercise
) -> dict[str, Measure]:
    """Return what this hold does not show: a hidden hand, and what needs time."""
    unshown = {}
    if not median_where(body.hands_down, judged) >= HANDS_SEEN:
        unshown["arm_from_vertical_deg"] = HAND_UNSEEN
    if duration_s < TIRING_JUDGED_S:
        short = f"held for {duration_s:.1f} s: hold {TIRING_JUDGED_S:.0f} to show it"
        unshown |= dict.fromkeys(NEED_TIME, Reason("too_short", short))
    return {key: not_assessed(exercise.rules[key], why) for key, why in unshown.items()}


def _worst(
    scene: Scene,
    values: Floats,
    when: NDArray[np.bool_],
    error: float,
    share: float = 90,
) -> tuple[float, float, float]:
    """Return the nearly greatest of some values, its error and when it was."""
    seen = when & np.isfinite(values)
    if not seen.any():
        return NAN, NAN, NAN
    high = float(np.percentile(values[seen], share))
    at = np.flatnonzero(seen)[int(np.argmax(values[seen] >= high))]
    return high, error, float(scene.time_s[at])


def _rotation(body: Quadruped, first: NDArray[np.bool_]) -> Floats:
    left, right = (body.scene.leg_px(side, 0)[:, 1] for side in ("left", "right"))
    tilt = steady(body.scene, (left - right) / body.trunk_px)
    return np.abs(tilt - median_where(tilt, first))


def _form_s(
    time_s: Floats,
    start_s: float,
    end_s: float,
    grave: Mapping[str, Floats],
    exercise: Exercise,
) -> float:
    """Return how long no grave measure stayed beyond red."""
    failed_s = end_s
    inside = (time_s >= start_s + SETTLING_S) & (time_s <= end_s)
    for key, values in grave.items():
        red = inside & (np.nan_to_num(values) > exercise.bands[key].red[1])
        for first, stop in stretches(red):
            if time_s[stop - 1] - time_s[first] >= FAILED_S:
                failed_s = min(failed_s, float(time_s[first]))
    return failed_s - start_s


def steady(scene: Scene, values: Floats) -> Floats:
    """Half a second's median: legs change names faster than feet slide."""
    frames = max(3, round(0.5 * scene.fps) | 1)
    filled = np.where(np.isfinite(values), values, 0.0)
    calm = median_filter(filled, frames, mode="nearest")
    return np.where(np.isfinite(values), calm, np.nan)
