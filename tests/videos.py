"""Small videos made on the spot, with whatever is wrong with them."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RED, GREEN = (200, 30, 30), (30, 200, 30)


def halves(width: int, height: int) -> NDArray[np.uint8]:
    """A picture whose upper half is red and whose lower half is green."""
    image = np.empty((height, width, 3), np.uint8)
    image[: height // 2], image[height // 2 :] = RED, GREEN
    return image


def write_video(
    path: Path,
    times_s: Sequence[float],
    *,
    size_wh: tuple[int, int] = (96, 64),
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    image: NDArray[np.uint8] | None = None,
    aspect: Fraction | None = None,
    options: dict[str, str] | None = None,
    ticks_per_s: int = 90_000,
    shades: bool = False,
    says: dict[str, str] | None = None,
) -> Path:
    """Write a video with these frame times, all frames alike or ever brighter."""
    picture = halves(*size_wh) if image is None else image
    with av.open(str(path), "w", options=options or {}) as container:
        container.metadata.update(says or {})
        stream = container.add_stream(codec, rate=30)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = size_wh
        stream.pix_fmt = pixel_format
        stream.time_base = Fraction(1, ticks_per_s)
        stream.codec_context.time_base = Fraction(1, ticks_per_s)
        if aspect is not None:
            stream.codec_context.sample_aspect_ratio = aspect
        for index, time_s in enumerate(times_s):
            shown = np.full_like(picture, 5 * index) if shades else picture
            frame = av.VideoFrame.from_ndarray(shown, format="rgb24")
            frame.pts = round(time_s * ticks_per_s)
            frame.time_base = Fraction(1, ticks_per_s)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def write_sound(path: Path) -> Path:
    """Write a second of silence: a file with sound and no picture."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=16_000)
        stream.layout = "mono"
        for start in range(0, 16_000, 1024):
            frame = av.AudioFrame.from_ndarray(
                np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
            )
            frame.sample_rate, frame.pts = 16_000, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
