"""What lies in a video file: its tracks, its clock, and whether all of it is there."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from hamstrong.errors import VideoError
from vision.files import legible
from vision.video.clock import Clock, assumed_fps, has_no_clock
from vision.video.flaws import Flaw
from vision.video.formats import open_film

STILLS: Final = ("png", "bmp", "tiff", "webp", "jpegxl", "jpegls")
"""Codecs of pictures: a track of one is a cover where there is a film besides."""
NOT_FILMS: Final = (
    Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
)
EXACT: Final = ("mov", "matroska", "avi")
"""Containers that say how long they are and where their key frames lie. All others are
read once, from the start."""
MISSING_S: Final = 0.5
MISSING_SHARE: Final = 0.02
"""A film that ends earlier than it announces by more than both is incomplete: a last
frame or two is normal (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What going through a file's packets tells, nothing decoded.

    Attributes:
        duration_s: From the first frame to the end of the last one that is there; NaN
            where nothing has a time.
        exact: Whether it can be entered in the middle.
        flaws: What is wrong with it.
        packets: Of the film's own track; nearly always as many as frames.
    """

    duration_s: float
    exact: bool
    flaws: tuple[Flaw, ...]
    packets: int = 0


def film_of(container: InputContainer) -> VideoStream | None:
    """Return the track that players show: not a cover, thumbnails or a second view."""
    best = container.streams.best("video")

    def rank(stream: VideoStream) -> tuple[bool, bool, bool]:
        # A codec that is not known has no context.
        codec = stream.codec_context.name if stream.codec_context else ""
        return (
            codec not in STILLS,
            bool(stream.disposition & Disposition.default),
            best is not None and stream.index == best.index,
        )

    films = [s for s in container.streams.video if not s.disposition & NOT_FILMS]
    return max(films, key=rank, default=None)


def contents_of(path: Path) -> Contents:
    """Go through a file, once as long as it stays the same.

    Raises:
        VideoError: It is not there any more, or cannot be read.
        av.FFmpegError: It is no video.
    """
    try:
        now = path.stat()
        return _contents(path, now.st_mtime_ns, now.st_size)
    except OSError as error:
        raise VideoError(
            f"{legible(path.name)} cannot be read ({error.strerror or error}). Check "
            "that it is still there."
        ) from error


@lru_cache(maxsize=64)
def _contents(path: Path, _changed_ns: int, _size: int) -> Contents:
    with open_film(path) as container:
        stream = film_of(container)
        if stream is None:
            return Contents(duration_s=float("nan"), exact=False, flaws=())
        walk = _Walk(assumed_fps(container, stream), stream.index)
        # Damaged further on, or with a stream that its header does not name (which
        # PyAV looks up in vain): told when it is read.
        with suppress(av.FFmpegError, IndexError):
            for packet in container.demux():
                walk.look(packet)
        if has_no_clock(container):
            fps = assumed_fps(container, stream)
            length_s = walk.packets / fps
            no_clock = Flaw(code="no_clock", until_s=length_s, fps=fps)
            return Contents(
                duration_s=length_s,
                exact=False,
                flaws=(no_clock,),
                packets=walk.packets,
            )
        exact = container.format.name.startswith(EXACT) and not walk.seams
        flaws = _ends_early(container, stream, walk) if exact else ()
        return Contents(
            duration_s=walk.film_s, exact=exact, flaws=flaws, packets=walk.packets
        )


class _Walk:
    """Goes along the packets with the clock that the frames will have."""

    def __init__(self, fps: float, index: int) -> None:
        self._clock = Clock(fps)
        self._index = index
        self._starts_s: list[float] = []
        self._film_ends_s: list[float] = [0.0]
        self.end_s = 0.0
        self.packets = 0
        self.seams = 0

    def look(self, packet: "Packet[Stream]") -> None:
        if not packet.size or packet.is_corrupt:  # the last one, cut off
            return
        own = packet.stream_index == self._index
        self.packets += own
        decoded = packet.dts if packet.dts is not None else packet.pts
        if decoded is None:
            return
        base_s = float(packet.time_base)
        start_s = (packet.pts if packet.pts is not None else decoded) * base_s
        end_s = start_s + (packet.duration or 0) * base_s
        self.end_s = max(self.end_s, end_s)
        if own:
            self._starts_s.append(start_s)
            self._film_ends_s.append(end_s)
            self._joined_s = self._clock(decoded * base_s)
            self.seams += self._clock.restarted

    @property
    def film_s(self) -> float:
        if not self._starts_s:
            return float("nan")
        if self.seams:
            return self._joined_s
        return max(self._film_ends_s) - min(self._starts_s)


def _ends_early(
    container: InputContainer, stream: VideoStream, walk: _Walk
) -> tuple[Flaw, ...]:
    """Compare how long a film says it is with how long it is."""
    missing_s, stated_s = 0.0, 0.0
    if container.duration is not None:  # of all tracks: sound may outlast the picture
        stated_s = container.duration / av.time_base
        missing_s = stated_s - walk.end_s
        if stream.duration is not None and stream.time_base is not None:
            film_s = min(stated_s, float(stream.duration * stream.time_base))
            missing_s, stated_s = max(missing_s, film_s - walk.film_s), film_s
    if missing_s <= max(MISSING_S, MISSING_SHARE * stated_s):
        return ()
    there_s = walk.film_s
    return (Flaw(code="ends_early", at_s=there_s, until_s=there_s + missing_s),)
