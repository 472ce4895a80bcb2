"""Bird Dog Leg Wall Push (E1).

On hands and knees, take one leg back until the sole meets the wall, push, and let
nothing move until it tires. It is a hold: what counts is how long the form lasts.
How hard the leg pushes no camera sees. Both hands down or one arm reaching, straight
knee or bent, are all right.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.bird_dog_wall_push.drawing import hold_signals
from exercises.bird_dog_wall_push.filming import SHOT
from exercises.bird_dog_wall_push.holds import find_holds, in_place, raised_without_hold
from exercises.bird_dog_wall_push.live import COACHING
from exercises.bird_dog_wall_push.measures import measure_hold, variant_of
from exercises.bird_dog_wall_push.signals import Quadruped, read_quadruped
from exercises.bird_dog_wall_push.words import WORDS
from exercises.engine.holds import Stretch, edges_s
from exercises.engine.scene import Scene, passages
from exercises.exercise import (
    Exercise,
    MatchScore,
    MeasuredHold,
    SetReading,
    linear_step,
)
from exercises.reasons import NO_REASON, Reason
from exercises.scoring.bands import Band, Rule
from exercises.units import NAN, Attempt
from vision import landmarks
from vision.geometry import distance

KEY: Final = "bird_dog_wall_push"

LEAST_S: Final = 2.0
"""Shorter holds are a rep's pause (our choice: rationale.md 6.2 says 3, but what people
count as three seconds has the ways up and down in it, half a second each)."""
CUT_S: Final = 0.1
"""A hold so near to a film's end goes on after it (our choice: some frames)."""
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(key="trunk_level_deg", unit="deg", weight=0.15, severity=2,
                 high_code="trunk_not_level", high_cue="Flat like a table top."),
            Rule(key="hip_sink", unit="trunk lengths", weight=0.20, severity=3,
                 high_code="hips_sink",
                 high_cue="Don't let your tummy sink. Lift it and keep pushing."),
            Rule(key="pelvis_rotation_change", unit="trunk lengths", weight=0.10,
                 severity=2, high_code="pelvis_rotates",
                 high_cue="Both hip bones to the floor.", possible_only=True),
            Rule(key="thigh_above_trunk_deg", unit="deg", weight=0.10, severity=3,
                 high_code="leg_too_high",
                 high_cue="Leg level with your back, not higher. No arch."),
            Rule(key="hip_deg", unit="deg", weight=0.10, severity=2,
                 low_code="hip_not_open",
                 low_cue="Push the thigh back until it lines up with your body."),
            Rule(key="foot_path", unit="trunk lengths", weight=0.15, severity=3,
                 high_code="foot_slips",
                 high_cue="Press your whole foot into the wall and keep it there."),
            Rule(key="arm_from_vertical_deg", unit="deg", weight=0.05, severity=1,
                 high_code="hands_not_under_shoulders",
                 high_cue="Hands under shoulders."),
            Rule(key="thigh_from_vertical_deg", unit="deg", weight=0.05, severity=1,
                 high_code="knee_not_under_hip",
                 high_cue="Knee under hip. Don't rock forward."),
            Rule(key="sway", unit="trunk lengths", weight=0.10, severity=2,
                 high_code="unsteady",
                 high_cue="Steady. The wall won't move, and neither should you."),
            Rule(key="knee_deg", unit="deg", weight=0.0, severity=0),
        )
    }
)  # fmt: skip
"""Weights, severities and cues of rationale.md 9.1; weights add up to 1."""

BANDS: Final[Mapping[str, Band]] = MappingProxyType(
    {
        "trunk_level_deg": Band.at_most(10, 18, 30),
        "hip_sink": Band.at_most(0.05, 0.10, 0.20),
        "pelvis_rotation_change": Band.at_most(0.03, 0.06, 0.12),
        "thigh_above_trunk_deg": Band.at_most(10, 18, 30),
        "hip_deg": Band.at_least(150, 130, 110),
        "foot_path": Band.at_most(0.04, 0.08, 0.15),
        "arm_from_vertical_deg": Band.at_most(15, 25, 40),
        "thigh_from_vertical_deg": Band.at_most(15, 25, 40),
        "sway": Band.at_most(0.012, 0.025, 0.05),
    }
)
"""Green, amber and red edges (rationale.md 9.1), after common bird-dog teaching."""


