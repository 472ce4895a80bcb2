"""Sets that were kept: written whole at once, found again by their address."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, delete, func, select

from coach.history.archive_export import Exported, export_all
from coach.history.archive_import import Imported, import_all
from coach.history.films import Films
from coach.history.kept import (
    Diary,
    KeptSet,
    NewSet,
    Number,
    OpenedSet,
)
from coach.history.rows import (
    as_kept,
    as_numbers,
    as_recording,
    filled,
    new_row,
    write_diary,
)
from coach.history.store import Store
from coach.history.tables import (
    AthleteRow,
    CorrectionRow,
    NumberRow,
    RecordingRow,
    SetRow,
    TrainingRow,
)
from coach.history.trainings import Trainings
from hamstrong.errors import HistoryError
from vision.files import legible


class History:
    """The sets of one database; all methods may come from any thread.

    Every method raises `HistoryError` where the database cannot be used.

    Attributes:
        films: The films that were kept.
        trainings: The trainings that sets belong to.
    """

    def __init__(self, url: URL | None = None, folder: Path | None = None) -> None:
        """Open nothing yet.

        Args:
            url: The database; None for `database.history_url`.
            folder: Where films are kept; see `Films`.
        """
        self._store = Store(url)
        self.films = Films(self._store, folder)
        self.trainings = Trainings(self._store)

    def keep(self, new: NewSet, *, known: bool = False) -> bool:
        """Keep a set, or judge anew one that is kept: what was noted of it stays.

        Films of recordings that it has no more are removed. A training that was
        forgotten meanwhile is left out.

        Args:
            new: The set.
            known: Whether who calls has kept it before: then it is not written again
                where somebody has forgotten it since.

        Returns:
            Whether it is kept; False where it was known and is forgotten.
        """
        with self._store.writing() as transaction:
            row = transaction.get(SetRow, new.id)
            if row is None and known:
                return False
            if row is None:
                row = new_row(transaction, new)
            films = {one.film for one in row.recordings}
            row.changed_at, row.version = datetime.now(UTC), version("hamstrong")
            filled(row, new)
            films -= {one.film for one in row.recordings}
        self.films.unlink(films)
        return True

    def sets(
        self,
        *,
        athlete: str | None = None,
        exercise: str | None = None,
        training: str | None = None,
        most: int | None = None,
        skipped: int = 0,
    ) -> list[KeptSet]:
        """Return kept sets, the newest first.

        Args:
            athlete: Only theirs.
            exercise: Only of this exercise.
            training: Only of this training.
            most: No more than so many.
            skipped: Without so many of the newest.
        """
        wanted = _wanted(athlete, exercise, training)
        query = (
            select(SetRow, AthleteRow.name)
            .join(AthleteRow)
            .where(*wanted)
            .order_by(SetRow.kept_at.desc(), SetRow.id)
            .limit(most)
            .offset(skipped)
        )
        with self._store.reading() as transaction:
            return [as_kept(row, name) for row, name in transaction.execute(query)]

    def count(self, *, athlete: str | None = None, exercise: str | None = None) -> int:
        """Return how many sets are kept."""
        query = (
            select(func.count())
            .select_from(SetRow)
            .join(AthleteRow)
            .where(*_wanted(athlete, exercise, None))
        )
        with self._store.reading() as transaction:
            return transaction.scalars(query).one()

    def open(self, set_id: str) -> OpenedSet | None:
        """Return a set with its recordings; None where none is kept by that address."""
        with self._store.reading() as transaction:
            row = transaction.get(SetRow, set_id)
            if row is None:
                return None
            athlete = transaction.get_one(AthleteRow, row.athlete_id)
            return OpenedSet(
                kept=as_kept(row, athlete.name),
                recordings=tuple(as_recording(one) for one in row.recordings),
                report_json=json.loads(row.report),
            )

    def find(self, set_id: str) -> KeptSet | None:
        """Return a set as lists show it; None where none is kept by that address."""
        with self._store.reading() as transaction:
            row = transaction.get(SetRow, set_id)
            if row is None:
                return None
            return as_kept(row, transaction.get_one(AthleteRow, row.athlete_id).name)

    def beginning_with(self, start: str, most: int = 2) -> list[str]:
        """Return the addresses of sets that begin so, no more than `most`."""
        query = (
            select(SetRow.id)
            .where(SetRow.id.startswith(start, autoescape=True))
            .order_by(SetRow.id)
            .limit(most)
        )
        with self._store.reading() as transaction:
            return list(transaction.scalars(query))

    def with_films(self, digests: Sequence[str], athlete: str = "") -> list[str]:
        """Return the addresses of an athlete's sets of just these films, newest first.

        Args:
            digests: Of the films' contents, in their places.
            athlete: Whose.
        """
        query = (
            select(SetRow)
            .join(AthleteRow)
            .join(RecordingRow, RecordingRow.set_id == SetRow.id)
            .where(AthleteRow.name == athlete)
            .where(RecordingRow.place == 0, RecordingRow.digest == digests[0])
            .order_by(SetRow.kept_at.desc(), SetRow.id)
        )
        with self._store.reading() as transaction:
            return [
                row.id
                for row in transaction.scalars(query)
                if [one.digest for one in row.recordings] == list(digests)
            ]

    def note(self, set_id: str, diary: Diary, *, title: str | None = None) -> None:
        """Write what the athlete says of a set in place of what was said before.

        Raises:
            HistoryError: There is no such set any more.
        """
        with self._store.writing() as transaction:
            row = transaction.get(SetRow, set_id)
            if row is None:
                raise HistoryError("This set is not in the history any more.")
            write_diary(row, diary)
            row.title = row.title if title is None else legible(title)

    def correct(self, set_id: str, kind: str, value: Mapping[str, Any]) -> None:
        """Write down something that the user put right."""
        with self._store.writing() as transaction:
            transaction.add(
                CorrectionRow(
                    set_id=set_id,
                    made_at=datetime.now(UTC),
                    kind=kind,
                    value=json.dumps(value),
                )
            )

    def numbers(
        self, *, athlete: str | None = None, exercise: str | None = None
    ) -> list[Number]:
        """Return the measures of all kept sets, the oldest first."""
        wanted = _wanted(athlete, exercise, None)
        sets = select(
            SetRow.id, func.coalesce(SetRow.recorded_at, SetRow.kept_at),
            SetRow.exercise, SetRow.grade, SetRow.load_kg, SetRow.load,
        )  # fmt: skip
        numbers = select(
            NumberRow.set_id, NumberRow.leg, NumberRow.view, NumberRow.measure,
            NumberRow.value, NumberRow.error, NumberRow.unit,
        ).join(SetRow, SetRow.id == NumberRow.set_id)  # fmt: skip
        wanted.append(SetRow.exercise.is_not(None))
        with self._store.reading() as transaction:
            sets_of, numbers_of = (
                transaction.connection()
                .execute(query.join_from(SetRow, AthleteRow).where(*wanted))
                .all()
                for query in (sets, numbers)
            )
        return as_numbers(sets_of, numbers_of)

    def forget(self, set_id: str) -> bool:
        """Remove a set and its films; return whether there was one."""
        with self._store.writing() as transaction:
            wanted = select(RecordingRow.film).where(RecordingRow.set_id == set_id)
            films = list(transaction.scalars(wanted))
            row = transaction.get(SetRow, set_id)
            if row is not None:
                transaction.delete(row)
        self.films.unlink(films)
        self.films.unlink_of(set_id)
        self._store.tidy()
        return row is not None

    def forget_all(self) -> int:
        """Remove everything; return how many sets there were."""
        with self._store.writing() as transaction:
            films = list(transaction.scalars(select(RecordingRow.film)))
            count = transaction.scalars(select(func.count(SetRow.id))).one()
            for table in (SetRow, TrainingRow, AthleteRow):
                transaction.execute(delete(table))
        self.films.unlink(films)
        self.films.unlink_ownerless()
        self._store.tidy()
        return count

    def export(self, path: Path, *, with_films: bool = False) -> Exported:
        """Write everything into one file, whole or not at all; see `archive`.

        Raises:
            OutputError: It cannot be written.
        """
        return export_all(self._store, self.films, path, with_films=with_films)

    def import_from(self, path: Path) -> Imported:
        """Keep the sets of an exported file; those that are here are left alone.

        Raises:
            HistoryError: It is none, or is damaged; nothing of it is kept.
            OutputError: There is no room for its films.
        """
        return import_all(self._store, self.films, path)

    def close(self) -> None:
        """Let the database go; the next call opens it again."""
        self._store.close()


def _wanted(
    athlete: str | None, exercise: str | None, training: str | None
) -> list[ColumnElement[bool]]:
    wanted = []
    if athlete is not None:
        wanted.append(AthleteRow.name == athlete)
    if exercise is not None:
        wanted.append(SetRow.exercise == exercise)
    if training is not None:
        wanted.append(SetRow.training_id == training)
    return wanted
