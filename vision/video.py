"""Video files: what they are and what is wrong with them, in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from vision.errors import VideoError
from vision.orientation import orientation_of

Image = NDArray[np.uint8]
"""(H, W, 3) RGB, or (H, W) grey."""
SMALLEST_SIDE_PX: Final = 64
"""Below this no body can be told (our choice: the model sees 256 px)."""
LARGEST_SIDE_PX: Final = 8192
"""Above this a file is taken as damaged (8K video is 7680 wide)."""
SUFFIXES: Final = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv")
"""File types offered in the app; the command line tries whatever it is given."""


@dataclass(frozen=True, kw_only=True)
class VideoInfo:
    """What a video file says of itself.

    Attributes:
        name: File name without its folder.
        width: Of the upright picture with square pixels.
        height: Likewise.
        fps: Mean frame rate as the file states it.
        duration_s: NaN when the file does not tell.
        frames: Expected number of frames, 0 when unknown.
    """

    name: str
    width: int
    height: int
    fps: float
    duration_s: float
    frames: int


@dataclass(frozen=True, eq=False)
class Frame:
    """One upright picture.

    Attributes:
        time_s: Seconds since the first frame.
        image_rgb: (H, W, 3) uint8, contiguous.
    """

    time_s: float
    image_rgb: NDArray[np.uint8]


def probe(path: Path) -> VideoInfo:
    """Read what the file says of itself and decode its first frame.

    Raises:
        VideoError: It is not a video that can be read; says why.
    """
    with opened(path) as (container, stream):
        first = first_frame(container, stream, path.name)
        width, height = _upright_size(first, stream)
        for side in (width, height):
            if not SMALLEST_SIDE_PX <= side <= LARGEST_SIDE_PX:
                raise VideoError(
                    f"{path.name} is {width} x {height} pixels; sides of "
                    f"{SMALLEST_SIDE_PX} to {LARGEST_SIDE_PX} can be read. "
                    "Record at 720p or 1080p."
                )
        fps = float(stream.average_rate or stream.guessed_rate or 0)
        duration_s = _duration_s(container, stream, first)
        frames = stream.frames or (
            round(duration_s * fps) if duration_s > 0 and fps > 0 else 0
        )
        return VideoInfo(
            name=path.name,
            width=width,
            height=height,
            fps=fps,
            duration_s=duration_s,
            frames=frames,
        )


def _duration_s(
    container: av.container.InputContainer, stream: VideoStream, first: VideoFrame
) -> float:
    """Return how long the film is, as it says or, if it does not, as it is.

    What a browser recorded does not say: its packets are gone through, undecoded.
    """
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / av.time_base
    ends = [0]
    with suppress(av.FFmpegError):  # damaged further on: told when it is read
        for packet in container.demux(stream):
            ends.append((packet.pts or 0) + (packet.duration or 0))
    if stream.time_base is None or first.time is None or max(ends) == 0:
        return float("nan")
    return float(max(ends) * stream.time_base) - first.time


@contextmanager
def opened(
    path: Path, *, threads: bool = True
) -> Iterator[tuple[av.container.InputContainer, VideoStream]]:
    """Open a file and its first video stream.

    Args:
        path: The file.
        threads: Whether several may decode: sooner done, at more cost.

    Raises:
        VideoError: It is not a video that can be read; says why.
    """
    _refuse_unreadable(path)
    try:
        container = av.open(str(path))
    except av.FFmpegError as error:
        raise VideoError(
            f"{path.name} is not a video that can be read ({reason_of(error)}). Use an "
            "mp4, mov, webm, avi or mkv file as the camera wrote it."
        ) from error
    with container:
        if not container.streams.video:
            raise VideoError(f"{path.name} holds no picture. Choose a video file.")
        stream = container.streams.video[0]
        if threads:
            stream.thread_type = "AUTO"
        yield container, stream


def _refuse_unreadable(path: Path) -> None:
    try:
        if path.is_dir():
            raise VideoError(f"{path} is a folder. Name one video file.")
        if not path.exists():
            raise VideoError(f"{path} does not exist. Check the path.")
        if path.stat().st_size == 0:
            raise VideoError(f"{path.name} is empty (0 bytes). Copy it again.")
        with path.open("rb"):
            pass
    except OSError as error:
        if isinstance(error, VideoError):
            raise
        raise VideoError(
            f"{path} cannot be read ({error.strerror}). Check its permissions."
        ) from error


def first_frame(
    container: av.container.InputContainer, stream: VideoStream, name: str
) -> VideoFrame:
    """Decode the first frame of a file just opened.

    Raises:
        VideoError: There is none.
    """
    try:
        first = next(iter(container.decode(stream)), None)
    except av.FFmpegError as error:
        raise VideoError(
            f"{name} cannot be decoded ({reason_of(error)}). Convert it to mp4 (H.264)."
        ) from error
    if first is None:
        raise VideoError(f"{name} has no frames. Film the whole set again.")
    return first


def _upright_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    ratio = stream.sample_aspect_ratio
    width = round(frame.width * float(ratio)) if ratio else frame.width
    sideways = orientation_of(frame).transposed
    return (frame.height, width) if sideways else (width, frame.height)


def reason_of(error: av.FFmpegError) -> str:
    """Return what FFmpeg says went wrong."""
    return (error.strerror or str(error)).lower()
