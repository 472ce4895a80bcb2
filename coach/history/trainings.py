"""Trainings: what was to be done on a day, and when it began and ended."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from coach.history.kept import Training
from coach.history.rows import as_training, athlete_row, new_id
from coach.history.store import Store
from coach.history.tables import AthleteRow, TrainingRow
from hamstrong.errors import HistoryError


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

    def write(
        self, training: str, plan: Mapping[str, Any], *, ended: bool = False
    ) -> None:
        """Write a training's plan anew, and whether it is over.

        Raises:
            HistoryError: There is no such training any more.
        """
        with self._store.writing() as transaction:
            row = transaction.get(TrainingRow, training)
            if row is None:
                raise HistoryError("This training is not in the history any more.")
            row.plan = json.dumps(dict(plan))
            row.ended_at = (row.ended_at or datetime.now(UTC)) if ended else None

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
