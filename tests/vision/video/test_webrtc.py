"""Frames of a live stream keep their colours, their size and their time."""

from fractions import Fraction

import av
import numpy as np
import pytest

from tests.videos import GREEN, RED, halves
from vision.video.webrtc import frame_of, rgb_of, time_of


@pytest.fixture
def frame() -> av.VideoFrame:
    picture = av.VideoFrame.from_ndarray(halves(96, 64), format="rgb24")
    streamed = picture.reformat(format="yuv420p")
    streamed.pts, streamed.time_base = 45_000, Fraction(1, 90_000)
    return streamed


def test_a_frame_becomes_a_picture_in_its_own_colours(frame: av.VideoFrame) -> None:
    image = rgb_of(frame)
    assert image.shape == (64, 96, 3)
    assert image.flags.c_contiguous
    np.testing.assert_allclose(image[10, 48].astype(int), RED, atol=6)
    np.testing.assert_allclose(image[50, 48].astype(int), GREEN, atol=6)


def test_a_larger_frame_is_shrunk_and_a_smaller_one_is_not(
    frame: av.VideoFrame,
) -> None:
    assert rgb_of(frame, long_side_px=48).shape == (32, 48, 3)
    assert rgb_of(frame, long_side_px=200).shape == (64, 96, 3)


def test_a_frame_made_of_a_picture_keeps_the_time(frame: av.VideoFrame) -> None:
    drawn = frame_of(halves(32, 24), frame)
    assert (drawn.width, drawn.height) == (32, 24)
    assert time_of(drawn) == time_of(frame) == 0.5


def test_a_frame_without_a_time_has_none() -> None:
    assert time_of(av.VideoFrame(8, 8, "yuv420p")) is None
