"""How long a lowering takes, and whether it stays controlled to its end."""

from typing import Final

import numpy as np

from exercises.engine.phases import Ramp
from exercises.exercise import Exercise
from exercises.reasons import Reason
from exercises.scoring.bands import INTERVAL_80, INTERVAL_95, not_assessed
from exercises.units import NAN, Measure
from vision.filters import SIGNAL_CUTOFF_HZ, low_pass
from vision.geometry import Floats
from vision.problems import LEAST_FPS

NOT_WHOLE: Final = Reason(
    "film_cut", "the lowering is not on the film from start to end"
)
LATE_DROP_ERROR: Final = 0.06
"""Half the 80 % interval of `late_drop` (our choice: the last fifth of the time may be
misplaced by the on- and offset's error, some 5 % of a lowering)."""
PEAK_TO_MEAN: Final = (1.0, 2.4, 3.2, 4.5)
AS_SHARE: Final = (0.0, 0.35, 0.45, 0.60)
"""Edges of the peak speed over the mean speed, and of the share of the way in the last
fifth of the time, that mean the same (rationale.md 9.4)."""


def tempo(exercise: Exercise, lowering: Ramp, fps: float) -> Measure:
    """Return the lowering time of a rep as a measure."""
    rule = exercise.rules["lowering_s"]
    if fps < LEAST_FPS:
        few = f"{fps:.0f} frames a second are too few to time it"
        return not_assessed(rule, Reason("frame_rate", few))
    if not lowering.complete or not np.isfinite(lowering.duration_error_s):
        return not_assessed(rule, NOT_WHOLE)
    return rule.judge(
        exercise.bands["lowering_s"],
        lowering.duration_s,
        lowering.duration_error_s * INTERVAL_80 / INTERVAL_95,
        at_s=(lowering.on_s + lowering.off_s) / 2,
    )


def late_drop(time_s: Floats, depth: Floats, lowering: Ramp) -> float:
    """Return how much of a lowering is let fall near its end, as a share.

    The worse of two: the share of the way covered in the last fifth of the time (0.2
    at constant speed, 0.06 when smooth), and the peak speed over the mean speed put on
    the same scale.

    Args:
        time_s: (T,) seconds.
        depth: (T,) the depth signal, grows while lowering.
        lowering: When it begins and ends.
    """
    inside = (time_s >= lowering.on_s) & (time_s <= lowering.off_s)
    inside &= np.isfinite(depth)
    if inside.sum() < 8:
        return NAN
    smooth = low_pass(depth, time_s, SIGNAL_CUTOFF_HZ)
    late_s = lowering.on_s + 0.8 * lowering.duration_s
    at = np.interp(
        (lowering.on_s, late_s, lowering.off_s), time_s[inside], smooth[inside]
    )
    amplitude = at[2] - at[0]
    if amplitude <= 0:
        return NAN
    speed = np.gradient(smooth[inside], time_s[inside])
    peak = float(speed.max()) / (amplitude / lowering.duration_s)
    return max(
        float((at[2] - at[1]) / amplitude),
        float(np.interp(peak, PEAK_TO_MEAN, AS_SHARE)),
    )
