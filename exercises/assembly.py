"""From sets that were read to the report on a film."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from exercises.exercise import Exercise, SetReading
from exercises.reasons import Reason
from exercises.recognise import Recognition
from exercises.report import (
    LEGS_IN_WORDS,
    Grade,
    NotAssessed,
    Report,
    Score,
    SourceInfo,
    Subscore,
    ViewInfo,
)
from exercises.scoring.comparisons import compare
from exercises.scoring.judging import judge_sets, named_side
from exercises.scoring.plausible_tempo import doubts_of_tempo
from exercises.scoring.score_floor import with_score_or_reason
from exercises.scoring.scores import subscore
from exercises.units import NAN, Attempt, Bout, Hold, Load, Measure, Rep, Side
from vision.quality import Quality
from vision.track import Track
from vision.view import View

KNOWN_SHARE: Final = 0.5
"""A backdrop that shows no pattern in more of the film says nothing of the camera."""


def build_report(
    track: Track,
    quality: Quality,
    exercise: Exercise,
    readings: Sequence[SetReading],
    *,
    load: Load | None,
    notes: list[str],
    confidence: float,
    doubtful: bool,
) -> Report:
    """Return the report on what was found.

    Args:
        track: The film as it was seen.
        quality: How far it can be trusted.
        exercise: What it is judged as, with the limits in use.
        readings: Its sets in order, as they were read.
        load: As the user said.
        notes: To be said before those of the sets.
        confidence: That it is this exercise, 0..1.
        doubtful: Whether something costs the picture its grade.
    """
    judged = judge_sets(exercise, readings)
    side, side_confidence = _side(readings)
    # The camera's place is that of the set that shows most.
    main = max(readings, key=lambda reading: len(reading.units), default=None)
    view = main.view if main else None
    units, measures = judged.units, judged.measures
    asked = doubts_of_tempo(units, track.source.speed)
    notes = [*notes, *_set_notes(track, exercise, readings), *asked]
    notes += [note for reading in readings for note in reading.notes]
    seen: Grade = "C" if asked or doubtful else _grade(view, quality)
    grade: Grade = "C" if any(reading.in_space for reading in readings) else seen
    report = replace(
        empty_report(track, load, exercise, list(dict.fromkeys(notes))),
        exercise_confidence=confidence,
        side=side,
        side_confidence=side_confidence,
        view=_view(view),
        score=replace(judged.score, grade=grade),
        picture_grade=seen,
        subscores=_subscores(exercise, measures),
        reps=tuple(unit for unit in units if isinstance(unit, Rep)),
        holds=tuple(unit for unit in units if isinstance(unit, Hold)),
        bouts=tuple(unit for unit in units if isinstance(unit, Bout)),
        attempts=tuple(
            _on_film(attempt) for reading in readings for attempt in reading.attempts
        ),
        sets=judged.sets,
        variant=_variant(main) if main else {},
        measures=measures,
        faults=judged.faults,
        possible=judged.possible,
        not_assessed=_unseen(exercise, measures),
        limits=exercise.bands,
        signals=tuple(reading.signals for reading in readings),
    )
    report = with_score_or_reason(report, track)
    report = replace(report, comparisons=compare(report, exercise))
    return replace(report, plan=exercise.plan(report))


def _set_notes(
    track: Track, exercise: Exercise, readings: Sequence[SetReading]
) -> list[str]:
    notes = []
    if any(_leg_unsure(reading) for reading in readings):
        notes.append("Which leg it was is unsure; name it to be certain.")
    if not readings:
        notes.append(f"Nothing of {exercise.title} was found in this film.")
        notes += camera_unknown(track)
    return notes


def _subscores(
    exercise: Exercise, measures: Mapping[str, Measure]
) -> dict[str, Subscore]:
    if not measures:
        return {}
    return {
        name: subscore({key: measures[key] for key in keys}, exercise.rules)
        for name, keys in exercise.subscores.items()
    }


def _on_film(attempt: Attempt) -> Attempt:
    """Return an attempt that may have begun before the film with times of the film."""
    return replace(
        attempt, start_s=max(attempt.start_s, 0.0), end_s=max(attempt.end_s, 0.0)
    )


def _leg_unsure(reading: SetReading) -> bool:
    return bool(reading.units) and named_side(reading) is None and reading.legs != 2


def _variant(reading: SetReading) -> dict[str, str]:
    legs = {"legs": LEGS_IN_WORDS[reading.legs]} if reading.legs else {}
    return {**legs, **reading.variant}


def _side(readings: Sequence[SetReading]) -> tuple[Side | None, float]:
    """Return the leg of all sets, None where they differ or one is unsure."""
    shown = [reading for reading in readings if reading.found_any]
    sides = {named_side(reading) for reading in shown}
    units = {unit.side for reading in shown for unit in reading.units}
    if len(sides | units) != 1:
        least = min((reading.side_confidence for reading in shown), default=0.0)
        return None, least if len(sides) == 1 else 0.0
    return sides.pop(), min(reading.side_confidence for reading in shown)


def _unseen(
    exercise: Exercise, measures: Mapping[str, Measure]
) -> tuple[NotAssessed, ...]:
    unseen = [
        NotAssessed(measure=key, reason=measure.reason)
        for key, measure in measures.items()
        if measure.verdict == "not_assessed"
    ]
    always = [
        NotAssessed(measure=k, reason=Reason("no_camera", r))
        for k, r in exercise.always_unseen.items()
    ]
    return (*unseen, *always)


def empty_report(
    track: Track,
    load: Load | None,
    exercise: Exercise | None,
    notes: Sequence[str],
    guess: Recognition | None = None,
) -> Report:
    """Return the report on a film in which nothing can be judged.

    Args:
        track: The film.
        load: As the user said.
        exercise: What the user said it is; None where it was to be found out.
        notes: Why nothing is judged.
        guess: What the film looks like.
    """
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
    doubtful = {"who", "moves", "imported"} & {
        problem.code for problem in quality.problems
    }
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


def camera_unknown(track: Track) -> list[str]:
    """Tell that a moving camera may be why nothing was found."""
    around = track.surroundings
    if around is None or np.isfinite(around.shift[1:, 0]).mean() >= KNOWN_SHARE:
        return []
    return [
        "Whether the camera moves cannot be told in front of this background; if you "
        "held the phone, lean it on something."
    ]
