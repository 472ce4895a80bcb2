"""Least-squares fits of chains of ramps; `exercises.engine.phases` has the reasons."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import leastsq

from exercises.engine.ramp_shape import EASES, Guess, duration_of, ramp_slopes, ramps_at
from vision.geometry import Floats

MOST_HIDDEN: Final = 0.2
"""Share of a ramp's time that may pass before it is 4 % done; a fit that wants more
has stretched a ramp over something else."""
MOST_LEFT_OVER: Final = 0.05
"""Root mean square of a fit's misfit, as a share of the way, beyond which the movement
was no ramp: hesitating or in steps (our choice: 4 degrees of 75)."""
INTERVAL_SDS: Final = 1.96
"""Standard deviations on each side of a 95 % interval."""
MODEL_ERROR_S: Final = 0.025
"""Standard deviation of what the fit cannot know of itself, such as the tracker's lag;
with the next one set so that the stated intervals cover the truth on rendered clips
(docs/accuracy.md)."""
SHAPE_ERROR: Final = 0.08
"""Standard deviation, as a share of a duration, of what a movement of another shape
than those tried is misread by: people start quickly and settle, or let the end fall.
Set on half of the shapes of `benchmarks.profiles`, checked on the others."""
LEFT_OVER_WEIGHT: Final = 4.0
"""How much more of it there is for each share of the way that the fit leaves over: what
slows down half way is no single ramp (same command)."""
EVIDENCE: Final = 2.0
"""How much more the misfits say of the ease than if all of their memory was the
tracker's: part of it is the wrong ease's own (our choice; with 1 the median error of
clean pull overs is 0.13 s, with 2 0.11; with much more the likeliest alone decides)."""
UNKNOWNS: Final = 4
"""Of a ramp by itself: level, middle, duration, amplitude."""
SLIP_DEG: Final = 1.0
"""By how much the tracker's reading slips along a movement. The slower the movement,
the longer a slip of a degree lasts."""


@dataclass(frozen=True)
class Fitted:
    """A fitted ramp.

    Attributes:
        middle_s: When it is half done.
        duration_s: From its start to its end.
        error_s: Half the 95 % interval of the duration.
    """

    middle_s: float
    duration_s: float
    error_s: float


_EASE_LOG_PRIOR: Final = np.log([0.3, 0.1, 0.1, 0.1, 0.4])
"""Movements at a metronome's constant speed and smooth ones are the usual ends."""


def fit_chain(
    times: Floats, values: Floats, guesses: list[Guess]
) -> list[Fitted | None]:
    """Fit the ramps of one chain together.

    Args:
        times: (T,) seconds.
        values: (T,) degrees, finite.
        guesses: The movements in order.

    Returns:
        One for each guess; None where a ramp does not describe the movement.
    """
    # Chosen one by one, eases stick where they start: start from all there are.
    starts = [Chain(times, values, guesses, ease) for ease in (0.0, 0.2, 0.5)]
    for start in starts:
        start.settle()
    fit = min(starts, key=Chain.misfit)
    for _ in range(2):  # each ramp in turn, its neighbours as they are so far
        spreads_s = [fit.choose_ease(index) for index in range(len(guesses))]
        fit.settle()
    return fit.fitted(np.array(spreads_s))


