r"""When a movement truly starts and ends, with an error bar.

A set is a chain of ramps between plateaus:

    depth                 bottom_s  leave_s
      |                        ______
      |                       /      \
      |                      /        \
      |  ___________________/          \___________
      |                start_s         end_s
      +------------------------------------------------> time

    lowering_s = bottom_s - start_s      pause_s = leave_s - bottom_s
    lifting_s  = end_s - leave_s

Thresholds such as "5 % of the way" cut off 12 to 34 % of a movement, depending on its
shape. So each ramp is fitted instead: it runs from `on_s` to `off_s`, speeds up over a
share `ease` of its time, keeps its speed, and slows down likewise. `ease` 0 is constant
speed; `ease` 0.5 is minimum jerk, the smoothest movement there is (Flash & Hogan 1985,
J Neurosci 5:1688). The ramps of a chain are simply added up, so that a pause of nothing
between two of them is no special case.

A smooth ramp and a somewhat shorter, more abrupt one look much alike in noise. So every
ease of a small set is tried, the likeliest is reported, and how far the others would
have put the duration goes into the error bar.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from exercises.engine.ramp_fit import fit_chain
from exercises.engine.ramp_shape import Guess
from vision.geometry import Floats

PLATEAU_S: Final = 0.35
"""How much of a plateau beyond a ramp takes part in the fit. Longer stillness says
nothing more about a corner, and people drift (our choice)."""
CHAIN_GAP_S: Final = 2.0
"""Plateaus longer than this split a set into chains fitted on their own."""
MOST_IN_CHAIN: Final = 24
"""Longer chains are parted at the longest plateau of their later half: the work grows
with the square of a chain's length and more, and a movement says nothing of one a
dozen reps away (our choice: more than a set of twelve reps has)."""
STILL_S: Final = 0.15
"""Stillness before a movement without which its start is not on the film."""
UNFITTED_ERROR: Final = 0.3
"""Half the 95 % interval of a duration read from where a movement leaves and arrives,
as a share of it: these miss up to a third, depending on the shape."""


@dataclass(frozen=True, kw_only=True)
class Ramp:
    """One movement between two plateaus.

    Attributes:
        on_s: When it starts.
        off_s: When it ends.
        from_level: The signal before it, in the signal's unit.
        to_level: The signal after it.
        duration_error_s: Half the 95 % interval of off_s - on_s.
        complete: False when the clip starts or ends inside the movement.
    """

    on_s: float
    off_s: float
    from_level: float
    to_level: float
    duration_error_s: float
    complete: bool

    @property
    def duration_s(self) -> float:
        """How long the movement takes."""
        return self.off_s - self.on_s

    @property
    def range(self) -> float:
        """How far it goes, without sign."""
        return abs(self.to_level - self.from_level)


def turning_points(signal: Floats, reversal: float) -> list[int]:
    """Return the indices of alternating extremes, confirmed by hysteresis.

    An extreme counts once the signal has come back from it by `reversal`. The first
    and the last extreme are those of the ends: where the signal starts and stops.

    Args:
        signal: (T,) finite values, smoothed.
        reversal: In the signal's unit, above its noise.

    Returns:
        Indices, low and high in turns; empty when nothing moves that far.
    """
    points: list[int] = []
    low = high = 0
    direction = 0
    for index, value in enumerate(signal):
        if value < signal[low]:
            low = index
        if value > signal[high]:
            high = index
        if direction >= 0 and signal[high] - value >= reversal:
            points.append(high)
            direction, low, high = -1, index, index
        elif direction <= 0 and value - signal[low] >= reversal:
            points.append(low)
            direction, low, high = +1, index, index
    if direction:
        points.append(high if direction > 0 else low)
    return points


Signal = Callable[[slice], Floats]
"""Gives the measured signal of a stretch of frames, NaN where missing."""


def fit_ramps(
    time_s: Floats, signal: Signal, smooth: Floats, points: list[int]
) -> list[Ramp]:
    """Fit the movements between turning points.

    Args:
        time_s: (T,) seconds.
        signal: What is fitted. It is asked for once for each chain of movements, so
            that it may be made from that stretch alone.
        smooth: (T,) the smoothed signal the turning points were found on; it only
            provides the starting values.
        points: Indices from `turning_points`.

    Returns:
        One `Ramp` for each pair of neighbouring points.
    """
    starts = [
        _first_guess(time_s, smooth, first, last)
        for first, last in itertools.pairwise(points)
    ]
    ramps: list[Ramp] = []
    chains = _chains(starts)
    for number, chain in enumerate(chains):
        # What is fitted ends where the next movement may begin.
        before, after = chains[:number][-1:], chains[number + 1 :][:1]
        from_s = before[0][-1].widest_s[1] if before else -np.inf
        until_s = after[0][0].widest_s[0] if after else np.inf
        ramps.extend(_fit_chain(time_s, signal, chain, (from_s, until_s)))
    for index, (one, other) in enumerate(itertools.pairwise(ramps)):
        if one.off_s > other.on_s:  # no pause: overlapping ramps meet half way
            meeting_s = (one.off_s + other.on_s) / 2
            ramps[index] = replace(ramps[index], off_s=meeting_s)
            ramps[index + 1] = replace(other, on_s=meeting_s)
    return ramps


def _first_guess(time_s: Floats, smooth: Floats, first: int, last: int) -> Guess:
    before, after = smooth[first], smooth[last]
    progress = (smooth[first : last + 1] - before) / (after - before)
    times = time_s[first : last + 1]
    # Outwards from the middle, so that a pause on the way counts as inside.
    middle = int(np.argmax(progress >= 0.5))

    def between(low: float, high: float) -> tuple[float, float]:
        below = np.flatnonzero(progress[: middle + 1] <= low)
        above = np.flatnonzero(progress[middle:] >= high)
        start = int(below[-1]) if below.size else 0
        stop = middle + (int(above[0]) if above.size else len(progress) - 1 - middle)
        return float(times[start]), float(times[max(stop, start + 1)])

    return Guess(
        crossing_s=between(0.2, 0.8),
        bounds_s=between(0.04, 0.96),
        from_level=float(before),
        to_level=float(after),
    )


def _chains(starts: list[Guess]) -> list[list[Guess]]:
    chains: list[list[Guess]] = []
    for guess in starts:
        last = chains[-1][-1] if chains else None
        if last and guess.widest_s[0] - last.widest_s[1] <= CHAIN_GAP_S:
            chains[-1].append(guess)
        else:
            chains.append([guess])
        if len(chains[-1]) > MOST_IN_CHAIN:
            chains[-1:] = _parted(chains[-1])
    return chains


def _parted(chain: list[Guess]) -> list[list[Guess]]:
    """Return a chain in two, parted at the longest plateau of its later half."""
    half = len(chain) // 2
    gaps_s = [
        other.widest_s[0] - one.widest_s[1]
        for one, other in itertools.pairwise(chain[half:])
    ]
    at = half + 1 + int(np.argmax(gaps_s))
    return [chain[:at], chain[at:]]


def _fit_chain(
    time_s: Floats, signal: Signal, chain: list[Guess], within_s: tuple[float, float]
) -> list[Ramp]:
    first_s = max(chain[0].widest_s[0] - PLATEAU_S, within_s[0])
    last_s = min(chain[-1].widest_s[1] + PLATEAU_S, within_s[1])
    first, last = np.searchsorted(time_s, (first_s, last_s))
    near = slice(int(first), int(last))
    values = signal(near)
    used = np.isfinite(values)
    times, values = time_s[near][used], values[used]
    if len(times) < 5 * len(chain) + 5:
        return [_unfitted(guess, times) for guess in chain]
    return [
        _ramp(guess, fit.middle_s, fit.duration_s, fit.error_s, times)
        if fit
        else _unfitted(guess, times)
        for guess, fit in zip(chain, fit_chain(times, values, chain), strict=True)
    ]


def _unfitted(guess: Guess, times: Floats) -> Ramp:
    """Return a ramp from where it leaves and arrives, with a wide error bar.

    For movements that are no ramp: hesitating, in steps, or half hidden.
    """
    first_s, last_s = guess.bounds_s
    # 4 % are hidden at each end, were the speed constant.
    duration_s = (last_s - first_s) * 25 / 23
    error_s = UNFITTED_ERROR * duration_s
    return _ramp(guess, (first_s + last_s) / 2, duration_s, error_s, times)


def _ramp(
    guess: Guess, middle_s: float, duration_s: float, error_s: float, times: Floats
) -> Ramp:
    on_s, off_s = float(middle_s - duration_s / 2), float(middle_s + duration_s / 2)
    step_s = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    margin_s = max(step_s, STILL_S)
    inside = (
        len(times) > 1 and on_s >= times[0] + margin_s and off_s <= times[-1] - step_s
    )
    return Ramp(
        on_s=on_s,
        off_s=off_s,
        from_level=guess.from_level,
        to_level=guess.to_level,
        duration_error_s=float(error_s),
        complete=bool(inside),
    )
