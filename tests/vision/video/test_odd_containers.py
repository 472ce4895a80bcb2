"""Films whose container lies in its own language: sizes, counts, rates, repeats.

Bytes changed at random (`benchmarks.fuzz`) seldom hit a field that means something.
Here the fields are found first, and then written over with numbers that lie.
"""

import math
import re
import struct
import time
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hamstrong.errors import HamstrongError
from tests.videos import write_video
from vision.tracking.chunks import chunks_of
from vision.video import formats
from vision.video.probe import probe
from vision.video.reader import pictures_at, read_frames

FRAMES = 20
SLOWEST_S = 10.0
"""Whole films of this size take a tenth of a second; the machine may be busy."""
KINDS = {".mp4": "libx264", ".mkv": "libx264", ".avi": "mpeg4", ".ts": "libx264"}
BOXES = (
    b"ftyp", b"moov", b"mvhd", b"trak", b"tkhd", b"edts", b"elst", b"mdia", b"mdhd",
    b"minf", b"stbl", b"stsd", b"avc1", b"avcC", b"stts", b"stss", b"ctts", b"stsc",
    b"stsz", b"stco", b"mdat",
)  # fmt: skip
"""Of ISO/IEC 14496-12; each is a length, this name, and what it holds."""
CHUNKS = (b"RIFF", b"LIST", b"avih", b"strh", b"strf", b"movi", b"idx1", b"00dc")
"""Of AVI; each is its name, a length, and what it holds."""
ELEMENTS = {
    b"\x44\x89\x88": 8, b"\x2a\xd7\xb1": 4, b"\x23\xe3\x83": 4, b"\xb0": 3, b"\xba": 3,
    b"\x1f\x43\xb6\x75": 8, b"\xa3": 6, b"\xe7": 4, b"\x1c\x53\xbb\x6b": 8,
}  # fmt: skip
"""Of Matroska (RFC 9559): duration, scale of time, duration of a frame, width, height,
cluster, block, time of a cluster, cues; each with the bytes that follow it."""


@dataclass(frozen=True)
class Edit:
    """One lie: where, as a share of the places there are, and what."""

    kind: str
    share: float
    offset: int
    value: int


NUMBERS = st.sampled_from(
    [0, 1, 2, 7, 8, 0xFF, 0x7FFF, 0xFFFF, 90_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]
) | st.integers(0, 0xFFFFFFFF)
EDITS = st.builds(
    Edit,
    kind=st.sampled_from(["size", "field", "field", "tail", "twice", "gone"]),
    share=st.floats(0, 1),
    offset=st.integers(0, 12),
    value=NUMBERS,
)


