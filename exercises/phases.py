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
from scipy.optimize import least_squares

from vision.geometry import Floats

PLATEAU_S: Final = 1.0
"""How much of a plateau beyond a ramp takes part in the fit. Longer stillness says
nothing more about a corner, and people drift (our choice)."""
CHAIN_GAP_S: Final = 2.0
"""Plateaus longer than this split a set into chains fitted on their own."""
SHORTEST_RAMP_S: Final = 0.12
"""No body part of interest gets up to speed and stops again faster (our choice)."""
MOST_HIDDEN: Final = 0.2
"""Share of a ramp's time that may pass before it is 4 % done; a fit that wants more
has stretched a ramp over something else."""
MOST_LEFT_OVER: Final = 0.05
"""Root mean square of a fit's misfit, as a share of the way, beyond which the movement
was no ramp: hesitating or in steps (the tracker's slips leave 0.01 to 0.03)."""
UNFITTED_ERROR: Final = 0.3
"""Half the 95 % interval of a duration read from where a movement leaves and arrives,
as a share of it: these miss up to a third, depending on the shape."""
INTERVAL_SDS: Final = 1.96
"""Standard deviations on each side of a 95 % interval."""
MODEL_ERROR_S: Final = 0.025
"""Standard deviation of what the fit cannot know of itself, such as the tracker's lag;
with the next one set so that the stated intervals cover the truth on rendered clips
(docs/accuracy.md)."""
SLIP_DEG: Final = 1.0
"""By how much the tracker's reading slips along a movement. The slower the movement,
the longer a slip of a degree lasts."""


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
    for chain in _chains(starts):
        ramps.extend(_fit_chain(time_s, signal, chain))
    return ramps


@dataclass(frozen=True)
class _Guess:
    """A movement as it looks on the smoothed signal.

    Attributes:
        crossing_s: When it is 20 and 80 % done.
        bounds_s: When it is last 4 % and first 96 % done.
    """

    crossing_s: tuple[float, float]
    bounds_s: tuple[float, float]
    from_level: float
    to_level: float

    @property
    def middle_s(self) -> float:
        return sum(self.crossing_s) / 2

    @property
    def widest_s(self) -> tuple[float, float]:
        """When the ramp starts and ends if it is a smooth one."""
        half_s = self.duration_s(EASES[-1]) / 2
        return self.middle_s - half_s, self.middle_s + half_s

    def duration_s(self, ease: float) -> float:
        """Duration of a ramp of this ease that has these 20 and 80 % crossings."""
        inside = float(np.interp(ease, EASES, _CROSSING_SHARES))
        return max((self.crossing_s[1] - self.crossing_s[0]) / inside, SHORTEST_RAMP_S)


def _shape(share: Floats, ease: float | Floats) -> tuple[Floats, Floats]:
    """Return the way covered (0..1) and the speed at a share of the time (0..1).

    At the start the speed grows as x^2 (2 - x)^2 over the ease, x = share / ease, which
    makes the whole ramp a minimum-jerk movement when the ease is one half.
    """
    share = np.clip(share, 0.0, 1.0)
    mirrored = np.minimum(share, 1 - share)
    peak = 1 / (1 - 14 / 15 * np.asarray(ease))
    eased = np.maximum(ease, 1e-9)
    x = np.minimum(mirrored / eased, 1.0)
    way = eased * x**3 * (4 / 3 - x + x**2 / 5) + np.maximum(mirrored - eased, 0.0)
    way = peak * way
    return np.where(share <= 0.5, way, 1 - way), peak * x**2 * (2 - x) ** 2


EASES: Final = (0.0, 0.1, 0.2, 0.35, 0.5)
_EASE_LOG_PRIOR: Final = np.log([0.3, 0.1, 0.1, 0.1, 0.4])
"""Movements at a metronome's constant speed and smooth ones are the usual ends."""
_GRID: Final = np.linspace(0, 1, 2001)
_CROSSING_SHARES: Final = tuple(
    float(np.interp(0.8, way, _GRID) - np.interp(0.2, way, _GRID))
    for way in (_shape(_GRID, ease)[0] for ease in EASES)
)
"""Share of a ramp's time spent between 20 and 80 % of its way, for each ease."""


