"""Trainings: what was to be done on a day, and when it began and ended."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select

from coach.history.kept import Training
from coach.history.rows import as_training, athlete_row, new_id
from coach.history.store import Store
from coach.history.tables import AthleteRow, TrainingRow
from hamstrong.errors import HistoryError

OVER: Final = "This training is over. Begin a new one."


class Trainings:
    """The trainings of one history."""

    def __init__(self, store: Store) -> None:
        """Open nothing yet."""
        self._store = store

    def begin(self, plan: Mapping[str, Any], *, athlete: str = "") -> str:
        """Begin a training; return its address."""
        row = TrainingRow(
            id=new_id(), began_at=datetime.now(UTC), plan=json.dumps(dict(plan))
        )
        with self._store.writing() as transaction:
            row.athlete_id = athlete_row(transaction, athlete).id
            transaction.add(row)
            training: str = row.id
        return training

    def change(
        self, training: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    ) -> None:
        """Change a training's plan, as it is now, in one transaction.

        Raises:
            HistoryError: The training is over, or not there any more.
        """
        with self._store.writing() as transaction:
            row = transaction.get(TrainingRow, training)
            if row is None or row.ended_at is not None:
                raise HistoryError(OVER)
            row.plan = json.dumps(dict(change(json.loads(row.plan))))

    def end(self, training: str) -> None:
        """Note that a training is over; one that is gone is, too."""
        with self._store.writing() as transaction:
            row = transaction.get(TrainingRow, training)
            if row is not None:
                row.ended_at = row.ended_at or datetime.now(UTC)

    def listed(
        self, *, athlete: str | None = None, most: int | None = None
    ) -> list[Training]:
        """Return trainings, the newest first."""
        query = (
            select(TrainingRow, AthleteRow.name)
            .join(AthleteRow)
            .order_by(TrainingRow.began_at.desc())
            .limit(most)
        )
        if athlete is not None:
            query = query.where(AthleteRow.name == athlete)
        with self._store.reading() as transaction:
            return [as_training(row, name) for row, name in transaction.execute(query)]
