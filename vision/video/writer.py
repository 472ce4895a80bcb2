"""Video files out: H.264 that browsers play, with each frame's own time.

Encoding runs in a thread of its own, so that whoever draws does not wait for it, with
a queue short enough that a long film costs no memory.
"""

import queue
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import cv2
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream
from numpy.typing import NDArray

from hamstrong.errors import OutputError
from vision.files import write_then_rename

TICKS_PER_S: Final = 90_000
"""The clock that frame times are kept in: 30, 60 and 29.97 frames per second all fall
on whole ticks, and any other time is off by at most 6 microseconds."""
QUALITY_CRF: Final = 25
PRESET: Final = "ultrafast"
"""The file is larger than a slower preset's at the same error, but still a small part
of what phones write, and an annotated film is waited for (our choice)."""
QUEUED_FRAMES: Final = 4
KEY_FRAME_EVERY: Final = 15
"""A player that goes to a moment decodes from the key frame before it: at 250, x264's
own choice, it takes twice to four times as long to be there (our choice;
`benchmarks.seek_latency`)."""
NOMINAL_FPS: Final = 30
"""Only guides the encoder's rate control; the frames' times are their own."""


def can_write_h264() -> bool:
    """Return whether this PyAV carries an H.264 encoder."""
    return "libx264" in av.codecs_available


def jpeg_of(image_rgb: NDArray[np.uint8]) -> bytes:
    """Return a picture (H, W, 3) as a JPEG file's content."""
    return bytes(cv2.imencode(".jpg", image_rgb[..., ::-1])[1])


def scaled_down(image_rgb: NDArray[np.uint8], long_side_px: int) -> NDArray[np.uint8]:
    """Return a copy of a picture (H, W, 3) whose longer side is so long at most."""
    height, width = image_rgb.shape[:2]
    share = min(1.0, long_side_px / max(height, width))
    size_wh = (max(1, round(width * share)), max(1, round(height * share)))
    small = cv2.resize(image_rgb, size_wh, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small, np.uint8)


class VideoWriter:
    """Writes one mp4, all of it or nothing.

        with VideoWriter(Path("out.mp4")) as video:
            video.write(image_rgb, time_s)

    The file appears when the block ends well. If the block or the encoder fails, or
    the user interrupts, nothing is left behind and an older file stays as it was.
    """

    def __init__(self, path: Path, *, any_size: bool = False) -> None:
        """Only take note of the place; entering the block opens it.

        Args:
            path: Of the new film.
            any_size: Whether frames of other sizes are scaled to the first one's, as a
                browser sends smaller ones while its line or machine is slow.
        """
        self.path = path
        self._any_size = any_size
        self._ahead: queue.Queue[VideoFrame | None] = queue.Queue(QUEUED_FRAMES)
        self._ended = threading.Event()
        self._abandoned = threading.Event()
        self._failure: BaseException | None = None
        self._size_wh: tuple[int, int] | None = None
        self._last_tick = -1
        self._block: AbstractContextManager[None] | None = None

    def __enter__(self) -> Self:
        """Open the place and start the encoder.

        Raises:
            OutputError: The folder or file cannot be written.
        """
        self._block = self._writing()
        self._block.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        """Finish the file, or take it away if the block failed.

        Raises:
            OutputError: The encoder could not write the whole file.
        """
        assert self._block is not None
        return self._block.__exit__(kind, error, trace)

    def write(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Add one frame; the image may be reused at once.

        Args:
            image_rgb: (H, W, 3) uint8. Of an odd side the last row or column is left
                out, since H.264 halves the colour's resolution.
            time_s: Seconds, 0 or more, later than the frame before.

        Raises:
            OutputError: The encoder has failed, on this frame or an earlier one.
            ValueError: The size changed, though that was not asked for, or the time
                did not move forward.
        """
        if self._any_size and self._size_wh not in (None, image_rgb.shape[1::-1]):
            scaled = cv2.resize(image_rgb, self._size_wh, interpolation=cv2.INTER_AREA)
            image_rgb = np.asarray(scaled, np.uint8)
        height, width = (side // 2 * 2 for side in image_rgb.shape[:2])
        if self._size_wh not in (None, (width, height)):
            raise ValueError(f"a frame is {width} x {height}, not {self._size_wh}")
        tick = round(time_s * TICKS_PER_S)
        if tick <= self._last_tick:
            raise ValueError(f"time {time_s} s does not follow the frame before")
        self._size_wh, self._last_tick = (width, height), tick
        even = np.ascontiguousarray(image_rgb[:height, :width])
        # FFmpeg's own conversion takes several times as long.
        planes = np.asarray(cv2.cvtColor(even, cv2.COLOR_RGB2YUV_I420), np.uint8)
        frame = VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = tick, Fraction(1, TICKS_PER_S)
        self._put(frame)
        self._raise_failure()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with write_then_rename(self.path) as temporary:
            thread = threading.Thread(
                target=self._encode_all, args=(temporary,), name="encode", daemon=True
            )
            thread.start()
            try:
                yield
                self._put(None)
            except BaseException:
                self._abandoned.set()
                raise
            finally:
                thread.join()
            self._raise_failure()
            if self._size_wh is None:
                raise ValueError("a video without frames cannot be written")

    def _put(self, item: VideoFrame | None) -> None:
        while not self._ended.is_set():
            try:
                self._ahead.put(item, timeout=0.1)
                return
            except queue.Full:
                continue

    def _raise_failure(self) -> None:
        error = self._failure
        if error is None:
            return
        if isinstance(error, OSError) and error.errno is not None:
            raise error  # `write_then_rename` says it in a sentence
        if isinstance(error, av.FFmpegError):
            raise OutputError(
                f"Cannot write {self.path}: the video encoder failed "
                f"({(error.strerror or str(error)).lower()}). Try another place."
            ) from error
        raise error

    def _encode_all(self, temporary: Path) -> None:
        try:
            options = {"movflags": "+faststart"}
            with av.open(
                str(temporary), "w", format="mp4", options=options
            ) as container:
                stream: VideoStream | None = None
                while (frame := self._next()) is not None:
                    stream = stream or _h264_stream(container, frame)
                    container.mux(stream.encode(frame))
                if stream is not None:
                    container.mux(stream.encode(None))
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
            self._failure = error
        finally:
            self._ended.set()

    def _next(self) -> VideoFrame | None:
        while not self._abandoned.is_set():
            try:
                return self._ahead.get(timeout=0.1)
            except queue.Empty:
                continue
        return None


def _h264_stream(container: OutputContainer, first: VideoFrame) -> VideoStream:
    stream = container.add_stream("libx264", rate=NOMINAL_FPS)
    stream.width, stream.height = first.width, first.height
    stream.pix_fmt = "yuv420p"
    stream.time_base = Fraction(1, TICKS_PER_S)
    context = stream.codec_context
    context.time_base = Fraction(1, TICKS_PER_S)
    # Without frames coded out of order the file's stated length covers its last frame.
    context.options = {"crf": str(QUALITY_CRF), "preset": PRESET, "bf": "0"}
    context.gop_size = KEY_FRAME_EVERY
    # Unlabelled, players guess the colours by the picture's size.
    context.colorspace = Colorspace.ITU601  # OpenCV's matrix
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    return stream
