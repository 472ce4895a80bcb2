"""Everything that is kept into one file, as it is at one moment; see `archive`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction
from sqlalchemy.orm import selectinload, undefer

from coach.history.archive import (
    ABOUT,
    PARTS,
    SCHEMA,
    SETS,
    TRAININGS,
    as_plain,
    film_name,
    track_name,
)
from coach.history.films import Films
from coach.history.store import Store
from coach.history.tables import AthleteRow, RecordingRow, SetRow, TrainingRow
from vision.files import write_then_rename

_AT_ONCE: Final = 100
"""So many sets are held in memory (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What was written: how many sets and films, and how many films were gone."""

    sets: int
    films: int
    films_gone: int


def export_all(store: Store, films: Films, path: Path, *, with_films: bool) -> Exported:
    """Write the archive, whole or not at all.

    Raises:
        OutputError: It cannot be written.
        HistoryError: The database cannot be used.
    """
    with (
        write_then_rename(path) as temporary,
        ZipFile(temporary, "w", ZIP_DEFLATED, strict_timestamps=False) as archive,
        store.reading() as transaction,
    ):
        _hold_still(transaction)
        found = _films(transaction, films) if with_films else {}
        ids = list(transaction.scalars(select(SetRow.id).order_by(SetRow.kept_at)))
        about = {"schema": SCHEMA, "version": version("hamstrong"), "sets": len(ids)}
        archive.writestr(ABOUT, json.dumps(about))
        with archive.open(TRAININGS, "w") as lines:
            for training in _trainings(transaction):
                lines.write(_line(training))
        with archive.open(SETS, "w", force_zip64=True) as lines:
            for one in _sets(transaction, ids, found):
                lines.write(_line(one))
        tracks = select(RecordingRow.set_id, RecordingRow.place, RecordingRow.track)
        for set_id, place, track in transaction.execute(
            tracks.execution_options(yield_per=_AT_ONCE)
        ):
            archive.writestr(track_name(set_id, place), track, ZIP_STORED)
        there = {name: film for name, film in found.values() if film.is_file()}
        for name, film in there.items():
            archive.write(film, f"films/{name}", ZIP_STORED)
    return Exported(sets=len(ids), films=len(there), films_gone=len(found) - len(there))


def _hold_still(transaction: Transaction) -> None:
    """See all as it is now, whatever is written meanwhile; SQLite always does."""
    if transaction.get_bind().dialect.name == "postgresql":
        transaction.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _films(
    transaction: Transaction, films: Films
) -> dict[tuple[str, int], tuple[str, Path]]:
    """Return each kept film by its set and place: its name in the archive, its file."""
    query = select(RecordingRow.set_id, RecordingRow.place, RecordingRow.film)
    return {
        (set_id, place): (
            film_name(set_id, place, Path(film).suffix), films.folder / film
        )
        for set_id, place, film in transaction.execute(query)
        if film
    }  # fmt: skip


def _trainings(transaction: Transaction) -> Iterator[dict[str, Any]]:
    query = select(TrainingRow, AthleteRow.name).join(AthleteRow)
    for row, athlete in transaction.execute(query):
        yield {"athlete": athlete, "training": as_plain(row, {"athlete_id"})}


def _sets(
    transaction: Transaction,
    ids: list[str],
    found: dict[tuple[str, int], tuple[str, Path]],
) -> Iterator[dict[str, Any]]:
    parts = [selectinload(getattr(SetRow, part)) for part in PARTS]
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            select(SetRow, AthleteRow.name)
            .join(AthleteRow)
            .where(SetRow.id.in_(ids[start : start + _AT_ONCE]))
            .options(undefer(SetRow.report), *parts)
        )
        for row, athlete in transaction.execute(query):
            yield {"athlete": athlete, **_set(row, found)}
        transaction.expunge_all()


def _set(row: SetRow, found: dict[tuple[str, int], tuple[str, Path]]) -> dict[str, Any]:
    data: dict[str, Any] = {"set": as_plain(row, {"athlete_id"})}
    for part in PARTS:
        without = {"set_id", "track"} | ({"id"} if part == "corrections" else set())
        data[part] = [as_plain(one, without) for one in getattr(row, part)]
    for one in data["recordings"]:
        name, film = found.get((row.id, one["place"]), ("", None))
        one["film"] = name if film is not None and film.is_file() else None
    return data


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, allow_nan=False, separators=(",", ":")).encode() + b"\n"
