"""docs/adding_an_exercise.md, followed to the letter in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "adding_an_exercise.md").read_text(encoding="utf-8")
PACKAGES = ("hamstrong", "vision", "exercises", "coach", "ui", "benchmarks", "tests")
FILM = ROOT / "sample_videos" / "none_squat.mp4"

pytestmark = pytest.mark.sweep

FOLLOWED = f"""
from pathlib import Path

from coach.check import Options, check_video
from coach.live.core import LiveCore
from coach.live.state import LiveSettings
from tests.live_films import play

film = check_video(Path({str(FILM)!r}), Options(height_m=1.68))
assert film.report.exercise == "squat", film.report
assert len(film.report.reps) == 2
core = LiveCore(LiveSettings(sets=1))
play(core, film.track, every_s=1.0)
state = core.state()
assert state.exercise == "squat", state
assert sum(len(one.report.units) for one in state.finished) == 2
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with what the page adds."""
    root = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, root / package,
            ignore=shutil.ignore_patterns("__pycache__", "tracks"),
        )  # fmt: skip
    shutil.copy(ROOT / "app.py", root)
    files = re.findall(
        r"`(exercises/squat/\w+\.py)`\n\n```python\n(.*?)```", PAGE, re.S
    )
    assert len(files) == 5
    for name, text in files:
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    registry = root / "exercises" / "registry.py"
    text = registry.read_text(encoding="utf-8")
    (diff,) = re.findall(r"```diff\n(.*?)```", PAGE, re.S)
    added, removed, instead = diff.splitlines()
    assert text.count(removed[1:]) == 1
    text = text.replace(removed[1:], instead[1:])
    first = text.index("from exercises.exercise")
    registry.write_text(f"{text[:first]}{added[1:]}\n{text[first:]}", encoding="utf-8")
    return root


def run(copy: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=copy, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "100"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_a_film_is_counted_and_coached_live(copy: Path) -> None:
    run(copy, "-c", FOLLOWED)


def test_all_reports_are_written_and_the_film_is_drawn(
    copy: Path, tmp_path: Path
) -> None:
    command = ("-m", "coach.cli.command", "check", FILM)
    done = run(
        copy, *command, "--exercise", "squat", "--json", tmp_path / "squat.json",
        "--csv", tmp_path / "tables", "--annotate", tmp_path / "squat.mp4",
    )  # fmt: skip
    assert "Squat" in done.stdout
    assert "Knee" in done.stdout
    assert "unsure" not in done.stdout  # which leg: both
    assert (tmp_path / "squat.json").stat().st_size > 1000
    assert (tmp_path / "tables" / "reps.csv").is_file()
    assert (tmp_path / "squat.mp4").stat().st_size > 10_000


def test_the_other_five_are_recognised_as_before(copy: Path) -> None:
    clip = ROOT / "sample_videos" / "deadlift_not_tall.mp4"
    done = run(copy, "-m", "coach.cli.command", "check", clip)
    assert "Internal Rotation Single Leg Deadlift" in done.stdout


def test_the_page_keeps_the_house_s_style(copy: Path) -> None:
    run(copy, "-m", "ruff", "check", "--config", ROOT / "pyproject.toml",
        "exercises/squat")  # fmt: skip
