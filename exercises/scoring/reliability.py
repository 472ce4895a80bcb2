"""What the film makes doubtful: movements across a cut or behind a passer-by."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.exercise import MeasuredRep, MeasuredUnit, SetReading
from exercises.reasons import Reason
from exercises.scoring.bands import not_assessed
from exercises.units import NAN, Attempt
from vision.capture.conditions import CaptureConditions
from vision.filters import stretches
from vision.track import Track

CROSSED_SHARE: Final = 0.5
"""A movement during which somebody walks through for so much of the time is not
counted: the model may have moved the athlete's limbs to them (our choice)."""
CUT_S: Final = 0.15
"""A cut that near to a movement's end is between two movements."""
LOST_S: Final = 0.5
EDGE_S: Final = 0.3
"""A rep that begins or ends so near to a stretch of that length with nobody in sight
may be half of one, and another one the other half (our choice)."""
HALVES_S: Final = 2.0
"""Two movements no further apart, with somebody walking through from the end of
one to the start of the other, may be one (our choice)."""
CUT: Final = Reason("film_cut", "the film is cut in it")
WALKED_THROUGH: Final = Reason("crossed", "somebody walked through the picture")
BROKEN_OFF: Final = Reason("hidden", "nobody was seen where it begins or ends")
MOVED: Final = Reason("camera", "the camera moved")
MOVED_SHARE: Final = 0.1
"""Ways are not measured where the camera moves in so much of a movement."""
STEADY: Final = ("deg", "s", "share", "%")
"""Units that a moving camera leaves alone; the others are ways in the picture."""


def without_unreliable(
    readings: Sequence[SetReading], track: Track
) -> list[SetReading]:
    """Return the readings without what cannot be known.

    Args:
        readings: What an exercise read.
        track: The film it was read from; without surroundings nothing is doubted.
    """
    around = track.surroundings
    if around is None:
        return list(readings)
    return [_without_unreliable(reading, track, around) for reading in readings]


def _without_unreliable(
    reading: SetReading, track: Track, around: CaptureConditions
) -> SetReading:
    units: list[MeasuredUnit] = []
    attempts = [_excused(attempt, track, around) for attempt in reading.attempts]
    halves = _halves(reading.units, track, around)
    for number, unit in enumerate(reading.units):
        frames = (track.time_s >= unit.start_s) & (track.time_s <= unit.end_s)
        inner = frames & (track.time_s > unit.start_s + CUT_S)
        inner &= track.time_s < unit.end_s - CUT_S
        if isinstance(unit, MeasuredRep) and unit.cycle.by_user:
            units.append(_without_ways(unit, around.moving[frames]))
        elif around.cut[inner].any():
            attempts.append(_attempt(unit, CUT))
        elif number in halves:
            attempts.append(_attempt(unit, WALKED_THROUGH))
        elif isinstance(unit, MeasuredRep) and _broken_off(unit, track):
            attempts.append(_attempt(unit, BROKEN_OFF))
        elif frames.any() and around.occluded_by_other[frames].mean() >= CROSSED_SHARE:
            attempts.append(_attempt(unit, WALKED_THROUGH))
        else:
            units.append(_without_ways(unit, around.moving[frames]))
    attempts.sort(key=lambda attempt: attempt.start_s)
    return replace(reading, units=tuple(units), attempts=tuple(attempts))


def _excused(attempt: Attempt, track: Track, around: CaptureConditions) -> Attempt:
    """Return an attempt beside a cut or behind a passer-by with that as its reason."""
    cuts_s = track.time_s[around.cut]
    first_s, last_s = attempt.start_s - EDGE_S, attempt.end_s + EDGE_S
    if ((cuts_s >= first_s) & (cuts_s <= last_s)).any():
        return replace(attempt, reason=CUT)
    frames = (track.time_s >= attempt.start_s) & (track.time_s <= attempt.end_s)
    if not frames.any() or around.occluded_by_other[frames].mean() < CROSSED_SHARE:
        return attempt
    return replace(attempt, reason=WALKED_THROUGH)


def _halves(
    units: Sequence[MeasuredUnit], track: Track, around: CaptureConditions
) -> set[int]:
    """Return the units that a crossing that hid the athlete may have made of one."""
    halves: set[int] = set()
    crossed_s = track.time_s[around.occluded_by_other]
    for number, (one, other) in enumerate(pairwise(units)):
        first_s, last_s = one.end_s - EDGE_S, other.start_s + EDGE_S
        times_s = crossed_s[(crossed_s >= first_s) & (crossed_s <= last_s)]
        between = (track.time_s >= first_s) & (track.time_s <= last_s)
        hidden = not track.seen[between].all()
        if not len(times_s) or not hidden or other.start_s - one.end_s > HALVES_S:
            continue
        if times_s[0] <= one.end_s + EDGE_S and times_s[-1] >= other.start_s - EDGE_S:
            halves |= {number, number + 1}
    return halves


def _broken_off(unit: MeasuredRep, track: Track) -> bool:
    """Whether a rep begins or ends where the athlete was lost for a while."""
    for first, stop in stretches(~track.seen):
        start_s, end_s = track.time_s[first], track.time_s[stop - 1]
        long = end_s - start_s >= LOST_S
        inside = first > 0 and stop < len(track)
        if long and inside and any(
            start_s - EDGE_S <= at_s <= end_s + EDGE_S
            for at_s in (unit.start_s, unit.end_s)
        ):  # fmt: skip
            return True
    return False


def _attempt(unit: MeasuredUnit, reason: Reason) -> Attempt:
    return Attempt(start_s=unit.start_s, end_s=unit.end_s, reason=reason, rom_deg=NAN)


def _without_ways(unit: MeasuredUnit, moving: NDArray[np.bool_]) -> MeasuredUnit:
    if not len(moving) or moving.mean() < MOVED_SHARE:
        return unit
    measures = {
        key: measure if measure.unit in STEADY else not_assessed(measure, MOVED)
        for key, measure in unit.measures.items()
    }
    return replace(unit, measures=measures)
