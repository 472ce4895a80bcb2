"""A history whose file is taken away under a running program."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from coach.history.history import History
from coach.history.kept import NewSet

MakeSet = Callable[..., NewSet]
Change = Callable[[Path, Path], object]


def taken_away(path: Path, _other: Path) -> None:
    for one in path.parent.glob("history.sqlite*"):
        one.unlink()


def taken_without_its_log(path: Path, _other: Path) -> None:
    path.unlink()


def replaced(path: Path, other: Path) -> None:
    taken_away(path, other)
    shutil.copy(other, path)


@pytest.mark.parametrize("change", [taken_away, taken_without_its_log, replaced])
def test_what_is_kept_after_the_file_went_is_in_the_file_that_is_there(
    change: Change, tmp_path: Path, make_set: MakeSet
) -> None:
    path, other = tmp_path / "history.sqlite", tmp_path / "other.sqlite"
    there = make_set()
    elsewhere = History(URL.create("sqlite", database=str(other)))
    elsewhere.keep(there)
    elsewhere.close()
    running = History(URL.create("sqlite", database=str(path)))
    running.keep(make_set())
    change(path, other)
    new = make_set()
    running.keep(new)
    running.close()
    again = History(URL.create("sqlite", database=str(path)))
    expected = {there.id, new.id} if change is replaced else {new.id}
    assert {one.id for one in again.sets()} == expected
    again.close()


def test_a_file_that_went_is_not_read_any_more(
    tmp_path: Path, make_set: MakeSet
) -> None:
    path = tmp_path / "history.sqlite"
    running = History(URL.create("sqlite", database=str(path)))
    running.keep(make_set())
    taken_away(path, path)
    assert running.count() == 0
    running.close()
