"""Films of sets, kept only where the user said so: files beside the database."""

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from sqlalchemy import select

from coach.history.store import Store
from coach.history.tables import RecordingRow
from hamstrong.errors import HistoryError
from vision.files import write_then_rename

FOLDER: Final = "films"
_OURS: Final = re.compile(r"\.?[0-9a-f]{32}-\d+(-[0-9a-f]{32})?(\.[^.]*)?")
"""A film's name, or the one it has until it is whole."""


class Films:
    """The films of one history; a set's first film has place 0, its second 1."""

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        """Make nothing yet.

        Args:
            store: The database of their sets.
            folder: Where they lie; None for beside the database's file, or for the
                user's data folder where there is none.
        """
        self._store, self._folder = store, folder

    @cached_property
    def folder(self) -> Path:
        """Where they lie."""
        if self._folder is not None:
            return self._folder
        url = self._store.url
        own = url.get_backend_name() == "sqlite" and url.database
        return (Path(own).parent if own else user_data_path("hamstrong")) / FOLDER

    def keep(self, set_id: str, place: int, film: Path) -> None:
        """Keep a set's film.

        Raises:
            OutputError: There is no room for it.
            HistoryError: There is no such set any more.
        """
        name = f"{set_id}-{place}{film.suffix.lower()}"
        with write_then_rename(self.folder / name) as temporary:
            shutil.copyfile(film, temporary)
        with self._store.writing() as transaction:
            row = transaction.get(RecordingRow, (set_id, place))
            if row is None:
                self.unlink([name])
                raise HistoryError("This set is not in the history any more.")
            row.film = name

    def drop(self, set_id: str, place: int) -> None:
        """Remove a film; its set stays."""
        with self._store.writing() as transaction:
            row = transaction.get(RecordingRow, (set_id, place))
            name = row.film if row is not None else None
            if row is not None:
                row.film = None
        self.unlink([name])

    def path(self, set_id: str, place: int) -> Path | None:
        """Return where a set's film lies; None where it is not kept, or gone."""
        with self._store.reading() as transaction:
            row = transaction.get(RecordingRow, (set_id, place))
            name = row.film if row is not None else None
        found = self.folder / name if name else None
        return found if found is not None and found.is_file() else None

    def unlink_of(self, set_id: str) -> None:
        """Remove every film of a set that is forgotten, whatever its rows named."""
        self.unlink(n for n in self._ours() if n.lstrip(".").startswith(f"{set_id}-"))

    def unlink_ownerless(self) -> None:
        """Remove the films that no set has: what a killed process left."""
        with self._store.reading() as transaction:
            owned = set(transaction.scalars(select(RecordingRow.film)))
        self.unlink(n for n in self._ours() if n not in owned)

    def unlink(self, names: Iterable[str | None]) -> None:
        """Remove files of films that no set has any more."""
        for name in filter(None, names):
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)

    def _ours(self) -> list[str]:
        """Return the names of the films in the folder, whole or half written."""
        if not self.folder.is_dir():
            return []
        names = [path.name for path in self.folder.iterdir()]
        return [name for name in names if _OURS.fullmatch(name)]
