"""From a depth signal to reps, attempts and what is neither.

`depth` grows while the weight is lowered. A rep is one completed lowering from a top
with one lift of its own. In the order in which they are applied:

    1. A turning point counts once the signal has come back by more than its noise and
       by more than a body at rest sways.
    2. A rise that comes back down before it is half way up is a wobble of the same
       rep: a top is a top because one gets up there. Likewise at the film's ends: who
       fidgets at the bottom before the first pull was not up there.
    3. A lowering pairs with the lift after it. Only where the film opens at the bottom
       and ends at the bottom, or where an exercise starts there, does each pair with
       the lift before it. No lift serves twice, so bending once more to put the weight
       away adds nothing.
    4. A lift that ends less than half way up is not one.
    5. What the film cuts off is no rep, and what finds no partner is told, not lost.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from exercises.engine.pairing import (
    HALF_WAY,
    Alone,
    Cycle,
    Order,
    left_alone,
    pair_ramps,
)
from exercises.engine.phases import Signal, fit_ramps, turning_points
from vision.filters import (
    SIGNAL_CUTOFF_HZ,
    fill_gaps,
    low_pass,
    noise_sd,
    stretches,
)
from vision.geometry import Floats

BRIDGED_S: Final = 1.0
"""Gaps in the signal up to this are bridged to find turning points (rationale.md 6.1);
the fit of the phases never uses the bridge."""
MOVING_S: Final = 0.15
STILL_SHARE: Final = 0.1
"""A movement that goes on for more of its way in the film's last moments is cut off
(our choice: at constant speed a movement of a second does a seventh)."""


@dataclass(frozen=True, kw_only=True)
class Movements:
    """What a depth signal holds.

    Attributes:
        cycles: In order of time; partial and full ones alike.
        alone: What found no partner and may be part of a rep: at the film's ends, or
            anywhere where nothing did.
    """

    cycles: list[Cycle]
    alone: list[Alone]


def find_cycles(
    time_s: Floats,
    depth: Floats,
    *,
    least_range: float,
    refined: Signal | None = None,
    wobble_share: float = HALF_WAY,
    order: Order = "either",
) -> Movements:
    """Return all cycles of a depth signal that go at least some way.

    Args:
        time_s: (T,) seconds.
        depth: (T,) as measured, NaN where missing; grows while lowering.
        least_range: Smaller movements are sway, in the signal's unit.
        refined: A better version of the depth for a stretch of frames, in the same
            unit, which the phases are timed on; None times them on the depth itself.
        wobble_share: Rises of less than this share of the way up are wobbles of the
            same rep; 0 where reps start from the bottom, so that a short rise is a rep
            of its own that failed.
        order: Which movement a rep may start with.
    """
    cycles: list[Cycle] = []
    alone: list[Alone] = []
    for part, smooth, points in _movements(time_s, depth, least_range, wobble_share):

        def signal(near: slice, first: int = part.start) -> Floats:
            moved = slice(near.start + first, near.stop + first)
            return refined(moved) if refined else depth[moved]

        ramps = fit_ramps(time_s[part], signal, smooth, points)
        film_s = (float(time_s[part][0]), float(time_s[part][-1]))
        paired = pair_ramps(ramps, order, film_s)
        cycles.extend(paired)
        alone.extend(left_alone(ramps, paired, film_s))
    return Movements(cycles=cycles, alone=alone)


def moving_ranges(
    time_s: Floats, depth: Floats, *, least_range: float
) -> list[tuple[float, float, float]]:
    """Return (start_s, end_s, amplitude) of each movement, roughly and at once."""
    return [
        (
            float(time_s[part][first]),
            float(time_s[part][last]),
            float(abs(smooth[last] - smooth[first])),
        )
        for part, smooth, points in _movements(time_s, depth, least_range)
        for first, last in itertools.pairwise(points)
    ]


def rough_cycles(
    time_s: Floats, depth: Floats, *, least_range: float, lift_first: bool = False
) -> list[tuple[float, float, float]]:
    """Return (start_s, end_s, amplitude) of what may be cycles, roughly and at once.

    For telling exercises apart, which takes no fit.

    Args:
        time_s: (T,) seconds.
        depth: (T,) as measured, NaN where missing; grows while lowering.
        least_range: Smaller movements are sway.
        lift_first: Whether a cycle starts from the bottom.
    """
    found = []
    for part, smooth, points in _movements(
        time_s, depth, least_range, 0.0 if lift_first else HALF_WAY
    ):
        for first, turn, last in zip(points, points[1:], points[2:], strict=False):
            there, back = smooth[turn] - smooth[first], smooth[turn] - smooth[last]
            if (there < 0) != lift_first:
                continue
            amplitude = min(abs(there), abs(back))
            if amplitude >= HALF_WAY * max(abs(there), abs(back)):
                times = time_s[part]
                found.append(
                    (float(times[first]), float(times[last]), float(amplitude))
                )
    return found


def _movements(
    time_s: Floats, depth: Floats, least_range: float, wobble_share: float = HALF_WAY
) -> Iterator[tuple[slice, Floats, list[int]]]:
    """Yield unbroken stretches with their smoothed depth and its turning points."""
    bridged = fill_gaps(depth, time_s, BRIDGED_S)
    for start, stop in stretches(np.isfinite(bridged)):
        if stop - start < 12:
            continue
        part = slice(start, stop)
        smooth = low_pass(bridged[part], time_s[part], SIGNAL_CUTOFF_HZ)
        noise = noise_sd(depth[part])
        reversal = max(least_range, 4 * noise) if np.isfinite(noise) else least_range
        points = turning_points(smooth, reversal)
        points = _real_tops(smooth, points, wobble_share)
        yield part, smooth, _without_fidgets(time_s[part], smooth, points)


def _real_tops(smooth: Floats, points: list[int], share: float) -> list[int]:
    """Drop tops (low depth) that are less than a share up, with the lesser bottom."""
    points = list(points)
    position = 1
    while position < len(points) - 1:
        top = smooth[points[position]]
        before, after = smooth[points[position - 1]], smooth[points[position + 1]]
        if top > before:  # this one is a bottom
            position += 1
            continue
        outer = [
            smooth[points[p]]
            for p in (position - 2, position + 2)
            if 0 <= p < len(points)
        ]
        bottom = max(before, after)
        amplitude = bottom - min(outer) if outer else 0.0
        if outer and bottom - top < share * amplitude:
            lesser = position - 1 if before < after else position + 1
            for index in sorted((position, lesser), reverse=True):
                del points[index]
            position = max(1, position - 2)
        else:
            position += 1
    return points


def _without_fidgets(time_s: Floats, smooth: Floats, points: list[int]) -> list[int]:
    """Drop first and last points that are not half way up or down.

    The signal's ends are turning points by definition. A small movement before the
    first pull, or after the weight was put down, leaves one there that is neither a
    top nor a bottom; one that the film cuts off may have become either.
    """
    points = list(points)
    for end in (1, -1):
        edge_s = time_s[0] if end > 0 else time_s[-1]
        near = np.abs(time_s - edge_s) <= MOVING_S
        while len(points) >= 3:
            outer, turn, inner = (points[::end])[:3]
            own = abs(smooth[outer] - smooth[turn])
            whole = abs(smooth[inner] - smooth[turn])
            goes_on = near[outer] and np.ptp(smooth[near]) > STILL_SHARE * own
            if own >= HALF_WAY * whole or goes_on:
                break
            points.remove(outer)
    return points
