"""The last net: nobody reads a traceback, and nobody loses one."""

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coach import crash_log
from coach.cli import command as cli
from coach.crash_log import KEPT, log_crash, sentence_on_crash
from tests.conftest import ROOT

FAULT = 70


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(crash_log, "user_log_path", lambda _: tmp_path / "log")
    return tmp_path / "log"


def test_a_fault_of_the_command_is_a_sentence_and_a_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(_path: Path) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("coach.cli.refusals.probe", breaks)
    assert cli.main(["check", "film.mp4"]) == FAULT
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    (log,) = folder.iterdir()
    assert str(log) in said
    assert "ZeroDivisionError: nobody foresaw this" in log.read_text()


def test_a_fault_of_a_page_is_one_too(folder: Path) -> None:
    def broken() -> None:
        from ui.trouble import show_crash

        assert show_crash(ZeroDivisionError("on a page"))

    page = AppTest.from_function(broken).run()
    (shown,) = page.error
    (log,) = folder.iterdir()
    assert str(log) in shown.value
    assert not page.exception


def test_where_nothing_can_be_written_the_sentence_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert log_crash(ValueError("x"), blocked) is None
    assert "No log" in sentence_on_crash(ValueError("x"), None)


def test_only_the_last_logs_stay(folder: Path) -> None:
    for number in range(KEPT + 5):
        log_crash(ValueError(str(number)), folder)
    logs = sorted(folder.iterdir())
    assert len(logs) == KEPT
    assert str(KEPT + 4) in logs[-1].read_text()


def test_a_working_folder_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = (
        f"import os, sys; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); "
        f"sys.path.insert(0, {str(ROOT)!r}); from coach.cli.command import main; "
        "sys.exit(main(['check', 'film.mp4']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr
