"""Long films made of short ones, to clock what takes minutes.

A sample clip runs forwards and backwards in turn, so that nothing jumps, with a grain
like a camera's, without which a rendered picture would be too easy to decode.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import numpy as np

from benchmarks.alterations import FRAME_S, TICK, Alteration, Frames, alter
from benchmarks.truth import SAMPLES
from vision.video.probe import Frame

CLIP: Final = SAMPLES / "gallop_good_left.mp4"
"""1280 x 720, as phones film."""
ENCODED_S: Final = 300.0
"""Longer films repeat one of that length."""
GRAIN: Final = 3.0
"""Standard deviation of the grain in grey levels: a phone's in a lit room (our
choice)."""


def long_film(folder: Path, seconds: float, clip: Path = CLIP) -> Path:
    """Return a film of that length, made if the folder holds none yet.

    Args:
        folder: Where it is kept.
        seconds: How long it is.
        clip: What is repeated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    film = folder / f"{clip.stem}_{seconds:g}s.mp4"
    if not film.exists():
        half = folder / f".{film.name}"
        if seconds > ENCODED_S:
            _copied(long_film(folder, ENCODED_S, clip), half, seconds)
        else:
            alter(clip, half, repeated(seconds))
        half.replace(film)
    return film


def _copied(film: Path, to: Path, seconds: float) -> None:
    """Write a film's packets again and again: encoding would take as long as it is."""
    with av.open(str(to), "w") as out:
        stream, start = None, 0
        while start < seconds / TICK:
            with av.open(str(film)) as source:
                (video,) = source.streams.video
                stream = stream or out.add_stream_from_template(video)
                assert video.duration is not None
                assert video.time_base is not None
                ticks = round(video.duration * video.time_base / TICK)
                for packet in source.demux(video):
                    if packet.dts is None or packet.pts is None:
                        continue
                    scale = packet.time_base / TICK
                    packet.pts = start + round(packet.pts * scale)
                    packet.dts = start + round(packet.dts * scale)
                    packet.time_base, packet.stream = TICK, stream
                    out.mux(packet)
            start += ticks


def repeated(seconds: float) -> Alteration:
    """Return what lets a clip run forwards and backwards for so long."""

    def step(frames: Frames) -> Iterator[Frame]:
        pictures = [frame.image_rgb for frame in frames]
        there_and_back = [*range(len(pictures)), *range(len(pictures) - 2, 0, -1)]
        draw = np.random.default_rng(0)
        grain = draw.normal(0, GRAIN, (*pictures[0].shape, 4)).astype(np.int16)
        for number in range(round(seconds / FRAME_S)):
            picture = pictures[there_and_back[number % len(there_and_back)]]
            noisy = picture + grain[..., number % 4]
            yield Frame(
                time_s=number * FRAME_S,
                image_rgb=np.clip(noisy, 0, 255).astype(np.uint8),
            )

    return step
