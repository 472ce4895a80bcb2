"""Video files in: upright RGB frames, each with its own time.

Phones record at a variable rate and store the picture sideways with a note to turn
it. Both are honoured here, so that nothing above has to think of them.
"""

import queue
import threading
from collections.abc import Iterator, Sequence
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

Image = NDArray[np.uint8]
"""(H, W, 3) RGB, or (H, W) grey."""
SMALLEST_SIDE_PX: Final = 64
"""Below this no body can be told (our choice: the model sees 256 px)."""
LARGEST_SIDE_PX: Final = 8192
"""Above this a file is taken as damaged (8K video is 7680 wide)."""
SKIP_S: Final = 1.0
"""Beyond that a key frame is looked for, which costs less than decoding all between."""
HALF_TICK_S: Final = 1e-4
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
        duration_s: NaN when the file does not say.
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
    with _opened(path) as (container, stream):
        first = _first_frame(container, stream, path.name)
        width, height = _upright_size(first, stream)
        for side in (width, height):
            if not SMALLEST_SIDE_PX <= side <= LARGEST_SIDE_PX:
                raise VideoError(
                    f"{path.name} is {width} x {height} pixels; sides of "
                    f"{SMALLEST_SIDE_PX} to {LARGEST_SIDE_PX} can be read. "
                    "Record at 720p or 1080p."
                )
        fps = float(stream.average_rate or stream.guessed_rate or 0)
        if stream.duration is not None and stream.time_base is not None:
            duration_s = float(stream.duration * stream.time_base)
        elif container.duration is not None:
            duration_s = container.duration / av.time_base
        else:
            duration_s = float("nan")
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


