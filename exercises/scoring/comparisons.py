"""Left against right, first reps against last, and how even a set is.

One film measures changes better than absolute numbers, since most of its error is the
same in every rep. What is left of it stands beside each difference, and a difference
within it is called so.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from exercises.exercise import Exercise
from exercises.report import Comparison, ComparisonKind, Report
from exercises.scoring.bands import INTERVAL_95
from exercises.units import Rep, Unit

SHARED_SD: Final = {
    "deg": 3.0, "trunk lengths": 0.015, "shank lengths": 0.05, "leg lengths": 0.02,
    "share": 0.03, "%": 4.0, "s": 0.0, "m": 0.0,
}  # fmt: skip
"""How far one film's readings of the same thing wander, by unit (rationale.md 7)."""
RELATIVE_SD: Final = {"m": 0.03}
FADING_FROM: Final = 4
"""Fewer reps than this have no first and last third (our choice)."""
EVEN_PERCENT: Final = 15.0
MIXED_PERCENT: Final = 30.0
"""Variation of lowering times that is even, and that is uneven (rationale.md 10)."""


def compare(report: Report, exercise: Exercise) -> tuple[Comparison, ...]:
    """Return all comparisons that a report allows, clear differences first."""
    sides = {unit.leg for unit in report.units}
    alternating = _alternates(report.units)
    found: list[Comparison] = []
    for key, name in exercise.compared.items():
        if {"left", "right"} <= sides and not alternating and _same_view(report):
            found += _left_right(report, key, name)
        if not alternating:
            for one in report.sets:
                units = [u for u in report.units if u.index in one.units]
                found += _fading(units, key, name, _of_set(report, one.index))
    for one in report.sets:
        reps = [u for u in report.reps if u.index in one.units]
        found += _evenness(reps, _of_set(report, one.index))
    return tuple(sorted(found, key=lambda comparison: not comparison.clear))


class Between(NamedTuple):
    """A measure of some units and of others: means, and the difference's error.

    Attributes:
        first, second: In `unit`.
        error: Half the 95 % interval of second - first.
    """

    first: float
    second: float
    error: float
    unit: str


def between(
    first: Sequence[Unit], second: Sequence[Unit], key: str, *, one_film: bool
) -> Between | None:
    """Return a measure of some units beside that of others; None where not in both.

    Args:
        first: Of one film.
        second: Of the same film, or of another one.
        key: Of the measure; "form_s" for how long holds lasted in form.
        one_film: Whether most of the error is the same in both. Of two films it is not:
            each has the whole error that its report states, independent of the other.
    """
    one, other = _values(first, key), _values(second, key)
    if not one[0] or not other[0]:
        return None
    if one_film:
        return _within_film(one, other)
    error = math.hypot(float(np.mean(one[1])), float(np.mean(other[1])))
    return Between(float(np.mean(one[0])), float(np.mean(other[0])), error, one[2])


def _alternates(units: Sequence[Unit]) -> bool:
    sides = [unit.leg for unit in units]
    return sum(a != b for a, b in itertools.pairwise(sides)) >= 3


def _same_view(report: Report) -> bool:
    return len({one.view for one in report.sets}) == 1


def _of_set(report: Report, index: int) -> str:
    return f" in set {index}" if len(report.sets) > 1 else ""


def _values(units: Sequence[Unit], key: str) -> tuple[list[float], list[float], str]:
    """Return the values of a measure, their stated errors and the unit."""
    if key in ("duration_s", "form_s"):
        seconds = [float(getattr(unit, key)) for unit in units]
        return seconds, [0.3] * len(seconds), "s"
    seen = [
        unit.measures[key]
        for unit in units
        if key in unit.measures and unit.measures[key].verdict != "not_assessed"
    ]
    return (
        [m.value for m in seen],
        [m.error for m in seen],
        seen[0].unit if seen else "",
    )


