"""What `import hamstrong` gives a program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import hamstrong
import hamstrong.errors
from tests.conftest import ROOT, SAMPLES

CLIP = SAMPLES / "deadlift_not_tall.mp4"


def test_all_names_are_there_and_stand_in_dir() -> None:
    for name in hamstrong.__all__:
        assert getattr(hamstrong, name) is not None
    assert set(hamstrong.__all__) <= set(dir(hamstrong))
    errors = {name for name in vars(hamstrong.errors) if name.endswith("Error")}
    assert set(hamstrong.__all__) == set(hamstrong._HOME) | errors


def test_an_unknown_name_is_refused_as_in_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Squat'"):
        hamstrong.Squat  # noqa: B018


def test_importing_it_loads_no_library() -> None:
    script = (
        "import sys; before = set(sys.modules); import hamstrong; "
        "print(*sorted(m.split('.')[0] for m in set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True
    )
    assert set(done.stdout.split()) <= {"hamstrong", *sys.stdlib_module_names}


def test_a_film_is_checked_by_it_alone() -> None:
    checked = hamstrong.check_video(CLIP, hamstrong.Options(side="right"))
    assert isinstance(checked.report, hamstrong.Report)
    assert isinstance(checked.track, hamstrong.Track)
    assert checked.report.exercise in hamstrong.EXERCISES
    assert len(checked.report.reps) == 1


def test_every_error_a_user_can_cause_is_one_of_ours(tmp_path: Path) -> None:
    with pytest.raises(hamstrong.HamstrongError, match=r"gone\.mp4"):
        hamstrong.check_video(tmp_path / "gone.mp4")
    errors = [name for name in hamstrong.__all__ if name.endswith("Error")]
    assert all(
        issubclass(getattr(hamstrong, name), hamstrong.HamstrongError)
        for name in errors
    )


def test_every_logger_bears_its_name() -> None:
    made = re.compile(r"getLogger\((.*?)\)")
    names = {
        f"{path.relative_to(ROOT)}: {name}"
        for room in ("vision", "exercises", "coach", "ui", "hamstrong")
        for path in (ROOT / room).rglob("*.py")
        for name in made.findall(path.read_text(encoding="utf-8"))
    }
    assert names
    assert {name for name in names if 'f"hamstrong.{__name__}"' not in name} == set()