def _first_guess(time_s: Floats, smooth: Floats, first: int, last: int) -> _Guess:
    before, after = smooth[first], smooth[last]
    way = (smooth[first : last + 1] - before) / (after - before)
    times = time_s[first : last + 1]
    # Outwards from the middle, so that a pause on the way counts as inside.
    middle = int(np.argmax(way >= 0.5))

    def between(low: float, high: float) -> tuple[float, float]:
        below = np.flatnonzero(way[: middle + 1] <= low)
        above = np.flatnonzero(way[middle:] >= high)
        start = int(below[-1]) if below.size else 0
        stop = middle + (int(above[0]) if above.size else len(way) - 1 - middle)
        return float(times[start]), float(times[max(stop, start + 1)])

    return _Guess(
        crossing_s=between(0.2, 0.8),
        bounds_s=between(0.04, 0.96),
        from_level=float(before),
        to_level=float(after),
    )


def _chains(starts: list[_Guess]) -> list[list[_Guess]]:
    chains: list[list[_Guess]] = []
    for guess in starts:
        last = chains[-1][-1] if chains else None
        if last and guess.widest_s[0] - last.widest_s[1] <= CHAIN_GAP_S:
            chains[-1].append(guess)
        else:
            chains.append([guess])
    return chains


def _fit_chain(time_s: Floats, signal: Signal, chain: list[_Guess]) -> list[Ramp]:
    first_s = chain[0].widest_s[0] - PLATEAU_S
    last_s = chain[-1].widest_s[1] + PLATEAU_S
    first, last = np.searchsorted(time_s, (first_s, last_s))
    near = slice(int(first), int(last))
    values = signal(near)
    used = np.isfinite(values)
    times, values = time_s[near][used], values[used]
    if len(times) < 5 * len(chain) + 5:
        return [_unfitted(guess, times) for guess in chain]
    # Chosen one by one, eases stick where they start: start from all there are.
    starts = [_Chain(times, values, chain, ease) for ease in (0.0, 0.2, 0.5)]
    for start in starts:
        start.settle()
    fit = min(starts, key=_Chain.misfit)
    for _ in range(2):  # each ramp in turn, its neighbours as they are so far
        spreads_s = [fit.choose_ease(index) for index in range(len(chain))]
        fit.settle()
    return fit.ramps(np.array(spreads_s))


