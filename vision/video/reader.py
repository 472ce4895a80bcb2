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
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from hamstrong.errors import VideoError
from vision.video.clock import Clock, Timed, assumed_fps, timed_frames
from vision.video.contents import contents_of
from vision.video.flaws import Flaw
from vision.video.limits import LARGEST_SIDE_PX
from vision.video.orientation import orientation_of
from vision.video.probe import Frame, name_of, opened, upright_size

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

    Frames whose time does not move forward are left out, and those that are broken as
    far as can be told. The thread never holds more
    than a few frames and ends when the caller stops, early or not.

    Args:
        path: The video.
        long_side_px: Shrink larger pictures to this long side; None keeps the size.
        from_s: Frames before are left out; goes to the key frame before it.
        until_s: Frames from here on are left out.

    Yields:
        `Frame`s in order of time.

    Raises:
        VideoError: The file cannot be read or holds fewer than two sound frames.
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
    item: Frame | BaseException | None = None
    try:
        while (item := ahead.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        thread.join()
        # An error and the frame that raises it would hold each other, and with them
        # the decoder with its threads.
        del item


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
    exact = contents_of(path).exact
    with opened(path) as (container, stream):
        clock = Clock(assumed_fps(container, stream), seams=not exact)
        frames = timed_frames(container, stream, clock, watched=False)
        shown = next(frames, None)
        if shown is None:
            raise VideoError(
                f"{name_of(path)} has no frames. Film the whole set again."
            )
        start_s = shown.raw.time or 0.0
        space_wh = upright_size(shown.raw, stream)
        for at_s in times_s:
            wanted_s = at_s - HALF_TICK_S
            last_s, near = shown.time_s, False
            if exact and wanted_s - last_s > SKIP_S:
                _go_to(container, stream, start_s + wanted_s)
                frames = timed_frames(container, stream, clock, watched=False)
                near = not exactly
            while shown.time_s < (last_s + SKIP_S if near else wanted_s):
                following = next(frames, None)
                if following is None:
                    break  # over, or damaged further on: the last good picture is one
                shown = following
            image = _upright_rgb(shown.raw, stream, long_side_px, space_wh)
            yield Frame(shown.time_s, image)


def _go_to(container: InputContainer, stream: VideoStream, time_s: float) -> None:
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
        space_wh: tuple[int, int] | None = None
        flaws: list[Flaw] = []
        for one in _from(path, container, stream, from_s):
            space_wh = space_wh or upright_size(one.raw, stream)
            flaws += one.flaws
            if one.time_s <= last_s or one.time_s < from_s:
                continue
            if one.time_s >= until_s:
                return
            last_s = one.time_s
            count += 1
            image = _upright_rgb(one.raw, stream, long_side_px, space_wh)
            yield Frame(one.time_s, image, tuple(flaws))
            flaws.clear()
        if count < 2 and from_s <= 0:  # a piece may lie beyond the end
            raise VideoError(
                f"{name_of(path)} has {count} frame{'' if count == 1 else 's'} that "
                "can be read; a movement needs a video. Copy it again, or film the "
                "whole set."
            )


def _from(
    path: Path, container: InputContainer, stream: VideoStream, from_s: float
) -> Iterator[Timed]:
    """Yield the first frame, and those from a time on with some before it."""
    exact = from_s > SKIP_S and contents_of(path).exact
    clock = Clock(assumed_fps(container, stream), seams=not exact)
    frames = timed_frames(container, stream, clock)
    first = next(frames, None)
    if first is None:
        return
    yield first
    if exact and first.raw.time is not None:
        _go_to(container, stream, first.raw.time + from_s - HALF_TICK_S)
        frames = timed_frames(container, stream, clock)
    yield from frames


def _upright_rgb(
    raw: VideoFrame,
    stream: VideoStream,
    long_side_px: int | None,
    space_wh: tuple[int, int],
) -> NDArray[np.uint8]:
    """Return a frame as it is to be seen, in the shape of the film's first one.

    One of another shape, as where a phone was turned, keeps its proportions: black
    lies beside it.
    """
    ratio = stream.sample_aspect_ratio
    width = raw.width * (float(ratio) if ratio else 1.0)
    height = float(raw.height)
    same = upright_size(raw, stream) == space_wh
    shrink = min(1.0, (long_side_px or LARGEST_SIDE_PX) / max(space_wh))
    orientation = orientation_of(raw)
    if not same:
        whole_wh = (height, width) if orientation.transposed else (width, height)
        fit = min(space_wh[0] / whole_wh[0], space_wh[1] / whole_wh[1])
        shrink *= fit
    image = np.asarray(
        raw.to_ndarray(
            format="rgb24",
            width=max(2, round(width * shrink)),
            height=max(2, round(height * shrink)),
        ),
        dtype=np.uint8,
    )
    image = orientation.upright(image)
    if same:
        return image
    most = min(1.0, (long_side_px or LARGEST_SIDE_PX) / max(space_wh))
    return _in_the_middle(image, *(max(2, round(side * most)) for side in space_wh))


def _in_the_middle(
    image: NDArray[np.uint8], width: int, height: int
) -> NDArray[np.uint8]:
    whole = np.zeros((height, width, 3), np.uint8)
    image = image[:height, :width]
    top, left = (height - image.shape[0]) // 2, (width - image.shape[1]) // 2
    whole[top : top + image.shape[0], left : left + image.shape[1]] = image
    return whole
