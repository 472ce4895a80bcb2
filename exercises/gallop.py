"""Gallop Forwards and Backwards (E4).

One foot stays in front, the other chases it and never catches it: after the flight the
trailing foot lands, then quickly the leading one. Five yards forwards, five backwards,
then the same with the other foot in front.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from exercises.exercise import Exercise, Findings, Likeness, MeasuredBout, rising
from exercises.gait import (
    Gait,
    Travel,
    find_travels,
    heading_change_deg,
    read_gait,
    soft_landing_deg,
    spring,
    sure_of_names,
)
from exercises.read_signals import way_signals
from exercises.report import NAN, Measure, PlanItem, Report, Side
from exercises.scene import Scene
from exercises.scoring import Band, Rule, not_assessed
from exercises.uncertainty import (
    LEAD_ERROR_PERCENT,
    PHASE_ERROR,
    change_error_deg,
    place_error,
    trunk_error_deg,
)
from vision import landmarks
from vision.geometry import lean_deg, median_where
from vision.quality import GOOD_FPS, LEAST_FPS
from vision.view import View

KEY: Final = "gallop"

YARD_M: Final = 0.9144
ASSUMED_STATURE_M: Final = 1.70
STATURE_ERROR: Final = 0.12
"""Stature where nobody gave it, and the distance's relative error then (exercises.md
9.5)."""
KNOWN_STATURE_ERROR: Final = 0.06
"""Relative error of a distance where the stature is known (our choice: the
segments' share of the stature varies by 2 %, the tracker's points by as much)."""
CAUGHT: Final = 0.10
"""The rear foot may pass the front one by this many leg lengths: the error."""
BACKWARD_WIDER: Final = 0.05
"""Backward rhythms are judged by this much more (no study of backward gallop found)."""
STRETCH_S: Final = 2.0
"""Three strides: long enough to tell a kept lead from one that alternates."""
FEWEST_STRIDES: Final = 4
"""Fewer strides have no regularity."""
SHARED_LEAD: Final = 0.65
"""A foot in front for less than this share of the time is no lead (our choice: half in
running and skipping, nine tenths in a gallop)."""
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(key="lead_kept_percent", unit="%", weight=0.25, severity=3,
                 low_code="lead_lost",
                 low_cue="Same foot stays in front. The back foot chases but never "
                 "catches."),
            Rule(key="rhythm_phase", unit="share", weight=0.25, severity=3,
                 low_code="even_rhythm", high_code="even_rhythm",
                 low_cue="Ba-DUM, ba-DUM. Uneven beat.",
                 high_cue="Ba-DUM, ba-DUM. Uneven beat."),
            Rule(key="stride_cv_percent", unit="%", weight=0.12, severity=1,
                 high_code="irregular_rhythm", high_cue="Find a rhythm."),
            Rule(key="spring", unit="leg lengths", weight=0.10, severity=1,
                 low_code="no_spring", high_code="no_spring",
                 low_cue="Light little bounce.",
                 high_cue="Less height: a light little bounce."),
            Rule(key="lean_deg", unit="deg", weight=0.10, severity=2,
                 high_code="leans", high_cue="Stand tall like you're running."),
            Rule(key="landing_knee_deg", unit="deg", weight=0.10, severity=2,
                 low_code="stiff_landing", low_cue="Land soft, bend your knees.",
                 possible_only=True),
            Rule(key="distance_m", unit="m", weight=0.05, severity=1,
                 low_code="short_distance", low_cue="Five yards each way."),
            Rule(key="view_change_deg", unit="deg", weight=0.03, severity=1,
                 high_code="not_straight", high_cue="Travel in a straight line."),
        )
    }
)  # fmt: skip
"""Weights, severities and cues of exercises.md 9.5; weights add up to 1."""

BANDS: Final[Mapping[str, Band]] = MappingProxyType(
    {
        "lead_kept_percent": Band.at_least(95, 85, 65),
        "rhythm_phase": Band((0.24, 0.42), (0.18, 0.46), (0.10, 0.52)),
        "stride_cv_percent": Band.at_most(10, 18, 30),
        "spring": Band((0.06, 0.25), (0.03, 0.35), (0.01, 0.50)),
        "lean_deg": Band.at_most(15, 25, 40),
        "landing_knee_deg": Band.at_least(10, 5, 0),
        "distance_m": Band.at_least(5 * YARD_M, 3.5 * YARD_M, 2 * YARD_M),
        "view_change_deg": Band.at_most(20, 30, 45),
    }
)
"""Green, amber and red edges (exercises.md 9.5), expert judgement; the rhythm after the
33/66 phasing reported for gallops."""


def find(scene: Scene, exercise: Exercise) -> list[Findings]:
    """Read the bouts; all of a film are one set.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    gait = read_gait(scene)
    seen: list[tuple[Travel, View]] = []
    for travel in find_travels(gait):
        view = scene.view(scene.between(*gait.time_s[[travel.first, travel.last]]))
        if view.name != "end-on":
            seen.append((travel, view))
    if not seen:
        return []
    bouts = [_bout(gait, travel, view, exercise) for travel, view in seen]
    notes = []
    told = all(bout.side for bout in bouts)
    if not told:
        notes.append(
            "In some bouts no foot stays in front: that is skipping or running, not a "
            "gallop."
        )
    if scene.stature_m is None:
        notes.append(
            f"Distances assume a height of {ASSUMED_STATURE_M:.2f} m and are about "
            f"right (\N{PLUS-MINUS SIGN}{STATURE_ERROR:.0%}); give your height to have "
            "them measured."
        )
    return [
        Findings(
            view=seen[0][1],
            side=bouts[0].side,
            side_confidence=sure_of_names(gait, [travel for travel, _ in seen])
            if told
            else 0.5,
            units=tuple(bouts),
            notes=tuple(notes),
            signals=way_signals(gait, bouts, scene.stature_m or ASSUMED_STATURE_M),
        )
    ]


