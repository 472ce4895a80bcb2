"""A file leads to nothing but itself: no other file, no address, no list of either."""

import socket
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from hamstrong.errors import VideoError
from tests.videos import write_video
from vision.video.formats import FORMATS
from vision.video.probe import SUFFIXES, probe

TIMES_S = [index / 30 for index in range(12)]
CODECS = {
    ".webm": "libvpx", ".3gp": "h263", ".avi": "mpeg4", ".mpg": "mpeg1video",
    ".mpeg": "mpeg2video", ".wmv": "wmv2", ".flv": "flv", ".gif": "gif",
    ".mjpeg": "mjpeg", ".hevc": "libx265", ".ogv": "libvpx", ".ivf": "libvpx",
}  # fmt: skip
PIXELS = {".gif": "rgb8", ".mjpeg": "yuvj420p"}
BARE = (".h264", ".hevc", ".mjpeg", ".ivf", ".nut", ".asf", ".y4m")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A film beside the one that is opened; nobody asked for it."""
    return write_video(tmp_path / "other.mp4", TIMES_S)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that nobody should come to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


def refused(path: Path, text: str) -> None:
    path.write_text(text)
    with pytest.raises(VideoError, match="is not a video that can be read"):
        probe(path)


@pytest.mark.parametrize("suffix", [*SUFFIXES, *BARE])
def test_every_kind_of_film_is_still_opened(suffix: str, tmp_path: Path) -> None:
    codec = "rawvideo" if suffix == ".y4m" else CODECS.get(suffix, "libx264")
    path = write_video(
        tmp_path / f"film{suffix}",
        TIMES_S,
        codec=codec,
        size_wh=(352, 288),  # H.263 knows few
        pixel_format=PIXELS.get(suffix, "yuv420p"),
        ticks_per_s=30,
    )
    assert probe(path).height == 288


@pytest.mark.parametrize("suffix", ["ffconcat", "mp4", "mov", "txt"])
@pytest.mark.parametrize("named", ["other.mp4", "/etc/passwd"])
def test_a_list_of_files_opens_none_of_them(
    suffix: str, named: str, other: Path
) -> None:
    path = other.with_name(f"list.{suffix}")
    refused(path, f"ffconcat version 1.0\nfile {named}\n")


def test_a_playlist_opens_no_film_of_this_computer(other: Path) -> None:
    refused(
        other.with_name("list.m3u8"),
        f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{other.name}\n#EXT-X-ENDLIST\n",
    )


def test_a_picture_opens_no_others_of_its_number(tmp_path: Path) -> None:
    for index in range(3):
        picture = write_video(
            tmp_path / "one.mjpeg", [0.0], codec="mjpeg", pixel_format="yuvj420p"
        )
        picture.rename(tmp_path / f"{index}.jpg")
    refused(tmp_path / "%d.jpg", "anything")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "list.m3u8",
            "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n"
            "http://127.0.0.1:{port}/film.ts\n#EXT-X-ENDLIST\n",
        ),
        ("list.ffconcat", "ffconcat version 1.0\nfile http://127.0.0.1:{port}/a.ts\n"),
        (
            "stream.sdp",
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
            "m=video {port} RTP/AVP/TCP 96\na=rtpmap:96 H264/90000\n",
        ),
        (
            "stream.mpd",
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period>'
            '<AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1">'
            "<BaseURL>http://127.0.0.1:{port}/film.mp4</BaseURL></Representation>"
            "</AdaptationSet></Period></MPD>",
        ),
        ("address.rtsp", "rtsp://127.0.0.1:{port}/film"),
    ],
)
def test_a_file_that_names_an_address_reaches_nobody(
    name: str, text: str, tmp_path: Path, listener: socket.socket
) -> None:
    refused(tmp_path / name, text.format(port=listener.getsockname()[1]))
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.txt", "One line of text and another.\n" * 50),
        ("words.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n"),
        ("words.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n"),
        ("graph.lavfi", "color=red"),
    ],
)
def test_texts_and_subtitles_are_no_films(name: str, text: str, tmp_path: Path) -> None:
    refused(tmp_path / name, text)


@pytest.mark.parametrize(
    "name", ["concat:other.mp4|other.mp4", "subfile,,start,0,end,0,,:other.mp4", "-"]
)
def test_a_name_in_ffmpegs_own_words_is_a_name(
    name: str, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(other.parent)
    with pytest.raises(VideoError, match="does not exist"):
        probe(Path(name))
    Path(name).write_bytes(other.read_bytes())
    assert probe(Path(name)).frames == len(TIMES_S)


def test_all_kinds_are_ones_that_ffmpeg_knows() -> None:
    known = {name for one in av.formats_available for name in one.split(",")}
    assert set(FORMATS) <= known


def test_a_title_in_another_encoding_stops_no_film(tmp_path: Path) -> None:
    path = write_video(tmp_path / "film.mp4", TIMES_S)
    signed = path.read_bytes()  # as FFmpeg signs what it writes
    assert b"Lavf" in signed
    path.write_bytes(signed.replace(b"Lavf", b"L\xe9vf"))
    assert probe(path).frames == len(TIMES_S)
