"""Frames come upright, with their own times; bad files are refused in one sentence."""

import gc
import threading
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from hamstrong.errors import VideoError
from tests.videos import RED, halves, write_sound, write_video
from vision.video.contents import contents_of
from vision.video.probe import opened, probe
from vision.video.reader import picture_at, pictures_at, read_frames

EVEN_S = [index / 30 for index in range(30)]


def test_each_frame_keeps_its_own_time(tmp_path: Path) -> None:
    uneven_s = [0.0, 0.02, 0.09, 0.10, 0.35, 0.41]
    path = write_video(tmp_path / "uneven.mp4", uneven_s)
    read_s = [frame.time_s for frame in read_frames(path)]
    assert read_s == pytest.approx(uneven_s, abs=0.001)


def test_time_starts_at_the_first_frame(tmp_path: Path) -> None:
    path = write_video(tmp_path / "late.mkv", [5.0 + t for t in EVEN_S])
    assert next(iter(read_frames(path))).time_s == 0.0


@pytest.mark.parametrize("at_s", [0.0, 0.3, 0.36, 9.0])
def test_the_picture_at_a_time_is_the_frame_read_then(
    tmp_path: Path, at_s: float
) -> None:
    path = write_video(tmp_path / "film.mp4", EVEN_S, shades=True)
    frames = list(read_frames(path))
    shown = [frame for frame in frames if frame.time_s >= at_s] or frames[-1:]
    picture = picture_at(path, at_s)
    np.testing.assert_array_equal(picture, shown[0].image_rgb)
    assert picture_at(path, at_s, long_side_px=48).shape == (32, 48, 3)


@pytest.mark.parametrize(
    ("codec", "pixel_format", "suffix"),
    [
        pytest.param("libx264", "yuv420p", "mp4", id="h264"),
        pytest.param("libx265", "yuv420p10le", "mp4", id="hevc-10-bit"),
        pytest.param("libvpx-vp9", "yuv420p", "webm", id="vp9"),
        pytest.param("mpeg4", "yuv420p", "avi", id="avi"),
    ],
)
def test_common_formats_are_read(
    tmp_path: Path, codec: str, pixel_format: str, suffix: str
) -> None:
    path = write_video(
        tmp_path / f"clip.{suffix}",
        EVEN_S,
        codec=codec,
        pixel_format=pixel_format,
        ticks_per_s=30 if suffix == "avi" else 90_000,  # MPEG-4 counts to 65,535
    )
    frames = list(read_frames(path))
    assert len(frames) == len(EVEN_S)
    assert frames[0].image_rgb.shape == (64, 96, 3)
    assert frames[0].image_rgb[5, 5] == pytest.approx(RED, abs=20)


def test_a_browsers_recording_that_does_not_say_how_long_it_is_is_measured(
    tmp_path: Path,
) -> None:
    times_s = [0.5 + number / 30 for number in range(300)]
    told = {"live": "1", "cluster_time_limit": "1000"}
    path = write_video(
        tmp_path / "recorded.webm", times_s, codec="libvpx", options=told
    )
    with av.open(str(path)) as container:
        assert container.duration is None
        assert container.streams.video[0].duration is None
    info = probe(path)
    assert info.duration_s == pytest.approx(10.0, abs=0.1)
    whole = [frame.time_s for frame in read_frames(path)]
    later = [frame.time_s for frame in read_frames(path, from_s=6.0)]
    assert later == [time_s for time_s in whole if time_s >= 6.0]


def test_pixels_that_are_not_square_are_stretched(tmp_path: Path) -> None:
    path = write_video(tmp_path / "wide.mp4", EVEN_S, aspect=Fraction(2, 1))
    assert (probe(path).width, probe(path).height) == (192, 64)
    assert next(iter(read_frames(path))).image_rgb.shape == (64, 192, 3)


def test_rows_with_padding_come_out_contiguous(tmp_path: Path) -> None:
    path = write_video(tmp_path / "odd.mp4", EVEN_S, size_wh=(70, 66))
    assert next(iter(read_frames(path))).image_rgb.flags.c_contiguous


