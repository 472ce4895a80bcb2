"""What is drawn of a gallop: where the hips are along the way."""

from collections.abc import Sequence

import numpy as np

from exercises.drawing.set_signals import SetSignals
from exercises.exercise import MeasuredBout
from exercises.gallop.signals import GaitSignals


def way_signals(
    gait: GaitSignals, bouts: Sequence[MeasuredBout], stature_m: float
) -> SetSignals:
    """Return where the hips are along the way, in metres from the leftmost place.

    NaN where the distance of no bout is known.
    """
    known = any(np.isfinite(bout.distance_m) for bout in bouts)
    metres_a_px = stature_m / gait.stature_px if known else np.nan
    across = gait.hips_px[:, 0]
    seen = across[np.isfinite(across)]
    start = float(seen.min()) if seen.size else np.nan
    return SetSignals(
        time_s=gait.time_s,
        signal=(across - start) * metres_a_px,
        signal_name="way",
    )
