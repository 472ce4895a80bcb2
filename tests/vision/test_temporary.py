"""What a killed process leaves in the temporary folder."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vision.temporary import (
    LOCK,
    PREFIX,
    YOUNG_S,
    TemporaryFolder,
    remove_all,
    remove_ownerless,
)


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


def test_folders_without_a_lock_go_when_they_are_old_and_empty(place: Path) -> None:
    folder = place / f"{PREFIX}ab12cd_9"
    folder.mkdir()
    assert remove_ownerless() == 0
    os.utime(folder, (0, time.time() - 2 * YOUNG_S))
    assert remove_ownerless() == 1


@pytest.mark.parametrize("name", ["main", "results", "films", "ab12cd_9"])
def test_folders_that_somebody_else_named_or_filled_stay(
    place: Path, name: str
) -> None:
    folder = place / f"{PREFIX}{name}"
    folder.mkdir()
    (folder / "report.json").touch()
    os.utime(folder, (0, 0))
    assert remove_ownerless() == 0
    assert (folder / "report.json").is_file()


def test_a_folder_that_is_being_made_is_never_taken(place: Path) -> None:
    over = threading.Event()

    def tidy_all_the_time() -> None:
        while not over.is_set():
            remove_ownerless()

    other = threading.Thread(target=tidy_all_the_time)
    other.start()
    try:
        for _ in range(200):
            with TemporaryFolder() as path:
                assert (path / LOCK).is_file()
    finally:
        over.set()
        other.join()


def test_a_forked_child_leaves_its_parents_folder() -> None:
    folder = TemporaryFolder()
    if (child := os.fork()) == 0:
        folder.remove()
        os._exit(0)
    os.waitpid(child, 0)
    assert folder.path.is_dir()


def test_all_go_where_a_server_is_ended() -> None:
    folder = TemporaryFolder()
    remove_all()
    assert not folder.path.exists()


def test_nothing_else_is_touched(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mine = tmp_path_factory.mktemp("mine")
    (mine / LOCK).touch()
    (place / f"{PREFIX}link_123").symlink_to(mine)
    (place / f"{PREFIX}file_123").touch()
    (place / "other").mkdir()
    assert remove_ownerless() == 0
    assert (mine / LOCK).is_file()
