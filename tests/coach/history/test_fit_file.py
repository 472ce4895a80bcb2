"""A day's sets as a FIT file, read back by another library."""

import datetime as dt
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from sqlalchemy.engine import URL

from coach.history.fit_file import on_the_clock, write_fit
from coach.history.history import History
from coach.history.kept import Diary, NewSet
from exercises.registry import EXERCISES
from hamstrong.errors import HistoryError, OutputError

MakeSet = Callable[..., NewSet]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[History]:
    opened = History(URL.create("sqlite", database=str(tmp_path / "history.sqlite")))
    yield opened
    opened.close()


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Messages by their kind, each as its fields; the checksum is looked at, too."""
    found: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(path, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                fields = {one.name: one.value for one in frame.fields}
                found.setdefault(frame.name, []).append(fields)
    return found


@pytest.fixture
def written(here: History, make_set: MakeSet, tmp_path: Path) -> Path:
    """A deadlift with 16 kg and a bridge without a noted weight."""
    hinge = make_set("deadlift_not_tall")
    here.keep(hinge)
    here.note(hinge.id, Diary(load_kg=16.0))
    here.keep(make_set("box_bridge_good_left"))
    path = tmp_path / "day.fit"
    assert write_fit(here, path)[1] == 2
    return path


def test_another_library_reads_sets_reps_and_weight(
    written: Path, here: History
) -> None:
    messages = read(written)
    hinge, bridge = (one for one in messages["set"] if one["set_type"] == "active")
    kept = {one.exercise: one for one in here.sets()}
    assert hinge["repetitions"] == kept["internal_rotation_deadlift"].counted
    assert hinge["weight"] == 16.0
    assert hinge["category"] == "deadlift"
    assert bridge["repetitions"] == kept["bridge_foot_on_box"].counted
    assert bridge.get("weight") is None
    assert bridge["category"] == "hip_raise"
    assert messages["file_id"][0]["type"] == "activity"
    (session,) = messages["session"]
    assert (session["sport"], session["sub_sport"]) == ("training", "strength_training")
    titles = {one["wkt_step_name"] for one in messages["exercise_title"]}
    assert titles == {EXERCISES[key].title for key in kept if key}


def test_sets_and_rests_follow_one_another_to_the_end(written: Path) -> None:
    messages = read(written)
    (session,) = messages["session"]
    clock = session["start_time"]
    for one in messages["set"]:
        assert abs(one["start_time"] - clock) <= dt.timedelta(seconds=1)
        clock = one["start_time"] + dt.timedelta(seconds=one["duration"])
    assert abs(session["timestamp"] - clock) <= dt.timedelta(seconds=2)


def test_sets_that_were_kept_at_once_come_one_after_another(
    here: History, make_set: MakeSet
) -> None:
    for _ in range(3):
        here.keep(make_set())
    opened = [here.open(one.id) for one in reversed(here.sets())]
    sets = on_the_clock([one for one in opened if one is not None])
    for one, following in itertools.pairwise(sets):
        assert one.start < one.end <= following.start


def test_a_day_without_sets_is_said_and_nothing_is_written(
    here: History, make_set: MakeSet, tmp_path: Path
) -> None:
    path = tmp_path / "day.fit"
    with pytest.raises(HistoryError, match="Nothing is kept yet"):
        write_fit(here, path)
    here.keep(make_set())
    with pytest.raises(HistoryError, match="No set was kept on 2020-01-02"):
        write_fit(here, path, dt.date(2020, 1, 2))
    assert not path.exists()


def test_without_the_library_it_says_what_to_install(
    here: History, make_set: MakeSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.keep(make_set())
    monkeypatch.setitem(sys.modules, "fit_tool.fit_file_builder", None)
    with pytest.raises(OutputError, match=r"hamstrong\[fit\]"):
        write_fit(here, tmp_path / "day.fit")