class _Chain:
    """Ramps being fitted to one chain: a row of (middle_s, log duration, way) each."""

    def __init__(
        self, times: Floats, values: Floats, guesses: list[_Guess], ease: float
    ) -> None:
        self.times, self.values, self.guesses = times, values, guesses
        self.level = guesses[0].from_level
        self.eases = np.full(len(guesses), ease)
        rows = [
            (g.middle_s, np.log(g.duration_s(ease)), g.to_level - g.from_level)
            for g in guesses
        ]
        self.rows = np.array(rows)

    def misfit(self) -> float:
        """Return the sum of squares that the fit leaves."""
        flat = np.concatenate(([self.level], self.rows.ravel()))
        return float(((self.values - _model(self.times, flat, self.eases)) ** 2).sum())

    def settle(self) -> None:
        """Fit all ramps together, their eases given."""
        solution = _least_squares(
            self.times,
            self.values,
            np.concatenate(([self.level], self.rows.ravel())),
            self.eases,
        )
        self.level, self.rows = float(solution[0]), solution[1:].reshape(-1, 3)

    def choose_ease(self, index: int) -> float:
        """Give one ramp its likeliest ease, the others staying as they are.

        Returns:
            Standard deviation of the ramp's duration over the eases, seconds.
        """
        times, values = self._around(index)
        fits, misfits = [], []
        for ease in EASES:
            eases = np.array([ease])
            start = np.concatenate(([0.0], self.rows[index]))
            start[2] = np.log(self.guesses[index].duration_s(ease))
            fits.append(_least_squares(times, values, start, eases, robust=False))
            misfits.append(values - _model(times, fits[-1], eases))
        squares = np.array([(misfit**2).sum() for misfit in misfits])
        best = misfits[int(np.argmin(squares))]
        variance = max(float((best**2).mean()), 1e-12) * _widening(best)
        score = _EASE_LOG_PRIOR - 0.5 * (squares - squares.min()) / variance
        weight = np.exp(score - score.max())
        weight /= weight.sum()
        likeliest = int(np.argmax(score))
        self.eases[index] = EASES[likeliest]
        self.rows[index] = fits[likeliest][1:]
        durations_s = np.exp([fit[2] for fit in fits])
        away_s = durations_s - durations_s[likeliest]
        return float(np.sqrt((weight * away_s**2).sum()))

    def _around(self, index: int) -> tuple[Floats, Floats]:
        """Times and values near one ramp, with the other ramps taken out."""
        last = len(self.guesses) - 1
        first_s = self.guesses[index - 1].middle_s if index else -np.inf
        last_s = self.guesses[index + 1].middle_s if index < last else np.inf
        near = (self.times >= first_s) & (self.times <= last_s)
        times = self.times[near]
        others = np.delete(self.rows, index, axis=0)
        flat = np.concatenate(([self.level], others.ravel()))
        rest = _model(times, flat, np.delete(self.eases, index))
        return times, self.values[near] - rest

    def ramps(self, spreads_s: Floats) -> list[Ramp]:
        """Read the fitted ramps with their error bars."""
        flat = np.concatenate(([self.level], self.rows.ravel()))
        variances = _variances(self.times, self.values, flat, self.eases)
        middle_s, duration_s = self.rows[:, 0], _duration_s(self.rows[:, 1])
        fit_s = duration_s * np.sqrt(variances[2::3])
        slip_s = SLIP_DEG * duration_s / np.maximum(np.abs(self.rows[:, 2]), SLIP_DEG)
        unknown_s = np.hypot(MODEL_ERROR_S, slip_s)
        error_s = INTERVAL_SDS * np.sqrt(fit_s**2 + spreads_s**2 + unknown_s**2)
        ramps = [
            _ramp(guess, middle_s[i], duration_s[i], error_s[i], self.times)
            if self._sane(i)
            else _unfitted(guess, self.times)
            for i, guess in enumerate(self.guesses)
        ]
        for index, (first, second) in enumerate(itertools.pairwise(ramps)):
            if first.off_s > second.on_s:  # no pause: overlapping ramps meet half way
                meeting_s = (first.off_s + second.on_s) / 2
                ramps[index] = replace(ramps[index], off_s=meeting_s)
                ramps[index + 1] = replace(second, on_s=meeting_s)
        return ramps

    def _sane(self, index: int) -> bool:
        """Whether a fitted ramp still is the movement that was to be fitted."""
        guess = self.guesses[index]
        middle_s, log_s, way = self.rows[index]
        if not np.isfinite(self.rows[index]).all() or log_s > 5.0:
            return False
        duration_s = float(np.exp(log_s))
        # A smooth ramp is 4 % done after 17 % of its time; no ramp takes much longer.
        slack_s = MOST_HIDDEN * duration_s + 0.1
        first_s, last_s = guess.bounds_s
        return bool(
            first_s - slack_s < middle_s - duration_s / 2 < guess.crossing_s[0]
            and guess.crossing_s[1] < middle_s + duration_s / 2 < last_s + slack_s
            and 0.6 < way / (guess.to_level - guess.from_level) < 1.6
            and self._left_over(guess) < MOST_LEFT_OVER * abs(way)
        )

    def _left_over(self, guess: _Guess) -> float:
        """Root mean square of what the fit leaves of one movement."""
        first_s, last_s = guess.bounds_s
        inside = (self.times >= first_s) & (self.times <= last_s)
        flat = np.concatenate(([self.level], self.rows.ravel()))
        misfit = (self.values - _model(self.times, flat, self.eases))[inside]
        return float(np.sqrt(np.mean(misfit**2))) if misfit.size else 0.0


def _model(times: Floats, flat: Floats, eases: Floats) -> Floats:
    middle_s, log_s, way = flat[1:].reshape(-1, 3).T
    share = (times[:, None] - middle_s) / _duration_s(log_s) + 0.5
    return np.asarray(flat[0] + _shape(share, eases)[0] @ way)


