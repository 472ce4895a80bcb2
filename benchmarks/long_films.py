"""Long films made of short ones, to clock what takes minutes.

A sample clip runs forwards and backwards in turn, so that nothing jumps, with a grain
like a camera's, without which a rendered picture would be too easy to decode.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.alterations import FRAME_S, Alteration, Frames, alter
from benchmarks.truth import SAMPLES
from vision.video import Frame

CLIP: Final = SAMPLES / "gallop_good_left.mp4"
"""1280 x 720, as phones film."""
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
        half = alter(clip, folder / f".{film.name}", repeated(seconds))
        half.replace(film)
    return film


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
