"""Sets as read, less what a person removed, and what became of the person's marks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from exercises.exercise import MeasuredRep, MeasuredUnit, SetReading
from exercises.marks import Marks
from exercises.reasons import Reason
from exercises.units import NAN, Attempt

NO_REP: Final = Reason("by_user", "you said that this is none")


def without_removed(readings: Sequence[SetReading], marks: Marks) -> list[SetReading]:
    """Return sets in which what a person removed is an attempt.

    Args:
        readings: Sets as read; marked reps are among them.
        marks: In the same times.
    """
    return [_without_removed(reading, marks) for reading in readings]


def notes_on_marks(readings: Sequence[SetReading], marks: Marks) -> list[str]:
    """Tell what became of the marks, in sentences for the report."""
    reps = [
        unit
        for reading in readings
        for unit in reading.units
        if isinstance(unit, MeasuredRep) and unit.cycle.by_user
    ]
    removed = sum(
        attempt.reason == NO_REP for reading in readings for attempt in reading.attempts
    )
    told = [
        f"{count} {'was' if count == 1 else 'were'} {what} by you."
        for count, what in ((len(reps), "timed"), (removed, "removed"))
        if count
    ]
    lost = [
        rep
        for rep in marks.reps
        if not any(abs(rep.first_s - unit.start_s) < 1e-6 for unit in reps)
    ]
    told += [
        f"The rep that you marked at {rep.first_s:.1f} s cannot be read: nobody is "
        "seen in this exercise's position there."
        for rep in lost
    ]
    return told


def _without_removed(reading: SetReading, marks: Marks) -> SetReading:
    removed = [unit for unit in reading.units if _is_removed(unit, marks)]
    if not removed:
        return reading
    attempts = [
        Attempt(
            start_s=max(unit.start_s, 0.0),
            end_s=unit.end_s,
            reason=NO_REP,
            rom_deg=NAN,
        )
        for unit in removed
    ]
    return replace(
        reading,
        units=tuple(unit for unit in reading.units if unit not in removed),
        attempts=tuple(
            sorted((*reading.attempts, *attempts), key=lambda one: one.start_s)
        ),
    )


def _is_removed(unit: MeasuredUnit, marks: Marks) -> bool:
    if isinstance(unit, MeasuredRep) and unit.cycle.by_user:
        return False
    return any(unit.start_s <= at_s <= unit.end_s for at_s in marks.removed_s)
