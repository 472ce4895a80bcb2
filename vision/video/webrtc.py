"""Frames of a live stream: PyAV's in and out, RGB arrays between."""

import av
import numpy as np
from numpy.typing import NDArray

from vision.video.orientation import orientation_of


def rgb_of(
    frame: av.VideoFrame, *, long_side_px: int | None = None
) -> NDArray[np.uint8]:
    """Return a frame's picture, upright, (H, W, 3) uint8 RGB, contiguous.

    Args:
        frame: As the stream brings it.
        long_side_px: Shrink a larger picture to this; None leaves its size.
    """
    shrink = min(1.0, (long_side_px or 1e9) / max(frame.width, frame.height))
    small = frame.reformat(
        width=round(frame.width * shrink),
        height=round(frame.height * shrink),
        format="rgb24",
        interpolation="AREA",
    )
    image = np.asarray(small.to_ndarray(), np.uint8)
    return orientation_of(frame).upright(image)


def frame_of(image_rgb: NDArray[np.uint8], like: av.VideoFrame) -> av.VideoFrame:
    """Return a picture as a frame with another frame's time.

    Args:
        image_rgb: (H, W, 3) uint8.
        like: The frame that the picture was made of.
    """
    frame = av.VideoFrame.from_ndarray(image_rgb, format="rgb24")
    frame.pts, frame.time_base = like.pts, like.time_base
    return frame


def time_of(frame: av.VideoFrame) -> float | None:
    """Return a frame's time in seconds of its stream, None where it has none."""
    if frame.pts is None or frame.time_base is None:
        return None
    return float(frame.pts * frame.time_base)
