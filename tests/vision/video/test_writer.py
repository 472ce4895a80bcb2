"""Videos that we write, read back."""

import os
import sys
import threading
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from hamstrong.errors import OutputError
from vision.video.reader import read_frames
from vision.video.writer import VideoWriter


def plain(width: int, height: int, colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Return a picture of one colour."""
    return np.full((height, width, 3), colour, dtype=np.uint8)


def write(path: Path, times_s: list[float], width: int = 96, height: int = 64) -> None:
    """Write a film of grey frames at the given times."""
    with VideoWriter(path) as video:
        for number, time_s in enumerate(times_s):
            grey = 40 + 10 * (number % 15)
            video.write(plain(width, height, (grey, grey, grey)), time_s)


@pytest.mark.parametrize(
    "steps_s",
    [
        pytest.param([1 / 30] * 40, id="30 frames per second"),
        pytest.param([1001 / 30000] * 40, id="29.97 frames per second"),
        pytest.param(
            [1 / 60, 1 / 24, 0.1, 1 / 120] * 10, id="variable rate of a phone"
        ),
        pytest.param([0.033, 2.5, 0.033, 0.033], id="a long still"),
    ],
)
def test_each_frame_keeps_its_own_time(tmp_path: Path, steps_s: list[float]) -> None:
    times_s = [0.0, *np.cumsum(steps_s).tolist()]
    write(tmp_path / "film.mp4", times_s)
    read_s = [frame.time_s for frame in read_frames(tmp_path / "film.mp4")]
    assert len(read_s) == len(times_s)
    assert np.abs(np.subtract(read_s, times_s)).max() < 0.001


def test_the_stated_length_covers_the_last_frame(tmp_path: Path) -> None:
    times_s = [0.0, 0.1, 0.15, 0.3, 0.32, 0.5]
    write(tmp_path / "film.mp4", times_s)
    with av.open(str(tmp_path / "film.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.duration is not None
        assert stream.time_base is not None
        assert float(stream.duration * stream.time_base) > times_s[-1]


def test_browsers_can_play_it_while_it_loads(tmp_path: Path) -> None:
    write(tmp_path / "film.mp4", [0.0, 0.04, 0.08])
    with av.open(str(tmp_path / "film.mp4")) as container:
        context = container.streams.video[0].codec_context
        assert context.name == "h264"
        assert context.pix_fmt == "yuv420p"
    data = (tmp_path / "film.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("size_wh", [(97, 64), (96, 65), (97, 65)])
def test_an_odd_side_loses_one_row_or_column(
    tmp_path: Path, size_wh: tuple[int, int]
) -> None:
    write(tmp_path / "film.mp4", [0.0, 0.04], *size_wh)
    first = next(iter(read_frames(tmp_path / "film.mp4")))
    assert first.image_rgb.shape == (64, 96, 3)


def test_colours_stay_as_they_were(tmp_path: Path) -> None:
    colours = [(200, 40, 30), (56, 198, 190), (255, 183, 77), (13, 27, 33)]
    with VideoWriter(tmp_path / "film.mp4") as video:
        for number, colour in enumerate(colours):
            video.write(plain(96, 64, colour), number / 10)
    for frame, colour in zip(read_frames(tmp_path / "film.mp4"), colours, strict=True):
        assert np.abs(frame.image_rgb[32, 48].astype(int) - colour).max() <= 6


def test_the_caller_may_reuse_its_image(tmp_path: Path) -> None:
    image = plain(96, 64, (0, 0, 0))
    with VideoWriter(tmp_path / "film.mp4") as video:
        for number in range(6):
            image[:] = 40 * number
            video.write(image, number / 10)
            image[:] = 255
    levels = [f.image_rgb.mean() for f in read_frames(tmp_path / "film.mp4")]
    assert np.allclose(levels, [40 * number for number in range(6)], atol=6)


def test_a_failing_run_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    old = tmp_path / "film.mp4"
    old.write_bytes(b"the old film")
    with pytest.raises(RuntimeError, match="drawing failed"), VideoWriter(old) as video:
        for number in range(20):
            video.write(plain(96, 64, (90, 90, 90)), number / 30)
        raise RuntimeError("drawing failed")
    assert old.read_bytes() == b"the old film"
    assert list(tmp_path.iterdir()) == [old]
    assert not any(thread.name == "encode" for thread in threading.enumerate())


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), VideoWriter(tmp_path / "film.mp4") as video:
        video.write(plain(96, 64, (90, 90, 90)), 0.0)
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_a_failing_encoder_is_told_and_does_not_hang(tmp_path: Path) -> None:
    # H.264 refuses pictures wider than 16384; the encoder learns of it in its thread.
    wide = plain(40_000, 2, (90, 90, 90))
    with (
        pytest.raises(OutputError, match=r"Cannot write .*film\.mp4"),
        VideoWriter(tmp_path / "film.mp4") as video,
    ):
        for number in range(100):  # more than the queue holds
            video.write(wide, number / 30)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit")
def test_a_disk_that_takes_no_more_is_one_sentence(tmp_path: Path) -> None:
    import resource

    noise = np.random.default_rng(1).integers(0, 255, (256, 256, 3), dtype=np.uint8)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with (
            pytest.raises(OutputError, match="Cannot write") as raised,
            VideoWriter(tmp_path / "film.mp4") as video,
        ):
            for number in range(30):
                video.write(np.roll(noise, 7 * number, axis=1), number / 30)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "\n" not in str(raised.value)
    assert not list(tmp_path.iterdir())


def test_a_place_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a folder")
    with pytest.raises(OutputError, match="not a folder"):
        write(tmp_path / "notes.txt" / "film.mp4", [0.0, 0.1])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_without_permission_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="no permission"):
        write(tmp_path / "film.mp4", [0.0, 0.1])
    tmp_path.chmod(0o700)


def test_time_that_stands_still_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        write(tmp_path / "film.mp4", [0.0, 0.1, 0.1])


def test_other_sizes_are_scaled_to_the_first_on_request(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    sizes = ((96, 64), (48, 32), (97, 65), (64, 96))
    with VideoWriter(film, any_size=True) as video:
        for number, size in enumerate(sizes):
            video.write(plain(*size, (50 * number, 0, 0)), number / 10)
    shapes = [frame.image_rgb.shape for frame in read_frames(film)]
    assert shapes == [(64, 96, 3)] * len(sizes)


def test_a_change_of_size_is_a_mistake(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="64 x 96"),
        VideoWriter(tmp_path / "film.mp4") as video,
    ):
        video.write(plain(96, 64, (0, 0, 0)), 0.0)
        video.write(plain(64, 96, (0, 0, 0)), 0.1)
