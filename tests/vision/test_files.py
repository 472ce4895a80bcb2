"""Results are written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from hamstrong.errors import OutputError
from vision.files import legible, write_text, write_then_rename


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_whole_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    with write_then_rename(path) as temporary:
        temporary.write_text("first half", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "first half"
    assert names(path.parent) == ["report.json"]


def test_the_temporary_file_has_the_same_suffix_and_folder(tmp_path: Path) -> None:
    # Video and image writers choose their format by the suffix.
    with write_then_rename(tmp_path / "film.mp4") as temporary:
        assert temporary.suffix == ".mp4"
        assert temporary.parent == tmp_path


def test_a_reader_sees_the_old_file_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old", encoding="utf-8")
    with write_then_rename(path) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    "failure", [ValueError("no"), KeyboardInterrupt(), OSError("no number")]
)
def test_a_failure_keeps_the_old_file_and_leaves_no_other(
    failure: BaseException, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    path.write_text("old", encoding="utf-8")

    def write() -> None:
        with write_then_rename(path) as temporary:
            temporary.write_text("half of the ne", encoding="utf-8")
            raise failure

    with pytest.raises(type(failure)):
        write()
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["report.json"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(errno.ENOSPC, "the disk is full", id="full"),
        pytest.param(errno.EDQUOT, "quota", id="quota"),
        pytest.param(errno.EROFS, "read-only", id="read-only"),
    ],
)
def test_a_disk_that_fails_on_the_way_is_explained(
    number: int, words: str, tmp_path: Path
) -> None:
    with (
        pytest.raises(OutputError, match=words),
        write_then_rename(tmp_path / "film.mp4"),
    ):
        raise OSError(number, os.strerror(number))
    assert names(tmp_path) == []


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    with pytest.raises(OutputError, match="it is a folder"):
        write_text(tmp_path / "report", "text")
    assert names(tmp_path) == ["report"]


def test_a_folder_made_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report"
    with (
        pytest.raises(OutputError, match="it is a folder"),
        write_then_rename(path) as temporary,
    ):
        temporary.write_text("text", encoding="utf-8")
        path.mkdir()
    assert names(tmp_path) == ["report"]


def test_a_file_where_a_folder_should_be_is_explained(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="not a folder"):
        write_text(tmp_path / "results" / "report.json", "text")
    with pytest.raises(OutputError, match="not a folder"):
        write_text(tmp_path / "results" / "deep" / "report.json", "text")


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_without_permission_is_explained(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(OutputError, match="no permission"):
            write_text(tmp_path / "report.json", "text")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no /proc here")
def test_a_place_that_takes_no_files_is_explained() -> None:
    with pytest.raises(OutputError, match=r"Cannot write /proc/self/report\.json"):
        write_text(Path("/proc/self/report.json"), "text")


def test_a_very_long_name_still_works_or_is_explained(tmp_path: Path) -> None:
    write_text(tmp_path / ("a" * 250 + ".txt"), "text")
    with pytest.raises(OutputError, match="too long"):
        write_text(tmp_path / ("a" * 300 + ".txt"), "text")
    assert len(names(tmp_path)) == 1


def test_text_is_utf_8(tmp_path: Path) -> None:
    write_text(tmp_path / "note.txt", "90° – ça va")
    assert (tmp_path / "note.txt").read_bytes() == "90° – ça va".encode()


def test_two_writers_at_once_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "track.npz"
    with write_then_rename(path) as first, write_then_rename(path) as second:
        assert first != second
        first.write_text("first", encoding="utf-8")
        second.write_text("second", encoding="utf-8")
    assert path.read_text(encoding="utf-8") in ("first", "second")
    assert names(tmp_path) == ["track.npz"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (
            "caf\u00e9 \N{WOMAN}\u200d\N{ROCKET}.mp4",
            "caf\u00e9 \N{WOMAN}\u200d\N{ROCKET}.mp4",
        ),
        (os.fsdecode(b"caf\xc3\xa9.mp4"), "caf\u00e9.mp4"),
        ("caf\udcc3\udca9.mp4", "caf\u00e9.mp4"),
        ("caf\udce9.mp4", "caf\ufffd.mp4"),
        ("half \ud83d.mp4", "half \ufffd.mp4"),
        ("red\x1b[31m.mp4", r"red\x1b[31m.mp4"),
        ("c1\x9b31m\x7f.mp4", r"c1\x9b31m\x7f.mp4"),
        ("two\nlines\r\t.mp4", r"two\nlines\r\t.mp4"),
        ("turned\u202e4pm.exe", r"turned\u202e4pm.exe"),
        ("isolated\u2066\u2069.mp4", r"isolated\u2066\u2069.mp4"),
    ],
)
def test_a_name_is_shown_in_signs_that_do_nothing(name: str, shown: str) -> None:
    assert legible(name) == shown
    assert legible(shown) == shown
    shown.encode("utf-8")