@cache
def film(suffix: str) -> bytes:
    times_s = [number / 30 for number in range(FRAMES)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"film{suffix}"
        ticks = 30 if suffix == ".avi" else 90_000
        options = {"movflags": "faststart"} if suffix == ".mp4" else {}
        write_video(
            path, times_s, codec=KINDS[suffix], ticks_per_s=ticks, options=options,
            shades=True,
        )  # fmt: skip
        return path.read_bytes()


@cache
def places(suffix: str) -> tuple[tuple[int, int], ...]:
    """Return where the lengths in a film lie, and where what they measure begins."""
    content = film(suffix)
    if suffix == ".mp4":
        return tuple((at - 4, at + 4) for at in _found(BOXES, content))
    if suffix == ".avi":
        return tuple((at + 4, at + 8) for at in _found(CHUNKS, content))
    if suffix == ".mkv":
        return tuple(
            (at + len(name), at + len(name) + 1)
            for name, length in ELEMENTS.items()
            for at in _found((name,), content)
            if at + len(name) + length < len(content)
        )
    # A stream of packets of 188 bytes, each with its head and maybe a clock.
    return tuple((at + 1, at + 4) for at in range(0, len(content), 188))


def _found(names: tuple[bytes, ...], content: bytes) -> list[int]:
    return sorted(
        found.start()
        for name in names
        for found in re.finditer(re.escape(name), content)
    )


def edited(suffix: str, edits: list[Edit]) -> bytes:
    """Return a film with these lies in it, told one after another."""
    content = bytearray(film(suffix))
    wide = ">I" if suffix != ".avi" else "<I"
    for edit in edits:
        known = places(suffix)
        length_at, holds_at = known[min(int(edit.share * len(known)), len(known) - 1)]
        at = int(edit.share * len(content))
        match edit.kind:
            case "size":
                content[length_at : length_at + 4] = struct.pack(wide, edit.value)
            case "field":
                place = holds_at + 4 * edit.offset
                content[place : place + 4] = struct.pack(wide, edit.value)
            case "tail":
                del content[at:]
            case "twice":
                span = content[at : at + 1 + edit.value % 4096]
                content[at:at] = span
            case _:
                del content[at : at + 1 + edit.value % 64]
    return bytes(content)


def most_frames(edits: list[Edit]) -> int:
    """Return how many frames may be read: what is there twice may be read twice."""
    return FRAMES * 2 ** sum(edit.kind == "twice" for edit in edits)


def looked_through(path: Path, most: int = FRAMES) -> int:
    """Do what a check does before the model; return how many frames came.

    Args:
        path: The film.
        most: Frames that may come.

    Raises:
        HamstrongError: It is no film that can be judged, and why.
    """
    info = probe(path)
    assert info.width > 0
    assert info.height > 0
    assert not info.duration_s < 0
    assert len(chunks_of(info.duration_s, info.packets)) <= most
    if not math.isnan(info.duration_s):
        list(pictures_at(path, [0.0, info.duration_s / 2], long_side_px=64))
    times_s = []
    for frame in read_frames(path, long_side_px=64):
        times_s.append(frame.time_s)
        assert len(times_s) <= most, "more frames than were filmed"
    assert all(earlier < later for earlier, later in pairwise(times_s))
    return len(times_s)


@pytest.mark.parametrize("suffix", KINDS)
def test_the_films_are_whole_before_anything_is_changed(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"film{suffix}"
    path.write_bytes(film(suffix))
    assert looked_through(path) == FRAMES
    assert len(places(suffix)) > 5


@pytest.mark.parametrize("suffix", KINDS)
@given(edits=st.lists(EDITS, min_size=1, max_size=4))
@example(edits=[Edit("twice", 0.0, 0, 4095)])
@example(edits=[Edit("tail", 0.5, 0, 0)])
@settings(max_examples=25, derandomize=True)
def test_a_lying_container_is_read_or_refused_in_a_sentence_in_bounded_time(
    suffix: str, edits: list[Edit]
) -> None:
    began_s = time.monotonic()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"film{suffix}"
        path.write_bytes(edited(suffix, edits))
        refused = ""
        try:
            looked_through(path, most_frames(edits))
        except HamstrongError as error:
            refused = str(error)
    assert not refused or refused.startswith(path.name), "no sentence"
    assert time.monotonic() - began_s < SLOWEST_S


def test_a_box_that_claims_more_than_any_file_can_hold_is_refused(
    tmp_path: Path,
) -> None:
    # A length of 1 says that the true one follows, in eight bytes.
    path = tmp_path / "film.mp4"
    huge = struct.pack(">I4sQ", 1, b"mdat", 2**64 - 1)
    path.write_bytes(film(".mp4")[:32] + huge + bytes(100))
    with pytest.raises(HamstrongError, match="incomplete"):
        probe(path)


def test_a_file_of_nothing_but_boxes_is_given_up_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "OPENING_S", 0.2)
    path = tmp_path / "film.mp4"
    # FFmpeg takes some microseconds for each, and ten seconds for all of these.
    path.write_bytes(film(".mp4")[:32] + b"\0\0\0\x08free" * 4_000_000)
    began_s = time.monotonic()
    with pytest.raises(HamstrongError, match=r"film\.mp4 is"):
        probe(path)
    assert time.monotonic() - began_s < 4.0
