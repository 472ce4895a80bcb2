"""Films that are broken, joined, cut off or undated are read where they are sound."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from exercises.film_words import sentence_on
from hamstrong.errors import VideoError
from tests.figures import deadlift_set
from tests.videos import halves, write_video
from vision.problems import flaw_problems
from vision.quality import assess_quality
from vision.track import Track
from vision.track_file import load_track, save_track
from vision.tracking.track_gaps import with_flaws
from vision.video.clock import Clock
from vision.video.flaws import Flaw, as_text, from_text, merged
from vision.video.probe import Frame, probe
from vision.video.reader import picture_at, read_frames

TIMES_S = [index / 30 for index in range(60)]


def flaws_of(frames: Sequence[Frame]) -> list[Flaw]:
    return [flaw for frame in frames for flaw in frame.flaws]


def test_a_clock_that_starts_again_goes_on() -> None:
    clock = Clock(30)
    own_s = [5.0, 5.1, 5.2, 6.0, 0.0, 0.1]
    assert [clock(t) for t in own_s] == pytest.approx([0, 0.1, 0.2, 1.0, 1.8, 1.9])
    assert [Clock(30)(t) for t in (None,)] == [0.0]


def test_a_clock_set_forward_by_hours_is_a_seam_and_a_gap_of_seconds_is_not() -> None:
    clock = Clock(30)
    times_s, seams = [], []
    for own_s in (0.0, 0.1, 8.1, 8.2, 5000.0):
        times_s.append(clock(own_s))
        seams.append(clock.restarted)
    assert times_s == pytest.approx([0.0, 0.1, 8.1, 8.2, 8.3])
    assert seams == [False, False, False, False, True]


def test_recordings_joined_are_read_to_the_end_each_upright_in_one_shape(
    tmp_path: Path,
) -> None:
    wide = write_video(tmp_path / "1.ts", TIMES_S)
    tall = write_video(tmp_path / "2.ts", TIMES_S, size_wh=(64, 96))
    film = tmp_path / "joined.ts"
    film.write_bytes(wide.read_bytes() + tall.read_bytes())
    frames = list(read_frames(film))
    assert len(frames) >= 2 * len(TIMES_S) - 4
    assert frames[-1].time_s == pytest.approx(4.0, abs=0.2)
    assert {flaw.code for flaw in flaws_of(frames)} >= {"reshaped"}
    assert {frame.image_rgb.shape for frame in frames} == {(64, 96, 3)}
    # The tall picture stands in the middle, as high as there is room, not stretched.
    last = frames[-1].image_rgb.astype(int)
    assert last[:, :20].max() < 20
    assert last[10, 48, 0] > 150
    assert last[50, 48, 1] > 150
    np.testing.assert_allclose((last[10].max(axis=1) > 60).sum(), 64 * 64 / 96, atol=3)
    np.testing.assert_array_equal(picture_at(film, 9.0), frames[-1].image_rgb)


def test_of_a_file_cut_off_what_is_there_is_read_and_the_rest_told(
    tmp_path: Path,
) -> None:
    whole = moving_film(tmp_path / "whole.mkv")
    cut = tmp_path / "cut.mkv"
    data = whole.read_bytes()
    cut.write_bytes(data[: len(data) // 2])
    info = probe(cut)
    assert [flaw.code for flaw in info.flaws] == ["ends_early"]
    assert info.flaws[0].until_s == pytest.approx(4.0, abs=0.1)
    assert 1.0 < info.duration_s < 3.0
    last_s = [frame.time_s for frame in read_frames(cut)][-1]
    assert last_s == pytest.approx(info.duration_s, abs=0.3)
    assert "Copy it again" in sentence_on(flaw_problems(info.flaws)[0])
    assert not probe(whole).flaws


def test_an_mp4_without_its_index_is_called_incomplete(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mp4", TIMES_S)
    data = whole.read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(data[: data.index(b"moov") - 10])
    with pytest.raises(VideoError, match=r"incomplete.*Copy it again"):
        probe(cut)


def test_a_bare_stream_is_dated_by_an_assumed_rate_and_said_so(tmp_path: Path) -> None:
    film = tmp_path / "bare.h264"
    with av.open(str(film), "w", format="h264") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for _ in range(60):
            frame = av.VideoFrame.from_ndarray(halves(96, 64), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    info = probe(film)
    assert [flaw.code for flaw in info.flaws] == ["no_clock"]
    assert info.flaws[0].fps == 30
    assert info.duration_s == pytest.approx(2.0)
    assert [f.time_s for f in read_frames(film)][-1] == pytest.approx(59 / 30)
    assert "30 frames a second are assumed" in sentence_on(flaw_problems(info.flaws)[0])


def test_a_cover_before_the_film_is_not_the_film(tmp_path: Path) -> None:
    path = tmp_path / "cover.mov"
    with av.open(str(path), "w") as container:
        cover = container.add_stream("png", rate=25)
        cover.width, cover.height, cover.pix_fmt = 32, 32, "rgb24"
        film = container.add_stream("libx264", rate=30)
        film.width, film.height, film.pix_fmt = 96, 64, "yuv420p"
        blank = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
        container.mux(cover.encode(blank))
        for number in range(30):
            frame = av.VideoFrame.from_ndarray(halves(96, 64), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(film.encode(frame))
        container.mux(film.encode())
        container.mux(cover.encode())
    assert (probe(path).width, probe(path).height) == (96, 64)
    assert len(list(read_frames(path))) == 30


@pytest.mark.parametrize("suffix", ["m4v", "3gp", "ts", "mts", "mpg", "wmv", "flv"])
def test_all_that_is_offered_is_read(tmp_path: Path, suffix: str) -> None:
    codec = {"mpg": "mpeg2video", "wmv": "wmv2", "flv": "flv"}.get(suffix, "libx264")
    film = write_video(tmp_path / f"FILM.{suffix.upper()}", TIMES_S, codec=codec,
                       ticks_per_s=30)  # fmt: skip
    frames = list(read_frames(film))
    assert len(frames) >= 58
    assert frames[-1].time_s == pytest.approx(59 / 30, abs=0.1)
    assert probe(film).duration_s == pytest.approx(2.0, abs=0.2)


def test_damaged_pictures_and_those_made_from_them_are_left_out(tmp_path: Path) -> None:
    film = moving_film(tmp_path / "film.mp4")
    data = bytearray(film.read_bytes())
    with av.open(str(film)) as container:
        packets = {
            p.pts: (p.pos, p.size)
            for p in container.demux(video=0)
            if p.pts is not None and p.pos is not None
        }
        base = container.streams.video[0].time_base
    assert base is not None
    hit = min(packets, key=lambda pts: abs(float(pts * base) - 1.5))
    at, size = packets[hit]
    data[at : at + size] = b"\xff" * size  # no length of any part is right
    film.write_bytes(data)
    frames = list(read_frames(film))
    (damage,) = flaws_of(frames)
    assert damage.code == "damaged"
    assert damage.at_s == pytest.approx(1.5, abs=0.1)
    assert damage.until_s == pytest.approx(2.0, abs=0.01)  # the next key frame
    assert not [f for f in frames if 1.55 < f.time_s < 1.95]


def test_garbage_that_decodes_is_known_by_how_it_heals_at_a_key_frame(
    tmp_path: Path,
) -> None:
    film = moving_film(tmp_path / "film.mp4", garbage_s=(2.4, 3.0))
    (damage,) = flaws_of(list(read_frames(film)))
    assert damage.code == "damaged"
    assert damage.at_s == pytest.approx(2.4, abs=0.15)
    assert damage.until_s == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize("sudden", ["nothing", "a cut", "a caption"])
def test_what_changes_in_a_sound_film_is_no_damage(tmp_path: Path, sudden: str) -> None:
    film = moving_film(tmp_path / "film.mp4", sudden=sudden)
    assert not flaws_of(list(read_frames(film)))


def test_nobody_is_seen_where_the_film_is_broken_and_nothing_goes_across_a_seam() -> (
    None
):
    track = long_track()
    broken = Flaw(code="damaged", at_s=1.0, until_s=2.5)
    joined = Flaw(code="clock_restarts", at_s=3.0, until_s=3.0)
    found = with_flaws(track, [broken, joined])
    lost = (found.time_s >= 1.0) & (found.time_s < 2.5)
    assert len(found) == pytest.approx(len(track), abs=2)
    np.testing.assert_array_equal(found.seen, ~lost)
    problems = {p.code: sentence_on(p) for p in assess_quality(found, ()).problems}
    assert "1.0 to 2.5 s" in problems["damaged"]
    assert "3.0 s" in problems["clock_restarts"]
    assert "lost_for" not in problems
    assert not assess_quality(found, ()).whole
    assert assess_quality(track, ()).whole


def test_flaws_are_kept_with_a_track(tmp_path: Path) -> None:
    flaws = (
        Flaw(code="reshaped", at_s=1.0, until_s=1.0, sizes_wh=((9, 5), (5, 9))),
        Flaw(code="no_clock", fps=30.0),
    )
    assert from_text(as_text(flaws)) == flaws
    track = long_track()
    track = replace(track, source=replace(track.source, flaws=flaws))
    save_track(track, tmp_path / "track.npz")
    assert load_track(tmp_path / "track.npz").source.flaws == flaws


def test_damage_seen_from_two_pieces_of_a_film_is_told_once() -> None:
    one = Flaw(code="damaged", at_s=1.0, until_s=2.0)
    other = Flaw(code="damaged", at_s=1.5, until_s=2.0)
    assert merged([other, one, one]) == (one,)


def long_track() -> Track:
    return deadlift_set(1)[0].between(0.0, 5.0)


def moving_film(
    path: Path, *, garbage_s: tuple[float, float] = (9, 9), sudden: str = "nothing"
) -> Path:
    """Four seconds, a key frame each: a square goes to and fro before a backdrop."""
    rng = np.random.default_rng(1)
    backdrop = np.repeat(np.repeat(rng.integers(90, 110, (15, 20, 3)), 16, 0), 16, 1)
    other = np.repeat(np.repeat(rng.integers(0, 255, (15, 20, 3)), 16, 0), 16, 1)
    blocks = rng.integers(0, 255, (16, 48, 3))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.codec_context.options = {
            "g": "30", "keyint_min": "30", "sc_threshold": "0", "bf": "0", "crf": "20",
        }  # fmt: skip
        for number in range(120):
            image = backdrop.copy()
            at = 40 + round(60 * np.sin(number / 9) + 60)
            image[150:200, at : at + 30] = (200, 40, 40)
            if sudden == "a cut" and number >= 60:
                image = other.copy()
            if sudden == "a caption" and 50 <= number < 75:
                image[20:40, 40:200] = 230
            if garbage_s[0] <= number / 30 < garbage_s[1]:
                image[32:48, 64:112] = blocks
            frame = av.VideoFrame.from_ndarray(image.astype(np.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.mark.parametrize(("recorded", "speed"), [("120", 0.25), ("30.2", 1), ("x", 1)])
def test_a_container_that_says_how_fast_it_was_recorded_is_believed(
    tmp_path: Path, recorded: str, speed: float
) -> None:
    plain = write_video(tmp_path / "plain.mp4", TIMES_S)
    marked = tmp_path / "marked.mp4"
    told = {"movflags": "use_metadata_tags"}
    with (
        av.open(str(plain)) as source,
        av.open(str(marked), "w", options=told) as target,
    ):
        target.metadata["com.android.capture.fps"] = recorded
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    assert probe(marked).speed == speed
    assert probe(plain).speed == 1
