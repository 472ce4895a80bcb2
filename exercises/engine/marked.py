"""Movements as a person has marked them, in place of what was found."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from exercises.engine.pairing import Alone, Cycle
from exercises.engine.phases import Ramp
from exercises.engine.reps import Movements
from exercises.marks import MarkedRep, Marks
from vision.geometry import Floats, median_where

MARKED_S: Final = 0.1
"""Half the 95 % interval of a time between two marks (our choice: who steps through a
film frame by frame is off by one or two of them at either end)."""
AROUND_S: Final = 0.15
"""How far a movement went is read from so much of the film at its ends (our choice:
what a mark may be off, and as much of the stillness beside it)."""


def as_marked(
    moved: Movements, marks: Marks, time_s: Floats, depth: Floats
) -> Movements:
    """Return movements with the marked reps in place of what was found there.

    Args:
        moved: What was found.
        marks: Those of the whole film, in the times of `time_s`.
        time_s: (T,) of the part of the film that was looked at.
        depth: (T,) how far down, NaN where missing.
    """
    if not len(time_s):
        return moved
    first_s, last_s = float(time_s[0]), float(time_s[-1])
    own = [
        _cycle(rep, time_s, depth)
        for rep in marks.reps
        if first_s <= (rep.first_s + rep.last_s) / 2 <= last_s
    ]
    if not own:
        return moved
    found = [one for one in moved.cycles if not _overlaps(one, own)]
    return Movements(
        cycles=sorted([*found, *own], key=lambda cycle: cycle.start_s),
        alone=[one for one in moved.alone if not _overlaps(one, own)],
    )


def _cycle(rep: MarkedRep, time_s: Floats, depth: Floats) -> Cycle:
    return Cycle(
        lowering=_ramp(rep.start_s, rep.bottom_s, time_s, depth),
        lifting=_ramp(rep.leave_s, rep.end_s, time_s, depth),
        by_user=True,
    )


def _ramp(on_s: float, off_s: float, time_s: Floats, depth: Floats) -> Ramp:
    before, after = (
        median_where(depth, np.abs(time_s - at_s) <= AROUND_S) for at_s in (on_s, off_s)
    )
    return Ramp(
        on_s=on_s,
        off_s=off_s,
        from_level=before,
        to_level=after,
        duration_error_s=MARKED_S,
        complete=True,
    )


def _overlaps(one: Cycle | Alone, marked: Sequence[Cycle]) -> bool:
    return any(one.start_s < rep.end_s and rep.start_s < one.end_s for rep in marked)
