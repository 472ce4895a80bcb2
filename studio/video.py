"""Writes a clip's frames as a small video that browsers play."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from studio.clip import TICKS_PER_S, Shot

#: Quality of the encoder where size allows, and the share of the limit aimed at.
QUALITY_CRF = 21
SIZE_SHARE = 0.86


class VideoWriter:
    """H.264 in MP4 with each frame's own time, held below a size."""

    def __init__(self, path: Path, shot: Shot, duration_s: float) -> None:
        """Open the file; the bit rate is capped so that the whole clip fits."""
        self._container = av.open(str(path), "w", options={"movflags": "+faststart"})
        stream: Any = self._container.add_stream("libx264", rate=shot.fps)
        stream.width, stream.height = shot.width_px, shot.height_px
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, TICKS_PER_S)
        stream.codec_context.time_base = Fraction(1, TICKS_PER_S)
        cap = int(SIZE_SHARE * shot.largest_kib * 1024 * 8 / duration_s)
        stream.options = {
            "crf": str(QUALITY_CRF),
            "preset": "slow",
            "tune": "animation",
            "maxrate": str(cap),
            "bufsize": str(2 * cap),
        }
        self._stream = stream

    def write(self, picture: NDArray[np.uint8], time_s: float) -> None:
        """Append a frame (H, W, 3) shown from `time_s` on."""
        frame = av.VideoFrame.from_ndarray(
            np.ascontiguousarray(picture), format="rgb24"
        )
        frame.time_base = Fraction(1, TICKS_PER_S)
        frame.pts = round(time_s * TICKS_PER_S)
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def close(self) -> None:
        """Flush the encoder and finish the file."""
        for packet in self._stream.encode():
            self._container.mux(packet)
        self._container.close()
