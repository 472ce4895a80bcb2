"""The wheel, as somebody else's computer gets it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES

UV = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
CLIP = SAMPLES / "deadlift_not_tall.mp4"
PATIENCE_S = 120

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.skipif(not Path(UV).is_file(), reason="uv builds the wheel"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([UV, "build", "--wheel", "-q", "-o", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The folder of the commands of a new environment with nothing but the wheel."""
    place = wheel.parent / "environment"
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    overrides = wheel.parent / "overrides.txt"
    headless = settings["dependency-groups"]["headless"]
    lines = [*settings["tool"]["uv"]["override-dependencies"], ""]
    overrides.write_text("\n".join(lines))
    python = place / "bin" / "python"
    subprocess.run([UV, "venv", "-q", "-p", sys.executable, place], check=True)
    command: list[str | Path] = [UV, "pip", "install", "-q", "-p", python]
    command += ["--overrides", overrides]
    subprocess.run([*command, wheel, *headless], check=True)
    return place / "bin"


def said(command: list[object], folder: Path) -> str:
    """Run a command where nothing of this repository is found; return its output."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, command)], cwd=folder, env=clean, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_holds_the_packages_their_types_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"hamstrong", "vision", "exercises", "coach", "ui"}
    assert {"hamstrong/py.typed", "ui/app.py", "ui/style.css"} <= set(names)
    assert not [name for name in names if name.startswith("tests/")]


def test_it_is_imported_and_checks_a_film(installed: Path, tmp_path: Path) -> None:
    script = (
        "import hamstrong, pathlib; "
        f"found = hamstrong.check_video(pathlib.Path({str(CLIP)!r})); "
        "print(hamstrong.__file__); print(len(found.report.reps))"
    )
    where, reps = said([installed / "python", "-c", script], tmp_path).splitlines()
    assert Path(where).is_relative_to(installed.parent)
    assert reps == "1"


def test_its_command_finds_all_in_place_and_judges(
    installed: Path, tmp_path: Path
) -> None:
    command = installed / "hamstrong"
    assert "hamstrong" in said([command, "doctor"], tmp_path).lower()
    report = json.loads(said([command, "check", CLIP, "--json", "-"], tmp_path))
    assert report["exercise"] == "internal_rotation_deadlift"
    assert len(report["reps"]) == 1


def test_its_app_answers(installed: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    app = subprocess.Popen(
        [installed / "hamstrong", "app", "--no-browser", "--port", str(port)],
        cwd=tmp_path, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        page = ""
        ends_s = time.monotonic() + PATIENCE_S
        while "<title>" not in page and time.monotonic() < ends_s:
            assert app.poll() is None
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/") as answer:
                    page = answer.read().decode()
            except OSError:
                time.sleep(0.2)
        assert "<title>" in page
    finally:
        app.terminate()
        app.wait(timeout=30)
