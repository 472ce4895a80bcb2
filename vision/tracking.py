"""A video file in, a `Track` out, once: the next time it comes from the cache."""

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from vision.errors import OutputError, TrackError
from vision.model import PoseModel, resolve_model
from vision.pose import INPUT_LONG_SIDE_PX, PoseEstimator, TrackBuilder
from vision.track import Source, Track
from vision.video import VideoInfo, probe, read_frames

Progress = Callable[[int, int], None]
"""Called with (frames done, frames expected or 0 when unknown)."""

_RECIPE: Final = "video-1280-2"
"""Changes when the same video and model would give another track."""


def track_video(
    path: Path,
    *,
    model: PoseModel | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Track:
    """Follow the body through a video.

    Args:
        path: The video.
        model: The pose model; None resolves the built-in one.
        cache: A folder of earlier tracks, looked up by the file's content; None
            neither reads nor writes one. A cache that cannot be used is passed over.
        progress: Called now and then with frames done and expected.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    info = probe(path)
    model = model or resolve_model()
    kept = cache / f"{_key(path, model)}.npz" if cache else None
    if kept is not None and kept.is_file():
        try:
            return _renamed(Track.load(kept), info.name)
        except TrackError:
            pass  # damaged or of an older version: made again below
    track = _follow(path, info, model, progress)
    if kept is not None:
        # A full or read-only cache costs time, not the result.
        with contextlib.suppress(OutputError):
            track.save(kept)
    return track


def default_cache() -> Path:
    """Return the folder in the user's cache where tracks are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("hamstrong") / "tracks"


def _follow(
    path: Path, info: VideoInfo, model: PoseModel, progress: Progress | None
) -> Track:
    builder = TrackBuilder((info.width, info.height))
    with PoseEstimator(model) as estimate:
        for frame in read_frames(path, long_side_px=INPUT_LONG_SIDE_PX):
            pose = estimate(frame.image_rgb, frame.time_s)
            builder.add(frame.time_s, pose, frame.image_rgb)
            if progress is not None:
                progress(len(builder.time_s), info.frames)
    arrays = builder.arrays()
    span_s = float(arrays["time_s"][-1])
    fps = (len(arrays["time_s"]) - 1) / span_s
    return Track(
        **arrays,
        size_wh=builder.size_wh,
        source=Source(
            name=info.name,
            fps=fps,
            duration_s=span_s + 1 / fps,
            model=model.name,
            smoothed=True,
        ),
    )


def _key(path: Path, model: PoseModel) -> str:
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    digest.update(f"{model.name} {_RECIPE}".encode())
    return digest.hexdigest()


def _renamed(track: Track, name: str) -> Track:
    from dataclasses import replace

    return replace(track, source=replace(track.source, name=name))
