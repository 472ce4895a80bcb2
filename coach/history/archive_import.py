"""The sets of an archive into this history: all that are new here, or none."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, get_args

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session as Transaction

from coach.by_hand import MOST as MOST_BY_HAND
from coach.check import Options
from coach.history.archive import (
    ADDRESS,
    PARTS,
    SETS,
    TRAININGS,
    film_name,
    from_plain,
)
from coach.history.archive_checks import check_plan, check_report, must
from coach.history.archive_file import ArchiveFile, opened_archive, refuse
from coach.history.as_text import NOT_KEPT, options_from_text
from coach.history.films import Films
from coach.history.kept import Origin
from coach.history.rows import athlete_row
from coach.history.store import Store
from coach.history.tables import (
    CorrectionRow,
    NumberRow,
    RecordingRow,
    SetRow,
    Table,
    TrainingRow,
    UnitRow,
)
from exercises.registry import EXERCISES
from exercises.report import Grade
from exercises.scoring.bands import Band
from exercises.units import Load, MeasureUnit, Side
from hamstrong.errors import HamstrongError
from vision.files import write_then_rename

_TABLES: Final[Mapping[str, type[Table]]] = {
    "recordings": RecordingRow, "units": UnitRow, "numbers": NumberRow,
    "corrections": CorrectionRow,
}  # fmt: skip
_NOT_AS_WRITTEN: Final = (
    ValueError, KeyError, TypeError, AttributeError, RecursionError,
)  # fmt: skip
_HIGHEST: Final = 10
"""Of pain and effort."""
_HEAVIEST_KG: Final = 1000.0


@dataclass(kw_only=True)
class Imported:
    """What came of it: new sets, sets that were here already, and films."""

    sets: int = 0
    there_already: int = 0
    films: int = 0


def import_all(store: Store, films: Films, path: Path) -> Imported:
    """Keep what is not here yet, all of it or nothing.

    Raises:
        HistoryError: It is no archive, or is damaged.
        OutputError: There is no room for its films.
    """
    placed: list[str] = []
    with opened_archive(path) as archive:
        try:
            with store.writing() as transaction:
                return _Import(transaction, archive, films, placed).run()
        except _NOT_AS_WRITTEN as error:
            films.unlink(placed)
            if isinstance(error, HamstrongError):
                raise
            refuse(path, str(error))
        except BaseException:
            films.unlink(placed)
            raise


class _Import:
    def __init__(
        self,
        transaction: Transaction,
        archive: ArchiveFile,
        films: Films,
        placed: list[str],
    ) -> None:
        self._transaction, self._archive = transaction, archive
        self._films, self._placed = films, placed
        self._trainings = set(transaction.scalars(select(TrainingRow.id)))
        self._sets = set(transaction.scalars(select(SetRow.id)))
        self._athletes: dict[str, int] = {}

    def run(self) -> Imported:
        done = Imported()
        for line in self._archive.lines(TRAININGS):
            self._add_training(line)
        for line in self._archive.lines(SETS):
            values = _checked_set(line)
            if values["id"] in self._sets:
                done.there_already += 1
                continue
            self._sets.add(values["id"])
            done.films += self._add_set(values, line)
            done.sets += 1
        return done

    def _add_training(self, line: Any) -> None:
        values = from_plain(TrainingRow, line["training"], {"athlete_id"})
        must(ADDRESS.fullmatch(values["id"]), "a training has no address")
        check_plan(values["plan"])
        if values["id"] not in self._trainings:
            self._trainings.add(values["id"])
            values["athlete_id"] = self._athlete(line["athlete"])
            self._transaction.execute(insert(TrainingRow), values)

    def _add_set(self, values: dict[str, Any], line: Any) -> int:
        training = values["training_id"]
        must(training is None or training in self._trainings, "a training is missing")
        values["athlete_id"] = self._athlete(line["athlete"])
        self._transaction.execute(insert(SetRow), values)
        films = 0
        for part in PARTS:
            without = _left_out(part)
            rows = [from_plain(_TABLES[part], one, without) for one in line[part]]
            for row in rows:
                row["set_id"] = values["id"]
                films += self._complete(row) if part == "recordings" else 0
                if part == "numbers":
                    must(row["unit"] in get_args(MeasureUnit), "a number has no unit")
            must(_differ(_TABLES[part], rows), f"two {part} are one")
            if rows:
                self._transaction.execute(insert(_TABLES[part]), rows)
        return films

    def _complete(self, row: dict[str, Any]) -> int:
        """Put a recording's track and film in their places; return how many films."""
        set_id, place, film = row["set_id"], row["place"], row["film"]
        _check_options(row["options"])
        row["track"] = self._archive.track(set_id, place)
        if film is None:
            return 0
        must(film == film_name(set_id, place, Path(film).suffix), "a film's name")
        self._placed.append(film)
        with (
            self._archive.film(film) as source,
            write_then_rename(self._films.folder / film) as temporary,
            temporary.open("wb") as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)
        return 1

    def _athlete(self, name: object) -> int:
        if not isinstance(name, str) or len(name) > 1000 or "\0" in name:
            raise ValueError("an athlete has no name")
        if name not in self._athletes:
            self._athletes[name] = athlete_row(self._transaction, name).id
        return self._athletes[name]


