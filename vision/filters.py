"""Filling, cleaning and smoothing of signals over time, without delaying them.

Every function takes and returns arrays whose first dimension is time, uses the
frames' own times, and keeps what is missing missing.
"""

import warnings
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from vision.geometry import Floats

LONGEST_GAP_S: Final = 0.2
"""Gaps up to this are filled by straight lines (rationale.md 4, "valid fraction")."""
POINTS_CUTOFF_HZ: Final = 6.0
"""Low-pass for landmark positions: Sports2D's default for human movement."""
SIGNAL_CUTOFF_HZ: Final = 3.0
"""Low-pass for slow strength movements, used to find turning points only."""

COLUMNS: Final = 22
"""So many signals are cleaned at once: a third of a body's points."""

_TWO_PASSES: Final = 0.802
"""A 2nd-order filter run both ways needs its cut-off divided by this to keep the -3 dB
point (Winter, Biomechanics and Motor Control of Human Movement)."""


def fill_gaps(
    values: Floats, time_s: Floats, longest_s: float = LONGEST_GAP_S
) -> Floats:
    """Fill short gaps by straight lines in time.

    Args:
        values: (T, ...) with NaN where missing.
        time_s: (T,) seconds.
        longest_s: A gap between two seen frames longer than this stays open.

    Returns:
        A copy; gaps at the ends and long ones are still NaN.
    """
    flat = values.reshape(len(values), -1).copy()
    for column in flat.T:
        seen = np.flatnonzero(np.isfinite(column))
        if seen.size < 2 or seen.size == column.size:
            continue
        before = np.searchsorted(seen, np.arange(column.size), side="right") - 1
        inside = (before >= 0) & (before < seen.size - 1)
        left = seen[np.clip(before, 0, None)]
        right = seen[np.clip(before + 1, None, seen.size - 1)]
        short = inside & (time_s[right] - time_s[left] <= longest_s + 1e-9)
        missing = short & ~np.isfinite(column)
        column[missing] = np.interp(time_s[missing], time_s[seen], column[seen])
    return flat.reshape(values.shape)


FEWEST: Final = 12
"""Filtered forwards and backwards, fewer values only show their own edges."""
MOST_UNEVEN: Final = 10.0
"""A stretch that lasts so many times as long as its frames at their usual step has no
rate: a grid over a leap of its clock could be of any size (our choice)."""


def without_outliers(values: Floats, reach: int = 3, spread: float = 3.0) -> Floats:
    """Replace lone outliers by the median of their neighbours (Hampel filter).

    Args:
        values: (T,) or (T, D); each column on its own.
        reach: Neighbours on each side; 3 makes a window of 7 (rationale.md 5).
        spread: How many robust standard deviations count as an outlier.

    Returns:
        A copy of the same shape; NaN stays NaN.
    """
    flat = values.reshape(len(values), -1)
    if len(flat) < 2 * reach + 1:
        return values.copy()
    # Some columns at a time: the windows of all would be seven times the whole.
    blocks = np.split(flat, range(COLUMNS, flat.shape[1], COLUMNS), axis=1)
    cleaned = [_without_outliers(block, reach, spread) for block in blocks]
    return np.concatenate(cleaned, axis=1).reshape(values.shape)


def _without_outliers(block: Floats, reach: int, spread: float) -> Floats:
    padded = np.pad(block, ((reach, reach), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=0)
    with np.errstate(all="ignore"):
        middle = _nan_median(windows)
        deviation = 1.4826 * _nan_median(np.abs(windows - middle[..., None]))
    # A floor keeps a flat stretch from calling its own rounding an outlier.
    outlier = np.abs(block - middle) > np.maximum(spread * deviation, 1e-6)
    return np.where(outlier, middle, block)


def odd_window(window_s: float, time_s: Floats) -> int:
    """Return how many frames a window of some seconds is: odd, and three at least.

    Args:
        window_s: How long it is.
        time_s: (T,) seconds; a clock of nonsense makes no window longer than all.
    """
    step_s = float(np.median(np.diff(time_s))) if len(time_s) > 1 else window_s
    frames = min(window_s / step_s, 2.0 * len(time_s) + 1)
    return max(3, round(frames) | 1)


def low_pass(values: Floats, time_s: Floats, cutoff_hz: float) -> Floats:
    """Smooth with a Butterworth filter run forwards and backwards: no delay.

    Each unbroken stretch is put on an even time grid, filtered, and read back at the
    frames' own times, so that a variable frame rate is no special case. Stretches
    too short for the filter or too uneven for a grid, and cut-offs the frame rate
    cannot carry, pass as they are.

    Args:
        values: (T,) or (T, D) with NaN where missing.
        time_s: (T,) seconds.
        cutoff_hz: The -3 dB frequency of the result.
    """
    flat = values.reshape(len(values), -1)
    result = flat.copy()
    seen = np.isfinite(flat)
    whole = seen.all(axis=1)
    if (seen.any(axis=1) == whole).all():  # all columns come and go together
        groups = [(whole, np.arange(flat.shape[1]))]
    else:
        groups = [(seen[:, i], np.array([i])) for i in range(flat.shape[1])]
    for flags, columns in groups:
        for start, stop in stretches(flags):
            part = np.ix_(np.arange(start, stop), columns)
            result[part] = _low_pass_stretch(flat[part], time_s[start:stop], cutoff_hz)
    return result.reshape(values.shape)


def stretches(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the (start, stop) index pairs of the runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def noise_sd(values: Floats) -> float:
    """Return a robust standard deviation of a signal's frame-to-frame noise.

    From second differences, which a smooth movement hardly feels: for white noise of
    standard deviation s they have s * sqrt(6).

    Args:
        values: (T,) with NaN where missing.

    Returns:
        The noise in the signal's own unit, NaN below five values.
    """
    second = np.diff(values, n=2)
    second = second[np.isfinite(second)]
    if second.size < 3:
        return float("nan")
    return float(1.4826 * np.median(np.abs(second)) / np.sqrt(6.0))


def _low_pass_stretch(values: Floats, time_s: Floats, cutoff_hz: float) -> Floats:
    """Filter (T, D) values without gaps."""
    if len(values) < FEWEST:
        return values
    steps_s = np.diff(time_s)
    step_s = float(np.median(steps_s))
    edge = cutoff_hz / _TWO_PASSES * 2 * step_s
    if edge >= 0.95:
        return values
    sections = butter(2, edge, output="sos")
    if np.abs(steps_s - step_s).max() < 0.02 * step_s:  # even enough as it is
        return np.asarray(sosfiltfilt(sections, values, axis=0))
    if time_s[-1] - time_s[0] > MOST_UNEVEN * step_s * len(values):
        return values
    grid_s = np.arange(time_s[0], time_s[-1] + step_s / 2, step_s)
    if len(grid_s) < FEWEST:  # frames that crowd into a part of it
        return values
    even = np.stack([np.interp(grid_s, time_s, column) for column in values.T], axis=1)
    smooth = sosfiltfilt(sections, even, axis=0)
    return np.stack([np.interp(time_s, grid_s, column) for column in smooth.T], axis=1)


def _nan_median(windows: Floats) -> Floats:
    """Median over the last axis, of what is there."""
    middle = np.median(windows, axis=-1)  # NaN where anything is
    gaps = np.isnan(middle)
    if gaps.any():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # all-NaN windows stay NaN
            middle[gaps] = np.nanmedian(windows[gaps], axis=-1)
    return np.asarray(middle)
