"""The measures of one rep of a hinge on one leg."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from exercises.engine.pairing import Cycle
from exercises.engine.tempo import tempo
from exercises.exercise import Exercise, MeasuredRep
from exercises.internal_rotation_deadlift.front_view import front_measures
from exercises.internal_rotation_deadlift.in_space import space_measures
from exercises.internal_rotation_deadlift.moments import (
    bottom_of,
    straightest_deg,
    top_of,
)
from exercises.internal_rotation_deadlift.signals import HingeSignals, lower_wrist_px
from exercises.reasons import FILM_FRONT, FILM_SIDE
from exercises.scoring.bands import not_assessed
from exercises.scoring.uncertainty import (
    joint_error_deg,
    place_error,
    share_error,
    trunk_error_deg,
)
from exercises.standing.posture import StandingSignals
from exercises.units import NAN, Measure
from vision.filters import odd_window
from vision.geometry import median_where

LEAST_FOOT_SEEN: Final = 0.5
"""Share of a rep in which the back foot must be seen to be judged (our choice)."""
HIP_FOR_LEAN: Final = 1.2
"""Degrees the hip bends for each the trunk leans, in a hinge with a soft knee: the
pelvis goes back and the thigh with it (by the geometry of rendered hinges, 1.22)."""
SIDE_ONLY: Final = (
    "lean_deg", "stance_knee_deg", "hinge_share", "top_flexion_deg", "weight_offset",
)  # fmt: skip
SIDE_OR_OBLIQUE: Final = ("lowering_s", "back_foot_path")
FRONT_ONLY: Final = (
    "hand_target", "internal_rotation_deg", "free_hip_rise_deg", "knee_offset",
)  # fmt: skip
TIMED_VIEWS: Final = ("side", "oblique")
"""From the front a trunk hardly changes its picture as it starts to lean."""


def hip_range_deg(posture: StandingSignals, hinge: HingeSignals, cycle: Cycle) -> float:
    """How far the hip bent, from the mean of the tops on both sides.

    Beyond the angle up to which joints can be read in the picture it follows roughly
    from the trunk: from its lean, or from the front, where that points at the camera,
    from how much of its height is lost (`trunk_motion.lean_from_height`).
    """
    if not hinge.flat and not posture.foreshortened:
        return HIP_FOR_LEAN * cycle.lowering.range
    if posture.foreshortened:
        lost = min(max(cycle.lowering.range / 90.0, 0.0), 2.0)
        return HIP_FOR_LEAN * float(np.degrees(np.arccos(1.0 - lost)))
    bottom = median_where(hinge.hip_flexion_deg, bottom_of(posture, cycle))
    tops = [
        straightest_deg(
            hinge.hip_flexion_deg, top_of(posture, cycle.start_s, before=True)
        ),
        straightest_deg(
            hinge.hip_flexion_deg, top_of(posture, cycle.end_s, before=False)
        ),
    ]
    if cycle.lift_first:
        middle_s = (cycle.lifting.off_s + cycle.lowering.on_s) / 2
        tops = [
            straightest_deg(
                hinge.hip_flexion_deg, top_of(posture, middle_s, before=True)
            )
        ]
    known = [top for top in tops if np.isfinite(top)]
    if not known or not np.isfinite(bottom):
        return cycle.lowering.range  # the legs were hidden; the trunk's way is less
    return bottom - float(np.mean(known))


def measure_cycle(
    posture: StandingSignals,
    hinge: HingeSignals,
    cycle: Cycle,
    exercise: Exercise,
    error_factor: float,
) -> dict[str, Measure]:
    """Return every measure of a rep, those that this view cannot give with the reason.

    Args:
        posture: The repaired track.
        hinge: The standing leg's signals.
        cycle: The rep's lowering and lift.
        exercise: The exercise with its limits.
        error_factor: By which the film's errors grow.
    """
    bottom = bottom_of(posture, cycle)
    before = top_of(posture, cycle.lowering.on_s, before=True)
    rules = exercise.rules
    measures = {
        key: not_assessed(rules[key], FILM_SIDE)
        for key in (*SIDE_ONLY, *SIDE_OR_OBLIQUE, "hinge_deg", "rom_deg")
    }
    measures |= {key: not_assessed(rules[key], FILM_FRONT) for key in FRONT_ONLY}
    if posture.view.name in TIMED_VIEWS:
        measures |= _tempo_and_foot(posture, hinge, cycle, exercise, error_factor)
    if posture.view.name == "side":
        measures |= _side_measures(posture, hinge, cycle, exercise, error_factor)
    else:
        measures |= space_measures(
            posture, hinge, cycle, exercise, error_factor, instead=measures
        )
    if not posture.foreshortened:
        measures["rom_deg"] = rules["rom_deg"].judge(
            None,
            hip_range_deg(posture, hinge, cycle),
            error_factor * (6.0 if hinge.flat else 15.0),
            at_s=cycle.lowering.off_s,
        )
    if posture.view.name == "front":
        seen = front_measures(
            posture,
            hinge,
            exercise,
            top=before,
            bottom=bottom,
            error_factor=error_factor,
        )
        measures |= {
            key: one
            for key, one in seen.items()
            if one.verdict != "not_assessed" or measures[key].verdict == "not_assessed"
        }
    return {key: measures[key] for key in rules}


def is_read_in_space(rep: MeasuredRep) -> bool:
    """Whether a rep that is not filmed from the side has what only the side shows."""
    keys = (*SIDE_ONLY, "internal_rotation_deg")
    return any(rep.measures[key].verdict != "not_assessed" for key in keys)


def _tempo_and_foot(
    posture: StandingSignals,
    hinge: HingeSignals,
    cycle: Cycle,
    exercise: Exercise,
    factor: float,
) -> dict[str, Measure]:
    rules, bands = exercise.rules, exercise.bands
    path, wobble, at_s = _back_foot_path(posture, hinge, cycle)
    foot = rules["back_foot_path"].judge(
        bands["back_foot_path"],
        path,
        factor * float(np.hypot(place_error(posture.view.yaw_deg), wobble)),
        at_s=at_s,
    )
    return {
        "lowering_s": tempo(exercise, cycle.lowering, posture.fps),
        "back_foot_path": foot,
    }


def _back_foot_path(
    posture: StandingSignals, hinge: HingeSignals, cycle: Cycle
) -> tuple[float, float, float]:
    """How far the back ankle gets from where it was, and when.

    Returns:
        The farthest in trunk lengths; how much the reading wobbles while the person
        stands tall with the foot where it is; the time of the farthest.
    """
    leg, time_s = hinge.leg, posture.time_s
    rep = (time_s >= cycle.start_s) & (time_s <= cycle.end_s)
    start = (time_s >= cycle.start_s - 0.4) & (time_s <= cycle.start_s + 0.2)
    start &= np.isfinite(leg.other_ankle_px[:, 0])
    if not start.any():
        return NAN, NAN, NAN
    place = np.median(leg.other_ankle_px[start], axis=0)
    away = leg.other_ankle_away_px(posture.track.points_px, place) / posture.trunk_px
    seen = rep & np.isfinite(away)
    if seen.sum() < LEAST_FOOT_SEEN * rep.sum():
        return NAN, NAN, NAN
    # Half a second's median: the model swaps feet faster than a foot leaves a wall.
    steady = median_filter(away[seen], odd_window(0.5, time_s), mode="nearest")
    tall = posture.upright & np.isfinite(away)
    tall &= (time_s >= cycle.start_s - 1.0) & (time_s <= cycle.end_s + 1.0)
    wobble = float(np.percentile(away[tall], 80)) if tall.any() else 0.0
    return float(steady.max()), wobble, float(time_s[seen][int(np.argmax(steady))])


def _side_measures(
    posture: StandingSignals,
    hinge: HingeSignals,
    cycle: Cycle,
    exercise: Exercise,
    factor: float,
) -> dict[str, Measure]:
    view = posture.view
    bottom = bottom_of(posture, cycle)
    before = top_of(posture, cycle.lowering.on_s, before=True)
    after = top_of(posture, cycle.lifting.off_s, before=False)
    bottom_s = (
        float(np.median(posture.time_s[bottom])) if bottom.any() else float("nan")
    )
    still_s = float(np.ptp(posture.time_s[bottom])) if bottom.any() else 0.0
    far = view.near_side is not None and view.near_side != hinge.leg.side
    joint = factor * joint_error_deg(view.yaw_deg, still_s, far=far)
    flexion = median_where(hinge.hip_flexion_deg, bottom)
    knee = median_where(hinge.knee_flexion_deg, bottom)
    share, share_off = _hinge_share(hinge, before, flexion, knee)
    readings = {
        "lean_deg": (
            median_where(hinge.lean_deg, bottom),
            factor * trunk_error_deg(view.yaw_deg, still_s),
            bottom_s,
        ),
        "stance_knee_deg": (knee, joint, bottom_s),
        "hinge_share": (share, factor * share_off, bottom_s),
        "top_flexion_deg": (
            straightest_deg(hinge.hip_flexion_deg, after),
            factor * joint_error_deg(view.yaw_deg, 0.5, far=far),
            cycle.lifting.off_s,
        ),
        "weight_offset": (
            _weight_offset(posture, hinge, bottom),
            factor * place_error(view.yaw_deg),
            bottom_s,
        ),
        "hinge_deg": (180.0 - flexion, joint, bottom_s),
    }
    return exercise.judge(readings)


def _hinge_share(
    hinge: HingeSignals, before: NDArray[np.bool_], hip_deg: float, knee_deg: float
) -> tuple[float, float]:
    """Return which share of the bend is the hip's, of hip and knee, and its error.

    Args:
        hinge: The standing leg's signals.
        before: (T,) frames standing tall before the rep.
        hip_deg: Flexion of the hip at the bottom.
        knee_deg: Flexion of the knee at the bottom.
    """
    hip_way = hip_deg - straightest_deg(hinge.hip_flexion_deg, before)
    knee_way = max(knee_deg - straightest_deg(hinge.knee_flexion_deg, before), 0.0)
    both = hip_way + knee_way
    return hip_way / both, share_error(hip_way, both)


def _weight_offset(
    posture: StandingSignals, hinge: HingeSignals, bottom: NDArray[np.bool_]
) -> float:
    """Level distance from the lower hand to the shank, in trunk lengths."""
    wrist, _ = lower_wrist_px(posture, bottom)
    knee, ankle = hinge.leg.knee_px, hinge.leg.ankle_px
    down = (wrist[:, 1] - knee[:, 1]) / (ankle[:, 1] - knee[:, 1])
    down = np.clip(down, 0.0, 1.0)
    shank_x = knee[:, 0] + down * (ankle[:, 0] - knee[:, 0])
    return median_where(np.abs(wrist[:, 0] - shank_x) / posture.trunk_px, bottom)