def find(scene: Scene, exercise: Exercise) -> list[SetReading]:
    """Read the holds; each is a set of its own.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    seen_s = scene.time_s[scene.raw.seen]
    film_s = (float(seen_s[0]), float(seen_s[-1])) if len(seen_s) else (NAN, NAN)
    found: list[SetReading] = []
    for part in passages(scene.prone, scene.time_s, least_s=1.0, cuts=scene.cuts):
        body = read_quadruped(scene.part(part))
        holds = find_holds(body)
        sets = [_one_hold(body, hold, exercise, film_s) for hold in holds]
        sets += [
            _never_still(body, raised) for raised in raised_without_hold(body, holds)
        ]
        found += sorted(sets, key=_start_s)
    return found


def _start_s(findings: SetReading) -> float:
    return (*findings.units, *findings.attempts)[0].start_s


def _never_still(body: Quadruped, raised: Stretch) -> SetReading:
    """Return a leg that went back and never was still, as an attempt."""
    start_s, end_s = (float(body.scene.time_s[i]) for i in (raised.first, raised.last))
    during = body.scene.between(start_s, end_s)
    side, confidence = body.side_of(during)
    text = f"back for {end_s - start_s:.1f} s and never still: keep still"
    reason = Reason("unsteady", text)
    attempt = Attempt(start_s=start_s, end_s=end_s, reason=reason, rom_deg=NAN)
    return SetReading(
        view=body.scene.view(during),
        side=body.scene.side or side,
        side_confidence=1.0 if body.scene.side else confidence,
        attempts=(attempt,),
    )


def _one_hold(
    body: Quadruped,
    hold: Stretch,
    exercise: Exercise,
    film_s: tuple[float, float],
) -> SetReading:
    scene = body.scene
    time_s = scene.time_s
    settled = slice(hold.first, hold.first + max(2, round(scene.fps)))
    place = np.nanmedian(body.ankle_px[settled], axis=0)
    away = distance(body.ankle_px, place) / body.trunk_px
    start_s, end_s = edges_s(time_s, away, hold)
    during = scene.between(start_s, end_s)
    side, confidence = body.side_of(during)
    if scene.side:
        side, confidence = scene.side, 1.0
    view = scene.view(during if during.any() else np.ones_like(during))
    signals = hold_signals(body, start_s, end_s, view)
    cut = _cut_by(start_s, end_s, film_s)
    found = SetReading(
        view=view, side=side, side_confidence=confidence, signals=signals
    )
    if reason := _why_no_hold(body, during, end_s - start_s, cut):
        attempt = Attempt(start_s=start_s, end_s=end_s, reason=reason, rom_deg=NAN)
        return replace(found, attempts=(attempt,))
    form_s, measures = measure_hold(body, start_s, end_s, place, exercise)
    unit = MeasuredHold(
        start_s=start_s, end_s=end_s, form_s=form_s, measures=measures, side=side
    )
    longer = (f"The film {cut} in a hold: it was longer than is seen.",)
    return replace(
        found,
        units=(unit,),
        variant=variant_of(body, during),
        notes=longer if cut else (),
    )


def _why_no_hold(
    body: Quadruped, during: NDArray[np.bool_], lasted_s: float, cut: str
) -> Reason:
    """Return why stillness of a raised leg counts as no hold, if it does not."""
    if lasted_s < LEAST_S and cut:
        return Reason("film_cut", f"the film {cut} in it, after {lasted_s:.1f} s")
    if lasted_s < LEAST_S:
        return Reason("too_short", f"held for {lasted_s:.1f} s: keep still")
    if not _in_picture(body, during):
        text = "the raised foot is out of the picture: film the whole body"
        return Reason("hidden", text)
    return NO_REASON


def _in_picture(body: Quadruped, during: NDArray[np.bool_]) -> bool:
    """Whether the raised foot is inside the picture most of the time.

    Outside of it the model goes on guessing where a foot may be.
    """
    x_px, y_px = body.ankle_px[during].T
    width, height = body.scene.raw.size_wh
    inside = (x_px >= 0) & (x_px < width) & (y_px >= 0) & (y_px < height)
    return bool(inside.mean() >= 0.5) if len(inside) else False


def _cut_by(start_s: float, end_s: float, film_s: tuple[float, float]) -> str:
    """Return "starts" or "ends" where the film does so in a hold, else nothing."""
    if start_s - film_s[0] < CUT_S:
        return "starts"
    return "ends" if film_s[1] - end_s < CUT_S else ""


def likeness(scene: Scene) -> MatchScore:
    """How much a film shows one leg held back by a body on hands and knee."""
    parts = [
        scene.part(part)
        for part in passages(scene.prone, scene.time_s, least_s=1.0, cuts=scene.cuts)
    ]
    seen = [part for part in parts if not part.end_on]
    return max(
        (_likeness(read_quadruped(part)) for part in seen),
        key=lambda one: one.confidence,
        default=MatchScore(confidence=0.0),
    )


def _likeness(body: Quadruped) -> MatchScore:
    time_s = body.scene.time_s
    longest_s = max(
        (
            float(time_s[h.last] - time_s[h.first])
            for h in find_holds(body)
            if _in_picture(body, body.scene.between(time_s[h.first], time_s[h.last]))
        ),
        default=0.0,
    )
    return MatchScore.of(
        {
            "something else than hands and knees": linear_step(
                float(in_place(body).mean()), 0.15, 0.5
            ),
            "bird dogs without a hold: keep still": linear_step(longest_s, 1.5, 4.0),
        }
    )


BIRD_DOG: Final = Exercise(
    key=KEY,
    title="Bird Dog Leg Wall Push",
    fit=(11, 19),  # hip stability, on all fours with a leg lifted
    unit="hold",
    needed=landmarks.BODY,
    rules=RULES,
    bands=BANDS,
    subscores=MappingProxyType(
        {
            "hold": (
                "trunk_level_deg",
                "hip_sink",
                "pelvis_rotation_change",
                "thigh_above_trunk_deg",
                "hip_deg",
            ),
            "stillness": (
                "foot_path",
                "arm_from_vertical_deg",
                "thigh_from_vertical_deg",
                "sway",
            ),
        }
    ),
    always_unseen=MappingProxyType(
        {
            "push_force": "no camera sees how hard the leg pushes",
            "pelvis_level": "a pelvis that is tilted all the time cannot be told from "
            "a level one; only its change is looked at",
            "back_shape": "no camera model sees the spine: whether the lower back "
            "arches is never judged",
        }
    ),
    find=find,
    likeness=likeness,
    words=WORDS,
    coaching=COACHING,
    filming=SHOT,
    dose="1-2 holds a side, to fatigue",
    loads=("body weight", "body weight"),
    target=30,
    compared=MappingProxyType({"form_s": "Time in form"}),
)
