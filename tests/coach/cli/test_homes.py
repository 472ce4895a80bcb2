"""Homes as they are: none, one that cannot be written, and one for four at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES
from vision.track_file import load_track

CLIP = SAMPLES / "deadlift_not_tall.mp4"
COMMAND = (sys.executable, "-m", "coach.cli.command", "check", str(CLIP), "--json", "-")


def started(cwd: Path, **environment: str) -> subprocess.Popen[str]:
    kept = {k: v for k, v in os.environ.items() if k != "HOME" and k[:4] != "XDG_"}
    return subprocess.Popen(
        COMMAND,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
    )


def report_of(process: subprocess.Popen[str]) -> dict[str, object]:
    said, complained = process.communicate(timeout=600)
    assert process.returncode == 0, complained
    assert "Traceback" not in complained
    found: dict[str, object] = json.loads(said)
    return found


@pytest.mark.sweep
def test_without_a_home_a_film_is_judged_all_the_same(tmp_path: Path) -> None:
    assert report_of(started(tmp_path))["reps"]


@pytest.mark.sweep
def test_a_home_that_is_a_file_costs_time_and_no_result(tmp_path: Path) -> None:
    blocked = tmp_path / "home"
    blocked.touch()
    assert report_of(started(tmp_path, HOME=str(blocked)))["reps"]


@pytest.mark.sweep
def test_four_processes_on_one_cache_find_the_same(tmp_path: Path) -> None:
    running = [started(tmp_path, HOME=str(tmp_path)) for _ in range(4)]
    first, *others = [report_of(process) for process in running]
    assert all(other == first for other in others)
    cache = tmp_path / ".cache" / "hamstrong"
    (track,) = (cache / "tracks").iterdir()
    assert load_track(track).seen.any()
    assert not [path for path in cache.rglob(".*") if path.is_file()]  # no half files