def read_frames(path: Path, *, long_side_px: int | None = None) -> Iterator[Frame]:
    """Yield the frames of a video, upright, decoded ahead in a thread.

    Frames whose time does not move forward are left out. The thread never holds more
    than a few frames and ends when the caller stops, early or not.

    Args:
        path: The video.
        long_side_px: Shrink larger pictures to this long side; None keeps the size.

    Yields:
        `Frame`s in order of time.

    Raises:
        VideoError: The file cannot be read, holds fewer than two frames, or ends
            long before it says it does.
    """
    ahead: queue.Queue[Frame | BaseException | None] = queue.Queue(maxsize=4)
    stopped = threading.Event()

    def put(item: Frame | BaseException | None) -> bool:
        while not stopped.is_set():
            try:
                ahead.put(item, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    def decode() -> None:
        try:
            for frame in _decode(path, long_side_px):
                if not put(frame):
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
            put(error)

    thread = threading.Thread(target=decode, name="decode", daemon=True)
    thread.start()
    try:
        while (item := ahead.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        thread.join()


def picture_at(
    path: Path, at_s: float, *, long_side_px: int | None = None
) -> NDArray[np.uint8]:
    """Return the upright picture of a video at a time, the last one if it ends before.

    Args:
        path: The video.
        at_s: Seconds from its first frame.
        long_side_px: A larger picture is shrunk to this; None keeps the size.

    Raises:
        VideoError: The file cannot be read or has no frames.
    """
    return next(pictures_at(path, [at_s], long_side_px=long_side_px)).image_rgb


def pictures_at(
    path: Path, times_s: Sequence[float], *, long_side_px: int | None = None
) -> Iterator[Frame]:
    """Yield the pictures of a video at some times, without decoding all between.

    Goes to the key frame before each time where one lies on the way, and converts only
    what is asked for.

    Args:
        path: The video.
        times_s: Growing seconds from its first frame: of each the first frame at or
            after it, the last frame after the end.
        long_side_px: Larger pictures are shrunk to this; None keeps the size.

    Raises:
        VideoError: The file cannot be read or has no frames.
    """
    with _opened(path) as (container, stream):
        shown = _first_frame(container, stream, path.name)
        start_s = shown.time or 0.0
        frames = container.decode(stream)
        for at_s in times_s:
            wanted_s = start_s + at_s - HALF_TICK_S
            if wanted_s - (shown.time or 0.0) > SKIP_S:
                _go_to(container, stream, wanted_s)
                frames = container.decode(stream)
            try:
                while (shown.time or 0.0) < wanted_s:
                    shown = next(frames)
            except (StopIteration, av.FFmpegError):
                pass  # over, or damaged further on: the last good picture is one
            time_s = (shown.time or 0.0) - start_s
            yield Frame(time_s, _upright_rgb(shown, stream, long_side_px))


def _go_to(
    container: av.container.InputContainer, stream: VideoStream, time_s: float
) -> None:
    """Go to the key frame before a time; files that cannot seek are decoded on."""
    if stream.time_base is None:
        return
    with suppress(av.FFmpegError):
        container.seek(int(time_s / stream.time_base), stream=stream)


def _decode(path: Path, long_side_px: int | None) -> Iterator[Frame]:
    with _opened(path) as (container, stream):
        start_s: float | None = None
        last_s = -1.0
        count = 0
        try:
            for raw in container.decode(stream):
                time_s = raw.time
                if time_s is None:  # some AVI files carry no times at all
                    step_s = 1 / float(stream.average_rate or 30)
                    time_s = 0.0 if start_s is None else start_s + last_s + step_s
                start_s = time_s if start_s is None else start_s
                if time_s - start_s <= last_s:
                    continue
                last_s = time_s - start_s
                count += 1
                yield Frame(last_s, _upright_rgb(raw, stream, long_side_px))
        except av.FFmpegError as error:
            raise VideoError(
                f"{path.name} is damaged after {max(last_s, 0):.1f} s "
                f"({_plain(error)}). Copy it from the camera again."
            ) from error
        _refuse_short(path.name, count, last_s, stream)


def _refuse_short(name: str, count: int, last_s: float, stream: VideoStream) -> None:
    if count < 2:
        raise VideoError(
            f"{name} has {count} frame{'' if count == 1 else 's'}; a movement needs "
            "a video. Film the whole set."
        )
    if stream.duration is None or stream.time_base is None:
        return
    stated_s = float(stream.duration * stream.time_base)
    # A missing last frame or two is normal; a missing tenth is a broken copy.
    if stated_s - last_s > max(1.0, 0.1 * stated_s):
        raise VideoError(
            f"{name} ends after {last_s:.1f} s of the {stated_s:.1f} s it announces: "
            "the recording or the copy is incomplete. Copy it again."
        )


@contextmanager
def _opened(
    path: Path,
) -> Iterator[tuple[av.container.InputContainer, VideoStream]]:
    _refuse_unreadable(path)
    try:
        container = av.open(str(path))
    except av.FFmpegError as error:
        raise VideoError(
            f"{path.name} is not a video that can be read ({_plain(error)}). Use an "
            "mp4, mov, webm, avi or mkv file as the camera wrote it."
        ) from error
    with container:
        if not container.streams.video:
            raise VideoError(f"{path.name} holds no picture. Choose a video file.")
        stream = container.streams.video[0]
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


def _first_frame(
    container: av.container.InputContainer, stream: VideoStream, name: str
) -> VideoFrame:
    try:
        first = next(iter(container.decode(stream)), None)
    except av.FFmpegError as error:
        raise VideoError(
            f"{name} cannot be decoded ({_plain(error)}). Convert it to mp4 (H.264)."
        ) from error
    if first is None:
        raise VideoError(f"{name} has no frames. Film the whole set again.")
    return first


def _upright_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    ratio = stream.sample_aspect_ratio
    width = round(frame.width * float(ratio)) if ratio else frame.width
    sideways = frame.rotation % 180 == 90
    return (frame.height, width) if sideways else (width, frame.height)


def _upright_rgb(
    raw: VideoFrame, stream: VideoStream, long_side_px: int | None
) -> NDArray[np.uint8]:
    ratio = stream.sample_aspect_ratio
    width = raw.width * (float(ratio) if ratio else 1.0)
    height = float(raw.height)
    shrink = min(1.0, (long_side_px or LARGEST_SIDE_PX) / max(width, height))
    image = np.asarray(
        raw.to_ndarray(
            format="rgb24",
            width=max(2, round(width * shrink)),
            height=max(2, round(height * shrink)),
        ),
        dtype=np.uint8,
    )
    if raw.rotation:
        image = np.rot90(image, raw.rotation // 90)
    return np.ascontiguousarray(image)


def _plain(error: av.FFmpegError) -> str:
    return (error.strerror or str(error)).lower()
