"""The report arrives on any terminal, pipe and disk, or one sentence does."""

import codecs
import io
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from rich.console import Console

from coach.batch.command import Batch, run_batch
from coach.batch.films import look_in
from coach.batch.judge import Outcome
from coach.check import Options
from coach.cli.command import main
from coach.cli.output import LegibleLines, in_plain_signs, say
from coach.cli.progress import progress_bar
from hamstrong.errors import VideoError
from tests.conftest import ROOT
from tests.videos import write_video
from vision.video.probe import SUFFIXES, probe

TIMES_S = [index / 30 for index in range(12)]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    return write_video(folder / "room.mp4", TIMES_S)


def test_signs_that_a_terminal_lacks_are_written_in_others() -> None:
    written = io.BytesIO()
    codecs.register_error("test-signs", in_plain_signs)
    text = "5 ± 1° × 2 … \udce9"
    written.write(text.encode("ascii", errors="test-signs"))
    assert written.getvalue() == b"5 +/- 1 deg x 2 ... ?"


@pytest.mark.parametrize(
    "said",
    [
        {"PYTHONIOENCODING": "ascii"},
        pytest.param(
            {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
            marks=pytest.mark.sweep,
        ),
    ],
)
def test_a_report_is_printed_where_there_is_no_utf_8(
    said: dict[str, str], film: Path, tmp_path: Path
) -> None:
    named = film.rename(film.with_name("caf\N{LATIN SMALL LETTER E WITH ACUTE}.mp4"))
    out = tmp_path / "report.json"
    done = _run("check", named, "--no-cache", "--json", out, env=said)
    assert done.returncode == 3, done.stderr
    assert "Nobody was seen" in done.stdout.decode("ascii")
    assert not done.stderr
    assert "caf" in out.read_text(encoding="utf-8")


@pytest.mark.sweep
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_where_nothing_can_be_printed_files_are_written_and_one_sentence_said(
    film: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.json"
    with Path("/dev/full").open("wb") as full:
        done = _run("check", film, "--no-cache", "--json", out, stdout=full)
    assert out.is_file()
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert b"cannot be written" in done.stderr


def test_a_name_that_is_no_text_stops_no_batch(film: Path, tmp_path: Path) -> None:
    strange = os.fsencode(film.parent) + b"/caf\xe9.mp4"
    try:
        Path(os.fsdecode(strange)).write_bytes(film.read_bytes() + b"\0")
    except OSError:
        pytest.skip("this disk takes no such names")
    outcomes = _batch(film.parent, tmp_path / "out")
    assert len(outcomes) == 2
    assert {one.status for one in outcomes} == {"not judged"}
    assert "caf\N{REPLACEMENT CHARACTER}.mp4" in (
        tmp_path / "out" / "summary.csv"
    ).read_text(encoding="utf-8")


def test_brackets_in_a_folders_name_are_no_markup(film: Path, tmp_path: Path) -> None:
    (film.parent / "[red] notes.txt").touch()
    (film.parent / "broken[bold].mov").write_bytes(b"rubbish" * 99)
    printed = io.StringIO()
    outcomes = _batch(film.parent, tmp_path / "r[/b]", printed)
    assert [one.status for one in outcomes] == ["failed", "not judged"]
    assert "[red] notes.txt" in printed.getvalue()
    assert "broken[bold].mov" in printed.getvalue()


def test_every_type_of_film_is_found_in_capitals_too_and_the_rest_is_named(
    tmp_path: Path,
) -> None:
    for suffix in SUFFIXES:
        (tmp_path / f"A{suffix.upper()}").touch()
    (tmp_path / "notes.txt").touch()
    (tmp_path / ".hidden.txt").touch()
    assert len(look_in([str(tmp_path)]).films) == len(SUFFIXES)
    assert look_in([str(tmp_path)]).others == ["notes.txt"]


def test_a_colon_in_a_relative_name_is_no_address(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film.rename(film.with_name("set1:left.mp4"))
    monkeypatch.chdir(film.parent)
    assert probe(Path("set1:left.mp4")).frames == len(TIMES_S)


def test_an_address_and_a_pipe_are_answered_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="is an address"):
        probe(Path("https://example.org/film.mp4"))
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(VideoError, match="save it as a file"):
        probe(tmp_path / "pipe.mp4")


def test_work_goes_on_where_nobody_listens() -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    say(Console(file=Full()), "Something.")


STEERING = "a\x1b[31mb\x9b2J\u202ec\nd"
SPELT_OUT = r"a\x1b[31mb\x9b2J\u202ec\nd"


def raw(printed: str) -> set[str]:
    """What of the signs that steer a terminal was printed, line ends aside."""
    return {sign for sign in printed if sign in "\x1b\x9b\u202e"}


def test_no_name_steers_the_terminal(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = film.rename(film.with_name(f"{STEERING}.mp4"))
    assert main(["check", str(named), "--no-cache"]) == 3
    printed = capsys.readouterr()
    assert raw(printed.out + printed.err) == set()
    assert r"\x1b[31m" in printed.out


@pytest.mark.parametrize(
    "asked",
    [
        ["check", "{name}.mp4"],
        ["check", "{film}", "--with", "{name}.mov"],
        ["check", "{film}", "--limits", "{name}.toml"],
        ["check", "{film}", "--model", "{name}.task"],
        ["check", "{film}", "--annotate", "{name}.avi"],
        ["check", "{film}", "{name}"],
        ["check", "{film}", "--speed", "{name}"],
        ["check", "{film}", "--athlete", "{name}"],
        ["batch", "{name}"],
        ["batch", "{name}://films"],
    ],
)
def test_no_complaint_steers_the_terminal(
    asked: list[str], film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [one.format(name=STEERING, film=film) for one in asked]
    try:
        code: object = main(given)
    except SystemExit as ended:  # argparse
        code = ended.code
    assert code == 2
    printed = capsys.readouterr().err
    assert raw(printed) == set()
    assert r"\x1b[31m" in printed
    assert "should not" not in printed  # a fault of ours


def test_a_batch_names_films_and_failures_without_steering_the_terminal(
    film: Path, tmp_path: Path
) -> None:
    film.with_name(f"{STEERING}.mov").write_bytes(b"rubbish" * 99)
    film.with_name(f"{STEERING}.txt").touch()
    printed = io.StringIO()
    _batch(film.parent, tmp_path / STEERING, printed)
    assert raw(printed.getvalue()) == set()
    assert f"{SPELT_OUT}.mov is not a video" in printed.getvalue()
    assert f"left out: {SPELT_OUT}.txt" in printed.getvalue()


def test_a_progress_bars_title_does_not_steer_the_terminal() -> None:
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=True, width=200)
    with progress_bar(f"Watching {STEERING}", console):
        pass
    assert f"Watching {SPELT_OUT}" in printed.getvalue()


def test_logs_do_not_steer_the_terminal() -> None:
    record = logging.LogRecord("us", 30, "", 0, "%s: lost", (STEERING,), None)
    line = LegibleLines(logging.BASIC_FORMAT).format(record)
    assert raw(line) == set()
    assert r"\x1b[31m" in line


def _batch(
    folder: Path, out: Path, printed: io.StringIO | None = None
) -> list[Outcome]:
    batch = Batch(
        places=(str(folder),), out=out, options=Options(cached=False, workers=1)
    )
    console = Console(file=printed or io.StringIO(), width=300)
    return run_batch(batch, console)


def _run(
    *arguments: object,
    env: dict[str, str] | None = None,
    stdout: IO[bytes] | int | None = None,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "coach.cli.command", *map(str, arguments)],
        cwd=ROOT,
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        timeout=240,
        check=False,
    )
