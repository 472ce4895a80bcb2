"""Where the history lies, and its tables brought up to date.

SQLite in one file of the user's data folder, or whatever `HAMSTRONG_HISTORY` names: a
path, or an address such as `postgresql+psycopg://user@host/name`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from hamstrong.errors import HamstrongError, HistoryError

VARIABLE: Final = "HAMSTRONG_HISTORY"
HEAD: Final = "0002"
"""The newest migration: a test holds it to what lies in `migrations/versions`."""
WAITS_S: Final = 20.0
"""So long a writer waits for another one (our choice: a set is written in
milliseconds)."""
_LOCK: Final = 0x48414D53
"""The number that migrating processes meet at in PostgreSQL ("HAMS")."""


def history_url() -> URL:
    """Return where the history lies.

    Raises:
        HistoryError: The address that was given is none.
    """
    given = os.environ.get(VARIABLE, "")
    if "://" not in given:
        path = Path(given) if given else user_data_path("hamstrong") / "history.sqlite"
        return URL.create("sqlite", database=str(path))
    try:
        return make_url(given)
    except SQLAlchemyError as error:
        raise HistoryError(
            f"{VARIABLE} is no address of a database ({error}). Leave it empty for a "
            "file of your own, or give postgresql+psycopg://user@host/name."
        ) from error


def opened(url: URL) -> Engine:
    """Return the engine of a database whose tables are those of today.

    Raises:
        HistoryError: It cannot be opened, or comes from a newer version.
    """
    with told(url, OSError, ImportError):
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = create_engine(
            url,
            pool_pre_ping=True,
            connect_args=(
                {"timeout": WAITS_S} if url.get_backend_name() == "sqlite" else {}
            ),
        )
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _as_we_want_it)
            event.listen(engine, "begin", _begin)
        try:
            _bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def told(url: URL, *others: type[Exception]) -> Iterator[None]:
    """Turn what a database complains of into a sentence.

    Args:
        url: The database.
        others: What else comes of it in the block.

    Raises:
        HistoryError: Something was wrong in the block.
    """
    where = (
        url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    )
    expected: tuple[type[Exception], ...] = (SQLAlchemyError, *others)
    try:
        yield
    except HamstrongError:
        raise
    except ModuleNotFoundError as error:
        raise HistoryError(
            f"The history at {where} needs what is not installed ({error.name}). "
            "PostgreSQL comes with the extra hamstrong[clinic]."
        ) from error
    except expected as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise HistoryError(
            f"The history at {where} cannot be used ({str(cause).strip()}). Nothing "
            f"in it was changed; give another place with {VARIABLE}."
        ) from error


def immediate(engine: Engine) -> Engine:
    """Return an engine whose transactions write from their beginning.

    SQLite refuses a reader that turns into a writer where another one was faster.
    """
    return engine.execution_options(immediate=True)


def _as_we_want_it(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself (`_begin`), so that tables change in them.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = FULL",  # a set that was kept outlives a power cut
        "secure_delete = ON",  # what is forgotten is overwritten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with immediate(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        version = _version(connection)  # another process may have been faster
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise HistoryError(
                f"The history was written by a newer Hamstrong (tables {version}, this "
                f"one knows {HEAD}). Update Hamstrong to open it."
            )
        _migrate(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version"))
    version: str | None = found.scalar()
    return version


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
