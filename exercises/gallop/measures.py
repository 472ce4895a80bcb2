"""The measures of one bout of a gallop."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from exercises.exercise import Exercise
from exercises.gallop.signals import GaitSignals
from exercises.gallop.travels import Travel, cut_by
from exercises.reasons import Reason
from exercises.scoring.bands import INTERVAL_80, Band, not_assessed
from exercises.scoring.uncertainty import (
    LEAD_ERROR_PERCENT,
    PHASE_ERROR,
    change_error_deg,
    place_error,
    trunk_error_deg,
)
from exercises.units import NAN, Measure, Side
from vision.geometry import lean_deg, median_where
from vision.problems import GOOD_FPS, LEAST_FPS
from vision.view import View, front_direction

FILM_ACROSS: Final = Reason("view", "film from the side, across the picture")
FEET_UNSEEN: Final = Reason("hidden", "the feet were not seen well enough")
KNEE_UNSEEN: Final = Reason(
    "hidden", "going backwards the tracker does not see a knee give"
)
RHYTHM: Final = ("rhythm_phase", "stride_cv_percent")
ASSUMED_STATURE_M: Final = 1.70
STATURE_ERROR: Final = 0.12
"""Stature where nobody gave it, and the distance's relative error then (rationale.md
9.5)."""
KNOWN_STATURE_ERROR: Final = 0.06
"""Relative error of a distance where the stature is known (our choice: the
segments' share of the stature varies by 2 %, the tracker's points by as much)."""
CAUGHT: Final = 0.10
"""The rear foot may pass the front one by this many leg lengths: the error."""
BACKWARD_WIDER: Final = 0.05
"""Backward rhythms are judged by this much more (no study of backward gallop found)."""
FEWEST_STRIDES: Final = 4
"""Fewer strides have no regularity."""
MEDIAN_SD: Final = 1.25
"""Standard deviation of a median, of the mean's, for normal errors: sqrt(pi / 2)."""
SHUFFLED: Final = 0.03
"""Hips that go up and down by fewer leg lengths have no flight (the amber edge of
`spring`)."""
FIELD_OF_VIEW_DEG: Final = 60.0
"""Of the picture's long side, a phone's main camera while filming (our choice: 55 to 70
in common ones; 10 degrees off change a turn across the whole picture by 10)."""


def measure_bout(
    gait: GaitSignals, travel: Travel, view: View, exercise: Exercise, distance_m: float
) -> dict[str, Measure]:
    """Return every measure of a bout, those this view cannot give with the reason."""
    if travel.direction == "backward":
        exercise = _widened(exercise, BACKWARD_WIDER)
    scene = gait.scene
    start_s, end_s = gait.time_s[travel.first], gait.time_s[travel.last]
    during = scene.between(start_s, end_s)
    at_s = float(start_s + end_s) / 2
    if view.name != "side":
        return exercise.in_order({}, FILM_ACROSS)
    factor = scene.error_factor * (1.5 if view.confidence < 1 else 1.0)
    flat_lean = lean_deg(scene.hips_px, scene.shoulders_px, travel.facing)
    stature = KNOWN_STATURE_ERROR if scene.stature_m else STATURE_ERROR
    turned = heading_change_deg(gait, travel)
    first_foot = _first_landing(travel)
    readings = {
        "lead_kept_percent": (_lead_kept(gait, travel), LEAD_ERROR_PERCENT, at_s),
        "spring": (spring(gait, travel), factor * place_error(view.yaw_deg) / 2, at_s),
        "lean_deg": (
            abs(median_where(flat_lean, during)),
            factor * trunk_error_deg(view.yaw_deg, float(end_s - start_s)),
            at_s,
        ),
        "landing_knee_deg": (
            soft_landing_deg(gait, travel, first_foot),
            factor * change_error_deg(),
            at_s,
        ),
        "distance_m": (distance_m, stature * distance_m, at_s),
        "view_change_deg": (turned, 8.0 * factor, at_s),
    }
    readings |= {key: (*read, at_s) for key, read in _rhythm(gait, travel).items()}
    measures = exercise.judge(readings)
    for key, reason in _unshown(gait, travel, measures).items():
        measures[key] = not_assessed(exercise.rules[key], reason)
    return exercise.in_order(measures, FEET_UNSEEN)


def _unshown(
    gait: GaitSignals, travel: Travel, measures: Mapping[str, Measure]
) -> dict[str, Reason]:
    """Return what this bout cannot show, and why."""
    unshown: dict[str, Reason] = {}
    if gait.scene.fps < LEAST_FPS:
        few = f"{gait.scene.fps:.0f} frames a second are too few to hear a rhythm"
        unshown |= dict.fromkeys(RHYTHM, Reason("frame_rate", few))
    elif not np.isfinite(measures["stride_cv_percent"].value):
        few = f"it takes {FEWEST_STRIDES} strides to tell"
        unshown["stride_cv_percent"] = Reason("too_short", few)
    cut = cut_by(gait, travel)
    if cut and measures["distance_m"].verdict != "ok":
        unshown["distance_m"] = Reason("film_cut", f"the film {cut} in it")
    if travel.direction == "backward":
        unshown["landing_knee_deg"] = KNEE_UNSEEN
    return unshown


def _widened(exercise: Exercise, wide: float) -> Exercise:
    band = exercise.bands["rhythm_phase"]
    wider = Band(
        (band.green[0] - wide, band.green[1] + wide),
        (band.amber[0] - wide, band.amber[1] + wide),
        (band.red[0] - wide, band.red[1] + wide),
    )
    return replace(exercise, bands={**exercise.bands, "rhythm_phase": wider})


