"""How right are times of movements that are no ramp of the fitted kind?

    uv run python -m benchmarks.profiles [--sets N] [--seed N]

The fit of `exercises.engine.phases` knows movements between constant speed and minimum
jerk. People also start quickly and settle slowly, let the last part fall, or slow down
half way. Signals of such movements are made here, with the tracker's kind of noise
(wander with a memory, and a slip of the reading that goes along with the movement), and
the times found are compared with the script's. Nothing of it was used to fit anything
but `ramp_fit.SHAPE_ERROR` and `LEFT_OVER_WEIGHT`, which the upper half of the profiles
set and the lower half checks.
"""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from exercises.engine.reps import find_cycles
from vision.geometry import Floats

FPS: Final = 30.0
SWAY_DEG: Final = 10.0

Profile = Callable[[Floats], Floats]
"""Share of the time (0..1) to share of the way (0..1)."""


def minimum_jerk(x: Floats) -> Floats:
    """Return the smoothest way (Flash & Hogan 1985)."""
    return np.asarray(10 * x**3 - 15 * x**4 + 6 * x**5)


def two_parts(split: float, slow: float) -> Profile:
    """Return a way that slows down to a share of its speed half way."""

    def way(x: Floats) -> Floats:
        grid = np.linspace(0, 1, 401)
        dip = 1 - (1 - slow) * np.exp(-(((grid - split) / 0.12) ** 2))
        done = np.cumsum(dip * np.sin(np.pi * grid) ** 2)
        return np.interp(x, grid, done / done[-1])

    return way


def eased(share: float) -> Profile:
    """Return constant speed that is reached and left within a share of the time."""

    def way(x: Floats) -> Floats:
        grid = np.linspace(0, 1, 401)
        done = np.cumsum(np.minimum(1, np.minimum(grid, 1 - grid) / share))
        return np.interp(x, grid, done / done[-1])

    return way


FITTED: Final[Mapping[str, Profile]] = {
    "constant speed": lambda x: x,
    "minimum jerk": minimum_jerk,
    "half a sine": lambda x: (1 - np.cos(np.pi * x)) / 2,
    "early peak": lambda x: minimum_jerk(x**0.7),
    "late peak": lambda x: minimum_jerk(x**1.4),
    "slows half way": two_parts(0.5, 0.35),
}
HELD_OUT: Final[Mapping[str, Profile]] = {
    "quick start, slow end": lambda x: 1 - (1 - x) ** 2.2,
    "slow start, falls": lambda x: x**2.2,
    "eased constant speed": eased(0.15),
    "early peak of a sine": lambda x: (1 - np.cos(np.pi * x**0.75)) / 2,
    "late peak of a sine": lambda x: (1 - np.cos(np.pi * x**1.35)) / 2,
    "slows at a third": two_parts(0.35, 0.5),
}  # fmt: skip


def one_set(profile: Profile, random: np.random.Generator) -> list[tuple[float, float]]:
    """Return (error, half the stated 95 % interval) of a set's lowering times."""
    way_deg = random.uniform(30, 85)
    moves: list[tuple[float, float, float]] = []
    at_s = random.uniform(0.5, 2.0)
    usual_s = random.uniform(0.6, 3.5)
    for _ in range(4):
        lowering_s = usual_s * random.uniform(0.85, 1.15)
        moves.append((at_s, at_s + lowering_s, way_deg))
        at_s += lowering_s + random.choice([0.0, random.uniform(0, 0.8)])
        lifting_s = random.uniform(0.7, 1.5)
        moves.append((at_s, at_s + lifting_s, 0.0))
        at_s += lifting_s + random.choice([0.0, random.uniform(0, 1.5)])
    time_s = np.arange(0, at_s + random.uniform(0.3, 2.0), 1 / FPS)
    depth, level = np.zeros_like(time_s), 0.0
    for on_s, off_s, to in moves:
        share = np.clip((time_s - on_s) / (off_s - on_s), 0, 1)
        depth += (to - level) * profile(share)
        level = to
    depth += _noise(time_s, depth / way_deg, random)
    found = find_cycles(time_s, depth, least_range=SWAY_DEG).cycles
    pairs = []
    for on_s, off_s, _ in moves[::2]:
        near = [
            one.lowering
            for one in found
            if one.lowering.on_s < (on_s + off_s) / 2 < one.lowering.off_s
        ]
        if len(near) == 1 and near[0].complete:
            error_s = near[0].duration_s - (off_s - on_s)
            pairs.append((error_s, near[0].duration_error_s))
    return pairs


def _noise(time_s: Floats, way: Floats, random: np.random.Generator) -> Floats:
    """Return what the tracker adds: a wander and a slip along the movement."""
    wander = np.zeros(len(time_s))
    for index in range(1, len(time_s)):
        wander[index] = 0.9 * wander[index - 1] + random.normal(0, 0.25)
    slip = random.normal(0, 1.0) * np.sin(np.pi * way) ** 2
    return np.asarray(wander + slip + random.normal(0, 1.0) * np.sin(2 * np.pi * way))


def main() -> None:
    """Print a row for each profile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    table = Table(title="Lowering times, by how the speed goes", padding=(0, 0))
    for name in ("profile", "times", "mean error", "median", "95 in 100", "in 95 %",
                 "interval"):  # fmt: skip
        table.add_column(name)
    for group in (FITTED, HELD_OUT):
        for name, profile in group.items():
            random = np.random.default_rng(given.seed)
            pairs = [p for _ in range(given.sets) for p in one_set(profile, random)]
            error_s, bar_s = np.array(pairs).T
            away_s = np.abs(error_s)
            table.add_row(
                name,
                f"{len(pairs)} of {4 * given.sets}",
                f"{error_s.mean():+.2f} s",
                f"{np.median(away_s):.2f} s",
                f"{np.percentile(away_s, 95):.2f} s",
                f"{np.mean(away_s <= bar_s):.0%}",
                f"{np.median(bar_s):.2f} s",
            )
        table.add_section()
    Console().print(table)


if __name__ == "__main__":
    main()