def _bout(gait: Gait, travel: Travel, view: View, exercise: Exercise) -> MeasuredBout:
    time_s = gait.time_s
    lead = travel.lead if travel.lead_share >= SHARED_LEAD else None
    wide = BACKWARD_WIDER if travel.direction == "backward" else 0.0
    distance_m = _distance_m(gait, travel) if view.name == "side" else NAN
    return MeasuredBout(
        start_s=float(time_s[travel.first]),
        end_s=float(time_s[travel.last]),
        direction=travel.direction,
        side=lead,
        steps=len(travel.touchdowns_s[travel.lead or "left"]),
        distance_m=distance_m,
        measures=_measures(gait, travel, view, _widened(exercise, wide), distance_m),
    )


def _widened(exercise: Exercise, wide: float) -> Exercise:
    band = exercise.bands["rhythm_phase"]
    wider = Band(
        (band.green[0] - wide, band.green[1] + wide),
        (band.amber[0] - wide, band.amber[1] + wide),
        (band.red[0] - wide, band.red[1] + wide),
    )
    return replace(exercise, bands={**exercise.bands, "rhythm_phase": wider})


def _measures(
    gait: Gait, travel: Travel, view: View, exercise: Exercise, distance_m: float
) -> dict[str, Measure]:
    """Return every measure of a bout, those this view cannot give with the reason."""
    scene, rules = gait.scene, exercise.rules
    start_s, end_s = gait.time_s[travel.first], gait.time_s[travel.last]
    during = scene.between(start_s, end_s)
    at_s = float(start_s + end_s) / 2
    if view.name != "side":
        return exercise.in_order({}, "film from the side, across the picture")
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
    measures = exercise.judge(readings)
    for key, (value, error) in _rhythm(travel, scene.fps).items():
        if scene.fps < LEAST_FPS:
            few = f"{scene.fps:.0f} frames a second are too few to hear a rhythm"
            measures[key] = not_assessed(rules[key], few)
        else:
            measures |= exercise.judge({key: (value, error, at_s)})
    if not np.isfinite(measures["stride_cv_percent"].value):
        few = f"it takes {FEWEST_STRIDES} strides to tell"
        measures["stride_cv_percent"] = not_assessed(rules["stride_cv_percent"], few)
    if travel.direction == "backward":
        unseen = "going backwards the tracker does not see a knee give"
        measures["landing_knee_deg"] = not_assessed(rules["landing_knee_deg"], unseen)
    return exercise.in_order(measures, "the feet were not seen well enough")


def _rhythm(travel: Travel, fps: float) -> dict[str, tuple[float, float]]:
    """Return phase and evenness of the strides, each with its error."""
    phases, strides_s = travel.phases(), travel.strides_s()
    coarse = 2.0 if fps < GOOD_FPS else 1.0
    phase = float(np.median(phases)) if len(phases) else NAN
    even = NAN
    if len(strides_s) >= FEWEST_STRIDES - 1:
        even = 100 * float(np.std(strides_s, ddof=1) / np.mean(strides_s))
    # A frame of uncertainty at both ends of a stride varies it by that much.
    jitter = (
        100 * coarse / fps / 2 / float(np.mean(strides_s)) if len(strides_s) else NAN
    )
    return {
        "rhythm_phase": (phase, coarse * PHASE_ERROR),
        "stride_cv_percent": (even, jitter),
    }


