"""Video files: what they are and what is wrong with them, in a sentence."""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from hamstrong.errors import VideoError
from vision.files import legible
from vision.video.clock import Clock, assumed_fps, has_no_clock, timed_frames
from vision.video.contents import Contents, contents_of, film_of
from vision.video.flaws import Flaw
from vision.video.formats import open_film
from vision.video.limits import LARGEST_BYTES, MOST_PIXELS, refuse_length, refuse_size
from vision.video.orientation import orientation_of
from vision.video.slow_motion import stated_speed

Image = NDArray[np.uint8]
"""(H, W, 3) RGB, or (H, W) grey."""
SUFFIXES: Final = (
    ".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".3gp", ".ts", ".mts", ".m2ts",
    ".mpg", ".mpeg", ".wmv", ".flv", ".gif", ".ogv",
)  # fmt: skip
"""File types taken for films, in small letters or capitals: by the app, and by a batch
that looks for them. The command line tries whatever it is given."""

MOST_BOXES: Final = 10_000
"""A camera writes some dozens, and two a second where it writes in fragments (our
choice; a file of nothing else would be looked at for minutes)."""
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_KINDS: Final = tuple(suffix[1:] for suffix in SUFFIXES[:6])


@dataclass(frozen=True, kw_only=True)
class VideoInfo:
    """What a video file says of itself.

    Attributes:
        name: File name without its folder.
        width: Of the upright picture with square pixels.
        height: Likewise.
        fps: Mean frame rate as the file states it.
        duration_s: NaN when the file does not tell.
        there_s: How much of it is there; NaN likewise.
        frames: Expected number of frames, 0 when unknown.
        exact: Whether it can be entered in the middle.
        odd: How it differs from films that were always read in the one way; "" mostly.
        flaws: What is wrong with the file, as far as can be told without decoding it.
        speed: How much time one second of it shows, as the file itself says.
    """

    name: str
    width: int
    height: int
    fps: float
    duration_s: float
    frames: int
    there_s: float = float("nan")
    packets: int = 0
    exact: bool = True
    odd: str = ""
    flaws: tuple[Flaw, ...] = ()
    speed: float = 1.0


@dataclass(frozen=True, eq=False)
class Frame:
    """One upright picture.

    Attributes:
        time_s: Seconds since the first frame.
        image_rgb: (H, W, 3) uint8, contiguous, of the first frame's shape.
        flaws: What went wrong with the file since the frame before.
    """

    time_s: float
    image_rgb: NDArray[np.uint8]
    flaws: tuple[Flaw, ...] = ()


def probe(path: Path) -> VideoInfo:
    """Read what the file says of itself and decode its first frame.

    Raises:
        VideoError: It is not a video that can be read; says why.
    """
    with opened(path) as (container, stream):
        # The codec's size first: a picture's memory is taken when it is decoded.
        coded = stream.codec_context
        if coded is not None and coded.width and coded.height:
            refuse_size(name_of(path), coded.width, coded.height)
        first = first_frame(container, stream, name_of(path))
        width, height = upright_size(first, stream)
        refuse_size(name_of(path), width, height)
        fps = float(stream.average_rate or stream.guessed_rate or 0)
        contents = contents_of(path)
        whole = contents.exact and not contents.flaws
        duration_s = _stated_s(container, stream) if whole else float("nan")
        if math.isnan(duration_s):
            duration_s = contents.duration_s
        refuse_length(name_of(path), duration_s, contents.packets)
        if has_no_clock(container):
            fps = assumed_fps(container, stream)
        known = duration_s > 0 and fps > 0
        return VideoInfo(
            name=name_of(path),
            width=width,
            height=height,
            fps=fps,
            duration_s=duration_s,
            frames=(whole and stream.frames)
            or (round(duration_s * fps) if known else 0),
            there_s=contents.duration_s,
            packets=contents.packets,
            exact=contents.exact,
            odd=_oddity(contents, stream, first),
            flaws=contents.flaws,
            speed=stated_speed(container, stream),
        )


def _oddity(contents: Contents, stream: VideoStream, first: VideoFrame) -> str:
    """Return what kept tracks of a file from being what they would be now."""
    found: list[str] = [flaw.code for flaw in contents.flaws]
    found += ["mirrored"] * orientation_of(first).mirrors
    found += ["not the first track"] * (stream != stream.container.streams.video[0])
    return " ".join(found)


def _stated_s(container: InputContainer, stream: VideoStream) -> float:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / av.time_base
    return float("nan")


