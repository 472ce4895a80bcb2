"""What an annotated film says frame by frame: phase, count, clock, strides, way."""

import itertools
import math
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from exercises.report import Report
from exercises.units import Attempt, Bout, Hold, Rep, Unit
from vision import landmarks
from vision.geometry import Floats, midpoint

Phase = Literal[
    "set-up", "lowering", "bottom", "lifting", "top", "hold", "forwards", "backwards",
    "rest", "done",
]  # fmt: skip

FROZEN_S: Final = 0.8
"""How long a lowering's time stays to be read after it ended (our choice)."""
JUST_DONE_S: Final = 2.0
"""How long a unit's or an attempt's result stays to be read (our choice)."""
LEAST_STRIDE: Final = 0.6
"""Strides lie at least this share of a mean stride apart (rationale.md 9.5)."""


def phases(time_s: Floats, units: Sequence[Unit]) -> tuple[Phase, ...]:
    """Return where in the set each moment lies, by the units' own times.

    Args:
        time_s: (T,) seconds.
        units: In order; in a rep the lift may come after the lowering or before it.
            Between two holds or bouts lies a "rest".
    """
    parts: list[tuple[float, float, Phase, Phase]] = []
    for unit in units:
        if isinstance(unit, Rep):
            parts.append((unit.start_s, unit.bottom_s, "lowering", "bottom"))
            parts.append((unit.leave_s, unit.end_s, "lifting", "top"))
        elif isinstance(unit, Hold):
            parts.append((unit.start_s, unit.end_s, "hold", "rest"))
        else:
            way: Phase = "forwards" if unit.direction == "forward" else "backwards"
            parts.append((unit.start_s, unit.end_s, way, "rest"))
    parts.sort(key=lambda part: part[:2])
    names = np.full(len(time_s), "set-up", dtype=object)
    for index, (start_s, stop_s, movement, rest) in enumerate(parts):
        if index + 1 < len(parts):  # a rest gives way to the next movement
            stop_s = min(stop_s, parts[index + 1][0])
        elif rest in ("top", "rest"):
            rest = "done"
        names[time_s >= start_s] = movement
        names[time_s >= stop_s] = rest
    return tuple(names)


def under_way(time_s: Floats, units: Sequence[Unit]) -> NDArray[np.int_]:
    """Return the unit under way by its place from 1, (T,); 0 for none."""
    result = np.zeros(len(time_s), dtype=np.int_)
    for place, unit in enumerate(units, start=1):
        result[(time_s >= unit.began_s) & (time_s < unit.ended_s)] = place
    return result


def just_done(time_s: Floats, units: Sequence[Unit]) -> NDArray[np.int_]:
    """Return the unit that ended within `JUST_DONE_S`, likewise."""
    result = np.zeros(len(time_s), dtype=np.int_)
    for place, unit in enumerate(units, start=1):
        end_s = unit.ended_s
        result[(time_s >= end_s) & (time_s < end_s + JUST_DONE_S)] = place
    return result


def done(time_s: Floats, units: Sequence[Unit]) -> NDArray[np.int_]:
    """Return how many units are over, (T,)."""
    ends_s = np.sort([unit.ended_s for unit in units])
    return np.searchsorted(ends_s, time_s, side="right")


def attempts(time_s: Floats, report: Report) -> NDArray[np.int_]:
    """Return the attempt to tell of, as index into the report's, (T,); -1 for none."""
    result = np.full(len(time_s), -1, dtype=np.int_)
    for index, attempt in enumerate(report.attempts):
        result[_told(time_s, attempt)] = index
    # What comes next is news; what was is not.
    result[under_way(time_s, report.units) > 0] = -1
    return result


def _told(time_s: Floats, attempt: Attempt) -> NDArray[np.bool_]:
    until_s = attempt.end_s + JUST_DONE_S
    return np.asarray((time_s >= attempt.start_s) & (time_s < until_s))


