"""What is kept of people, and that it goes when they say so."""

from pathlib import Path

import pytest

from coach import forget as module
from coach.cli import command as cli
from coach.cli import forgetting
from coach.forget import Kept, forget, kept_folders
from vision.pose.model import resolve_model
from vision.tracking.track_video import default_cache


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Kept, Kept]:
    """A folder of somebody's and one of the program's, each with a file in it."""
    found = (
        Kept("tracks", tmp_path / "tracks"),
        Kept("model", tmp_path / "models", personal=False),
    )
    for one in found:
        one.path.mkdir()
        (one.path / "file").write_bytes(b"12345")
    for where in (module, forgetting):
        monkeypatch.setattr(where, "kept_folders", lambda: found)
    return found


def test_the_list_names_where_tracks_and_models_really_lie() -> None:
    paths = [one.path for one in kept_folders()]
    assert default_cache() in paths
    assert any(resolve_model().path.is_relative_to(path) for path in paths)


def test_what_comes_from_films_goes_and_the_rest_on_request(
    folders: tuple[Kept, Kept],
) -> None:
    tracks, model = folders
    assert tracks.size_bytes == 5
    assert forget() == [tracks]
    assert not tracks.path.exists()
    assert model.path.exists()
    assert forget(everything=True) == [model]
    assert forget(everything=True) == []


def test_a_link_is_removed_and_what_it_leads_to_stays(
    folders: tuple[Kept, Kept], tmp_path: Path
) -> None:
    tracks, _ = folders
    tracks.path.rename(tmp_path / "mine")
    tracks.path.symlink_to(tmp_path / "mine")
    assert forget() == [tracks]
    assert (tmp_path / "mine" / "file").is_file()
    assert not tracks.path.is_symlink()


@pytest.mark.parametrize(("answer", "stays"), [("n", True), ("", True), ("y", False)])
def test_nothing_goes_without_a_yes(
    folders: tuple[Kept, Kept],
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    stays: bool,
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert cli.main(["forget"]) == 0
    assert folders[0].path.exists() == stays


def test_where_nobody_can_be_asked_nothing_goes(
    folders: tuple[Kept, Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    assert cli.main(["forget"]) == 0
    assert folders[0].path.exists()
    assert cli.main(["forget", "--yes"]) == 0
    assert not folders[0].path.exists()