def _first_landing(travel: Travel) -> Side:
    """Return the foot that lands first after the flight: the one trailing."""
    lead: Side = travel.lead or "left"
    rear: Side = "left" if lead == "right" else "right"
    return rear if travel.direction == "forward" else lead


def _lead_kept(gait: Gait, travel: Travel) -> float:
    """Return in how many of a hundred frames the lead foot is not overtaken."""
    part = slice(travel.first, travel.last + 1)
    ahead = travel.facing * (gait.ankles_px[part, 0] - gait.ankles_px[part, 1])[:, 0]
    ahead = ahead if travel.lead == "left" else -ahead
    ahead = ahead[np.isfinite(ahead)] / gait.leg_px
    return 100 * float(np.mean(ahead > -CAUGHT)) if len(ahead) else NAN


def _best_lead_kept(gait: Gait, travel: Travel) -> float:
    """Return the share of frames without overtaking in the best stretch, in percent.

    Whoever changes the lead once still gallops; running and skipping change it with
    every stride.
    """
    part = slice(travel.first, travel.last + 1)
    ahead = travel.facing * (gait.ankles_px[part, 0] - gait.ankles_px[part, 1])[:, 0]
    kept = np.stack([ahead > -CAUGHT * gait.leg_px, -ahead > -CAUGHT * gait.leg_px])
    size = min(len(ahead), round(STRETCH_S * gait.scene.fps))
    shares = [np.convolve(one, np.ones(size) / size, "valid").max() for one in kept]
    return 100 * float(max(shares))


def _distance_m(gait: Gait, travel: Travel) -> float:
    stature_m = gait.scene.stature_m or ASSUMED_STATURE_M
    x_px = gait.hips_px[[travel.first, travel.last], 0]
    return float(abs(x_px[1] - x_px[0])) * stature_m / gait.stature_px


def likeness(scene: Scene) -> Likeness:
    """How much a film shows travelling with one foot kept in front."""
    if scene.upright.mean() < 0.5:
        return Likeness(confidence=0.0, looks_like="lying or kneeling")
    gait = read_gait(scene)
    travels = find_travels(gait)
    if not travels:
        return Likeness(confidence=0.0, looks_like="nobody travelling")
    return max((_likeness(gait, travel) for travel in travels),
               key=lambda one: one.confidence)  # fmt: skip


def _likeness(gait: Gait, travel: Travel) -> Likeness:
    during = np.zeros(len(gait.time_s), dtype=bool)
    during[travel.first : travel.last + 1] = True
    way = abs(float(np.ptp(gait.hips_px[[travel.first, travel.last], 0]))) / gait.leg_px
    phases = travel.phases()
    phase = float(np.median(phases)) if len(phases) else 0.5
    seconds = float(gait.time_s[travel.last] - gait.time_s[travel.first])
    return Likeness.of(
        {
            "standing on the spot": rising(way, 0.6, 1.2),
            "slow steps": rising(way / max(seconds, 0.1), 0.2, 0.4),
            "running, walking or skipping": rising(
                _best_lead_kept(gait, travel), 75.0, 92.0
            ),
            "a side shuffle": rising(gait.scene.view(during).yaw_deg, 65.0, 50.0),
            "steps of an even beat": rising(abs(phase - 0.5), 0.02, 0.06),
        }
    )


def plan(report: Report) -> tuple[PlanItem, ...]:
    """Return the four bouts of the circuit, ticked off."""
    done = {(bout.direction, bout.lead) for bout in report.bouts}
    return tuple(
        PlanItem(
            name=f"{direction}, {lead} foot in front", done=(direction, lead) in done
        )
        for lead in ("left", "right")
        for direction in ("forward", "backward")
    )


GALLOP: Final = Exercise(
    key=KEY,
    title="Gallop Forwards and Backwards",
    unit="bout",
    needed=(*landmarks.TRUNK, 25, 26, 27, 28),
    rules=RULES,
    bands=BANDS,
    subscores=MappingProxyType(
        {
            "lead": ("lead_kept_percent",),
            "rhythm": ("rhythm_phase", "stride_cv_percent"),
            "spring_and_posture": ("spring", "lean_deg", "landing_knee_deg"),
            "path": ("distance_m", "view_change_deg"),
        }
    ),
    always_unseen=MappingProxyType(
        {"speed": "speed is not judged: adults avoid this gait because it is hard"}
    ),
    find=find,
    likeness=likeness,
    dose="5 yards each way, each foot in front",
    compared=MappingProxyType(
        {"rhythm_phase": "Rhythm", "distance_m": "Distance", "spring": "Spring"}
    ),
    plan=plan,
)
