"""`check`: a track in, a report out. A pure function; live and file use the same."""

import math
from collections.abc import Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Final, Literal

from exercises.exercise import Exercise, Findings, Measured
from exercises.internal_rotation_deadlift import DEADLIFT
from exercises.posture import Posture, read_posture
from exercises.recognise import Recognition, recognise
from exercises.report import (
    NAN,
    Fault,
    Grade,
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
from exercises.scoring import (
    Band,
    cap_of,
    faults_of,
    mean_measure,
    mean_of_reps,
    set_faults,
    subscore,
    unit_score,
)
from vision.errors import UnknownExerciseError
from vision.quality import Quality, assess_quality
from vision.track import Track
from vision.view import View

EXERCISES: Final[Mapping[str, Exercise]] = MappingProxyType({DEADLIFT.key: DEADLIFT})
"""All exercises by key. A new one is one file and one entry here."""

LEAST_SIDE_CONFIDENCE: Final = 0.5
"""A leg's name less sure than this is not told (exercises.md 0.4)."""


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
    limits: Mapping[str, Band] | None = None,
) -> Report:
    """Judge a set.

    Args:
        track: The body through the video, left and right as the person's.
        exercise: A key, or "auto" to recognise it.
        side: The working leg as the user names it, or "auto".
        load: What the user says of the weight; only written down.
        limits: Bands that replace the exercise's own, by measure key.

    Raises:
        UnknownExerciseError: No exercise of that key.
    """
    chosen = None if exercise == "auto" else exercise_named(exercise)
    quality = assess_quality(track, (chosen or DEADLIFT).needed)
    notes = [problem.sentence for problem in quality.problems]
    if quality.blocked:
        return _nothing(track, quality, load, chosen, tuple(notes))
    posture = read_posture(track)
    if refusal := _no_single_set(posture):
        notes.append(refusal)
        return _nothing(track, quality, load, chosen, tuple(notes), posture.view)
    guess = recognise(posture)
    if chosen is None and guess.exercise is None:
        notes.append(_not_ours(guess))
        return _nothing(track, quality, load, None, tuple(notes), posture.view, guess)
    if chosen and guess.exercise is None and guess.looks_like:
        notes.append(f"You named the exercise; it looks like {guess.looks_like}.")
    found_exercise = chosen or EXERCISES[str(guess.exercise)]
    bands = {**found_exercise.bands, **(limits or {})}
    found_exercise = replace(found_exercise, bands=bands)
    factor = quality.error_factor * (1.5 if posture.view.confidence < 1 else 1.0)
    findings = found_exercise.find(
        posture, None if side == "auto" else side, found_exercise, factor
    )
    return _report(
        posture,
        quality,
        found_exercise,
        findings,
        load=load,
        notes=notes,
        confidence=1.0 if chosen else guess.confidence,
    )


def _no_single_set(posture: Posture) -> str:
    """Say why a film cannot be judged as one set seen from one place, if so."""
    if posture.view.name == "end-on":
        return "The camera looks along the body. Put it at your side."
    if posture.changed:
        return (
            f"This film holds more than one set: {posture.changed}. Give one leg and "
            "one camera place a video."
        )
    return ""


def _not_ours(guess: Recognition) -> str:
    looks = f" (it looks like {guess.looks_like})" if guess.looks_like else ""
    return (
        f"This does not look like an exercise of the circuit{looks}. If it is one, "
        "name it."
    )


