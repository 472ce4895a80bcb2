"""The table of reps, holds or bouts: which columns an exercise has, and their cells.

Terminal and app draw the same cells in their own ways.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from coach.reports.wording import (
    DASH,
    count_of,
    distance,
    fault_title,
    meaning_of,
    measured,
    noun_of,
    quantity,
    words_of,
    yards,
)
from exercises.report import Report, SetSummary
from exercises.units import Bout, Hold, Measure, Rep, Unit, Verdict
from exercises.words import Words


@dataclass(frozen=True)
class Cell:
    """What stands in a table: text, its error likewise, and the verdict on it."""

    text: str
    verdict: Verdict | None = None
    error: str = ""


@dataclass(frozen=True)
class Column:
    """A heading and what stands below it for each unit.

    Attributes:
        title: The heading.
        cell: What stands below it.
        error_shown: Whether the error stands beside the number where room is short.
        key: Of the measure that it shows; empty where it is none.
    """

    title: str
    cell: Callable[[Unit], Cell]
    error_shown: bool = False
    key: str = ""


def columns_of(report: Report) -> tuple[Column, ...]:
    """Return the columns of an exercise, without index, score and faults."""
    if report.holds:
        own: tuple[Column, ...] = (_leg("Leg"), *_HOLDS)
    elif report.bouts:
        own = _BOUTS
    else:
        sides = {unit.side for unit in report.reps}
        leg = [_leg("Leg")] if len(sides) > 1 else []
        words = words_of(report.exercise)
        own = (*leg, *(_rep_columns(words, report) if words else ()))
    return own


def caption_of(report: Report) -> str:
    """Return how to read the table: what each column that is a measure shows."""
    said = [
        f"{column.title}: {meaning[:1].lower()}{meaning[1:]}"
        for column in columns_of(report)
        if (meaning := meaning_of(column.key, report.exercise))
    ]
    words = words_of(report.exercise)
    return " ".join([*said, words.caption if words else ""]).strip()


def score_cell(score: float) -> str:
    """Return a score as a whole number, a dash when there is none."""
    return f"{score:.0f}" if math.isfinite(score) else DASH


def faults_cell(unit: Unit, exercise: str | None) -> str:
    """Return a unit's clear faults in one line, lower case."""
    titles = (fault_title(fault.code, exercise) for fault in unit.faults)
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def set_figures(report: Report, summary: SetSummary) -> dict[str, str]:
    """Return what a set comes to, name -> text, alike for all sets of a report."""
    units = [unit for unit in report.units if unit.index in summary.units]
    noun = noun_of(report)
    figures = {
        "Leg": (summary.side or "unsure").capitalize(),
        f"{noun.capitalize()}s": _counted(units, summary.attempts),
    }
    holds = [unit for unit in units if isinstance(unit, Hold)]
    bouts = [unit for unit in units if isinstance(unit, Bout)]
    if holds:
        figures["Held"] = quantity(sum(hold.duration_s for hold in holds), "s")
        figures["In form"] = quantity(_sum([hold.form_s for hold in holds]), "s")
    elif bouts:
        figures["Strides"] = str(sum(bout.steps for bout in bouts))
        figures["Distance"] = distance(_sum([bout.distance_m for bout in bouts]))
    else:
        for column in columns_of(report):
            if column.key in ("lowering_s", *_set_means(report)):
                figures[column.title] = _mean(units, column.key)
    figures["Score"] = score_cell(summary.score)
    return figures


def _set_means(report: Report) -> tuple[str, ...]:
    words = words_of(report.exercise)
    return words.set_means if words else ()


def _counted(units: Sequence[Unit], attempts: int) -> str:
    more = f" + {attempts} not counted" if attempts else ""
    return f"{len(units)}{more}"


def _sum(values: Sequence[float]) -> float:
    known = [value for value in values if math.isfinite(value)]
    return sum(known) if known else math.nan


def _mean(units: Sequence[Unit], key: str) -> str:
    found = [unit.measures[key] for unit in units if key in unit.measures]
    known = [measure for measure in found if math.isfinite(measure.value)]
    if not known:
        return DASH
    value = sum(measure.value for measure in known) / len(known)
    return _short(key, value, known[0].unit)


