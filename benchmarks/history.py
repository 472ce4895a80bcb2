"""How fast a long history answers, and how large it is.

    python -m benchmarks.history --sets 10000

Fills a new history with sets of a few sample clips, their numbers varied, over three
years, and clocks what pages and commands ask: in SQLite, and in PostgreSQL where
HAMSTRONG_TEST_POSTGRES names one. Each answer is to come within `WANTED_S`.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from rich.console import Console
from sqlalchemy import create_engine, insert, inspect, make_url, text
from sqlalchemy.engine import URL, Engine

from coach.check import Options, check_video
from coach.history.database import immediate, opened
from coach.history.history import History
from coach.history.kept import NewSet, Recording
from coach.history.progress import leg_pairs, series_of, since_before, since_first
from coach.history.rows import filled, new_id
from coach.history.tables import (
    AthleteRow,
    NumberRow,
    RecordingRow,
    SetRow,
    Table,
    UnitRow,
)

ROOT: Final = Path(__file__).resolve().parents[1]
CLIPS: Final = (
    "deadlift_good_left", "box_bridge_good_left", "bird_dog_both_legs",
    "gallop_good_left", "pull_over_good_left",
)  # fmt: skip
WANTED_S: Final = 1.0
YEARS: Final = 3
TIMES: Final = 5
AT_ONCE: Final = 500
NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)


def patterns() -> list[SetRow]:
    """Return a judged set of each clip, as rows that are in no database."""
    rows = []
    for clip in CLIPS:
        analysis = check_video(ROOT / "sample_videos" / f"{clip}.mp4")
        recording = Recording(
            name=f"{clip}.mp4", digest=clip, track=analysis.track, options=Options()
        )
        row = SetRow(athlete_id=1, note="", version="0")
        filled(
            row,
            NewSet(
                id="", origin="film", title=clip, report=analysis.report,
                recordings=[recording],
            ),
        )  # fmt: skip
        rows.append(row)
    return rows


def fill(engine: Engine, count: int, random: Random) -> None:
    """Put in so many sets."""
    made = patterns()
    with immediate(engine).begin() as connection:
        connection.execute(insert(AthleteRow), {"id": 1, "name": "", "made_at": NOW})
    for start in range(0, count, AT_ONCE):
        batch: dict[type[Table], list[dict[str, Any]]] = {
            table: [] for table in (SetRow, RecordingRow, UnitRow, NumberRow)
        }
        for number in range(start, min(start + AT_ONCE, count)):
            _add(batch, made[number % len(made)], number / count, random)
        with immediate(engine).begin() as connection:
            for table, rows in batch.items():
                connection.execute(insert(table), rows)


def _add(
    batch: dict[type[Table], list[dict[str, Any]]],
    pattern: SetRow,
    age: float,
    random: Random,
) -> None:
    set_id = new_id()
    at = NOW - timedelta(days=365 * YEARS * (1 - age))
    batch[SetRow].append(
        _values(pattern) | {"id": set_id, "kept_at": at, "changed_at": at}
    )
    for one in (*pattern.recordings, *pattern.units):
        batch[type(one)].append(_values(one) | {"set_id": set_id})
    for number in pattern.numbers:
        varied = number.value * random.gauss(1.0, 0.1)
        batch[NumberRow].append(_values(number) | {"set_id": set_id, "value": varied})


def _values(row: Table) -> dict[str, Any]:
    names = (column.key for column in inspect(type(row)).column_attrs)
    return {name: getattr(row, name) for name in names}


def clock(history: History) -> dict[str, float]:
    """Return how long each question takes, in seconds: the middle of some times."""
    keys = [history.sets(most=50)[n].exercise or "" for n in range(len(CLIPS))]
    most = max(keys, key=lambda key: len(history.numbers(exercise=key)))
    numbers = history.numbers(exercise=most)
    (newest,) = history.sets(most=1)

    def progress() -> None:
        for series in series_of(numbers):
            since_before(series)
            since_first(series)
        leg_pairs(numbers)

    questions: dict[str, Callable[[], object]] = {
        "listing the newest 50": lambda: history.sets(most=50),
        "listing 50 of one exercise": lambda: history.sets(exercise=most, most=50),
        "listing 50 after 9000": lambda: history.sets(most=50, skipped=9000),
        "counting": history.count,
        f"{len(numbers)} numbers of one exercise": lambda: history.numbers(
            exercise=most
        ),
        "progress of them": progress,
        "finding by the address's beginning": lambda: history.beginning_with(
            newest.id[:6]
        ),
        "finding by the film": lambda: history.with_films(["no such film"]),
        "opening one": lambda: history.open(newest.id),
    }
    return {name: _middle_s(ask) for name, ask in questions.items()}


def _middle_s(ask: Callable[[], object]) -> float:
    times_s = []
    for _ in range(TIMES):
        began_s = time.perf_counter()
        ask()
        times_s.append(time.perf_counter() - began_s)
    return statistics.median(times_s)


@contextmanager
def databases(folder: Path) -> Iterator[list[URL]]:
    """Give the addresses of new databases; they are gone afterwards."""
    urls = [URL.create("sqlite", database=str(folder / "history.sqlite"))]
    given = os.environ.get("HAMSTRONG_TEST_POSTGRES", "")
    if not given:
        yield urls
        return
    server = create_engine(given, isolation_level="AUTOCOMMIT")
    name = f"benchmark_{new_id()}"
    with server.connect() as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield [*urls, make_url(given).set(database=name)]
    finally:
        with server.connect() as admin:
            admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def size_bytes(engine: Engine) -> int:
    """Return how large a database is."""
    if engine.dialect.name == "sqlite":
        return Path(str(engine.url.database)).stat().st_size
    with engine.connect() as connection:
        found = connection.execute(text("SELECT pg_database_size(current_database())"))
        return int(found.scalar_one())


def main() -> int:
    """Fill, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    console = Console(highlight=False, markup=False)
    slow = 0
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder)) as urls:
        for url in urls:
            engine = opened(url)
            fill(engine, given.sets, Random(given.seed))
            history = History(url)
            console.print(
                f"{engine.dialect.name}: {history.count()} sets, "
                f"{size_bytes(engine) / 2**20:.0f} MiB"
            )
            for name, took_s in clock(history).items():
                slow += took_s > WANTED_S
                console.print(f"{1000 * took_s:9.1f} ms  {name}")
            history.close()
            engine.dispose()
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
