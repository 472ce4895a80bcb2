"""Which moment of one movement goes with which of another."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from exercises.units import Hold, Rep, Unit
from vision.geometry import Floats

AROUND_S: Final = 0.4
"""So much of both films is shown before the movement and after it (our choice)."""
SHORTEST_S: Final = 0.03
"""Edges closer together than a frame are one edge."""
LOWERING: Final = ("start_s", "bottom_s")


def aligned(
    first: Unit, second: Unit, first_end_s: float, second_end_s: float
) -> tuple[Floats, Floats]:
    """Return moments of two movements that go together.

    The edges of their phases do; between two edges time runs evenly in both. Of holds
    the beginnings go together, and then the seconds: a hold is not stretched.

    Args:
        first: A rep, hold or bout.
        second: Another one of the same exercise.
        first_end_s: When the first film ends.
        second_end_s: When the second one does.

    Returns:
        (N,) each, N of 2 or more, seconds that increase in both.
    """
    edges, others = _edges_s(first), _edges_s(second)
    if list(edges) != list(others):  # one film begins below, the other one above
        edges, others = ({key: one[key] for key in LOWERING if key in one}
                         for one in (edges, others))  # fmt: skip
    if isinstance(first, Hold) and isinstance(second, Hold):
        lasts_s = min(first.duration_s, second.duration_s)
        edges = {"start_s": first.start_s, "end_s": first.start_s + lasts_s}
        others = {"start_s": second.start_s, "end_s": second.start_s + lasts_s}
    pairs = [(edges[key], others[key]) for key in edges if key in others]
    kept = _increasing(pairs)
    before_s = min(AROUND_S, kept[0][0], kept[0][1])
    after_s = min(AROUND_S, first_end_s - kept[-1][0], second_end_s - kept[-1][1])
    whole = [
        *([(kept[0][0] - before_s, kept[0][1] - before_s)] if before_s > 0 else []),
        *kept,
        *([(kept[-1][0] + after_s, kept[-1][1] + after_s)] if after_s > 0 else []),
    ]
    return np.array([a for a, _ in whole]), np.array([b for _, b in whole])


def _edges_s(unit: Unit) -> Mapping[str, float]:
    """Return a movement's edges in the order in which they happen; known ones only."""
    names = ["start_s", "end_s"]
    if isinstance(unit, Rep):
        names = ["start_s", "bottom_s", "leave_s", "end_s"]
        if unit.leave_s < unit.start_s:
            names = names[2:] + names[:2]
    edges = {name: float(getattr(unit, name)) for name in names}
    return {name: at_s for name, at_s in edges.items() if np.isfinite(at_s)}


def _increasing(pairs: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out edges that are none in one of both, such as a pause of no length."""
    kept = pairs[:1]
    for pair in pairs[1:]:
        if all(
            now - last > SHORTEST_S for now, last in zip(pair, kept[-1], strict=True)
        ):
            kept.append(pair)
    return kept
