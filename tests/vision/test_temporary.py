"""What a killed process leaves in the temporary folder."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vision.temporary import LOCK, PREFIX, YOUNG_S, TemporaryFolder, remove_ownerless


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_goes_with_its_owner_and_with_the_block(place: Path) -> None:
    with TemporaryFolder() as path:
        (path / "film.mp4").touch()
        assert path.parent == place
    folder = TemporaryFolder()
    folder.new("film.mp4").touch()
    del folder
    assert list(place.iterdir()) == []


def test_what_somebody_owns_stays(place: Path) -> None:
    folder = TemporaryFolder()
    assert remove_ownerless() == 0
    assert folder.path.is_dir()


def test_what_a_killed_process_left_is_removed(place: Path) -> None:
    script = (
        "import os, signal; from vision.temporary import TemporaryFolder; "
        "folder = TemporaryFolder(); folder.new('film.mp4').write_bytes(b'film'); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(place)},
        check=False,
    )
    assert len(list(place.glob(f"{PREFIX}*/*/film.mp4"))) == 1
    assert remove_ownerless() == 1
    assert list(place.iterdir()) == []


def test_folders_without_a_lock_are_left_while_they_are_young(place: Path) -> None:
    folder = place / f"{PREFIX}just-made"
    folder.mkdir()
    assert remove_ownerless() == 0
    os.utime(folder, (0, time.time() - 2 * YOUNG_S))
    assert remove_ownerless() == 1


def test_nothing_else_is_touched(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mine = tmp_path_factory.mktemp("mine")
    (mine / LOCK).touch()
    (place / f"{PREFIX}link").symlink_to(mine)
    (place / f"{PREFIX}file").touch()
    (place / "other").mkdir()
    assert remove_ownerless() == 0
    assert (mine / LOCK).is_file()
