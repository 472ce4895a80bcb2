"""The numbers of a report that can be followed from set to set: by leg and view."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exercises.report import Report
from exercises.scoring.scores import mean_measure
from exercises.units import Hold, Measure, MeasureUnit, Unit


@dataclass(frozen=True, kw_only=True)
class LegNumber:
    """A measure of one leg, seen from one side; see `coach.history.kept.Number`."""

    leg: str
    view: str
    measure: str
    value: float
    error: float
    unit: MeasureUnit


LONGEST_HOLD: Final = "longest_hold_s"
"""The key of the longest time in form of a set's holds."""
HELD_ERROR_S: Final = 0.3
"""Holds are timed that well at both ends (docs/exercises.md, accuracy wanted)."""


def numbers_of(report: Report) -> Iterator[LegNumber]:
    """Yield each measure that was assessed, by leg and view.

    Legs that work together, and legs that nobody could name, are "".
    """
    units = {unit.index: unit for unit in report.units}
    groups: dict[tuple[str, str], list[Unit]] = {}
    for one in report.sets:
        for index in one.units:
            unit = units[index]
            groups.setdefault((unit.leg or "", one.view), []).append(unit)
    for (leg, view), own in groups.items():
        for key in own[0].measures:
            mean = mean_measure([unit.measures[key] for unit in own])
            if mean.verdict != "not_assessed" and math.isfinite(mean.value):
                yield _number(leg, view, key, mean)
        held_s = [unit.form_s for unit in own if isinstance(unit, Hold)]
        if held_s and math.isfinite(longest_s := max(held_s)):
            yield LegNumber(
                leg=leg,
                view=view,
                measure=LONGEST_HOLD,
                value=longest_s,
                error=HELD_ERROR_S,
                unit="s",
            )


def _number(leg: str, view: str, key: str, mean: Measure) -> LegNumber:
    return LegNumber(
        leg=leg,
        view=view,
        measure=key,
        value=mean.value,
        error=mean.error,
        unit=mean.unit,
    )