def _spread(values: Sequence[float], errors: Sequence[float], unit: str) -> float:
    """Return one standard deviation of the mean of some reps."""
    own = SHARED_SD.get(unit, 0.0)
    if unit == "s":  # times carry their own error bars
        own = float(np.mean(errors)) / INTERVAL_95
    own = max(own, RELATIVE_SD.get(unit, 0.0) * abs(float(np.mean(values))))
    scatter = float(np.std(values, ddof=1)) if len(values) > 2 else 0.0
    return max(own, scatter) / math.sqrt(len(values))


def _left_right(report: Report, key: str, name: str) -> list[Comparison]:
    left, right = (
        _values([u for u in report.units if u.leg == side], key)
        for side in ("left", "right")
    )
    if not left[0] or not right[0]:
        return []
    return [_pair("left_right", key, name, ("left", "right"), left, right)]


def _fading(units: Sequence[Unit], key: str, name: str, where: str) -> list[Comparison]:
    values, errors, unit = _values(units, key)
    if len(values) < FADING_FROM:
        return []
    third = max(1, len(values) // 3)
    first = (values[:third], errors[:third], unit)
    last = (values[-third:], errors[-third:], unit)
    names = (f"first{where}", f"last{where}")
    return [_pair("fatigue", key, name, names, first, last)]


def _pair(
    kind: ComparisonKind,
    key: str,
    name: str,
    names: tuple[str, str],
    first: tuple[list[float], list[float], str],
    second: tuple[list[float], list[float], str],
) -> Comparison:
    one, other, error, unit = _within_film(first, second)
    difference = other - one
    clear = abs(difference) > error
    verdict = "more than" if clear else "within"
    return Comparison(
        kind=kind,
        measure=key,
        first_name=names[0],
        second_name=names[1],
        first=one,
        second=other,
        unit=unit,
        difference=difference,
        error=error,
        clear=clear,
        sentence=f"{name}: {_told(one, unit)} {names[0]}, {_told(other, unit)} "
        f"{names[1]}; {verdict} the measurement error.",
    )


def _within_film(
    first: tuple[list[float], list[float], str],
    second: tuple[list[float], list[float], str],
) -> Between:
    unit = first[2] or second[2]
    error = INTERVAL_95 * math.hypot(
        _spread(first[0], first[1], unit), _spread(second[0], second[1], unit)
    )
    return Between(float(np.mean(first[0])), float(np.mean(second[0])), error, unit)


def _told(value: float, unit: str) -> str:
    if unit == "deg":
        return f"{value:z.0f}\N{DEGREE SIGN}"
    if unit == "%":
        return f"{value:z.0f} %"
    if unit in ("s", "m"):
        return f"{value:z.1f} {unit}"
    return f"{value:z.2f} {unit}" if unit != "share" else f"{value:z.2f}"


def _evenness(reps: Sequence[Rep], where: str) -> list[Comparison]:
    """Say how even the lowering times of a set are."""
    timed = [rep for rep in reps if math.isfinite(rep.lowering_s)]
    if len(timed) < FADING_FROM:
        return []
    times_s = np.array([rep.lowering_s for rep in timed])
    errors_s = np.array([rep.lowering_error_s for rep in timed]) / INTERVAL_95
    percent = 100 * float(times_s.std(ddof=1) / times_s.mean())
    noise = 100 * float(np.sqrt(np.mean(errors_s**2)) / times_s.mean())
    word = "uneven" if percent > MIXED_PERCENT else "mixed"
    word = "even" if percent <= EVEN_PERCENT else word
    difference = float(times_s.max() - times_s.min())
    error = INTERVAL_95 * math.sqrt(2) * float(errors_s.mean())
    return [
        Comparison(
            kind="tempo",
            measure="lowering_s",
            first_name=f"fastest{where}",
            second_name=f"slowest{where}",
            first=float(times_s.min()),
            second=float(times_s.max()),
            unit="s",
            difference=difference,
            error=error,
            clear=percent > max(EVEN_PERCENT, INTERVAL_95 * noise),
            sentence=f"The tempo{where} is {word}: lowering times vary by "
            f"{percent:.0f} %, of which some {noise:.0f} % are measurement error.",
        )
    ]