def _measure(title: str, key: str, judged_by: str = "") -> Column:
    """Return the column of a measure, in the verdict of another one if named."""

    def cell(unit: Unit) -> Cell:
        measure = unit.measures.get(key)
        if measure is None or not math.isfinite(measure.value):
            return Cell(DASH)
        judge = unit.measures.get(judged_by, measure)
        judge = judge if judge.verdict != "not_assessed" else measure
        error = _short(key, measure.error, measure.unit)
        return Cell(_short(key, measure.value, measure.unit), judge.verdict, error)

    return Column(title, cell, key=key)


def _short(key: str, value: float, unit: str) -> str:
    """Return a measure for a narrow cell: the heading says the rest of the unit."""
    text = measured(key, value, unit)
    head, _, rest = text.partition(" % ")
    if rest:
        return f"{head} %"
    return text.split(" ")[0] if "length" in unit else text


def _leg(title: str) -> Column:
    return Column(title, lambda unit: Cell((unit.leg or "unsure").capitalize()))


def _seconds(title: str, field: str) -> Column:
    return Column(title, lambda unit: Cell(quantity(getattr(unit, field), "s")))


def _lowering(unit: Unit) -> Cell:
    if not isinstance(unit, Rep) or not math.isfinite(unit.lowering_s):
        return Cell(DASH)
    # Of its measure, whose error is of the same level as all others'.
    measure: Measure | None = unit.measures.get("lowering_s")
    known = measure is not None and math.isfinite(measure.error)
    error = f"{measure.error:.2f}" if measure and known else ""
    verdict = measure.verdict if measure else None
    return Cell(quantity(unit.lowering_s, "s"), verdict, error)


def _form(unit: Unit) -> Cell:
    """Return how long the form lasted; shorter than the hold, somebody should look."""
    if not isinstance(unit, Hold) or not math.isfinite(unit.form_s):
        return Cell(DASH)
    lasted = unit.form_s >= unit.duration_s - 0.05
    return Cell(quantity(unit.form_s, "s"), "ok" if lasted else "possible")


def _direction(unit: Unit) -> Cell:
    return Cell(f"{unit.direction}s".capitalize() if isinstance(unit, Bout) else DASH)


def _strides(unit: Unit) -> Cell:
    return Cell(str(unit.steps) if isinstance(unit, Bout) else DASH)


def _distance(unit: Unit, scaled: Callable[[float], float]) -> Cell:
    if not isinstance(unit, Bout) or not math.isfinite(unit.distance_m):
        return Cell(DASH)
    judged = unit.measures.get("distance_m")
    verdict = judged.verdict if judged else None
    error = f"{scaled(judged.error):.1f}" if judged else ""
    error = "" if error == "nan" else error
    return Cell(f"{scaled(unit.distance_m):.1f}", verdict, error)


def _rep_columns(words: Words, report: Report) -> tuple[Column, ...]:
    """Return how deep, and how fast: what was seen of the exercise's own columns."""
    seen = {key for key, m in report.measures.items() if math.isfinite(m.value)}
    depth = next(
        (some for some in words.columns if some[0][1][0] in seen), words.columns[0]
    )
    lowering, pause, lift = words.tempo
    return (
        *(_measure(title, *keys) for title, keys in depth),
        Column(lowering, _lowering, error_shown=True, key="lowering_s"),
        _seconds(pause, "pause_s"),
        _seconds(lift, "lifting_s"),
    )


_HOLDS: Final = (_seconds("Held", "duration_s"), Column("In form", _form))
_BOUTS: Final = (
    Column("Way", _direction),
    _leg("Front"),
    Column("Strides", _strides),
    _measure("Rhythm", "rhythm_phase"),
    Column("Yards", lambda unit: _distance(unit, yards)),
    Column("Metres", lambda unit: _distance(unit, lambda metres: metres)),
)


def not_counted(report: Report) -> str:
    """Return "2 attempts not counted", or nothing."""
    count = len(report.attempts)
    return f"{count_of(count, 'attempt')} not counted" if count else ""