def _rhythm(gait: GaitSignals, travel: Travel) -> dict[str, tuple[float, float]]:
    """Return phase and evenness of the strides, each with its error."""
    phases, strides_s = travel.phases(), travel.strides_s()
    fps = gait.scene.fps
    coarse = 2.0 if fps < GOOD_FPS else 1.0
    # Feet that shuffle are told by their place, and where names were exchanged a
    # touchdown may be the other foot's.
    shuffled = 2.0 if spring(gait, travel) < SHUFFLED else 1.0
    doubtful = float(gait.exchanged[travel.first : travel.last + 1].mean())
    phase = float(np.median(phases)) if len(phases) else NAN
    even = NAN
    if len(strides_s) >= FEWEST_STRIDES - 1:
        even = 100 * float(np.std(strides_s, ddof=1) / np.mean(strides_s))
    # A frame of uncertainty at both ends of a stride varies it by that much.
    jitter = (
        100 * coarse / fps / 2 / float(np.mean(strides_s)) if len(strides_s) else NAN
    )
    phase_error = coarse * shuffled * PHASE_ERROR + doubtful / 4
    if np.isfinite(even) and len(phases):
        # Touchdowns that scatter, whether the feet's or the tracker's, scatter the
        # phases as much as the strides; of their median this much is left.
        scatter = MEDIAN_SD * even / 100 / np.sqrt(len(phases))
        phase_error = float(np.hypot(phase_error, INTERVAL_80 * scatter))
    return {
        "rhythm_phase": (phase, phase_error),
        "stride_cv_percent": (even, jitter + 50 * doubtful),
    }


def _first_landing(travel: Travel) -> Side:
    """Return the foot that lands first after the flight: the one trailing."""
    lead: Side = travel.lead or "left"
    rear: Side = "left" if lead == "right" else "right"
    return rear if travel.direction == "forward" else lead


def _lead_kept(gait: GaitSignals, travel: Travel) -> float:
    """Return in how many of a hundred frames the lead foot is not overtaken."""
    part = slice(travel.first, travel.last + 1)
    ahead = travel.facing * (gait.ankles_px[part, 0] - gait.ankles_px[part, 1])[:, 0]
    ahead = ahead if travel.lead == "left" else -ahead
    ahead = ahead[np.isfinite(ahead)] / gait.leg_px
    return 100 * float(np.mean(ahead > -CAUGHT)) if len(ahead) else NAN


def distance_across_m(gait: GaitSignals, travel: Travel) -> float:
    """Return how far a bout went, metres, by the person's height in the picture."""
    stature_m = gait.scene.stature_m or ASSUMED_STATURE_M
    x_px = gait.hips_px[[travel.first, travel.last], 0]
    return float(abs(x_px[1] - x_px[0])) * stature_m / gait.stature_px


def heading_change_deg(gait: GaitSignals, travel: Travel) -> float:
    """Return how much the body turns on its way: P90 - P10 of its heading.

    Whoever crosses the picture is seen from ever another angle without turning. The
    model shows a part of that; as much as fits, between none and all, is taken off.
    """
    part = slice(travel.first, travel.last + 1)
    front = front_direction(gait.scene.raw.world_m)[part]
    seen_deg = np.degrees(np.unwrap(np.arctan2(front[:, 0], -front[:, 2])))
    width = gait.scene.raw.size_wh[0]
    aside = (gait.hips_px[part, 0] - width / 2) / (max(gait.scene.raw.size_wh) / 2)
    sight_deg = np.degrees(np.arctan(aside * np.tan(np.radians(FIELD_OF_VIEW_DEG / 2))))
    known = np.isfinite(seen_deg) & np.isfinite(sight_deg)
    if known.sum() < 10:
        return float("nan")
    seen_deg, sight_deg = seen_deg[known], sight_deg[known]
    share = np.polyfit(sight_deg, seen_deg, 1)[0] if np.ptp(sight_deg) > 5 else 0.0
    turned = seen_deg - float(np.clip(share, 0.0, 1.0)) * sight_deg
    return float(np.ptp(np.percentile(turned, (10, 90))))


def spring(gait: GaitSignals, travel: Travel) -> float:
    """Return how far the hips go up and down in a stride, in leg lengths."""
    times_s = travel.initial_contacts_s[travel.lead or "left"]
    ranges = []
    for start_s, stop_s in itertools.pairwise(times_s):
        inside = gait.scene.between(start_s, stop_s)
        if inside.sum() >= 4:
            ends = np.interp((start_s, stop_s), gait.time_s, gait.hips_px[:, 1])
            drift = np.interp(gait.time_s[inside], (start_s, stop_s), ends)
            rise = gait.hips_px[inside, 1] - drift
            ranges.append(float(np.ptp(rise)) / gait.leg_px)
    return float(np.median(ranges)) if ranges else float("nan")


def soft_landing_deg(gait: GaitSignals, travel: Travel, foot: Side) -> float:
    """Return how far a knee gives after its foot has come down, the median."""
    scene = gait.scene
    thigh = scene.leg_px(foot, 1) - scene.leg_px(foot, 0)
    shank = scene.leg_px(foot, 2) - scene.leg_px(foot, 1)
    cross = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    bend = np.abs(np.degrees(np.arctan2(cross, (thigh * shank).sum(axis=1))))
    gives = []
    for down_s in travel.initial_contacts_s[foot]:
        landing = scene.between(down_s - 0.02, down_s + 0.02)
        after = scene.between(down_s, down_s + 0.2)
        start = median_where(bend, landing)
        if after.any() and np.isfinite(start):
            gives.append(float(np.nanmax(bend[after])) - start)
    return float(np.median(gives)) if gives else float("nan")
