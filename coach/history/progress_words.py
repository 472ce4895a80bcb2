"""Progress in sentences; names of measures and their units are the reports'."""

import math
from typing import Final, Literal

from coach.history.kept import Number
from coach.history.numbers import LONGEST_HOLD
from coach.history.progress import (
    NAMED_FROM_PERCENT,
    Change,
    LegPair,
    Series,
    since_before,
    since_first,
)
from coach.reports.wording import measure_name, measured, with_error

_THAN: Final = {"before": "the set before", "first": "the first set"}
_LOADS: Final = {
    "body weight": "body weight alone",
    "medium": "a medium weight",
    "heavy": "a heavy weight",
}
SAME_KG: Final = 0.5
"""Weights closer together than the smallest plate's pair are one (our choice)."""
_WITHIN: Final = "within the measurement error"


def measure_title(measure: str, exercise: str) -> str:
    """Return what a followed measure is called."""
    if measure == LONGEST_HOLD:
        return "Longest time in form"
    return measure_name(measure, exercise)


def series_title(series: Series) -> str:
    """Return "Lowering time, left leg"; a leg that nobody could name is left out."""
    return _title(series.numbers[-1])


def change_sentence(change: Change, since: Literal["before", "first"]) -> str:
    """Return what changed, and whether that can be seen at all.

    Args:
        change: From `since_before` or `since_first`.
        since: Which of them.
    """
    last, than = change.last, _THAN[since]
    value = with_error(last.measure, last.value, last.error, last.unit)
    said = f"{_title(last)}: {value}"
    weights = _weights(change.first, last)
    if not change.clear:
        return f"{said}; the change since {than} is {_WITHIN}{weights}."
    size = measured(last.measure, abs(change.difference), last.unit)
    more = "more" if change.difference > 0 else "less"
    verdict = {
        "better": "better",
        "worse": "worse",
        "neither": "by the limits neither better nor worse",
    }[change.direction]
    return f"{said}; {size} {more} than in {than}: {verdict}{weights}."


def _weights(first: Number, last: Number) -> str:
    """Return which weights were used, where they differ: "" where they do not.

    What was done with another weight is another task, which no number of it tells.
    """
    if math.isfinite(first.load_kg) and math.isfinite(last.load_kg):
        if abs(first.load_kg - last.load_kg) < SAME_KG:
            return ""
        return f", with {last.load_kg:g} kg instead of {first.load_kg:g} kg"
    if first.load and last.load and first.load != last.load:
        return f", with {_LOADS[last.load]} instead of {_LOADS[first.load]}"
    return ""


def sentences_on(series: Series) -> list[str]:
    """Return what changed in a series; nothing of a single set."""
    before, first = since_before(series), since_first(series)
    if before is None or first is None:
        return []
    lines = [change_sentence(before, "before")]
    if len(series.numbers) > 2:
        lines.append(change_sentence(first, "first"))
    return lines


def pair_sentence(pair: LegPair) -> str:
    """Return left against right."""
    left, right = (
        with_error(one.measure, one.value, one.error, one.unit)
        for one in (pair.left, pair.right)
    )
    return f"{_name(pair.left)}: {left} left, {right} right; {_difference(pair)}."


def _difference(pair: LegPair) -> str:
    if pair.one_film:
        return "both are of one set, whose report compares them"
    if not pair.clear:
        return f"the difference is {_WITHIN}"
    if math.isnan(pair.percent):
        return "more than the measurement error apart"
    smaller = f"{pair.percent:.0f} % less {pair.smaller}"
    if pair.named:
        return f"{smaller}, more than the measurement error"
    return f"{smaller}, which below {NAMED_FROM_PERCENT:.0f} % means little"


def _title(one: Number) -> str:
    return f"{_name(one)}, {one.leg} leg" if one.leg else _name(one)


def _name(one: Number) -> str:
    return measure_title(one.measure, one.exercise)