def lowering_clock(time_s: Floats, reps: Sequence[Rep]) -> Floats:
    """Return the seconds of the lowering, (T,).

    The clock runs while the weight goes down, rests at the measured time for
    `FROZEN_S`, and is NaN otherwise.
    """
    clock = np.full(len(time_s), np.nan)
    for rep in reps:
        if not math.isfinite(rep.lowering_s):
            continue  # its start or its end is not on the film
        down = (time_s >= rep.start_s) & (time_s < rep.bottom_s)
        rest = (time_s >= rep.bottom_s) & (time_s < rep.bottom_s + FROZEN_S)
        clock[down] = time_s[down] - rep.start_s
        clock[rest] = rep.lowering_s
    return clock


def hold_clock(time_s: Floats, holds: Sequence[Hold]) -> Floats:
    """Return the seconds held so far, (T,), which rest while the result is told."""
    clock = np.full(len(time_s), np.nan)
    for hold in holds:
        told_s = hold.end_s + JUST_DONE_S
        during = (time_s >= hold.start_s) & (time_s < told_s)
        clock[during] = np.minimum(time_s[during] - hold.start_s, hold.duration_s)
    return clock


def strides_so_far(
    time_s: Floats, points_px: Floats, bouts: Sequence[Bout]
) -> NDArray[np.int_]:
    """Return the strides of the bout under way, (T,); -1 outside of bouts.

    The report knows how many there were. When each one came is read from the hips,
    which rise once a stride; where they do not tell, the strides are taken as even.
    """
    result = np.full(len(time_s), -1, dtype=np.int_)
    height = -midpoint(points_px, landmarks.HIPS)[:, 1]
    for bout in bouts:
        inside = (time_s >= bout.start_s) & (time_s <= bout.end_s)
        shown = (time_s >= bout.start_s) & (time_s < bout.end_s + JUST_DONE_S)
        at_s = _stride_times(time_s[inside], height[inside], bout)
        result[shown] = np.searchsorted(at_s, time_s[shown], side="right")
    return result


def _stride_times(time_s: Floats, height: Floats, bout: Bout) -> Floats:
    lasts_s = bout.end_s - bout.start_s
    even = bout.start_s + lasts_s * (np.arange(bout.steps) + 0.5) / max(bout.steps, 1)
    if bout.steps < 2 or len(time_s) < 3 * bout.steps:
        return np.asarray(even)
    apart = LEAST_STRIDE * len(time_s) / bout.steps
    filled = np.nan_to_num(height, nan=float(np.nanmedian(height)))
    peaks, found = find_peaks(filled, distance=max(1.0, apart), prominence=0.0)
    if len(peaks) < bout.steps:
        return np.asarray(even)
    best = np.argsort(-found["prominences"])[: bout.steps]
    return np.sort(time_s[peaks[best]])


def way_so_far(time_s: Floats, points_px: Floats, bouts: Sequence[Bout]) -> Floats:
    """Return the metres of the bout under way, (T,), which rest while told; or NaN."""
    result = np.full(len(time_s), np.nan)
    across = midpoint(points_px, landmarks.HIPS)[:, 0]
    for bout in bouts:
        shown = (time_s >= bout.start_s) & (time_s < bout.end_s + JUST_DONE_S)
        inside = shown & (time_s <= bout.end_s) & np.isfinite(across)
        if inside.sum() < 2:
            continue
        gone = np.abs(across[inside] - across[inside][0])
        share = np.maximum.accumulate(gone) / max(float(gone.max()), 1e-9)
        so_far = np.interp(time_s[shown], time_s[inside], share)
        result[shown] = bout.distance_m * so_far
    return result


def boundaries_s(spans: Sequence[tuple[float, float]]) -> list[float]:
    """Return the middles between spans that follow each other, from -inf to inf."""
    middles = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(spans)]
    return [-math.inf, *middles, math.inf]
