"""A database that is opened when it is first used, and its transactions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session as Transaction

from coach.history.database import history_url, immediate, opened, told


class Store:
    """One database; all methods may come from any thread."""

    def __init__(self, url: URL | None = None) -> None:
        """Open nothing yet.

        Args:
            url: The database; None for `database.history_url`.
        """
        self._url = url
        self._opening = threading.Lock()
        self._opened: Engine | None = None
        self._file: object = None

    @cached_property
    def url(self) -> URL:
        """Where it lies.

        Raises:
            HistoryError: The address that was given is none.
        """
        return self._url or history_url()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a transaction that reads.

        Raises:
            HistoryError: The database cannot be used.
        """
        with told(self.url), Transaction(self._engine()) as transaction:
            yield transaction

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Give a transaction that is written at the end of the block, or not at all.

        Raises:
            HistoryError: The database cannot be used.
        """
        with told(self.url), Transaction(immediate(self._engine())) as transaction:
            yield transaction
            transaction.commit()

    def tidy(self) -> None:
        """Take what was removed out of SQLite's log as well, if nobody reads it."""
        engine = self._engine()
        if engine.dialect.name == "sqlite":
            with told(self.url), engine.connect() as connection:
                raw = connection.connection.driver_connection
                if raw is not None:
                    connection.rollback()
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let the database go; the next use opens it again."""
        with self._opening:
            if self._opened is not None:
                self._opened.dispose()
            self._opened = None

    def _engine(self) -> Engine:
        with self._opening:
            if self._opened is not None and self._file != _file_of(self.url):
                # Somebody removed or replaced the file. What is open would go on
                # writing into one that has no name any more, and say that all is well.
                self._opened.dispose()
                self._opened = None
            if self._opened is None:
                self._opened = opened(self.url)
                self._file = _file_of(self.url)
            return self._opened


def _file_of(url: URL) -> object:
    """Return what tells SQLite's file from another of its name; None without one.

    Its number is not given to another file while a connection holds it open.
    """
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    try:
        found = Path(url.database).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
