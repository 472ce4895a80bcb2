"""A video file in, a `Track` out, once: the next time it comes from the cache."""

import contextlib
import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from vision.athlete import choose_athlete
from vision.errors import OutputError, TrackError
from vision.model import PoseModel, resolve_model
from vision.people import PeopleFollower
from vision.pose import INPUT_LONG_SIDE_PX, PoseEstimator, TrackBuilder, luma_of
from vision.surroundings import Surroundings
from vision.track import Track
from vision.video import VideoInfo, probe, read_frames
from vision.watcher import SurroundingsWatcher

Progress = Callable[[int, int], None]
"""Called with (frames done, frames expected or 0 when unknown)."""

_RECIPE: Final = "people-1280-4"
"""Changes when the same video and model would give another track."""


def track_video(
    path: Path,
    *,
    model: PoseModel | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
    athlete: tuple[float, float] | None = None,
) -> Track:
    """Follow the athlete through a video.

    Args:
        path: The video.
        model: The pose model; None resolves the built-in one.
        cache: A folder of earlier tracks, looked up by the file's content; None
            neither reads nor writes one. A cache that cannot be used is passed over.
        progress: Called now and then with frames done and expected.
        athlete: A place on the athlete when they are seen first, as shares of the
            picture's width and height; None leaves it to `vision.athlete`.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    info = probe(path)
    model = model or resolve_model()
    kept = cache / f"{_key(path, model, athlete)}.npz" if cache else None
    if kept is not None and kept.is_file():
        try:
            return _renamed(Track.load(kept), info.name)
        except TrackError:
            pass  # damaged or of an older version: made again below
    track = _follow(path, info, model, progress, athlete)
    if kept is not None:
        # A full or read-only cache costs time, not the result.
        with contextlib.suppress(OutputError):
            track.save(kept)
    return track


def is_tracked(
    path: Path,
    *,
    model: PoseModel | None = None,
    cache: Path | None = None,
    athlete: tuple[float, float] | None = None,
) -> bool:
    """Whether `track_video` with the same arguments finds its track in the cache."""
    if cache is None:
        return False
    return (cache / f"{_key(path, model or resolve_model(), athlete)}.npz").is_file()


def default_cache() -> Path:
    """Return the folder in the user's cache where tracks are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("hamstrong") / "tracks"


def _follow(
    path: Path,
    info: VideoInfo,
    model: PoseModel,
    progress: Progress | None,
    athlete: tuple[float, float] | None,
) -> Track:
    seen: list[tuple[float, float]] = []
    watcher = SurroundingsWatcher()
    with closing(PeopleFollower(lambda: PoseEstimator(model))) as follow:
        for frame in read_frames(path, long_side_px=INPUT_LONG_SIDE_PX):
            poses = follow(frame.image_rgb, frame.time_s)
            watcher.look(frame.image_rgb, [pose.points for pose in poses.values()])
            seen.append((frame.time_s, luma_of(frame.image_rgb)))
            if progress is not None:
                progress(len(seen), info.frames)
    times_s = np.array([time_s for time_s, _ in seen])
    choice = choose_athlete(follow.people, times_s, pointed_at=athlete)
    builder = TrackBuilder((info.width, info.height))
    for number, (time_s, luma) in enumerate(seen):
        builder.add(time_s, choice.poses.get(number), luma)
    return builder.track(
        info.name,
        model=model.name,
        surroundings=Surroundings(
            cut=np.array(watcher.cut) | watcher.jumps,
            shift=np.array(watcher.shift),
            crossed=np.isin(np.arange(len(seen)), list(choice.crossed)),
            roll_deg=watcher.roll_deg,
            others_s=choice.others_s,
            sure=choice.sure,
            rivals=np.array(choice.at).reshape(-1, 3),
        ),
    )


def _key(path: Path, model: PoseModel, athlete: tuple[float, float] | None) -> str:
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    digest.update(f"{model.name} {_RECIPE} {athlete}".encode())
    return digest.hexdigest()


def _renamed(track: Track, name: str) -> Track:
    from dataclasses import replace

    return replace(track, source=replace(track.source, name=name))
