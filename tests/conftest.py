"""Fixtures shared by all tests."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from coach.check import Checked, Options, check_video

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_videos"
REAL = ROOT.parent / "shared" / "real"


@cache
def _checked(path: Path, options: Options) -> Checked:
    return check_video(path, options)


@pytest.fixture(scope="session")
def check_sample() -> Callable[..., Checked]:
    """Check a sample clip through the real pose model, once a session and option."""

    def check(name: str, **options: object) -> Checked:
        return _checked(SAMPLES / f"{name}.mp4", Options(**options))  # type: ignore[arg-type]

    return check


@pytest.fixture(scope="session")
def check_real() -> Callable[..., Checked]:
    """Check a clip of a real person; skips where the clips are not at hand."""

    def check(name: str, **options: object) -> Checked:
        path = REAL / "clips" / f"{name}.mp4"
        if not path.is_file():
            pytest.skip("the clips of real people are not on this machine")
        return _checked(path, Options(**options))  # type: ignore[arg-type]

    return check


@pytest.fixture
def hamstrong() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line as users do, in a process of its own."""

    def run(
        *arguments: object, timeout_s: float = 240
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coach.cli", *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            env={**os.environ, "COLUMNS": "100"},
            check=False,
        )

    return run
