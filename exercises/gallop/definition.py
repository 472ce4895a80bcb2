"""Gallop Forwards and Backwards (E4).

One foot stays in front, the other chases it and never catches it: after the flight the
trailing foot lands, then quickly the leading one. Five yards forwards, five backwards,
then the same with the other foot in front.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from exercises.engine.scene import Scene
from exercises.exercise import (
    Exercise,
    MatchScore,
    MeasuredBout,
    SetReading,
    linear_step,
)
from exercises.gallop.drawing import way_signals
from exercises.gallop.filming import SHOT
from exercises.gallop.live import COACHING
from exercises.gallop.measures import (
    ASSUMED_STATURE_M,
    STATURE_ERROR,
    distance_across_m,
    measure_bout,
)
from exercises.gallop.signals import LEAST_STRIDES, GaitSignals, gait_signals_of
from exercises.gallop.travels import Travel, cut_by, find_travels, sure_of_names
from exercises.gallop.words import WORDS
from exercises.reasons import NO_REASON, Reason
from exercises.report import PlanItem, Report
from exercises.scoring.bands import Band, Rule
from exercises.units import NAN, Attempt
from vision import landmarks
from vision.view import View

KEY: Final = "gallop"

YARD_M: Final = 0.9144
FEWEST_TO_TELL: Final = 3
"""Fewer strides do not tell a gallop from a few steps (our choice: with two, one wrong
name decides)."""
TAKE_TURNS: Final = 0.4
"""Feet that pass each other nearly as far as they are passed take turns in front: see
`gait.Travel.one_in_front` (our choice: walkers and runners are near 0, a gallop whose
rear foot comes up to the front one is at 1)."""
SURELY_TURNS: Final = 0.1
"""Up to here they surely do; between the two nobody can tell (our choice: the sample
films' walk, run and skip have 0.04 to 0.06)."""
LEAST_WAY: Final = 1.0
"""Leg lengths: a shorter way is a step aside, which nobody asks about."""
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
"""Weights, severities and cues of rationale.md 9.5; weights add up to 1."""

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
"""Green, amber and red edges (rationale.md 9.5), expert judgement; the rhythm after the
33/66 phasing reported for gallops."""


def find(scene: Scene, exercise: Exercise) -> list[SetReading]:
    """Read the bouts; all of a film are one set.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    gait = gait_signals_of(scene)
    seen, attempts = _bouts_and_attempts(gait)
    if not seen and not attempts:
        return []
    bouts = [_bout(gait, travel, view, exercise) for travel, view in seen]
    notes = [
        f"The film {cut} in a bout: how far it went is not judged."
        for cut in ("starts", "ends")
        if any(cut_by(gait, travel) == cut for travel, _ in seen)
    ]
    known = all(bout.side for bout in bouts)
    if any(takes_turns(travel) for travel, _ in seen):
        notes.append(
            "In some bouts no foot stays in front: that is skipping or running, not a "
            "gallop."
        )
    elif not known:
        notes.append("In some bouts the other foot takes the lead on the way.")
    if scene.stature_m is None:
        notes.append(
            f"Distances assume a height of {ASSUMED_STATURE_M:.2f} m and are about "
            f"right (\N{PLUS-MINUS SIGN}{STATURE_ERROR:.0%}); give your height to have "
            "them measured."
        )
    return [
        SetReading(
            view=seen[0][1] if seen else scene.view(scene.upright),
            side=bouts[0].side if bouts else None,
            side_confidence=sure_of_names(gait, [travel for travel, _ in seen])
            if bouts and known
            else 0.5,
            units=tuple(bouts),
            attempts=tuple(attempts),
            notes=tuple(notes),
            signals=way_signals(gait, bouts, scene.stature_m or ASSUMED_STATURE_M),
        )
    ]


def takes_turns(travel: Travel) -> bool:
    """Whether both feet are in front by turns: walking, running or skipping."""
    return not travel.one_in_front >= TAKE_TURNS


def _bouts_and_attempts(
    gait: GaitSignals,
) -> tuple[list[tuple[Travel, View]], list[Attempt]]:
    """Return the bouts with their views, and why other ways across do not count."""
    seen: list[tuple[Travel, View]] = []
    attempts = []
    travels = find_travels(gait, least_strides=0)
    some_gallop = any(t.strides >= LEAST_STRIDES and not takes_turns(t)
                      for t in travels)  # fmt: skip
    for travel in travels:
        during = np.zeros(len(gait.time_s), dtype=bool)
        during[travel.first : travel.last + 1] = True
        view = gait.scene.view(during)
        way = abs(float(np.diff(gait.hips_px[[travel.first, travel.last], 0])[0]))
        if travel.strides < LEAST_STRIDES and way < LEAST_WAY * gait.leg_px:
            continue  # a step aside
        reason = _why_no_bout(gait, travel, view, some_gallop=some_gallop)
        if not reason:
            seen.append((travel, view))
            continue
        start_s, end_s = (float(gait.time_s[i]) for i in (travel.first, travel.last))
        attempts.append(
            Attempt(start_s=start_s, end_s=end_s, reason=reason, rom_deg=NAN)
        )
    return seen, attempts


def _why_no_bout(
    gait: GaitSignals, travel: Travel, view: View, *, some_gallop: bool
) -> Reason:
    """Return why a way across the picture counts as no bout, if it does not."""
    if travel.strides < LEAST_STRIDES:
        cut = cut_by(gait, travel)
        few = "too few strides to judge"
        if cut:
            return Reason("film_cut", f"{few}: the film {cut} in it")
        return Reason("too_short", few)
    if view.name == "end-on":
        text = "seen from the front or from behind: film from the side"
        return Reason("view", text)
    if some_gallop and takes_turns(travel):
        text = "walking, running or skipping: the feet take turns in front"
        if travel.one_in_front > SURELY_TURNS:
            text = "whether one foot stays in front or they take turns cannot be told"
        return Reason("other_gait", text)
    return NO_REASON


def _bout(
    gait: GaitSignals, travel: Travel, view: View, exercise: Exercise
) -> MeasuredBout:
    time_s = gait.time_s
    led = travel.lead_share >= SHARED_LEAD and not takes_turns(travel)
    lead = travel.lead if led else None
    distance_m = distance_across_m(gait, travel) if view.name == "side" else NAN
    return MeasuredBout(
        start_s=float(time_s[travel.first]),
        end_s=float(time_s[travel.last]),
        direction=travel.direction,
        side=lead,
        steps=len(travel.initial_contacts_s[travel.lead or "left"]),
        distance_m=distance_m,
        measures=measure_bout(gait, travel, view, exercise, distance_m),
    )


def likeness(scene: Scene) -> MatchScore:
    """How much a film shows travelling with one foot kept in front."""
    if scene.upright.mean() < 0.5:
        return MatchScore(confidence=0.0, looks_like="lying or kneeling")
    gait = gait_signals_of(scene)
    travels = find_travels(gait)
    if not travels:
        return MatchScore(confidence=0.0, looks_like="nobody travelling")
    return max((_likeness(gait, travel) for travel in travels),
               key=lambda one: one.confidence)  # fmt: skip


def _likeness(gait: GaitSignals, travel: Travel) -> MatchScore:
    during = np.zeros(len(gait.time_s), dtype=bool)
    during[travel.first : travel.last + 1] = True
    way = abs(float(np.ptp(gait.hips_px[[travel.first, travel.last], 0]))) / gait.leg_px
    seconds = float(gait.time_s[travel.last] - gait.time_s[travel.first])
    return MatchScore.of(
        {
            "standing on the spot": linear_step(way, 0.6, 1.2),
            "slow steps": linear_step(way / max(seconds, 0.1), 0.2, 0.4),
            "too few steps to tell a gallop": linear_step(
                travel.strides, FEWEST_TO_TELL - 1, FEWEST_TO_TELL
            ),
            "running, walking or skipping: the feet take turns in front": linear_step(
                travel.one_in_front, 0.75 * TAKE_TURNS, 1.5 * TAKE_TURNS
            ),
            "a side shuffle": linear_step(gait.scene.view(during).yaw_deg, 65.0, 50.0),
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
    needed=landmarks.BODY,
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
    words=WORDS,
    coaching=COACHING,
    filming=SHOT,
    dose="5 yards each way, each foot in front",
    loads=("body weight",) * 3,
    compared=MappingProxyType(
        {"rhythm_phase": "Rhythm", "distance_m": "Distance", "spring": "Spring"}
    ),
    plan=plan,
)
