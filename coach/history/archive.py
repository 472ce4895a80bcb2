"""A history as one file, to be moved: what lies in it, and its rows as JSON and back.

A zip archive of

    about.json                 {"schema": 1, "version": "0.1.0", "sets": 12}
    trainings.jsonl            a training a line
    sets.jsonl                 a set a line, with all that belongs to it
    tracks/ADDRESS-PLACE.npz   as `vision.track_file.packed_track` makes them
    films/ADDRESS-PLACE.mp4    where films were asked for

and nothing else. JSON has no NaN: what is not known is null, as in the tables.
"""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Column, Float, Integer, inspect

from coach.history.tables import ID, Moment, Table

SCHEMA: Final = 1
"""Changes when this version could not read what is written."""
ABOUT: Final = "about.json"
TRAININGS: Final = "trainings.jsonl"
SETS: Final = "sets.jsonl"
LATER: Final = {"recorded_at"}
"""Columns that archives of before do not have; nothing is known of them there."""
PARTS: Final = ("recordings", "units", "numbers", "corrections")
"""What belongs to a set, by the names of its row."""
ADDRESS: Final = re.compile(rf"[0-9a-f]{{{ID}}}")
TRACK: Final = re.compile(rf"tracks/{ADDRESS.pattern}-\d{{1,2}}\.npz")
FILM: Final = re.compile(rf"films/{ADDRESS.pattern}-\d{{1,2}}(\.[a-z0-9]{{1,8}})?")
LONGEST_TEXT: Final = 1 << 24
"""Signs: a report of an hour has a tenth of that (our choice)."""
_LARGEST: Final = 2**31 - 1
"""PostgreSQL's largest integer."""


def track_name(set_id: str, place: int) -> str:
    """Return what a track is called in the archive."""
    return f"tracks/{set_id}-{place}.npz"


def film_name(set_id: str, place: int, suffix: str) -> str:
    """Return what a film is called in the archive, and its file in the history."""
    name = f"{set_id}-{place}{suffix.lower()}"
    return name if FILM.fullmatch(f"films/{name}") else f"{set_id}-{place}"


def columns_of(table: type[Table], without: Collection[str]) -> list[Column[Any]]:
    """Return a table's columns but for some."""
    return [one for one in inspect(table).columns if one.name not in without]


def as_plain(row: Table, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a row as plain data, without some of its columns."""
    values = {
        one.name: getattr(row, one.name) for one in columns_of(type(row), without)
    }
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def from_plain(
    table: type[Table], data: object, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return the columns' values of `as_plain`.

    Raises:
        ValueError: They are not of these columns, or not of their types.
    """
    columns = {one.name: one for one in columns_of(table, without)}
    if not isinstance(data, dict) or data.keys() | LATER != columns.keys() | LATER:
        raise ValueError(f"no row of {table.__tablename__}")
    return {name: _value(column, data.get(name)) for name, column in columns.items()}


def _value(column: Column[Any], given: object) -> Any:
    if given is None and column.nullable:
        return None
    if isinstance(column.type, Moment) and isinstance(given, str):
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    elif isinstance(column.type, Float):
        if isinstance(given, int | float) and not isinstance(given, bool):
            return float(given)
    elif isinstance(column.type, Integer):
        if type(given) is int and abs(given) <= _LARGEST:
            return given
    elif isinstance(given, str) and len(given) <= LONGEST_TEXT and "\0" not in given:
        given.encode()  # halves of signs are none that a database takes
        return given
    raise ValueError(f"{column.name} cannot be {str(given)[:40]!r}")
