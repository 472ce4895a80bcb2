"""What moves in an exercise, as one number a frame: for the chart and the picture."""

import math
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from exercises.report import Report
from vision import landmarks
from vision.geometry import Floats, median_where, midpoint
from vision.smoothing import SIGNAL_CUTOFF_HZ, low_pass
from vision.track import Track

SignalName = Literal["hip angle", "arm angle", "hip height", "way"]

SETTLED_S: Final = (0.5, 2.5)
"""The part of a hold whose hip height is the one to keep (exercises.md 6.2)."""


def arm_deg(arm_px: Floats, trunk: Floats, head_left: NDArray[np.bool_]) -> Floats:
    """Return the arm's angle from beside a body on its back, over the chest, on."""
    reach = arm_px[:, 3] - arm_px[:, 1]
    cross = -trunk[:, 0] * reach[:, 1] + trunk[:, 1] * reach[:, 0]
    turn = np.degrees(np.arctan2(cross, -(trunk * reach).sum(axis=1)))
    turn = np.where(head_left, -turn, turn)
    # An arm behind the head is past 180 degrees, not before 0.
    return np.where(turn < -60.0, turn + 360.0, turn)


def hip_height(track: Track, points_px: Floats, report: Report) -> Floats:
    """Return how far the hips are above where each hold began, in trunk lengths."""
    time_s = track.time_s
    hips = midpoint(points_px, landmarks.HIPS)
    trunk = np.linalg.norm(midpoint(points_px, landmarks.SHOULDERS) - hips, axis=1)
    result = np.full(len(time_s), np.nan)
    for hold in report.holds:
        during = (time_s >= hold.start_s) & (time_s <= hold.end_s)
        after_s = time_s - hold.start_s
        settled = during & (after_s >= SETTLED_S[0]) & (after_s <= SETTLED_S[1])
        kept = median_where(hips[:, 1], settled)
        length = median_where(trunk, during)
        result[during] = ((kept - hips[:, 1]) / length)[during]
    return calm(result, time_s)


def way(track: Track, points_px: Floats, report: Report) -> Floats:
    """Return where the hips are across the picture, metres as the report's bouts.

    NaN where no bout was measured.
    """
    across = midpoint(points_px, landmarks.HIPS)[:, 0]
    gone_px = gone_m = 0.0
    for bout in report.bouts:
        inside = (track.time_s >= bout.start_s) & (track.time_s <= bout.end_s)
        seen = across[inside & np.isfinite(across)]
        if len(seen) > 1 and math.isfinite(bout.distance_m):
            gone_px += float(np.ptp(seen))
            gone_m += bout.distance_m
    if gone_px <= 0 or gone_m <= 0:
        return np.full(len(across), np.nan)
    return np.asarray((across - np.nanmin(across)) * gone_m / gone_px)


def calm(values: Floats, time_s: Floats) -> Floats:
    """Return a signal calm enough to read, (T,)."""
    return low_pass(values, time_s, SIGNAL_CUTOFF_HZ)
