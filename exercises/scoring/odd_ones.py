"""Reps of one set hardly ever differ in one thing alone: doubt the odd one out.

Where a limb's name slips for a second, one rep of five reads a knee of 57 degrees
while its neighbours read 30. A body does not do that between two reps that are alike
otherwise, so the reading is doubted before the athlete is blamed. What a whole set
shows, or what grows from rep to rep as people tire, is left alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from exercises.exercise import Exercise, MeasuredUnit, SetReading
from exercises.units import Measure

FEWEST: Final = 3
"""With fewer units there is no telling which one is odd."""
MOST_ODD: Final = 0.5
"""What so many units of a set share is no oddity."""
FAR: Final = 1.0
"""Errors that a reading must lie from the usual one to be odd: the usual one lies
outside its 95 % interval (our choice)."""
MEANT: Final = ("s", "m")
"""Units of what people may well do otherwise from rep to rep: times and distances."""


def with_outliers_widened(
    readings: Sequence[SetReading], exercise: Exercise
) -> list[SetReading]:
    """Return the sets with wider errors where one unit's reading stands alone.

    Args:
        readings: What an exercise read.
        exercise: It, with the limits in use.

    Returns:
        A clear fault of a minority of a set's units becomes a possible one where the
        usual reading of the set is no clear fault and lies farther away than the errors
        of two readings allow.
    """
    return [_widened(reading, exercise) for reading in readings]


def _widened(reading: SetReading, exercise: Exercise) -> SetReading:
    units = list(reading.units)
    for key in exercise.rules:
        band = exercise.bands.get(key)
        measures = [unit.measures[key] for unit in units]
        if band is None or exercise.rules[key].unit in MEANT:
            continue
        for number in _odd(measures):
            usual = float(np.nanmedian([measure.value for measure in measures]))
            if band.verdict(usual, 0.0) == "fault":
                continue
            measure = measures[number]
            wider = exercise.rules[key].judge(
                band, measure.value, abs(measure.value - usual), at_s=measure.at_s
            )
            units[number] = _with(units[number], key, wider)
    return replace(reading, units=tuple(units))


def _odd(measures: Sequence[Measure]) -> list[int]:
    """Return the units whose clear fault lies far from what the set usually shows."""
    values = np.array([measure.value for measure in measures])
    if np.isfinite(values).sum() < FEWEST:
        return []
    usual = float(np.nanmedian(values))
    odd = [
        number
        for number, measure in enumerate(measures)
        if measure.verdict == "fault"
        and abs(measure.value - usual) > FAR * measure.error
    ]
    # The last ones in a row are tiring, not misread.
    if odd and odd == list(range(odd[0], len(measures))) and len(odd) > 1:
        return []
    return odd if len(odd) < MOST_ODD * len(measures) else []


def _with(unit: MeasuredUnit, key: str, measure: Measure) -> MeasuredUnit:
    return replace(unit, measures={**unit.measures, key: measure})
