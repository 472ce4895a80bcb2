"""Sets as read, less what a person removed, and what became of the person's marks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from exercises.exercise import MeasuredRep, MeasuredUnit, SetReading
from exercises.marks import MarkedRep, Marks
from exercises.reasons import Reason
from exercises.units import NAN, Attempt, Rep

NO_REP: Final = Reason("by_user", "you said that this is none")
SAME_S: Final = 1e-6
"""Two times that went through another speed and back are the same within this."""


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
        if not any(abs(rep.first_s - unit.start_s) < SAME_S for unit in reps)
    ]
    told += [
        f"The rep that you marked at {rep.first_s:.1f} s cannot be read: nobody is "
        "seen in this exercise's position there."
        for rep in lost
    ]
    return told


def as_marked_rep(rep: Rep, marks: Marks, to_film: float = 1.0) -> MarkedRep:
    """Return a report's rep as a mark.

    Args:
        rep: Of a report.
        marks: Those that it was judged with: a rep among them is given back as it is.
        to_film: Seconds of the film's own time in one of the report's.

    Raises:
        MarksError: It is longer than a marked rep may be.
    """
    found = MarkedRep(
        start_s=max(rep.start_s, 0.0),
        bottom_s=rep.bottom_s,
        leave_s=max(rep.leave_s, 0.0),
        end_s=rep.end_s,
    ).timed(to_film)
    same = (one for one in marks.reps if abs(one.first_s - found.first_s) < SAME_S)
    return next(same, found) if rep.by_user else found


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
