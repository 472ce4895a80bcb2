"""Films that people have put right: how much of it is found without being told?

    uv run hamstrong labels --out LABELS.json
    uv run python -m benchmarks.labels LABELS.json FILMS...

`FILMS` are films, or folders of them: each is known by its content, whatever its name.
A film is judged with what its person said of it (exercise, leg, mirror, speed), but
without their marks; then its reps stand beside theirs. Two are the same where each
covers more than half of the other. Times are compared only where the person set them.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from coach.check import Options, check_video
from coach.labels import SCHEMA
from exercises.report import Report
from exercises.units import Rep
from vision.files import digest_of
from vision.video.probe import SUFFIXES

SAME: Final = 0.5
"""Share of each of two units that they have in common (our choice: no unit can then be
the same as two)."""
Label = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What became of a film's label.

    Attributes:
        film: Its name.
        true: So many units there are.
        missed: Of these were not found.
        false: So many were found that are none.
        lowering_off_s: (N,) how far lowering times are from the person's, of reps whose
            edges the person set and that were found.
        within: How many of these lie within their 95 % interval.
    """

    film: str
    true: int
    missed: int
    false: int
    lowering_off_s: tuple[float, ...]
    within: int


def compared(label: Label, report: Report) -> Compared:
    """Compare a report that was not told of a label with the label."""
    speed = report.source.speed
    spans = [_span(unit, speed) for unit in label["units"]]
    found = [(unit.began_s, unit.ended_s) for unit in report.units]
    pairs = [
        (mine, theirs)
        for mine, one in enumerate(spans)
        for theirs, other in enumerate(found)
        if _same(one, other)
    ]
    off_s, within = [], 0
    for mine, theirs in pairs:
        unit, rep = label["units"][mine], report.units[theirs]
        if not unit["by_user"] or not isinstance(rep, Rep) or np.isnan(rep.lowering_s):
            continue
        off_s.append(rep.lowering_s - speed * (unit["bottom_s"] - unit["start_s"]))
        within += abs(off_s[-1]) <= rep.lowering_error_s
    return Compared(
        film=label["film"],
        true=len(spans),
        missed=len(spans) - len({mine for mine, _ in pairs}),
        false=len(found) - len({theirs for _, theirs in pairs}),
        lowering_off_s=tuple(off_s),
        within=within,
    )


def _span(unit: Mapping[str, float], speed: float) -> tuple[float, float]:
    times_s = [speed * value for edge, value in unit.items() if edge.endswith("_s")]
    return min(times_s), max(times_s)


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    common_s = min(one[1], other[1]) - max(one[0], other[0])
    return common_s > SAME * max(one[1] - one[0], other[1] - other[0])


def films_of(places: Sequence[Path]) -> dict[str, Path]:
    """Return films by their content."""
    files = [
        file
        for place in places
        for file in (sorted(place.rglob("*")) if place.is_dir() else [place])
        if file.suffix.lower() in SUFFIXES and file.is_file()
    ]
    return {digest_of(file): file for file in files}


def results(labels: Sequence[Label], films: Mapping[str, Path]) -> Iterator[Compared]:
    """Yield what became of each label whose film is there."""
    for label in labels:
        film = films.get(label["digest"])
        if film is not None:
            options = Options(**{"side": "auto", **label["said"]})
            yield compared(label, check_video(film, options).report)


def main() -> None:
    """Print one line a film, and all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("films", type=Path, nargs="+")
    given = parser.parse_args()
    data = json.loads(given.labels.read_text("utf-8"))
    if data.get("schema") != SCHEMA:
        parser.error(f"{given.labels} is of schema {data.get('schema')}, not {SCHEMA}")
    done = list(results(data["labels"], films_of(given.films)))
    table = Table("film", "units", "missed", "false", "lowering off, s", "within 95 %")
    for one in done:
        table.add_row(*_cells(one.film, [one]))
    table.add_section()
    table.add_row(*_cells("all", done))
    gone = len(data["labels"]) - len(done)
    table.caption = f"{gone} of {len(data['labels'])} labels without their film"
    Console().print(table)


def _cells(name: str, some: Sequence[Compared]) -> list[str]:
    off_s = [abs(one_s) for one in some for one_s in one.lowering_off_s]
    counts = [sum(getattr(o, key) for o in some) for key in ("true", "missed", "false")]
    mean = f"{np.mean(off_s):.2f}" if off_s else "-"
    within = f"{sum(one.within for one in some)} of {len(off_s)}"
    return [name, *map(str, counts), mean, within]


if __name__ == "__main__":
    main()
