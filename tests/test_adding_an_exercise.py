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
PACKAGES = (
    "hamstrong", "vision", "exercises", "coach", "ui", "benchmarks", "studio", "tests",
    "docs",
)  # fmt: skip
FILES = ("app.py", "pyproject.toml", "README.md", "CONTRIBUTING.md")
FILM = ROOT / "sample_videos" / "none_squat.mp4"

pytestmark = pytest.mark.sweep

LIVE = """
import numpy as np
from dataclasses import replace

assert film.report.exercise == "squat", film.report
assert len(film.report.reps) == 2
assert film.report.variant == {"legs": "two legs"}
assert state.exercise == "squat", state
assert sum(len(one.report.units) for one in state.finished) == 2
without = draw_live(picture(film.track), replace(state, angle_deg=float("nan")))
written = np.argwhere((shown_rgb != without).any(axis=2))[:, ::-1]
hips_px = state.points_px[[23, 24]].mean(axis=0)
assert len(written) > 50
assert np.linalg.norm(np.median(written, axis=0) - hips_px) < 60
"""
"""What is to hold after the page's own lines have played a film to the coach."""

SHORT = """
import re
import numpy as np
from exercises.check import check
from exercises.squat import definition
from tests.figures import frame_times, hinge_track, ramp_signal, repetitions

def squats(depth_deg):
    moves = repetitions(3, lowering_s=2.0, top=0.0, bottom=1.0)
    time_s = frame_times(moves[-1].off_s + 2.0, 30.0)
    down = ramp_signal(time_s, moves)
    knees_deg = 5.0 + (depth_deg - 5.0) * down
    return hinge_track(0.3 * depth_deg * down, knees_deg, time_s, rear="together")

def texts(report):
    return {attempt.reason.text for attempt in report.attempts}

short = check(squats(43.0), exercise="squat")
assert not short.reps
assert len(short.attempts) == 3
assert {fault.code for fault in short.faults} == {"shallow_squat"}, short
(text,) = texts(short)
to_deg, takes_deg = (int(number) for number in re.findall(r"[0-9]+", text))
assert abs(to_deg - 43) <= 2, text
assert takes_deg == definition.COUNTED_DEG, text

# By less than the reading's error too short: a rep, and the fault with it.
nearly = check(squats(49.0), exercise="squat")
assert len(nearly.reps) == 3
assert {fault.code for fault in nearly.faults} == {"shallow_squat"}

deep = check(squats(100.0), exercise="squat")
assert len(deep.reps) == 3
assert not {fault.code for fault in deep.faults} & {"shallow_squat"}
assert abs(deep.reps[0].measures["depth_deg"].value - 100.0) <= 3.0

# Another threshold is said as it is, and compared with what the table shows.
definition.COUNTED_DEG = 120.0
(text,) = texts(check(squats(100.0), exercise="squat"))
assert "takes 120" in text
definition.COUNTED_DEG = 90.0
assert len(check(squats(100.0), exercise="squat").reps) == 3

# What is not seen is not called too small.
hidden = squats(100.0)
definition.joint_error_deg = lambda *_: float("nan")
reasons = {attempt.reason.code for attempt in check(hidden, exercise="squat").attempts}
assert reasons == {"hidden"}
"""
"""A set of squats that are too short, or nearly so, or deep."""


def applied(diff: str, text: str) -> str:
    """Return a text with the one hunk of a diff."""
    lines = [(line[:1], line[1:]) for line in diff.splitlines()]
    before = "\n".join(rest for sign, rest in lines if sign != "+")
    after = "\n".join(rest for sign, rest in lines if sign != "-")
    assert text.count(before) == 1
    return text.replace(before, after)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with what the page adds."""
    root = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, root / package,
            ignore=shutil.ignore_patterns("__pycache__", "tracks"),
        )  # fmt: skip
    for name in FILES:
        shutil.copy(ROOT / name, root)
    (root / "sample_videos").symlink_to(ROOT / "sample_videos")
    files = re.findall(
        r"`(exercises/squat/\w+\.py)`\n\n```python\n(.*?)```", PAGE, re.S
    )
    assert len(files) == 5
    for name, text in files:
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    registry = root / "exercises" / "registry.py"
    (diff,) = re.findall(r"```diff\n(.*?)```", PAGE, re.S)
    text = applied(diff, registry.read_text(encoding="utf-8"))
    registry.write_text(text, encoding="utf-8")
    return root


def run(copy: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=copy, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "100"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_a_film_is_counted_and_coached_live_with_its_angle(copy: Path) -> None:
    (lines,) = re.findall(r"```python\n(from pathlib.*?)```", PAGE, re.S)
    run(copy, "-c", lines + LIVE)


def test_short_squats_are_told_why_and_what_to_change(copy: Path) -> None:
    run(copy, "-c", SHORT)


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
    packages = ("exercises/squat", "exercises/registry.py")
    run(copy, "-m", "ruff", "check", *packages)
    run(copy, "-m", "ruff", "format", "--check", *packages)
    run(copy, "-m", "mypy", *packages)


def test_the_tests_that_fail_then_are_those_that_the_page_lists(copy: Path) -> None:
    listed = set(re.findall(r"(?m)^\| `(tests/\S+\.py)` \|", PAGE))
    asked = {
        "tests/test_architecture.py", "tests/test_documents.py",
        "tests/exercises/test_check.py", "tests/exercises/test_consistency.py",
        "tests/exercises/test_recognise.py", "tests/coach/reports/test_wording.py",
        "tests/coach/reports/test_json_report.py",
        "tests/coach/live/test_flow.py", "tests/ui/filming/test_page.py",
    }  # fmt: skip
    left_out = ("readme_example", "list_of_sample")  # they follow films
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider",
         "-k", " and ".join(f"not {name}" for name in left_out), *sorted(asked)],
        cwd=copy, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )  # fmt: skip
    failed = set(re.findall(r"(?m)^(?:FAILED|ERROR) (\S+?\.py)", done.stdout))
    assert failed == listed, done.stdout
