"""What a file claims of itself costs neither hours nor memory."""

import struct
from pathlib import Path

import pytest

from hamstrong.errors import VideoError
from tests.videos import write_video
from vision.tracking.chunks import chunks_of
from vision.video import limits
from vision.video import probe as probing
from vision.video.probe import probe
from vision.video.reader import read_frames

TIMES_S = [number / 30 for number in range(90)]


def patched(path: Path, where: int, value: bytes) -> Path:
    content = bytearray(path.read_bytes())
    content[where : where + len(value)] = value
    path.write_bytes(content)
    return path


def claiming(path: Path, duration_s: float) -> Path:
    """A Matroska file whose header says that it lasts so long."""
    write_video(path, TIMES_S)
    # The element Duration (0x4489) of 8 bytes, a float in milliseconds (RFC 9559).
    at = path.read_bytes().index(b"\x44\x89\x88") + 3
    return patched(path, at, struct.pack(">d", duration_s * 1000))


@pytest.mark.parametrize("claimed_s", [1e6, 1e15, float("inf")])
def test_a_header_that_claims_weeks_is_believed_as_far_as_there_are_frames(
    tmp_path: Path, claimed_s: float
) -> None:
    info = probe(claiming(tmp_path / "long.mkv", claimed_s))
    assert info.there_s == pytest.approx(3.0, abs=0.1)
    assert info.duration_s == pytest.approx(3.0, abs=0.1)
    assert len(chunks_of(info.duration_s, info.packets)) == 1


@pytest.mark.parametrize("claimed_s", [float("nan"), -1.0, 0.0])
def test_a_header_that_claims_nonsense_is_read_by_its_frames(
    tmp_path: Path, claimed_s: float
) -> None:
    film = claiming(tmp_path / "odd.mkv", claimed_s)
    assert len(chunks_of(probe(film).duration_s, 90)) == 1
    assert len(list(read_frames(film))) == 90


def test_a_flipped_bit_in_an_avis_rate_is_told_and_not_followed_for_days(
    tmp_path: Path,
) -> None:
    film = write_video(tmp_path / "slow.avi", TIMES_S, ticks_per_s=30)
    # dwRate of the stream's header, 24 bytes behind its kind (AVISTREAMHEADER).
    at = film.read_bytes().index(b"strh") + 8 + 20
    scale, rate = struct.unpack_from("<II", film.read_bytes(), at)
    assert rate / scale == pytest.approx(30)
    patched(film, at, struct.pack("<II", scale * 100_000, rate))
    with pytest.raises(VideoError, match="one picture every"):
        probe(film)


def test_a_film_longer_than_any_training_is_refused_with_its_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = write_video(tmp_path / "film.mp4", TIMES_S)
    monkeypatch.setattr(limits, "LONGEST_S", 2.0)
    with pytest.raises(VideoError, match="90 pictures"):
        probe(film)


def test_a_huge_picture_is_refused_before_its_memory_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = write_video(tmp_path / "film.mp4", TIMES_S)
    monkeypatch.setattr(limits, "LARGEST_SIDE_PX", 80)
    monkeypatch.delattr(probing, "first_frame")  # nothing may be decoded
    with pytest.raises(VideoError, match="pixels"):
        probe(film)


def test_a_picture_that_grows_huge_within_a_film_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = write_video(tmp_path / "film.mp4", TIMES_S)
    monkeypatch.setattr(probing, "MOST_PIXELS", 64 * 64)
    with pytest.raises(VideoError, match="0 frames"):
        list(read_frames(film))
