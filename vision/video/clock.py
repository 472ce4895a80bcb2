"""The sound frames of a film in order, each with its time, and what is wrong between.

A frame that does not decode leaves those that are made from it broken, up to the next
key frame: they are left out. Where a clock starts again two recordings were joined, and
the time goes on by one usual step.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vision.video.flaws import Flaw
from vision.video.healing import HealingWatcher

RESTART_S: Final = 1.0
"""A clock that goes back by more starts again; a frame a little late is left out."""
JUMP_S: Final = 10.0
"""A clock that leaps by more was set anew: no camera waits that long between two
pictures (our choice)."""
NO_TIMES: Final = 0x80
"""FFmpeg's flag AVFMT_NOTIMESTAMPS of a format: a bare stream without a container."""
ASSUMED_FPS: Final = 30.0
"""Where frames have no times and the stream names no rate: what phones film at."""
LEAST_LOST_S: Final = 0.2
"""A shorter gap is no more than a camera in a dark room makes (our choice)."""


@dataclass(frozen=True)
class Timed:
    """A frame as decoded, its time, and what went wrong since the one before."""

    raw: VideoFrame
    time_s: float
    flaws: tuple[Flaw, ...] = ()


class Clock:
    """Seconds since the first frame, whatever the file's own clock does."""

    def __init__(self, fps: float, *, seams: bool = True) -> None:
        """Begin at the first time asked for.

        Args:
            fps: Of frames without a time.
            seams: Whether the clock may have been set anew; not where one goes to
                places in a file whose clock never was.
        """
        self._seams = seams
        self._offset_s: float | None = None
        self._last_s = 0.0
        self._step_s = 1 / fps
        self.restarted = False

    def __call__(self, own_s: float | None) -> float:
        """Return the film's time of the file's own; `restarted` tells of a seam."""
        self.restarted = False
        if self._offset_s is None:
            self._offset_s = -(own_s or 0.0)
            return 0.0
        time_s = self._last_s + self._step_s
        if own_s is not None:
            told_s = own_s + self._offset_s
            on_s = told_s - self._last_s
            self.restarted = self._seams and not -RESTART_S < on_s < JUMP_S
            if self.restarted:
                self._offset_s = time_s - own_s
            else:
                time_s = told_s
        if time_s > self._last_s:
            if time_s - self._last_s < RESTART_S and not self.restarted:
                self._step_s = time_s - self._last_s
            self._last_s = time_s
        return time_s

    def film_time_s(self, own_s: float) -> float:
        """Return the film's time of a frame that is not shown."""
        return own_s + (self._offset_s or 0.0)


def assumed_fps(container: InputContainer, stream: VideoStream) -> float:
    """Return the rate that frames without times are taken to have."""
    if not has_no_clock(container):
        return float(stream.average_rate or ASSUMED_FPS)
    named = float(stream.codec_context.framerate or 0)
    return named if 5 <= named <= 240 else ASSUMED_FPS  # else it is a clock's ticks


def has_no_clock(container: InputContainer) -> bool:
    """Whether a file holds frames without any times."""
    return bool(int(container.format.flags) & NO_TIMES)


def timed_frames(
    container: InputContainer,
    stream: VideoStream,
    clock: Clock,
    *,
    watched: bool = True,
) -> Iterator[Timed]:
    """Yield the sound frames from where the file stands.

    Args:
        container: The file.
        stream: Its film.
        clock: That of the film; goes on if used before.
        watched: Whether to look for pictures that are broken without a word.
    """
    healing = HealingWatcher() if watched else None
    lost_s: float | None = None
    size_wh = (0, 0)
    for item in _sound(container, stream):
        if isinstance(item, _Broken):
            if lost_s is None and item.time_s is not None:
                lost_s = clock.film_time_s(item.time_s)
            continue
        time_s = clock(item.time)
        flaws = []
        if clock.restarted:
            flaws.append(Flaw(code="clock_restarts", at_s=time_s, until_s=time_s))
        elif lost_s is not None and 0 < time_s - lost_s >= LEAST_LOST_S and lost_s > 0:
            flaws.append(Flaw(code="damaged", at_s=lost_s, until_s=time_s))
        lost_s = None
        if healing is not None and (broken := healing.look(item, time_s)):
            flaws.append(Flaw(code="damaged", at_s=broken[0], until_s=broken[1]))
        now_wh = (item.width, item.height)
        if size_wh != (0, 0) and not _same_shape(size_wh, now_wh):
            flaws.append(
                Flaw(code="reshaped", at_s=time_s, until_s=time_s,
                     sizes_wh=(size_wh, now_wh))
            )  # fmt: skip
        size_wh = now_wh
        yield Timed(item, time_s, tuple(flaws))


def _same_shape(one_wh: tuple[int, int], other_wh: tuple[int, int]) -> bool:
    """Whether one is the other, larger: a browser on a slow line sends such frames."""
    across = abs(one_wh[0] * other_wh[1] - one_wh[1] * other_wh[0])
    return across < max(*one_wh, *other_wh)


@dataclass(frozen=True)
class _Broken:
    """A frame that did not decode, or is made from one: when it would be shown."""

    time_s: float | None
    order: int | None


def _sound(
    container: InputContainer, stream: VideoStream
) -> Iterator[VideoFrame | _Broken]:
    """Yield frames, and in place of each that is not to be trusted a `_Broken`."""
    since: _Broken | None = None
    for item in _decoded(container, stream):
        if isinstance(item, _Broken):
            since = since or item
            yield item
            continue
        if item.is_corrupt:
            since = since or _Broken(item.time, item.dts)
        elif since is not None and item.key_frame and not _is_before(item, since):
            since = None
        if since is not None and not _is_before(item, since):
            yield _Broken(item.time, item.dts)
        else:
            yield item


def _is_before(frame: VideoFrame, broken: _Broken) -> bool:
    """Whether a frame was decoded before another went wrong: some are held back."""
    if frame.dts is not None and broken.order is not None:
        return frame.dts < broken.order
    if frame.time is None or broken.time_s is None:
        return False
    return frame.time < broken.time_s


def _decoded(
    container: InputContainer, stream: VideoStream
) -> Iterator[VideoFrame | _Broken]:
    try:
        for packet in container.demux(stream):
            at_s = _seconds(packet.pts, stream)
            if packet.is_corrupt:
                yield _Broken(at_s, packet.dts)
            try:
                frames = packet.decode()
            except av.FFmpegError:
                yield _Broken(at_s, packet.dts)
            else:
                yield from frames
    # Damaged or over: what it announces tells which. PyAV looks up in vain what belongs
    # to a stream that came without an announcement.
    except (av.FFmpegError, IndexError):
        return


def _seconds(ticks: int | None, stream: VideoStream) -> float | None:
    if ticks is None or stream.time_base is None:
        return None
    return float(ticks * stream.time_base)
