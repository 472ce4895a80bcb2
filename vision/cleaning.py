"""From what the model said to what can be measured: gaps, outliers, jitter."""

from dataclasses import replace

from vision.filters import (
    POINTS_CUTOFF_HZ,
    fill_gaps,
    low_pass,
    without_outliers,
)
from vision.plausible import scenes, without_impossible
from vision.track import Track


def repaired(track: Track) -> Track:
    """Return the track with short gaps filled, outliers out, and jitter smoothed.

    In this order, since each step would smear what the one before takes away. The
    smoothing has no delay, and does not reach across cuts. Impossible bodies are taken
    out before. Which leg is which is not decided here: that takes knowing the exercise.

    Args:
        track: As the model gave it.

    Returns:
        A new track; long gaps are still NaN. The original stays the evidence for
        timing and steadiness, which smoothing would flatter.
    """
    track = without_impossible(track)
    points, world = track.points_px.copy(), track.world_m.copy()
    for start, stop in scenes(track):
        part = slice(start, stop)
        time_s = track.time_s[part]
        flat = fill_gaps(points[part].reshape(stop - start, -1), time_s)
        flat = without_outliers(flat)
        flat = low_pass(flat, time_s, POINTS_CUTOFF_HZ)
        points[part] = flat.reshape(points[part].shape)
        world[part] = fill_gaps(world[part], time_s)
    return replace(track, points_px=points, world_m=world)
