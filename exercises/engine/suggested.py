"""A rep that was missed, as it may have been: a first guess for whoever marks it."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from exercises.marks import MarkedRep
from exercises.units import Attempt, Rep, Unit
from hamstrong.errors import MarksError
from vision.geometry import Floats

USUAL_S: Final = 4.0
"""How long a rep is where no other one of the set tells (our choice: two seconds down,
one and a half up, a moment between)."""
SHORTEST_S: Final = 0.6
"""Between two reps there must be so much room (our choice: faster than any rep of these
exercises is done)."""
TURNS: Final = 0.1
"""Share of the time on each side of the turning point that is rest (our choice: it is
moved by hand anyway)."""


def suggested_rep(
    at_s: float,
    units: Sequence[Unit],
    attempts: Sequence[Attempt],
    time_s: Floats,
    signal: Floats,
    *,
    lift_first: bool,
) -> MarkedRep:
    """Return a rep round a moment: where the signal turns, between the other reps.

    Args:
        at_s: When somebody saw a rep.
        units: What was counted, in the same times.
        attempts: What was seen and not counted: where the moment is in one, it is that.
        time_s: (T,) of the film.
        signal: (T,) what the exercise moves; NaN where missing.
        lift_first: Whether a rep starts with the lift.

    Raises:
        MarksError: Another rep is there, or there is no room.
    """
    before_s = max([one.ended_s for one in units if one.began_s <= at_s], default=0.0)
    after_s = min(
        [one.began_s for one in units if one.began_s > at_s],
        default=float(time_s[-1]) if len(time_s) else 0.0,
    )
    if before_s > at_s or after_s - before_s < SHORTEST_S:
        raise MarksError(
            f"There is a rep at {at_s:.1f} s already. Remove it first, or move its "
            "edges."
        )
    first_s, last_s = _span(at_s, units, attempts)
    first_s, last_s = max(first_s, before_s), min(last_s, after_s)
    if last_s - first_s < SHORTEST_S:
        first_s, last_s = before_s, min(after_s, before_s + USUAL_S)
    turn_s = _turning_point_s(first_s, last_s, time_s, signal)
    one, other = (
        turn_s - TURNS * (turn_s - first_s),
        turn_s + TURNS * (last_s - turn_s),
    )
    edges = (first_s, one), (other, last_s)
    (start_s, bottom_s), (leave_s, end_s) = edges[::-1] if lift_first else edges
    return MarkedRep(start_s=start_s, bottom_s=bottom_s, leave_s=leave_s, end_s=end_s)


def _span(
    at_s: float, units: Sequence[Unit], attempts: Sequence[Attempt]
) -> tuple[float, float]:
    for attempt in attempts:
        if attempt.start_s <= at_s <= attempt.end_s:
            return attempt.start_s, attempt.end_s
    lengths_s = [one.ended_s - one.began_s for one in units if isinstance(one, Rep)]
    half_s = float(np.median(lengths_s)) / 2 if lengths_s else USUAL_S / 2
    return at_s - half_s, at_s + half_s


def _turning_point_s(
    first_s: float, last_s: float, time_s: Floats, signal: Floats
) -> float:
    """Where the signal is farthest from where it begins and ends; else the middle."""
    within = (time_s > first_s) & (time_s < last_s) & np.isfinite(signal)
    if within.sum() < 3:
        return (first_s + last_s) / 2
    times_s, values = time_s[within], signal[within]
    away = np.abs(values - (values[0] + values[-1]) / 2)
    away[[0, -1]] = -1.0  # each movement takes some time
    return float(times_s[int(np.argmax(away))])