def _differ(table: type[Table], rows: list[dict[str, Any]]) -> bool:
    """Whether rows have keys of their own; a row that is numbered here always has."""
    keys = [one.name for one in inspect(table).primary_key]
    if any(name not in row for row in rows for name in keys):
        return True
    return len({tuple(row[name] for name in keys) for row in rows}) == len(rows)


def _left_out(part: str) -> set[str]:
    """Return the columns that a part has in its table and not in the archive."""
    return {"set_id", "track"} | ({"id"} if part == "corrections" else set())


def _checked_set(line: Any) -> dict[str, Any]:
    """Return a set's columns.

    Raises:
        ValueError: They are none that this program writes.
    """
    values = from_plain(SetRow, line["set"], {"athlete_id"})
    must(ADDRESS.fullmatch(values["id"]), "a set has no address")
    one_of: Mapping[str, tuple[Any, ...]] = {
        "exercise": (None, *EXERCISES), "side": (None, *get_args(Side)),
        "grade": get_args(Grade), "load": (None, *get_args(Load)),
        "origin": get_args(Origin),
    }  # fmt: skip
    for name, known in one_of.items():
        must(values[name] in known, f"{name} cannot be {str(values[name])[:40]!r}")
    highest = {
        "load_kg": _HEAVIEST_KG,
        **dict.fromkeys(
            ("effort", "pain_before", "pain_after", "pain_next_morning"), _HIGHEST
        ),
    }
    for name, most in highest.items():
        said = values[name]
        must(said is None or 0 <= said <= most, f"{name} cannot be {said}")
    must(values["counted"] >= 0, "a count is negative")
    check_report(values)
    places = [one["place"] for one in line["recordings"]]
    must(places == list(range(len(places))) and places, "its films are not in order")
    return values


def _check_options(text: str) -> None:
    """Refuse options that would bring down whoever judges by them.

    Raises:
        ValueError: They are none.
    """
    given = json.loads(text)
    known = {one.name for one in fields(Options)} - set(NOT_KEPT)
    must(isinstance(given, dict) and given.keys() <= known, "options that are none")
    options = options_from_text(text)
    tests: Mapping[str, Callable[[Any], bool]] = {
        "exercise": lambda it: it == "auto" or it in EXERCISES,
        "side": lambda it: it == "auto" or it in get_args(Side),
        "load": lambda it: it is None or it in get_args(Load),
        "height_m": lambda it: it is None or 0 < float(it) < 3,
        "mirrored": lambda it: isinstance(it, bool),
        "speed": lambda it: it is None or 0 < float(it) < 1000,
        "athlete": lambda it: it is None or all(abs(v or 0.0) < 1e6 for v in it),
        "limits": lambda it: it is None or all(map(_are_limits, it.items())),
        "by_hand": lambda it: isinstance(it, tuple) and len(it) <= MOST_BY_HAND,
    }
    for name, fits in tests.items():
        must(fits(getattr(options, name)), f"{name} of the options")


def _are_limits(one: tuple[str, Mapping[str, Band]]) -> bool:
    exercise, bands = one
    return exercise in EXERCISES and all(
        isinstance(edge, int | float)
        for band in bands.values()
        for edge in (*band.green, *band.amber, *band.red)
    )
