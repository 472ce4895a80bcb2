"""`check`: a track in, a report out. A pure function; live and file use the same."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from exercises.bird_dog_wall_push.definition import BIRD_DOG
from exercises.bridge_foot_on_box.definition import BOX_BRIDGE
from exercises.bridge_pull_over.definition import PULL_OVER
from exercises.engine.firm_camera import firm_camera
from exercises.engine.scene import Scene, read_scene
from exercises.exercise import Exercise, Findings
from exercises.gallop.definition import GALLOP
from exercises.internal_rotation_deadlift.definition import DEADLIFT
from exercises.recognise import Recognition, recognise
from exercises.report import (
    NAN,
    Attempt,
    Bout,
    Grade,
    Hold,
    Load,
    Measure,
    NotAssessed,
    Rep,
    Report,
    Score,
    Side,
    SourceInfo,
    ViewInfo,
)
from exercises.scoring.bands import Band, subscore
from exercises.scoring.comparisons import compare
from exercises.scoring.judging import judge_sets, named_side
from exercises.scoring.odd_ones import with_odd_ones_doubted
from exercises.scoring.plausible_tempo import doubts_of_tempo, told_of_speed
from exercises.scoring.reliability import doubted
from exercises.scoring.score_floor import with_score_or_reason
from vision import landmarks
from vision.errors import UnknownExerciseError
from vision.plausible import impossible_bodies_told, without_impossible
from vision.quality import Quality, assess_quality
from vision.track import Track
from vision.view import View

EXERCISES: Final[Mapping[str, Exercise]] = MappingProxyType(
    {one.key: one for one in (BIRD_DOG, PULL_OVER, BOX_BRIDGE, GALLOP, DEADLIFT)}
)
"""All exercises by key, from the least to the most demanding. A new one is one file and
one entry here."""

KNOWN_SHARE: Final = 0.5
"""A backdrop that shows no pattern in more of the film says nothing of the camera."""


def exercise_named(key: str) -> Exercise:
    """Return the exercise of a key.

    Raises:
        UnknownExerciseError: Lists the known keys.
    """
    if key not in EXERCISES:
        raise UnknownExerciseError(
            f"There is no exercise '{key}'. Known: {', '.join(EXERCISES)}."
        )
    return EXERCISES[key]


def check(
    track: Track,
    *,
    exercise: str = "auto",
    side: Side | Literal["auto"] = "auto",
    load: Load | None = None,
    stature_m: float | None = None,
    limits: Mapping[str, Mapping[str, Band]] | None = None,
) -> Report:
    """Judge what a film shows.

    Args:
        track: The body through the video, left and right as the person's.
        exercise: A key, or "auto" to recognise it.
        side: The working leg as the user names it, or "auto".
        load: What the user says of the weight; only written down.
        stature_m: The person's height, which distances are measured by.
        limits: Bands that replace an exercise's own, by exercise and measure key.

    Raises:
        UnknownExerciseError: No exercise of that key.
    """
    chosen = None if exercise == "auto" else exercise_named(exercise)
    as_seen, track = track, without_impossible(track)
    quality = assess_quality(track, chosen.needed if chosen else landmarks.BODY)
    notes = _told_of_the_film(as_seen, track, quality)
    if any(problem.code == "nobody" for problem in quality.problems):
        return _nothing(track, load, chosen, notes)
    firm = firm_camera(track)
    scene = read_scene(
        firm.sees(track),
        side=None if side == "auto" else side,
        error_factor=quality.error_factor,
        stature_m=stature_m,
    )
    notes += _camera_along_the_body(scene)
    if quality.blocked:
        return _nothing(track, load, chosen, notes)
    guess = recognise(scene, EXERCISES)
    if chosen is None and guess.exercise is None:
        notes += [_not_ours(guess), *_camera_unknown(track)]
        return _nothing(track, load, None, notes, guess)
    contradiction = _contradiction(chosen, guess)
    notes += contradiction
    picked = chosen or EXERCISES[str(guess.exercise)]
    picked = picked.limited((limits or {}).get(picked.key, {}))
    found = doubted(picked.find(scene, picked), track)
    found = firm.as_filmed(with_odd_ones_doubted(found, picked), track)
    return _report(
        track,
        quality,
        picked,
        found,
        load=load,
        notes=notes,
        confidence=1.0 if chosen else guess.confidence,
        doubtful=bool(contradiction),
    )


def _told_of_the_film(as_seen: Track, track: Track, quality: Quality) -> list[str]:
    return [
        *(problem.sentence for problem in quality.problems),
        *impossible_bodies_told(as_seen, track),
        *told_of_speed(track.source),
    ]


def _camera_unknown(track: Track) -> list[str]:
    """Tell that a moving camera may be why nothing was found."""
    around = track.surroundings
    if around is None or np.isfinite(around.shift[1:, 0]).mean() >= KNOWN_SHARE:
        return []
    return [
        "Whether the camera moves cannot be told in front of this background; if you "
        "held the phone, lean it on something."
    ]


def _camera_along_the_body(scene: Scene) -> list[str]:
    """Tell of a body that lies or kneels towards the camera most of the time."""
    level = scene.prone | scene.supine
    seen = scene.raw.seen
    if not seen.any() or level.sum() <= 0.5 * seen.sum():
        return []
    if scene.view(level).name != "end-on":
        return []
    return ["The camera looks along your body, where no angle shows. Film from the "
            "side."]  # fmt: skip


def _contradiction(chosen: Exercise | None, guess: Recognition) -> list[str]:
    if chosen is None or guess.exercise == chosen.key:
        return []
    if guess.exercise:
        title = EXERCISES[guess.exercise].title
        return [f"You named the exercise; the film looks like {title}."]
    if instead := guess.instead_of.get(chosen.key):
        return [f"You named the exercise; it looks like {instead}."]
    return ["You named the exercise; the film does not look like it."]


def _not_ours(guess: Recognition) -> str:
    looks = f" (it looks like {guess.looks_like})" if guess.looks_like else ""
    return (
        f"This does not look like an exercise of the circuit{looks}. If it is one, "
        "name it."
    )


def _report(
    track: Track,
    quality: Quality,
    exercise: Exercise,
    found: Sequence[Findings],
    *,
    load: Load | None,
    notes: list[str],
    confidence: float,
    doubtful: bool,
) -> Report:
    judged = judge_sets(exercise, found)
    side, side_confidence = _side(found)
    # The camera's place is told of the set that shows most.
    main = max(found, key=lambda findings: len(findings.units), default=None)
    view = main.view if main else None
    if any(_leg_unsure(one) for one in found):
        notes = [*notes, "Which leg it was is unsure; name it to be certain."]
    if not found:
        nothing = f"Nothing of {exercise.title} was found in this film."
        notes = [*notes, nothing, *_camera_unknown(track)]
    units, measures = judged.units, judged.measures
    asked = doubts_of_tempo(units, track.source.speed)
    notes = [*notes, *asked]
    grade = "C" if asked or doubtful else _grade(view, quality)
    report = Report(
        source=_source(track),
        exercise=exercise.key,
        exercise_confidence=confidence,
        side=side,
        side_confidence=side_confidence,
        load=load,
        view=_view(view),
        score=replace(judged.score, grade=grade),
        subscores={
            name: subscore({key: measures[key] for key in keys}, exercise.rules)
            for name, keys in exercise.subscores.items()
        }
        if measures
        else {},
        reps=tuple(unit for unit in units if isinstance(unit, Rep)),
        holds=tuple(unit for unit in units if isinstance(unit, Hold)),
        bouts=tuple(unit for unit in units if isinstance(unit, Bout)),
        attempts=tuple(_on_film(attempt) for one in found for attempt in one.attempts),
        sets=judged.sets,
        variant=dict(main.variant) if main else {},
        measures=measures,
        faults=judged.faults,
        possible=judged.possible,
        not_assessed=_unseen(exercise, measures),
        notes=tuple(dict.fromkeys([*notes, *(n for one in found for n in one.notes)])),
        limits=limits_as_data(exercise),
        signals=tuple(one.signals for one in found),
    )
    report = with_score_or_reason(report, track)
    report = replace(report, comparisons=compare(report, exercise))
    return replace(report, plan=exercise.plan(report))


def _on_film(attempt: Attempt) -> Attempt:
    """Return an attempt that may have begun before the film with times of the film."""
    return replace(
        attempt, start_s=max(attempt.start_s, 0.0), end_s=max(attempt.end_s, 0.0)
    )


def _leg_unsure(one: Findings) -> bool:
    two_legs = one.variant.get("legs") == "two legs"
    return bool(one.units) and named_side(one) is None and not two_legs


def _side(found: Sequence[Findings]) -> tuple[Side | None, float]:
    """Return the leg of all sets, None where they differ or one is unsure."""
    shown = [findings for findings in found if findings.found_any]
    sides = {named_side(findings) for findings in shown}
    units = {unit.side for findings in shown for unit in findings.units}
    if len(sides | units) != 1:
        least = min((findings.side_confidence for findings in shown), default=0.0)
        return None, least if len(sides) == 1 else 0.0
    return sides.pop(), min(findings.side_confidence for findings in shown)


def _unseen(
    exercise: Exercise, measures: Mapping[str, Measure]
) -> tuple[NotAssessed, ...]:
    unseen = [
        NotAssessed(measure=key, reason=measure.reason)
        for key, measure in measures.items()
        if measure.verdict == "not_assessed"
    ]
    always = [
        NotAssessed(measure=k, reason=r) for k, r in exercise.always_unseen.items()
    ]
    return (*unseen, *always)


def limits_as_data(exercise: Exercise) -> dict[str, object]:
    """Return the limits in use as plain data, so that a report explains itself."""
    return {
        key: {
            name: [edge if math.isfinite(edge) else None for edge in edges]
            for name, edges in asdict(band).items()
        }
        for key, band in exercise.bands.items()
    }


def _nothing(
    track: Track,
    load: Load | None,
    exercise: Exercise | None,
    notes: Sequence[str],
    guess: Recognition | None = None,
) -> Report:
    return Report(
        source=_source(track),
        exercise=exercise.key if exercise else None,
        exercise_confidence=1.0 if exercise else (guess.confidence if guess else 0.0),
        side=None,
        side_confidence=0.0,
        load=load,
        view=_view(None),
        score=Score(value=NAN, low=NAN, high=NAN, coverage=0.0, grade="C"),
        notes=tuple(notes),
    )


def _grade(view: View | None, quality: Quality) -> Grade:
    if view is None or view.confidence < 1 or view.name == "oblique":
        return "C"
    doubtful = {"who", "moves"} & {problem.code for problem in quality.problems}
    if quality.error_factor > 1 or doubtful:
        return "C"
    exact = view.name == "front" or view.yaw_deg <= 15
    steady = quality.seen_share >= 0.95 and quality.fps >= 28
    return "A" if exact and steady and quality.whole else "B"


def _view(view: View | None) -> ViewInfo:
    if view is None:
        return ViewInfo(yaw_deg=NAN, name="unsure", confidence=0.0)
    return ViewInfo(yaw_deg=view.yaw_deg, name=view.name, confidence=view.confidence)


def _source(track: Track) -> SourceInfo:
    return SourceInfo(
        name=track.source.name,
        duration_s=track.source.duration_s,
        fps=track.source.fps,
        width=track.size_wh[0],
        height=track.size_wh[1],
        frames=len(track),
        speed=track.source.speed,
    )
