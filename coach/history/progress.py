"""From set to set: what became better or worse, and what only looks like it.

Pure functions on the history's numbers. Whoever asks gives the numbers of one athlete;
two numbers are compared where exercise, leg, view and measure are the same and both
films could be trusted.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from coach.history.kept import Number
from coach.history.numbers import LONGEST_HOLD
from exercises.registry import EXERCISES
from exercises.scoring.bands import Band
from exercises.units import NAN, MeasureUnit

TRUSTED: Final = frozenset("AB")
"""Grades of films whose numbers are compared; C is filmed askew, or in doubt."""
PAIR_WITHIN: Final = timedelta(days=14)
"""Left and right are compared if no more lies between them (our choice: two weeks of
training change a leg by less than films tell)."""
NAMED_FROM_PERCENT: Final = 20.0
"""A smaller difference between the legs is none to be spoken of (rationale.md 11)."""

Direction = Literal["better", "worse", "neither"]
Bands = Mapping[str, Band]


@dataclass(frozen=True, kw_only=True)
class Series:
    """One measure of one leg from one view, the oldest first.

    Attributes:
        exercise, leg, view, measure, unit: As in each of its numbers.
        numbers: One or more.
    """

    exercise: str
    leg: str
    view: str
    measure: str
    unit: MeasureUnit
    numbers: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """From one set to a later one.

    Attributes:
        first, last: The numbers.
        difference: last - first, in their unit.
        error: Half its 95 % interval: sqrt(e1^2 + e2^2), as of independent films.
        clear: Whether the difference is larger than that.
        direction: Whether it came closer to the green range or left it; "neither" where
            the change is not clear, both lie equally far, or the measure has no limits.
    """

    first: Number
    last: Number
    difference: float
    error: float
    clear: bool
    direction: Direction


@dataclass(frozen=True, kw_only=True)
class LegPair:
    """The newest left and right number that are comparable.

    Attributes:
        left, right: No further apart than `PAIR_WITHIN`.
        difference: right - left, as reports give it.
        error: Half its 95 % interval.
        clear: Whether the difference is larger than that.
        percent: How much smaller the smaller one is, in percent of the larger
            (rationale.md 10); NaN where one is not above zero, which makes it
            meaningless.
        one_film: Whether both are of one set: its report compares them rep by rep, and
            is not contradicted here.
    """

    left: Number
    right: Number
    difference: float
    error: float
    clear: bool
    percent: float
    one_film: bool

    @property
    def named(self) -> bool:
        """Whether it is an asymmetry to speak of."""
        return self.clear and not self.one_film and self.percent >= NAMED_FROM_PERCENT

    @property
    def smaller(self) -> Literal["left", "right"]:
        """The leg with the smaller value."""
        return "left" if self.difference > 0 else "right"


def series_of(numbers: Iterable[Number]) -> list[Series]:
    """Return comparable numbers as series; of grade C none, and none that is NaN.

    Args:
        numbers: Of one athlete, in any order.
    """
    groups: dict[tuple[str, str, str, str, MeasureUnit], list[Number]] = defaultdict(
        list
    )
    for one in numbers:
        if _trusted(one):
            key = (one.exercise, one.leg, one.view, one.measure, one.unit)
            groups[key].append(one)
    return [
        Series(
            exercise=exercise,
            leg=leg,
            view=view,
            measure=measure,
            unit=unit,
            numbers=tuple(sorted(own, key=_when)),
        )
        for (exercise, leg, view, measure, unit), own in groups.items()
    ]


def followed(
    exercise: str, numbers: Iterable[Number], since: datetime | None = None
) -> list[Series]:
    """Return the series that are worth following, the most looked at first.

    Args:
        exercise: Its key.
        numbers: Of one athlete and this exercise, in any order.
        since: Nothing older; None for all.
    """
    compared = EXERCISES[exercise].compared
    wanted = [LONGEST_HOLD if key == "form_s" else key for key in compared]
    found = series_of(numbers)
    if since is not None:
        found = [part for one in found if (part := within(one, since)) is not None]
    found = [one for one in found if one.measure in wanted]
    return sorted(found, key=lambda one: (wanted.index(one.measure), one.leg))


def within(series: Series, since: datetime) -> Series | None:
    """Return a series from a moment on; None where nothing is left."""
    numbers = tuple(one for one in series.numbers if one.at >= since)
    return replace(series, numbers=numbers) if numbers else None


def since_before(series: Series, bands: Bands | None = None) -> Change | None:
    """Return the change from the set before the last one; None of a single set.

    Args:
        series: The numbers.
        bands: Limits by measure in place of the exercise's own.
    """
    return change(*series.numbers[-2:], bands=bands) if _several(series) else None


def since_first(series: Series, bands: Bands | None = None) -> Change | None:
    """Return the change from the first set of a series; None of a single set."""
    if not _several(series):
        return None
    return change(series.numbers[0], series.numbers[-1], bands=bands)


def change(first: Number, last: Number, *, bands: Bands | None = None) -> Change:
    """Return the change from one number to a later one of the same series."""
    difference = last.value - first.value
    error = math.hypot(first.error, last.error)
    clear = abs(difference) > error
    return Change(
        first=first,
        last=last,
        difference=difference,
        error=error,
        clear=clear,
        direction=_direction(first, last, bands) if clear else "neither",
    )


def leg_pairs(numbers: Iterable[Number]) -> list[LegPair]:
    """Return left against right, one pair for each measure that reports compare."""
    legs: dict[tuple[str, str, str], dict[str, Series]] = defaultdict(dict)
    for series in series_of(numbers):
        if series.leg and _compared(series.exercise, series.measure):
            key = (series.exercise, series.view, series.measure)
            legs[key][series.leg] = series
    pairs = (
        _newest_pair(both["left"].numbers, both["right"].numbers)
        for both in legs.values()
        if both.keys() == {"left", "right"}
    )
    return [pair for pair in pairs if pair is not None]


def _newest_pair(left: Sequence[Number], right: Sequence[Number]) -> LegPair | None:
    """Return the pair whose later set is the newest; both are the oldest first."""
    one, other = len(left) - 1, len(right) - 1
    while one >= 0 and other >= 0:
        apart = left[one].at - right[other].at
        if abs(apart) <= PAIR_WITHIN:
            return _pair(left[one], right[other])
        # The later one's partner would have to be newer than what is there.
        if apart > timedelta(0):
            one -= 1
        else:
            other -= 1
    return None


def _pair(left: Number, right: Number) -> LegPair:
    difference = right.value - left.value
    error = math.hypot(left.error, right.error)
    positive = min(left.value, right.value) > 0
    larger = max(left.value, right.value)
    return LegPair(
        left=left,
        right=right,
        difference=difference,
        error=error,
        clear=abs(difference) > error,
        percent=100 * abs(difference) / larger if positive else NAN,
        one_film=left.set_id == right.set_id,
    )


def _direction(first: Number, last: Number, bands: Bands | None) -> Direction:
    exercise = EXERCISES.get(first.exercise)
    own = exercise.bands if exercise else {}
    band = (bands or {}).get(first.measure) or own.get(first.measure)
    if band is None:
        return "neither"
    before, after = _beyond(band, first.value), _beyond(band, last.value)
    if before == after:
        return "neither"
    return "better" if after < before else "worse"


def _beyond(band: Band, value: float) -> float:
    """Return how far a value lies outside green; 0 inside."""
    low, high = band.green
    return max(low - value, value - high, 0.0)


def _compared(exercise: str, measure: str) -> bool:
    """Whether the exercise's reports compare the legs by it."""
    known = EXERCISES.get(exercise)
    key = "form_s" if measure == LONGEST_HOLD else measure
    return known is not None and key in known.compared


def _trusted(one: Number) -> bool:
    sound = math.isfinite(one.value) and math.isfinite(one.error)
    return sound and one.grade in TRUSTED


def _when(one: Number) -> tuple[datetime, str]:
    return one.at, one.set_id


def _several(series: Series) -> bool:
    return len(series.numbers) > 1