def name_of(path: Path) -> str:
    """Return a file's name as text that can be written anywhere."""
    return legible(path.name)


@contextmanager
def opened(
    path: Path, *, threads: bool = True
) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a file and its first video stream.

    Args:
        path: The file.
        threads: Whether several may decode: sooner done, at more cost.

    Raises:
        VideoError: It is not a video that can be read; says why.
    """
    refuse_unreadable(path)
    try:
        container = open_film(path)
    except av.FFmpegError as error:
        if _lacks_its_index(path):
            raise VideoError(
                f"{name_of(path)} is incomplete: its index, which the camera writes "
                "last, is missing. Copy it again."
            ) from error
        raise VideoError(
            f"{name_of(path)} is not a video that can be read ({reason_of(error)}). "
            f"Use a film as the camera wrote it, such as {', '.join(_KINDS)}."
        ) from error
    with container:
        stream = film_of(container)
        if stream is None:
            raise VideoError(f"{name_of(path)} holds no picture. Choose a video file.")
        if stream.codec_context is not None:  # a codec that is not known has none
            stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
        if threads:
            stream.thread_type = "AUTO"
        yield container, stream


def _lacks_its_index(path: Path) -> bool:
    """Whether an mp4 or mov file ends before the box that tells where its frames lie.

    Boxes lie one after another, each with its length and name (ISO/IEC 14496-12, 4.2).
    """
    names = set()
    size = path.stat().st_size
    with path.open("rb") as file:
        for _ in range(MOST_BOXES):
            if len(head := file.read(16)) < 8:
                break
            length, name = int.from_bytes(head[:4], "big"), head[4:8]
            if length == 1 and len(head) == 16:
                length = int.from_bytes(head[8:], "big")
            names.add(name)
            if not 8 <= length <= size:  # no file can be looked at beyond 2**63
                break
            file.seek(length - len(head), 1)
    return bool(names & {b"ftyp", b"mdat", b"wide"}) and b"moov" not in names


def refuse_unreadable(path: Path) -> None:
    """Refuse what can be no film before it is read: pipes, devices, endless files.

    Raises:
        VideoError: It is one, or it cannot be opened; says why.
    """
    try:
        if path.is_dir():
            raise VideoError(f"{path} is a folder. Name one video file.")
        if _ADDRESS.match(str(path)) and not path.exists():
            raise VideoError(
                f"{path} is an address, and films of this computer are read. Download "
                "it first, or give it to `hamstrong batch`."
            )
        if not path.exists():
            raise VideoError(f"{path} does not exist. Check the path.")
        if not path.is_file():
            raise VideoError(
                f"{path} is a pipe or a device. A film is read more than once: save it "
                "as a file first."
            )
        size_bytes = path.stat().st_size
        if size_bytes == 0:
            raise VideoError(f"{name_of(path)} is empty (0 bytes). Copy it again.")
        if size_bytes > LARGEST_BYTES:
            raise VideoError(
                f"{name_of(path)} is {size_bytes / 1e12:.1f} TB large; films of up to "
                f"{LARGEST_BYTES / 1e12:.1f} TB are read. Cut it into sets."
            )
        with path.open("rb"):
            pass
    except OSError as error:
        if isinstance(error, VideoError):
            raise
        raise VideoError(
            f"{path} cannot be read ({error.strerror}). Check its permissions."
        ) from error


def first_frame(
    container: InputContainer, stream: VideoStream, name: str
) -> VideoFrame:
    """Return the first sound frame of a file just opened.

    Raises:
        VideoError: There is none.
    """
    clock = Clock(assumed_fps(container, stream))
    first = next(timed_frames(container, stream, clock, watched=False), None)
    if first is None:
        raise VideoError(
            f"{name} has no frame that can be decoded. Copy it again, or convert it "
            "to mp4 (H.264)."
        )
    return first.raw


def upright_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Return width and height of a frame as it is to be seen, with square pixels."""
    ratio = stream.sample_aspect_ratio
    width = round(frame.width * float(ratio)) if ratio else frame.width
    sideways = orientation_of(frame).transposed
    return (frame.height, width) if sideways else (width, frame.height)


def reason_of(error: av.FFmpegError) -> str:
    """Return what FFmpeg says went wrong."""
    if isinstance(error, av.ArgumentError):  # see `open_film`
        return "it holds something else than a film"
    return (error.strerror or str(error)).lower()