def _report(
    posture: Posture,
    quality: Quality,
    exercise: Exercise,
    findings: Findings,
    *,
    load: Load | None,
    notes: list[str],
    confidence: float,
) -> Report:
    rules, bands = exercise.rules, exercise.bands
    judged = [faults_of(rep.measures, rules, bands) for rep in findings.reps]
    faults = set_faults([clear for clear, _ in judged])
    codes = {fault.code for fault in faults}
    reps, intervals = [], []
    for index, (rep, (clear, possible)) in enumerate(
        zip(findings.reps, judged, strict=True), start=1
    ):
        # One slip is listed with its rep; only what the set shows caps its score.
        cap = cap_of(fault for fault in clear if fault.code in codes)
        score, low, high, _ = unit_score(rep.measures, rules, cap)
        intervals.append((low, high))
        reps.append(_rep(index, rep, score, (clear, possible), timed=findings.timed))
    measures = _over_the_set(exercise, findings)
    coverage = unit_score(measures, rules)[3]
    total = mean_of_reps(reps, intervals)
    named = findings.side if _sure(findings) and findings.found_any else None
    if reps and named is None:
        notes = [*notes, "Which leg you stood on is unsure; name it to be certain."]
    return Report(
        source=_source(posture.raw),
        exercise=exercise.key,
        exercise_confidence=confidence,
        side=named,
        side_confidence=findings.side_confidence if findings.found_any else 0.0,
        load=load,
        view=_view(posture.view),
        score=replace(total, coverage=coverage, grade=_grade(posture.view, quality)),
        subscores={
            name: subscore({key: measures[key] for key in keys}, rules)
            for name, keys in exercise.subscores.items()
        }
        if measures
        else {},
        reps=tuple(reps),
        attempts=findings.attempts,
        measures=measures,
        faults=faults,
        possible=tuple(
            fault
            for fault in set_faults([possible for _, possible in judged])
            if fault.code not in codes
        ),
        not_assessed=_unseen(exercise, measures),
        notes=(*notes, *findings.notes),
        limits=limits_as_data(exercise),
    )


def _rep(
    index: int,
    rep: Measured,
    score: float,
    judged: tuple[tuple[Fault, ...], tuple[Fault, ...]],
    *,
    timed: bool,
) -> Rep:
    lowering, lifting = rep.cycle.lowering, rep.cycle.lifting
    lowered = rep.measures["lowering_s"].verdict != "not_assessed"
    return Rep(
        index=index,
        start_s=max(0.0, lowering.on_s),  # it may have begun before the film
        bottom_s=lowering.off_s,
        leave_s=lifting.on_s,
        end_s=lifting.off_s,
        lowering_s=lowering.duration_s if lowered else NAN,
        lowering_error_s=lowering.duration_error_s if lowered else NAN,
        pause_s=rep.cycle.pause_s if timed else NAN,
        lifting_s=lifting.duration_s if timed and lifting.complete else NAN,
        score=score,
        measures=rep.measures,
        faults=judged[0],
        possible=judged[1],
    )


def _over_the_set(exercise: Exercise, findings: Findings) -> dict[str, Measure]:
    if not findings.reps:
        return {}
    return {
        key: mean_measure([rep.measures[key] for rep in findings.reps])
        for key in exercise.rules
    }


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
    quality: Quality,
    load: Load | None,
    exercise: Exercise | None,
    notes: tuple[str, ...],
    view: View | None = None,
    guess: Recognition | None = None,
) -> Report:
    return Report(
        source=_source(track),
        exercise=exercise.key if exercise else None,
        exercise_confidence=1.0 if exercise else (guess.confidence if guess else 0.0),
        side=None,
        side_confidence=0.0,
        load=load,
        view=_view(view)
        if view
        else ViewInfo(yaw_deg=NAN, name="unsure", confidence=0.0),
        score=Score(value=NAN, low=NAN, high=NAN, coverage=0.0, grade="C"),
        notes=notes,
    )


def _sure(findings: Findings) -> bool:
    return findings.side_confidence >= LEAST_SIDE_CONFIDENCE


def _grade(view: View, quality: Quality) -> Grade:
    if quality.error_factor > 1 or view.confidence < 1 or view.name == "oblique":
        return "C"
    exact = view.name == "front" or view.yaw_deg <= 15
    steady = quality.seen_share >= 0.95 and quality.fps >= 28
    return "A" if exact and steady else "B"


def _view(view: View) -> ViewInfo:
    return ViewInfo(yaw_deg=view.yaw_deg, name=view.name, confidence=view.confidence)


def _source(track: Track) -> SourceInfo:
    return SourceInfo(
        name=track.source.name,
        duration_s=track.source.duration_s,
        fps=track.source.fps,
        width=track.size_wh[0],
        height=track.size_wh[1],
        frames=len(track),
    )
