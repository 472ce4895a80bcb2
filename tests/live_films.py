"""Scripted live sessions: cached tracks played as if somebody stood before a camera."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.live.core import LiveCore
from vision.pose.estimator import Pose
from vision.track import Track
from vision.tracking.track_video import default_cache, track_video

PICTURE = np.full((90, 160, 3), 128, np.uint8)
"""Stands for every picture: what is in it comes from the script."""
BEFORE_S = 6.0
"""Standing still before a clip begins, for framing, count-down and start position."""
AFTER_S = 14.0
"""Staying still after it, for the set to end by itself."""


def poses(
    track: Track, after_s: float = AFTER_S
) -> Iterator[tuple[float, Pose | None]]:
    """Yield (time, pose) of a track, its first and last frame held for a while."""
    step_s = float(np.median(np.diff(track.time_s)))
    first, last = (_pose(track, index) for index in (0, len(track) - 1))
    for time_s in np.arange(0.0, BEFORE_S - step_s / 2, step_s):
        yield float(time_s), first
    for index, time_s in enumerate(track.time_s):
        yield BEFORE_S + float(time_s), _pose(track, index)
    ends_s = BEFORE_S + float(track.time_s[-1])
    for time_s in np.arange(ends_s + step_s, ends_s + after_s, step_s):
        yield float(time_s), last


def _pose(track: Track, index: int) -> Pose | None:
    if not np.isfinite(track.points_px[index, 23, 0]):
        return None
    return Pose(
        points=track.points_px[index] / np.array(track.size_wh, dtype=np.float64),
        world_m=track.world_m[index],
        visibility=track.visibility[index],
    )


def picture(track: Track) -> NDArray[np.uint8]:
    """Return an empty picture of a track's size: pixels are what framing is told in."""
    return np.full((track.size_wh[1], track.size_wh[0], 3), 128, np.uint8)


def play(
    core: LiveCore, track: Track, *, every_s: float = 0.3, after_s: float = AFTER_S
) -> list[tuple[float, int]]:
    """Play a track through a session that is judged every so often.

    Returns:
        (time, units so far) at each judgement.
    """
    image, told, judged_s = picture(track), [], 0.0
    core.start()
    for time_s, pose in poses(track, after_s):
        core.look(image, time_s, pose)
        if time_s - judged_s >= every_s:
            judged_s = time_s
            part = core.under_way()
            if part is not None:
                core.judged(part, core.judge(part))
            told.append((time_s, core.state().units))
        close_ended(core)
    core.stop()
    close_ended(core)
    return told


def close_ended(core: LiveCore) -> None:
    """Judge the sets that are over, as the session's second thread does."""
    while core.ended:
        part = core.ended.popleft()
        core.close_set(part, core.judge(part), None)


def track_of(path: Path) -> Track:
    """Return a film's track, from the cache where it was followed before."""
    return track_video(path, cache=default_cache())
