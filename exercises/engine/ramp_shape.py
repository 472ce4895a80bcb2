"""Ramps between constant speed and minimum jerk, as curves with slopes."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vision.geometry import Floats

SHORTEST_RAMP_S: Final = 0.12
"""No body part of interest gets up to speed and stops again faster (our choice)."""


@dataclass(frozen=True)
class Guess:
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
        """Half way between the 20 and 80 % crossings."""
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


def progress_and_speed(share: Floats, ease: float | Floats) -> tuple[Floats, Floats]:
    """Return the share of the way done (0..1) and the speed, at a share of the time.

    At the start the speed grows as x^2 (2 - x)^2 over the ease, x = share / ease, which
    makes the whole ramp a minimum-jerk movement when the ease is one half.
    """
    share = np.clip(share, 0.0, 1.0)
    mirrored = np.minimum(share, 1 - share)
    peak = 1 / (1 - 14 / 15 * np.asarray(ease))
    eased = np.maximum(ease, 1e-9)
    x = np.minimum(mirrored / eased, 1.0)
    square = x * x  # a tenth of what x**2 and x**3 take
    progress = eased * square * x * (4 / 3 - x + square / 5)
    progress = peak * (progress + np.maximum(mirrored - eased, 0.0))
    return np.where(share <= 0.5, progress, 1 - progress), peak * square * (
        4 - 4 * x + square
    )


EASES: Final = (0.0, 0.1, 0.2, 0.35, 0.5)
_GRID: Final = np.linspace(0, 1, 2001)
_CROSSING_SHARES: Final = tuple(
    float(np.interp(0.8, progress, _GRID) - np.interp(0.2, progress, _GRID))
    for progress in (progress_and_speed(_GRID, ease)[0] for ease in EASES)
)
"""Share of a ramp's time spent between 20 and 80 % of its way, for each ease."""


def ramps_at(times: Floats, flat: Floats, eases: Floats) -> Floats:
    """Return a chain of ramps at some times.

    Args:
        times: (T,) seconds.
        flat: (1 + 3 N,) the level, then each ramp's middle, log of its duration, and
            amplitude.
        eases: (N,) the share of its time that each takes to get up to speed.
    """
    middle_s, log_s, amplitude = flat[1:].reshape(-1, 3).T
    share = (times[:, None] - middle_s) / duration_of(log_s) + 0.5
    return np.asarray(flat[0] + progress_and_speed(share, eases)[0] @ amplitude)


def ramp_slopes(times: Floats, flat: Floats, eases: Floats) -> Floats:
    """Return what each number of `flat` changes of `ramps_at`: (T, 1 + 3 N)."""
    middle_s, log_s, amplitude = flat[1:].reshape(-1, 3).T
    duration_s = duration_of(log_s)
    share = (times[:, None] - middle_s) / duration_s + 0.5
    covered, speed = progress_and_speed(share, eases)
    slope = np.where((share > 0) & (share < 1), amplitude * speed, 0.0)
    columns = np.stack([-slope / duration_s, -slope * (share - 0.5), covered], axis=2)
    return np.column_stack([np.ones_like(times), columns.reshape(len(times), -1)])


def duration_of(log_s: Floats) -> Floats:
    """Keep wild steps of the solver within a hundredth of a second and an hour."""
    return np.asarray(np.exp(np.clip(log_s, -4.6, 8.2)))
