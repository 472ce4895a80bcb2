"""`check`: a track in, a report out. A pure function; live and file use the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from exercises.assembly import build_report, camera_unknown, empty_report
from exercises.clinical.clinical_test import ClinicalTest
from exercises.engine.camera_correction import camera_correction
from exercises.engine.scene import Scene, read_scene
from exercises.exercise import Exercise, SetReading
from exercises.film_words import sentence_on, sentences_on_left_out
from exercises.marks import NO_MARKS, Marks
from exercises.recognise import Recognition, recognise
from exercises.registry import EXERCISES, clinical_test_of, exercise_named
from exercises.report import Report
from exercises.scoring.bands import Band
from exercises.scoring.by_user import notes_on_marks, without_removed
from exercises.scoring.odd_ones import with_outliers_widened
from exercises.scoring.plausible_tempo import speed_notes
from exercises.scoring.reliability import without_unreliable
from exercises.units import Load, Side
from vision import landmarks
from vision.plausible import without_impossible
from vision.quality import Quality, assess_quality
from vision.track import Track


def check(
    track: Track,
    *,
    exercise: str = "auto",
    side: Side | Literal["auto"] = "auto",
    load: Load | None = None,
    stature_m: float | None = None,
    limits: Mapping[str, Mapping[str, Band]] | None = None,
    test: str | None = None,
    marks: Marks = NO_MARKS,
) -> Report:
    """Judge what a film shows.

    Args:
        track: The body through the video, left and right as the person's.
        exercise: A key, or "auto" to recognise it.
        side: The working leg as the user names it, or "auto".
        load: What the user says of the weight; only written down.
        stature_m: The person's height, which distances are measured by.
        limits: Bands that replace an exercise's own, by exercise and measure key.
        test: Key of a clinical test that the film shows; it names the exercise.
        marks: What a person says of its reps, in the track's times.

    Raises:
        UnknownExerciseError: No exercise or test of that key, or a test that is done
            with another exercise.
    """
    asked = None if test is None else clinical_test_of(test, exercise)
    chosen = None if exercise == "auto" else exercise_named(exercise)
    chosen = asked.exercise if asked else chosen
    as_seen, track = track, without_impossible(track)
    quality = assess_quality(track, chosen.needed if chosen else landmarks.BODY)
    notes = _film_notes(as_seen, track, quality)
    if quality.nobody:
        return _tested(asked, None, empty_report(track, load, chosen, notes))
    correction = camera_correction(track)
    scene = read_scene(
        correction.applied_to(track),
        side=None if side == "auto" else side,
        error_factor=quality.error_factor,
        stature_m=stature_m,
        marks=marks,
    )
    notes += _camera_along_the_body(scene)
    if quality.blocked:
        return _tested(asked, None, empty_report(track, load, chosen, notes))
    guess = recognise(scene, EXERCISES)
    if chosen is None and guess.exercise is None:
        notes += [_not_ours(guess), *camera_unknown(track), *notes_on_marks([], marks)]
        return empty_report(track, load, None, notes, guess)
    expected = asked is None or asked.looks_like_it
    contradiction = _contradiction(chosen, guess) if expected else []
    notes += contradiction
    picked = chosen or EXERCISES[str(guess.exercise)]
    picked = picked.limited((limits or {}).get(picked.key, {}))
    readings = correction.undone(_read(scene, picked, track), track)
    report = build_report(
        track,
        quality,
        picked,
        readings,
        load=load,
        notes=notes + notes_on_marks(readings, marks),
        confidence=1.0 if chosen else guess.confidence,
        doubtful=bool(contradiction),
    )
    return _tested(asked, scene, report)


def _read(scene: Scene, exercise: Exercise, track: Track) -> list[SetReading]:
    """Return the sets, less what a person or the film's state takes from them."""
    readings = without_removed(exercise.find(scene, exercise), scene.marks)
    return with_outliers_widened(without_unreliable(readings, track), exercise)


def _tested(asked: ClinicalTest | None, scene: Scene | None, report: Report) -> Report:
    """Return a report with what the film shows of the test that was asked for."""
    if asked is None:
        return report
    # A test of its own movement reads sets without units, only to be drawn.
    sets = report.sets if report.units or report.attempts else ()
    return replace(report, sets=sets, test=asked.taken(scene, report))


def _film_notes(as_seen: Track, track: Track, quality: Quality) -> list[str]:
    left_out = as_seen.seen & ~track.seen
    return [
        *(sentence_on(problem) for problem in quality.problems),
        *sentences_on_left_out(float(left_out.mean()) if len(track) else 0.0),
        *speed_notes(track.source),
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
