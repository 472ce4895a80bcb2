"""Frames of a live stream: PyAV's in and out, RGB arrays between."""

import av
import numpy as np
from numpy.typing import NDArray


def rgb_of(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """Return a frame's picture, upright, (H, W, 3) uint8 RGB, contiguous."""
    image = frame.to_ndarray(format="rgb24")
    turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(image, turns), dtype=np.uint8)


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