def test_large_pictures_are_shrunk_on_request(tmp_path: Path) -> None:
    path = write_video(tmp_path / "large.mp4", EVEN_S, size_wh=(640, 320))
    assert next(iter(read_frames(path, long_side_px=160))).image_rgb.shape == (
        80,
        160,
        3,
    )


def test_stopping_early_ends_the_decoding_thread(tmp_path: Path) -> None:
    path = write_video(tmp_path / "long.mp4", [index / 30 for index in range(200)])
    frames = read_frames(path)
    next(frames)
    frames.close()
    assert not [t for t in threading.enumerate() if t.name == "decode"]


def test_a_file_cut_in_half_is_called_incomplete(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (128, 128, 3), np.uint8)
    whole = write_video(
        tmp_path / "whole.mp4",
        [index / 30 for index in range(150)],
        size_wh=(128, 128),
        image=noise,
        options={"movflags": "+faststart"},
    )
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with pytest.raises(VideoError, match=r"cut\.mp4"):
        list(read_frames(cut))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "0 bytes", id="empty"),
        pytest.param(b"not a video at all" * 99, "not a video", id="text"),
    ],
)
def test_a_file_that_is_no_video_is_named(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.mp4"
    path.write_bytes(content)
    with pytest.raises(VideoError, match=words):
        probe(path)


def test_a_folder_a_missing_file_and_sound_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="folder"):
        probe(tmp_path)
    with pytest.raises(VideoError, match="does not exist"):
        probe(tmp_path / "nothing.mp4")
    with pytest.raises(VideoError, match="no picture"):
        probe(write_sound(tmp_path / "sound.mp4"))


def test_a_single_frame_is_no_movement(tmp_path: Path) -> None:
    path = write_video(tmp_path / "photo.mp4", [0.0])
    with pytest.raises(VideoError, match="1 frame"):
        list(read_frames(path))


def test_a_tiny_picture_is_refused_with_its_size(tmp_path: Path) -> None:
    path = write_video(
        tmp_path / "tiny.mp4", EVEN_S, size_wh=(32, 16), image=halves(32, 16)
    )
    with pytest.raises(VideoError, match="32 x 16"):
        probe(path)


def test_a_part_of_a_film_has_the_frames_of_that_part(tmp_path: Path) -> None:
    film = write_video(tmp_path / "film.mp4", [index / 30 for index in range(300)])
    whole = [frame.time_s for frame in read_frames(film)]
    part = [frame.time_s for frame in read_frames(film, from_s=3.0, until_s=7.0)]
    assert part == [time_s for time_s in whole if 3.0 <= time_s < 7.0]


def test_near_pictures_come_one_after_another_and_each_is_another(
    tmp_path: Path,
) -> None:
    film = write_video(tmp_path / "film.mp4", [index / 30 for index in range(600)])
    wanted_s = [2.0, 5.0, 9.0, 14.0, 19.0]
    times_s = [one.time_s for one in pictures_at(film, wanted_s, exactly=False)]
    assert all(before < after for before, after in pairwise(times_s))
    assert all(near <= at + 1 / 30 for near, at in zip(times_s, wanted_s, strict=True))


def test_a_film_that_vanishes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = write_video(tmp_path / "film.mp4", EVEN_S)
    with opened(path):
        path.unlink()
        with pytest.raises(VideoError, match="Check that it is still there"):
            contents_of(path)


def test_no_picture_outlives_its_reader(tmp_path: Path) -> None:
    path = write_video(tmp_path / "film.mp4", [number / 30 for number in range(12)])
    gc.collect()
    gc.disable()  # what only the collector finds, a large film piles up meanwhile
    try:
        list(read_frames(path))
        list(pictures_at(path, [0.0, 0.2]))
        probe(path)
        left = [one for one in gc.get_objects() if isinstance(one, VideoFrame)]
    finally:
        gc.enable()
    assert not left
