"""From another program's points to a `Track`: only what can be known of them.

There is no light, no picture and nobody else. Confidences of other trackers are on
scales of their own, so the track has none; a point with a confidence of 0 is missing,
as trackers write what they did not see.
"""

from dataclasses import replace
from typing import Final, Literal

import numpy as np

from hamstrong.errors import TrackError
from vision import landmarks
from vision.exchange.lifting import lifted
from vision.exchange.named_points import (
    MOST_FRAMES,
    NamedPoints,
    in_landmarks,
    landmarks_of,
    missing_of,
)
from vision.exchange.sagittal import seen_from_the_side
from vision.geometry import Floats, midpoint
from vision.track import Source, Track
from vision.view import SIDE_LIMIT_DEG, estimate_view

Axes = Literal["picture", "metres"]
"""What a file's numbers are: pixels with y down, or metres with y up."""
PX_A_METRE: Final = 400.0
"""What metres are drawn at, so that a body is some 700 pixels tall (our choice)."""
MARGIN: Final = 0.1
"""Room around all points in the picture that they are put into, as a share of it."""
FARTHEST: Final = 1e6
"""A number beyond is no place of a body, in pixels or in metres (our choice)."""
SMALLEST: Final = 1e-6
"""A trunk of less is none: all points lie in one place (our choice)."""


def track_of_points(given: NamedPoints, axes: Axes, name: str) -> Track:
    """Return a track of points with names.

    A body that is not seen from its side gets no depth, and without it nothing is
    judged: see `vision.exchange.lifting`.

    Args:
        given: From a file.
        axes: What its numbers are; three dimensions are metres.
        name: Of the file.

    Raises:
        TrackError: It lacks what every exercise needs, or its times are none.
    """
    found = landmarks_of(given.names)
    if missing := missing_of(found):
        raise TrackError(
            f"{name} has no {', '.join(missing)} among its {len(given.names)} points. "
            "Export all joints, named as in COCO, Halpe or BlazePose."
        )
    time_s = times_from_zero(given.time_s, name)
    points = _with_a_trunk(in_landmarks(_plausible_numbers(given), found))
    if axes == "picture":
        points_px, world_m = points[..., :2], lifted(points[..., :2], time_s)
    elif points.shape[2] == 2:
        points_px = points * np.array([PX_A_METRE, -PX_A_METRE])
        world_m = lifted(points_px, time_s)
    else:
        world_m = seen_from_the_side(points)
        points_px = world_m[..., :2] * PX_A_METRE
        world_m = world_m - world_m[:, list(landmarks.HIPS)].mean(axis=1)[:, None]
    points_px, size_wh = _in_a_picture(points_px, name)
    source = Source(
        name=name,
        fps=(len(time_s) - 1) / float(time_s[-1]),
        duration_s=float(time_s[-1]) * len(time_s) / (len(time_s) - 1),
        model=given.software,
        imported=True,
    )
    track = Track(
        time_s=time_s,
        points_px=points_px,
        world_m=world_m,
        visibility=np.full(points.shape[:2], np.nan),
        luma=np.full(len(time_s), np.nan),
        size_wh=size_wh,
        source=source,
    )
    return track if points.shape[2] == 3 else _only_from_the_side(track)


def times_from_zero(time_s: Floats, name: str) -> Floats:
    """Return a file's times, (T,) seconds, from 0 on.

    Raises:
        TrackError: There are too few or too many, or they do not grow.
    """
    if not 2 <= len(time_s) <= MOST_FRAMES:
        raise TrackError(
            f"{name} holds {len(time_s)} frames; 2 to {MOST_FRAMES} can be judged. "
            "Export one set."
        )
    if not np.isfinite(time_s).all() or not (np.diff(time_s) > 0).all():
        raise TrackError(
            f"{name} has times that do not grow from frame to frame. Export it again."
        )
    return np.asarray(time_s - time_s[0], np.float64)


def _plausible_numbers(given: NamedPoints) -> Floats:
    """Return (T, K, D) the points; NaN where a part of one is missing or no place."""
    there = np.isfinite(given.points) & (np.abs(given.points) < FARTHEST)
    there &= (given.confidence != 0)[..., None]
    # What was not seen is often written as the picture's corner.
    there &= (given.points != 0).any(axis=2, keepdims=True)
    return np.where(there.all(axis=2, keepdims=True), given.points, np.nan)


def _with_a_trunk(points: Floats) -> Floats:
    """Return (T, 33, D) points, NaN in frames whose trunk is missing or no length."""
    there = np.isfinite(points[:, list(landmarks.TRUNK)]).all(axis=(1, 2))
    hips, shoulders = (
        midpoint(points, p) for p in (landmarks.HIPS, landmarks.SHOULDERS)
    )
    there &= np.nan_to_num(np.linalg.norm(shoulders - hips, axis=1)) > SMALLEST
    return np.where(there[:, None, None], points, np.nan)


def _in_a_picture(points_px: Floats, name: str) -> tuple[Floats, tuple[int, int]]:
    """Return points moved into a picture that holds all of them, and its size."""
    there = points_px[np.isfinite(points_px).all(axis=2)]
    if not len(there):
        raise TrackError(f"{name} shows nobody: all its points are missing.")
    low, high = there.min(axis=0), there.max(axis=0)
    room = np.maximum(MARGIN * (high - low), 1.0)
    width, height = np.ceil(high - low + 2 * room).astype(int).tolist()
    return points_px - low + room, (width, height)


def _only_from_the_side(track: Track) -> Track:
    """Return a flat track without its depth where it is not seen from the side."""
    if estimate_view(track).yaw_deg <= SIDE_LIMIT_DEG:
        return track
    return replace(track, world_m=np.full_like(track.world_m, np.nan))
