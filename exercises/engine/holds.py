"""From "in position" and "out of position" to holds.

A hold begins when the position has been kept for a while and ends when it has been left
for a while; a slip shorter than that is part of the hold (rationale.md 6.2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from exercises.engine.phases import fit_ramps
from vision.filters import MOST_UNEVEN, SIGNAL_CUTOFF_HZ, fill_gaps, low_pass, stretches
from vision.geometry import Floats

ENTER_S: Final = 1.0
"""The position must be kept this long to begin a hold."""
EXIT_S: Final = 0.4
"""It must be left this long to end one."""
MERGED_S: Final = 0.7
"""Holds with less than this between them are one."""
EDGE_S: Final = 2.0
"""How long before and after a hold the movement into and out of it is looked for."""
LEFT: Final = 0.2
"""What is this far from its place has left it (our choice: half of the shortest way of
a foot to the wall)."""
SWAY_BAND_HZ: Final = (0.3, 3.0)
"""Slower is drift, faster is the tracker's jitter (rationale.md 6.5)."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Stretch:
    """Frames first..last of a hold, last included."""

    first: int
    last: int


def find_stretches(
    time_s: Floats, ready: Flags, lost: Callable[[int], Flags]
) -> list[Stretch]:
    """Return the holds of a signal.

    Args:
        time_s: (T,) seconds.
        ready: (T,) frames in position and still.
        lost: Called with the first frame of a hold; gives the (T,) frames in which
            that very hold is given up, such as a foot away from where it stood.
    """
    found: list[Stretch] = []
    after = 0
    for start, stop in stretches(ready):
        if start < after or time_s[stop - 1] - time_s[start] < ENTER_S:
            continue
        gone = lost(start)
        gone[:stop] = False
        ends = [
            first
            for first, beyond in stretches(gone)
            if time_s[beyond - 1] - time_s[first] >= EXIT_S or beyond == len(time_s)
        ]
        last = max(start, ends[0] - 1) if ends else len(time_s) - 1
        if found and time_s[start] - time_s[found[-1].last] < MERGED_S:
            found[-1] = Stretch(found[-1].first, last)
        else:
            found.append(Stretch(start, last))
        after = last + 1
    return found


def edges_s(time_s: Floats, away: Floats, hold: Stretch) -> tuple[float, float]:
    """Return when the movement into a hold ends and the one out of it starts.

    Args:
        time_s: (T,) seconds.
        away: (T,) distance of what moves from its place in the hold, in trunk lengths,
            NaN if missing.
        hold: Roughly where the hold lies.

    Returns:
        Seconds; the hold's own first and last frame where no movement is on the film.
    """
    smooth = low_pass(fill_gaps(away, time_s, 1.0), time_s, SIGNAL_CUTOFF_HZ)
    middle = (hold.first + hold.last) // 2
    start_s, end_s = float(time_s[hold.first]), float(time_s[hold.last])
    before = _farthest(time_s, smooth, hold.first, -1)
    if before is not None:
        ramp = fit_ramps(time_s, lambda part: away[part], smooth, [before, middle])[0]
        start_s = float(np.clip(ramp.off_s, start_s - EDGE_S, time_s[middle]))
    after = _farthest(time_s, smooth, hold.last, +1)
    if after is not None:
        ramp = fit_ramps(time_s, lambda part: away[part], smooth, [middle, after])[0]
        end_s = float(np.clip(ramp.on_s, time_s[middle], end_s + EDGE_S))
    return start_s, end_s


def _farthest(time_s: Floats, away: Floats, frame: int, step: int) -> int | None:
    """Return where the movement beside a hold is farthest from it; None if nowhere."""
    near = np.abs(time_s - time_s[frame]) <= EDGE_S
    near &= (time_s < time_s[frame]) if step < 0 else (time_s > time_s[frame])
    near &= np.isfinite(away)
    inside = np.flatnonzero(near)
    if len(inside) < 5:
        return None
    ordered = inside[::-1] if step < 0 else inside
    values = away[ordered]
    # The first summit on the way: beyond it another movement begins.
    best = 0
    for index in range(1, len(values)):
        if values[index] > values[best]:
            best = index
        elif values[best] - values[index] > 0.15 * max(values[best], LEFT):
            break
    still = float(np.nanmedian(away[max(0, frame - 5) : frame + 6]))
    return int(ordered[best]) if values[best] > still + LEFT else None


def sway_rms(time_s: Floats, points: Floats, noise: float) -> float:
    """Return how much points wobble between 0.3 and 3 Hz, noise taken off.

    Args:
        time_s: (T,) seconds.
        points: (T, 2) in any unit, not smoothed, NaN where missing.
        noise: Root mean square of the tracker's own wobble in that unit.
    """
    filled = fill_gaps(points, time_s, 0.5)
    seen = np.isfinite(filled).all(axis=1)
    if seen.sum() < 30:
        return float("nan")
    step_s = float(np.median(np.diff(time_s[seen])))
    lasts_s = time_s[seen][-1] - time_s[seen][0]
    high = min(SWAY_BAND_HZ[1], 0.45 / step_s)
    if high <= SWAY_BAND_HZ[0] or lasts_s > MOST_UNEVEN * step_s * seen.sum():
        return float("nan")  # too few pictures, or a leap of the clock
    grid_s = np.arange(time_s[seen][0], time_s[seen][-1], step_s)
    even = np.stack(
        [np.interp(grid_s, time_s[seen], c) for c in filled[seen].T], axis=1
    )
    band = butter(2, (SWAY_BAND_HZ[0], high), "band", fs=1 / step_s, output="sos")
    wobble = sosfiltfilt(band, even, axis=0)
    rms = float(np.sqrt((wobble**2).sum(axis=1).mean()))
    return float(np.sqrt(max(0.0, rms**2 - noise**2)))
