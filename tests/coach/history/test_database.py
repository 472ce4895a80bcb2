"""The tables are those of today, whoever opens the history first."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

from coach.history import migrations
from coach.history.database import HEAD, VARIABLE, history_url, opened
from coach.history.history import History
from coach.history.kept import NewSet
from coach.history.tables import Table
from hamstrong import HistoryError


def test_migrations_make_the_tables_that_the_program_uses(url: URL) -> None:
    engine = opened(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_is_brought_in() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_heads() == [HEAD]


def test_a_history_from_before_films_had_dates_is_brought_up_to_date(
    url: URL, make_set: Callable[..., NewSet]
) -> None:
    history = History(url)
    one = make_set()
    history.keep(one)
    history.close()
    engine = create_engine(url)
    with engine.begin() as connection:  # as the first tables were
        connection.execute(text("ALTER TABLE sets DROP COLUMN recorded_at"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    history = History(url)
    (kept,) = history.sets()
    assert kept.id == one.id
    assert kept.done_at == kept.kept_at
    history.close()
    engine = opened(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_a_newer_history_is_left_alone(url: URL) -> None:
    engine = opened(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(HistoryError, match="newer Hamstrong"):
        opened(url)


def test_four_programs_may_open_a_new_history_at_once(tmp_path: Path) -> None:
    program = "from coach.history.history import History; print(History().count())"
    path = str(tmp_path / "history.sqlite")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env=os.environ | {VARIABLE: path},
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    assert [process.communicate()[0].strip() for process in started] == [b"0"] * 4


def test_where_it_lies_can_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/somewhere/of/mine.sqlite")
    assert history_url().database == "/somewhere/of/mine.sqlite"
    monkeypatch.setenv(VARIABLE, "postgresql+psycopg://me@there/clinic")
    assert history_url().get_backend_name() == "postgresql"
    monkeypatch.setenv(VARIABLE, "nonsense://")
    with pytest.raises(HistoryError, match=VARIABLE):
        opened(history_url())
