"""Video files in: upright RGB frames, each with its own time.

Phones record at a variable rate and store the picture sideways with a note to turn
it. Both are honoured here, so that nothing above has to think of them.
"""

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from vision.errors import VideoError
from vision.orientation import orientation_of
from vision.video import LARGEST_SIDE_PX, Frame, first_frame, opened, reason_of

SKIP_S: Final = 1.0
"""Beyond that a key frame is looked for, which costs less than decoding all between."""
HALF_TICK_S: Final = 1e-4


def read_frames(
    path: Path,
    *,
    long_side_px: int | None = None,
    from_s: float = 0.0,
    until_s: float = float("inf"),
) -> Generator[Frame]:
    """Yield the frames of a video, upright, decoded ahead in a thread.

    Frames whose time does not move forward are left out. The thread never holds more
    than a few frames and ends when the caller stops, early or not.

    Args:
        path: The video.
        long_side_px: Shrink larger pictures to this long side; None keeps the size.
        from_s: Frames before are left out; goes to the key frame before it.
        until_s: Frames from here on are left out.

    Yields:
        `Frame`s in order of time.

    Raises:
        VideoError: The file cannot be read, holds fewer than two frames, ends
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
            for frame in _decode(path, long_side_px, from_s, until_s):
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
    path: Path,
    times_s: Sequence[float],
    *,
    long_side_px: int | None = None,
    exactly: bool = True,
) -> Iterator[Frame]:
    """Yield the pictures of a video at some times, without decoding all between.

    Goes to the key frame before each time where one lies on the way, and converts only
    what is asked for.

    Args:
        path: The video.
        times_s: Growing seconds from its first frame: of each the first frame at or
            after it, the last frame after the end.
        long_side_px: Larger pictures are shrunk to this; None keeps the size.
        exactly: Otherwise a key frame before the time will do, if it is a new one:
            less to decode.

    Raises:
        VideoError: The file cannot be read or has no frames.
    """
    with opened(path) as (container, stream):
        shown = first_frame(container, stream, path.name)
        start_s = shown.time or 0.0
        frames = container.decode(stream)
        for at_s in times_s:
            wanted_s = start_s + at_s - HALF_TICK_S
            last_s, near = shown.time or 0.0, False
            if wanted_s - last_s > SKIP_S:
                _go_to(container, stream, wanted_s)
                frames = container.decode(stream)
                near = not exactly
            try:
                while (shown.time or 0.0) < (last_s + SKIP_S if near else wanted_s):
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


def _decode(
    path: Path, long_side_px: int | None, from_s: float, until_s: float
) -> Iterator[Frame]:
    # One thread: the other cores have other work, or nothing waits for a picture.
    with opened(path, threads=False) as (container, stream):
        last_s, count = -1.0, 0
        try:
            for raw, time_s in _timed(container, stream, from_s):
                if time_s <= last_s or time_s < from_s:
                    continue
                if time_s >= until_s:
                    return
                last_s = time_s
                count += 1
                yield Frame(time_s, _upright_rgb(raw, stream, long_side_px))
        except av.FFmpegError as error:
            raise VideoError(
                f"{path.name} is damaged after {max(last_s, from_s, 0):.1f} s "
                f"({reason_of(error)}). Copy it from the camera again."
            ) from error
        if count or from_s <= 0:  # a piece may lie beyond the end
            _refuse_short(path.name, count, last_s, stream)


def _timed(
    container: av.container.InputContainer,
    stream: VideoStream,
    from_s: float,
) -> Iterator[tuple[VideoFrame, float]]:
    """Yield decoded frames with the seconds since the first, some before a time too."""
    frames = container.decode(stream)
    first = next(frames, None)
    if first is None:
        return
    if from_s > SKIP_S and first.time is not None:
        _go_to(container, stream, first.time + from_s - HALF_TICK_S)
        frames = container.decode(stream)
    else:
        yield first, 0.0
    time_s = 0.0
    for raw in frames:
        if raw.time is None or first.time is None:  # some AVI files carry no times
            time_s += 1 / float(stream.average_rate or 30)
        else:
            time_s = raw.time - first.time
        yield raw, time_s


def _refuse_short(name: str, count: int, last_s: float, stream: VideoStream) -> None:
    if count < 2 and last_s <= 0:
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
    return orientation_of(raw).upright(image)