def _jacobian(times: Floats, flat: Floats, eases: Floats) -> Floats:
    middle_s, log_s, way = flat[1:].reshape(-1, 3).T
    duration_s = _duration_s(log_s)
    share = (times[:, None] - middle_s) / duration_s + 0.5
    covered, speed = _shape(share, eases)
    slope = np.where((share > 0) & (share < 1), way * speed, 0.0)
    columns = np.stack([-slope / duration_s, -slope * (share - 0.5), covered], axis=2)
    return np.column_stack([np.ones_like(times), columns.reshape(len(times), -1)])


def _least_squares(
    times: Floats, values: Floats, start: Floats, eases: Floats, *, robust: bool = True
) -> Floats:
    """Least squares; robust once more with what sticks out weighed down (Huber)."""
    flat = start
    root = np.ones_like(values)
    for _ in range(2 if robust else 1):

        def misfit(p: Floats, root: Floats = root) -> Floats:
            return root * (_model(times, p, eases) - values)

        def slope(p: Floats, root: Floats = root) -> Floats:
            return root[:, None] * _jacobian(times, p, eases)

        solution = least_squares(
            misfit,
            flat,
            jac=slope,
            method="lm",
            x_scale=np.maximum(np.abs(start), 0.1),
            max_nfev=40,
            xtol=1e-5,
            ftol=1e-5,
        )
        flat = np.asarray(solution.x, dtype=np.float64)
        away = np.abs(_model(times, flat, eases) - values)
        limit = max(2.5 * 1.4826 * float(np.median(away)), 1e-6)
        root = np.sqrt(np.minimum(1.0, limit / np.maximum(away, 1e-9)))
        if (root == 1).all():
            break
    return flat


def _variances(times: Floats, values: Floats, flat: Floats, eases: Floats) -> Floats:
    """Variance of each parameter, widened because the tracker's noise is not white."""
    misfit = values - _model(times, flat, eases)
    jacobian = _jacobian(times, flat, eases)
    freedom = max(1, len(times) - len(flat))
    information = np.linalg.pinv(jacobian.T @ jacobian, rcond=1e-12)
    spread = float((misfit**2).sum()) / freedom * _widening(misfit)
    return np.clip(np.diag(information), 0.0, None) * spread


def _widening(misfit: Floats) -> float:
    """How much more an error with memory weighs than white noise, (1+r)/(1-r)."""
    if len(misfit) < 5 or misfit.std() < 1e-9:
        return 1.0
    follow = float(np.corrcoef(misfit[:-1], misfit[1:])[0, 1])
    follow = min(max(follow, 0.0), 0.9)
    return (1 + follow) / (1 - follow)


def _duration_s(log_s: Floats) -> Floats:
    """Keep wild steps of the solver within a hundredth of a second and an hour."""
    return np.asarray(np.exp(np.clip(log_s, -4.6, 8.2)))


def _unfitted(guess: _Guess, times: Floats) -> Ramp:
    """Return a ramp from where it leaves and arrives, with a wide error bar.

    For movements that are no ramp: hesitating, in steps, or half hidden.
    """
    first_s, last_s = guess.bounds_s
    # 4 % are hidden at each end, were the speed constant.
    duration_s = (last_s - first_s) * 25 / 23
    error_s = UNFITTED_ERROR * duration_s
    return _ramp(guess, (first_s + last_s) / 2, duration_s, error_s, times)


def _ramp(
    guess: _Guess, middle_s: float, duration_s: float, error_s: float, times: Floats
) -> Ramp:
    on_s, off_s = float(middle_s - duration_s / 2), float(middle_s + duration_s / 2)
    step_s = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    inside = (
        len(times) > 1 and on_s >= times[0] + step_s and off_s <= times[-1] - step_s
    )
    return Ramp(
        on_s=on_s,
        off_s=off_s,
        from_level=guess.from_level,
        to_level=guess.to_level,
        duration_error_s=float(error_s),
        complete=bool(inside),
    )
