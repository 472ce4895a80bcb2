"""Angles in space, refined by what the film of them tells.

A small network answers twice, with what a film tells (`vision.space.film`) and with
nothing, and the difference is the correction: where a film tells nothing, or no foot
stands, there is none. Lean and hips are refined; knees and turns are not, because what
was learned of those did not hold for people (docs/space.md).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vision.geometry import Floats
from vision.space.angles import ANGLES
from vision.space.film import NEAR, Seen, Stretch, told_of
from vision.space.networks import network, weights_of

WEIGHTS: Final = "film.npz"
STEP_S: Final = 0.3
"""Moments of a film are this far apart."""
HALF: Final = 10
"""So many moments before and after a frame tell of it: three seconds each way."""
LEAST: Final = 6
"""Fewer moments tell nothing."""
REFINED: Final = ("lean", "hip")
MOST: Final = 3.0
"""No number counts as farther from its mean, in standard deviations."""


def refined(time_s: Floats, seen: Seen, angles_sd: Floats) -> tuple[Floats, Floats]:
    """Return the angles of frames and their standard deviations, refined.

    Args:
        time_s: (T,) of the frames of one film or a part of it.
        seen: (T) of them; NaN where nobody was seen.
        angles_sd: (T, A) radians.

    Returns:
        (T, A) and (T, A), radians; as they were where fewer than `LEAST` moments show
        somebody, and of legs that do not stand.
    """
    angles, spread = seen.angles.copy(), angles_sd.copy()
    rows = np.flatnonzero(np.isfinite(seen.angles[:, 0]))
    grid = _moments(time_s[rows])
    if len(grid) < LEAST:
        return angles, spread
    told = [
        _corrected(time_s[rows], one.at(rows), grid, spread[rows][:, order])
        for one, order in ((seen, _LEFT), (seen.mirrored(), _RIGHT))
    ]
    for answer, order in zip(told, (_LEFT, _RIGHT), strict=True):
        angles[rows, order[1]], spread[rows, order[1]] = (part[:, 1] for part in answer)
    for kept, part in ((angles, 0), (spread, 1)):
        kept[rows, order[0]] = (told[0][part][:, 0] + told[1][part][:, 0]) / 2
    return angles, spread


_LEFT: Final = [ANGLES.index(name) for name in ("lean", "left_hip")]
_RIGHT: Final = [ANGLES.index(name) for name in ("lean", "right_hip")]


def _moments(time_s: Floats) -> NDArray[np.intp]:
    """Which frames are nearest to moments `STEP_S` apart."""
    if not len(time_s):
        return np.zeros(0, dtype=np.intp)
    return np.unique(_nearest(time_s, np.arange(time_s[0], time_s[-1] + 1e-6, STEP_S)))


def _nearest(time_s: Floats, at_s: Floats) -> NDArray[np.intp]:
    middles_s = (time_s[1:] + time_s[:-1]) / 2
    return np.searchsorted(middles_s, at_s)


def _corrected(
    time_s: Floats, seen: Seen, grid: NDArray[np.intp], spread: Floats
) -> tuple[Floats, Floats]:
    """Lean and the left hip (T, 2), and their spreads."""
    width = min(2 * HALF + 1, len(grid))
    first = np.clip(np.arange(len(grid)) - HALF, 0, len(grid) - width)
    stretches = Stretch.of(seen.at(grid[first[:, None] + np.arange(width)]))
    stretch = stretches.at(_nearest(time_s[grid], time_s))
    steps_s = STEP_S * np.arange(-NEAR, NEAR + 1)
    near = _nearest(time_s, time_s[:, None] + steps_s)
    given = told_of(seen, stretch, seen.angles[near])
    own, other = stretch.standing().T
    gates = np.column_stack([np.maximum(own, other), own])
    return corrected(given, gates, seen.angles[:, _LEFT], spread)


def corrected(
    given: Floats, gates: Floats, angles: Floats, spread: Floats
) -> tuple[Floats, Floats]:
    """Correct `REFINED` by what a film tells.

    Args:
        given: (T, F) from `told_of`.
        gates: (T, 2) how far each may be corrected.
        angles: (T, 2) radians.
        spread: (T, 2) their standard deviations, radians.
    """
    weights = weights_of(WEIGHTS)
    scaled = (given - weights["mean"]) / weights["scale"]
    told, nothing = (
        network(weights, values, "0", "1", "2")
        for values in (np.clip(scaled, -MOST, MOST), np.zeros_like(scaled[:1]))
    )
    answers = told - nothing
    steps = gates * answers[..., :2]
    own = spread * np.exp(gates * answers[..., 2:])
    together = np.sqrt((own**2).mean(axis=0) + steps.var(axis=0))
    return angles + steps.mean(axis=0), together
