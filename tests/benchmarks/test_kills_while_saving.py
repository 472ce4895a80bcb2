"""Killed while it keeps sets, the program loses none that it acknowledged."""

import dataclasses
import pickle
import sqlite3
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.engine import URL

from benchmarks.kills_while_saving import Trial
from coach.history.history import History
from coach.history.rows import new_id


@pytest.mark.sweep
def test_what_was_acknowledged_is_there_whole_after_five_kills(tmp_path: Path) -> None:
    trial, random = Trial(tmp_path), Random(5)
    for _ in range(5):
        trial.kill_once(random)
    assert len(trial.acknowledged) > 0
    assert trial.faults() == []


def test_lost_and_damaged_sets_would_be_found(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    one, other, _ = pickle.loads((tmp_path / "patterns").read_bytes())
    history = History(URL.create("sqlite", database=str(tmp_path / "history.sqlite")))
    for new in (one, other):
        kept = dataclasses.replace(new, id=new_id())
        history.keep(kept)
        trial.acknowledged[kept.id] = kept.title
    history.close()
    assert trial.faults() == []
    first, second = trial.acknowledged
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        swap = "UPDATE recordings SET track = (SELECT track FROM recordings " \
            "WHERE set_id = ?) WHERE set_id = ?"  # fmt: skip
        connection.execute(swap, (second, first))
    connection.close()
    assert trial.faults() == [f"{first} is judged to another report"]
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        connection.execute("DELETE FROM sets WHERE id = ?", (second,))
    connection.close()
    found = trial.faults()
    assert found[0] == f"{second} is gone"
    assert any("foreign_key_check" in fault for fault in found)
