"""A video file in, a `Track` out, once: the next time it comes from the cache."""

import contextlib
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from hamstrong.errors import OutputError, TrackError
from vision.capture.conditions import CaptureConditions
from vision.files import digest_of
from vision.people.athlete import ImagePoint, choose_athlete
from vision.pose.estimator import TrackBuilder
from vision.pose.model import PoseModel, resolve_model
from vision.track import Track
from vision.track_file import load_track, save_track
from vision.tracking.chunks import chunks_of, track_in_chunks
from vision.tracking.stitch import WHOLE, Chunk, ChunkResult, OnFrame, track_chunk
from vision.tracking.track_gaps import with_flaws
from vision.video.contents import MISSING_S, MISSING_SHARE
from vision.video.flaws import Flaw, merged
from vision.video.probe import VideoInfo, probe

Progress = Callable[[int, int], None]
"""Called with (frames done, frames expected or 0 when unknown)."""

_RECIPE: Final = "people-1280-11"
"""Changes when the same video and model would give another track."""


def track_video(
    path: Path,
    *,
    model: PoseModel | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
    athlete: ImagePoint | None = None,
    workers: int = 1,
    first: Callable[[VideoInfo], None] = lambda _: None,
    on_frame: OnFrame = lambda *_: None,
) -> Track:
    """Follow the athlete through a video.

    Args:
        path: The video.
        model: The pose model; None resolves the built-in one.
        cache: A folder of earlier tracks, looked up by the file's content; None
            neither reads nor writes one. A cache that cannot be used is passed over.
        progress: Called now and then with frames done and expected.
        athlete: A place on the athlete; None leaves the choice to
            `vision.people.athlete`.
        workers: So many processes may look at the video at once, each at a chunk of
            it; the track does not depend on it.
        first: Called with what the file says of itself before the video is looked
            through, or while other processes begin to; not if its track is in the
            cache.
        on_frame: Called with the pictures that this process looks at, and what it sees
            in each: those of the other processes are not among them.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    info = probe(path)
    model = model or resolve_model()
    chunks = _chunks(info)
    kept = cache / _kept_as(path, model, athlete, info) if cache else None
    if kept is not None and kept.is_file():
        try:
            return _of_this_file(load_track(kept), info)
        except TrackError:
            pass  # damaged or of an older version: made again below

    def seen(done: int) -> None:
        if progress is not None:
            progress(done, info.frames)

    if len(chunks) == 1:
        first(info)
        result = track_chunk(path, model, seen=seen, on_frame=on_frame)
    else:
        result = track_in_chunks(
            path, model, chunks, workers, seen, lambda: first(info), on_frame
        )
    track = track_of(result, info, model, athlete)
    if kept is not None:
        # A full or read-only cache costs time, not the result.
        with contextlib.suppress(OutputError):
            save_track(track, kept)
    return track


def is_tracked(
    path: Path,
    *,
    model: PoseModel | None = None,
    cache: Path | None = None,
    athlete: ImagePoint | None = None,
) -> bool:
    """Whether `track_video` with the same arguments finds its track in the cache."""
    if cache is None:
        return False
    return (cache / kept_as(path, model=model, athlete=athlete)).is_file()


def kept_as(
    path: Path, *, model: PoseModel | None = None, athlete: ImagePoint | None = None
) -> str:
    """Return the name of a track's file in the cache; see `track_video`."""
    return _kept_as(path, model or resolve_model(), athlete, probe(path))


def default_cache() -> Path:
    """Return the folder in the user's cache where tracks are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("hamstrong") / "tracks"


def track_of(
    result: ChunkResult,
    info: VideoInfo,
    model: PoseModel,
    athlete: ImagePoint | None = None,
) -> Track:
    """Return the athlete's track from all that was seen in a film.

    Args:
        result: What was seen.
        info: What the file says of itself.
        model: What it was seen with.
        athlete: See `track_video`.
    """
    watched = result.watched
    choice = choose_athlete(
        result.people, result.time_s, pointed_at=athlete, cut=watched.cut
    )
    builder = TrackBuilder((info.width, info.height))
    for number, (time_s, luma) in enumerate(
        zip(result.time_s, result.luma, strict=True)
    ):
        builder.add(float(time_s), choice.poses.get(number), float(luma))
    track = builder.track(
        info.name,
        model=model.name,
        surroundings=CaptureConditions(
            cut=watched.cut | watched.jumps,
            shift=watched.shift,
            occluded_by_other=np.isin(
                np.arange(len(result.time_s)), list(choice.occluded_by_other)
            ),
            roll_deg=watched.roll_deg,
            blur=watched.blur,
            others_s=choice.others_s,
            unambiguous=choice.unambiguous,
            candidates=np.array(choice.at).reshape(-1, 3),
        ),
    )
    track = with_flaws(track, [*result.flaws, *_lost_at_the_end(result, info)])
    return _of_this_file(track, info)


def _kept_as(
    path: Path, model: PoseModel, athlete: ImagePoint | None, info: VideoInfo
) -> str:
    """Return a name for the track: other seams make another track."""
    seams = " ".join(f"{chunk.from_s:.2f}" for chunk in _chunks(info)[1:]) or "1"
    seams += f" {info.odd}" if info.odd else ""
    return digest_of(path, f"{model.name} {_RECIPE} {athlete} {seams}") + ".npz"


def _chunks(info: VideoInfo) -> list[Chunk]:
    """Return the chunks a film is looked at in: one where it is read from the start."""
    return chunks_of(info.duration_s, info.packets) if info.exact else [WHOLE]


def _lost_at_the_end(result: ChunkResult, info: VideoInfo) -> list[Flaw]:
    """Tell of frames that are in the file and that nobody got to see."""
    there_s = info.there_s
    if len(result.time_s) < 2 or not math.isfinite(there_s):
        return []
    next_s = float(result.time_s[-1] + np.diff(result.time_s).mean())
    if there_s - next_s <= max(MISSING_S, MISSING_SHARE * there_s):
        return []
    return [Flaw(code="damaged", at_s=next_s, until_s=there_s)]


def _of_this_file(track: Track, info: VideoInfo) -> Track:
    """Return a track with what its file says of itself, whatever it was kept as."""
    flaws = merged([*track.source.flaws, *info.flaws])
    source = replace(track.source, name=info.name, flaws=flaws, marked_speed=info.speed)
    return replace(track, source=source)
