"""From what the model said to what can be measured: gaps, outliers, jitter."""

from dataclasses import replace

import numpy as np

from vision.smoothing import (
    POINTS_CUTOFF_HZ,
    fill_gaps,
    low_pass,
    without_outliers,
)
from vision.track import Track


def repaired(track: Track) -> Track:
    """Return the track with short gaps filled, outliers out, and jitter smoothed.

    In this order, since each step would smear what the one before takes away. The
    smoothing has no delay. Which leg is which is not decided here: that takes
    knowing the exercise.

    Args:
        track: As the model gave it.

    Returns:
        A new track; long gaps are still NaN. The original stays the evidence for
        timing and steadiness, which smoothing would flatter.
    """
    flat = track.points_px.reshape(len(track), -1)
    flat = fill_gaps(flat, track.time_s)
    flat = without_outliers(flat)
    flat = low_pass(flat, track.time_s, POINTS_CUTOFF_HZ)
    world = fill_gaps(track.world_m.reshape(len(track), -1), track.time_s)
    return replace(
        track,
        points_px=np.asarray(flat.reshape(track.points_px.shape)),
        world_m=np.asarray(world.reshape(track.world_m.shape)),
    )