class Chain:
    """Ramps being fitted to one chain: a row of (middle_s, log s, amplitude) each."""

    def __init__(
        self, times: Floats, values: Floats, guesses: list[Guess], ease: float
    ) -> None:
        """Start every ramp from its guess, all with one ease."""
        self.times, self.values, self.guesses = times, values, guesses
        self.level = guesses[0].from_level
        self.eases = np.full(len(guesses), ease)
        rows = [
            (g.middle_s, np.log(g.duration_s(ease)), g.to_level - g.from_level)
            for g in guesses
        ]
        self.rows = np.array(rows)
        self.means = np.full((len(guesses), 2), np.nan)

    def misfit(self) -> float:
        """Return the sum of squares that the fit leaves."""
        flat = np.concatenate(([self.level], self.rows.ravel()))
        return float(
            ((self.values - ramps_at(self.times, flat, self.eases)) ** 2).sum()
        )

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

        Its middle and duration are the mean over all eases, each as likely as it is: of
        two cameras on one movement the likeliest alone may differ by a third.

        Returns:
            Standard deviation of the ramp's duration over the eases, seconds; NaN where
            too few frames are near it.
        """
        times, values = self._around(index)
        if len(times) <= UNKNOWNS:
            self.means[index] = np.nan
            return np.nan
        fits, misfits = [], []
        for ease in EASES:
            eases = np.array([ease])
            start = np.concatenate(([0.0], self.rows[index]))
            start[2] = np.log(self.guesses[index].duration_s(ease))
            fits.append(_least_squares(times, values, start, eases, robust=False))
            misfits.append(values - ramps_at(times, fits[-1], eases))
        squares = np.array([(misfit**2).sum() for misfit in misfits])
        best = misfits[int(np.argmin(squares))]
        variance = max(float((best**2).mean()), 1e-12) * _widening(best)
        score = _EASE_LOG_PRIOR - 0.5 * (squares - squares.min()) / variance
        weight = np.exp(EVIDENCE * (score - score.max()))
        weight /= weight.sum()
        likeliest = int(np.argmax(score))
        self.eases[index] = EASES[likeliest]
        self.rows[index] = fits[likeliest][1:]
        durations_s = duration_of(np.array([fit[2] for fit in fits]))
        mean_s = float(weight @ durations_s)
        self.means[index] = float(weight @ np.array([fit[1] for fit in fits])), mean_s
        return float(np.sqrt(weight @ (durations_s - mean_s) ** 2))

    def _around(self, index: int) -> tuple[Floats, Floats]:
        """Times and values near one ramp, with the other ramps taken out."""
        last = len(self.guesses) - 1
        first_s = self.guesses[index - 1].middle_s if index else -np.inf
        last_s = self.guesses[index + 1].middle_s if index < last else np.inf
        near = (self.times >= first_s) & (self.times <= last_s)
        times = self.times[near]
        others = np.delete(self.rows, index, axis=0)
        flat = np.concatenate(([self.level], others.ravel()))
        rest = ramps_at(times, flat, np.delete(self.eases, index))
        return times, self.values[near] - rest

    def fitted(self, spreads_s: Floats) -> list["Fitted | None"]:
        """Read the fitted ramps; None where the movement was no ramp."""
        flat = np.concatenate(([self.level], self.rows.ravel()))
        variances = _variances(self.times, self.values, flat, self.eases)
        duration_s = duration_of(self.rows[:, 1])
        fit_s = duration_s * np.sqrt(variances[2::3])
        slip_s = SLIP_DEG * duration_s / np.maximum(np.abs(self.rows[:, 2]), SLIP_DEG)
        left_over = np.array([self._left_over(guess) for guess in self.guesses])
        shape = np.hypot(
            SHAPE_ERROR, LEFT_OVER_WEIGHT * left_over / np.abs(self.rows[:, 2])
        )
        unknown_s = np.sqrt(MODEL_ERROR_S**2 + slip_s**2 + (shape * duration_s) ** 2)
        error_s = INTERVAL_SDS * np.sqrt(fit_s**2 + spreads_s**2 + unknown_s**2)
        return [
            Fitted(float(self.means[i, 0]), float(self.means[i, 1]), float(error_s[i]))
            if self._sane(i)
            else None
            for i in range(len(self.guesses))
        ]

    def _sane(self, index: int) -> bool:
        """Whether a fitted ramp still is the movement that was to be fitted."""
        guess = self.guesses[index]
        amplitude = self.rows[index, 2]
        middle_s, duration_s = self.means[index]  # one ease gone astray moves these
        if not np.isfinite([amplitude, middle_s, duration_s]).all():
            return False
        # A smooth ramp is 4 % done after 17 % of its time; no ramp takes much longer.
        slack_s = MOST_HIDDEN * duration_s + 0.1
        first_s, last_s = guess.bounds_s
        return bool(
            first_s - slack_s < middle_s - duration_s / 2 < guess.crossing_s[0]
            and guess.crossing_s[1] < middle_s + duration_s / 2 < last_s + slack_s
            and 0.6 < amplitude / (guess.to_level - guess.from_level) < 1.6
            and self._left_over(guess) < MOST_LEFT_OVER * abs(amplitude)
        )

    def _left_over(self, guess: Guess) -> float:
        """Root mean square of what the fit leaves of one movement."""
        first_s, last_s = guess.bounds_s
        inside = (self.times >= first_s) & (self.times <= last_s)
        flat = np.concatenate(([self.level], self.rows.ravel()))
        misfit = (self.values - ramps_at(self.times, flat, self.eases))[inside]
        return float(np.sqrt(np.mean(misfit**2))) if misfit.size else 0.0


def _least_squares(
    times: Floats, values: Floats, start: Floats, eases: Floats, *, robust: bool = True
) -> Floats:
    """Least squares; robust once more with what sticks out weighed down (Huber)."""
    flat = start
    root = np.ones_like(values)
    for _ in range(2 if robust else 1):

        def misfit(p: Floats, root: Floats = root) -> Floats:
            return root * (ramps_at(times, p, eases) - values)

        def slope(p: Floats, root: Floats = root) -> Floats:
            return root[:, None] * ramp_slopes(times, p, eases)

        # MINPACK's own call: `least_squares` around it takes as long again.
        flat, *_ = leastsq(
            misfit,
            flat,
            Dfun=slope,
            full_output=True,  # no complaint where the steps run out
            diag=1 / np.maximum(np.abs(start), 0.1),
            maxfev=40,
            xtol=1e-5,
            ftol=1e-5,
            gtol=1e-8,
        )
        away = np.abs(ramps_at(times, flat, eases) - values)
        limit = max(2.5 * 1.4826 * float(np.median(away)), 1e-6)
        root = np.sqrt(np.minimum(1.0, limit / np.maximum(away, 1e-9)))
        if (root == 1).all():
            break
    return flat


def _variances(times: Floats, values: Floats, flat: Floats, eases: Floats) -> Floats:
    """Variance of each parameter, widened because the tracker's noise is not white."""
    misfit = values - ramps_at(times, flat, eases)
    jacobian = ramp_slopes(times, flat, eases)
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
