"""Two films of one exercise, from the side and from the front, as one report.

No camera sees all of a deadlift well. Each measure is taken from the film that is
surer of it; reps, attempts and times stay the first film's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np

from exercises.engine.aligned import aligned
from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from exercises.report import NotAssessed, Report, Score
from exercises.scoring.scores import cap_of, subscore, unit_score
from exercises.units import NAN, Fault, Measure
from hamstrong.errors import LimitsError

_BETTER: Final = "ABC"


def merge_reports(first: Report, second: Report) -> Report:
    """Return the first report with the second's measures where that is surer of them.

    Args:
        first: Gives reps and times.
        second: Another view of the same exercise and leg.

    Raises:
        LimitsError: The films show different exercises or legs.
    """
    _refuse_different(first, second)
    if not first.reps or not second.reps or first.exercise is None:
        lost = (first if not first.reps else second).source.name
        note = f"{lost} shows no rep, so nothing could be merged."
        kept = first if first.reps else replace(second, notes=second.notes)
        return replace(kept, notes=(*kept.notes, note))
    exercise = EXERCISES[first.exercise]
    borrowed = [
        rule
        for key, rule in exercise.rules.items()
        if _is_surer(second.measures[key], first.measures[key])
    ]
    measures = dict(first.measures) | {
        rule.key: second.measures[rule.key] for rule in borrowed
    }
    codes = {code for rule in borrowed for code in (rule.low_code, rule.high_code)}
    faults = _together(first, second, codes, "faults")
    return replace(
        first,
        side=first.side or second.side,
        side_confidence=max(first.side_confidence, second.side_confidence),
        score=_score(measures, exercise, faults, (first, second)),
        subscores={
            name: subscore({key: measures[key] for key in keys}, exercise.rules)
            for name, keys in exercise.subscores.items()
        },
        measures=measures,
        faults=faults,
        possible=_together(first, second, codes, "possible"),
        not_assessed=_unseen_in_both(first, second),
        notes=(
            *first.notes,
            *(note for note in second.notes if note not in first.notes),
            f"{len(borrowed)} measures were taken from {second.source.name}.",
        ),
    )


def _score(
    measures: Mapping[str, Measure],
    exercise: Exercise,
    faults: Sequence[Fault],
    both: tuple[Report, Report],
) -> Score:
    value, low, high, coverage = unit_score(measures, exercise.rules, cap_of(faults))
    grade = max((report.picture_grade for report in both), key=_BETTER.index)
    return Score(value=value, low=low, high=high, coverage=coverage, grade=grade)


def _unseen_in_both(first: Report, second: Report) -> tuple[NotAssessed, ...]:
    unseen = {item.measure for item in second.not_assessed}
    return tuple(item for item in first.not_assessed if item.measure in unseen)


def _together(
    first: Report, second: Report, codes: set[str], which: Literal["faults", "possible"]
) -> tuple[Fault, ...]:
    """Return the second film's faults of these codes, and the first's of all others.

    All with the first film's times: the report's pictures and curve are of that one.
    """
    kept = [fault for fault in getattr(first, which) if fault.code not in codes]
    added = [
        replace(fault, at_s=_in_the_first(fault.at_s, first, second))
        for fault in getattr(second, which)
        if fault.code in codes
    ]
    return tuple(sorted((*kept, *added), key=lambda fault: -fault.severity))


def _in_the_first(at_s: float, first: Report, second: Report) -> float:
    """Return the moment of the first film that goes with one of the second.

    NaN where the first film has no rep of that number, or the moment lies in none.
    """
    for one, other in zip(first.reps, second.reps, strict=False):
        moments_s, its_s = aligned(
            one, other, first.source.duration_s, second.source.duration_s
        )
        if its_s[0] <= at_s <= its_s[-1]:
            return float(np.interp(at_s, its_s, moments_s))
    return NAN


def _is_surer(second: Measure, first: Measure) -> bool:
    """Whether a measure is to be taken from the second film; times never are."""
    if second.verdict == "not_assessed":
        return False
    if first.verdict == "not_assessed":
        return True
    return second.unit != "s" and second.error < first.error


def _refuse_different(first: Report, second: Report) -> None:
    if first.exercise and second.exercise and first.exercise != second.exercise:
        raise LimitsError(
            f"{first.source.name} shows {first.exercise} and {second.source.name} "
            f"{second.exercise}: only one exercise can be merged."
        )
    if first.side and second.side and first.side != second.side:
        raise LimitsError(
            f"{first.source.name} shows the {first.side} leg and {second.source.name} "
            f"the {second.side} one. Film the same leg twice, or name it with --side."
        )
