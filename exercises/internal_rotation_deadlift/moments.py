"""When in a rep a hinge is read."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.pairing import Cycle
from exercises.standing.posture import StandingSignals

AROUND_BOTTOM_S: Final = 0.15
"""The bottom is read over the pause and this much on each side."""


def bottom_of(posture: StandingSignals, cycle: Cycle) -> NDArray[np.bool_]:
    """Frames at the bottom: the pause and a little on each side."""
    arrived_s = cycle.lowering.off_s
    left_s = arrived_s if cycle.lift_first else cycle.lifting.on_s
    time_s = posture.time_s
    inside = (time_s >= arrived_s - AROUND_BOTTOM_S) & (
        time_s <= left_s + AROUND_BOTTOM_S
    )
    return np.asarray(inside)


def top_of(
    posture: StandingSignals, edge_s: float, *, before: bool
) -> NDArray[np.bool_]:
    """Frames at the top, half a second before or after the edge of a movement."""
    first_s, last_s = (
        (edge_s - 0.5, edge_s + 0.1) if before else (edge_s - 0.1, edge_s + 0.5)
    )
    return np.asarray((posture.time_s >= first_s) & (posture.time_s <= last_s))


def straightest_deg(flexion_deg: NDArray[np.float64], when: NDArray[np.bool_]) -> float:
    """The flexion at a top: near its least, since movement may follow at once."""
    seen = flexion_deg[when & np.isfinite(flexion_deg)]
    return float(np.percentile(seen, 20)) if seen.size else float("nan")
