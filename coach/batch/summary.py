"""What became of many films: a table as CSV and Parquet, one row a film."""

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from coach.batch.judge import Outcome
from coach.reports.csv_dialect import STANDARD, CsvDialect
from vision.files import legible, write_text, write_then_rename

COLUMNS: Final = {
    "film": str, "status": str, "exercise": str, "side": str, "load": str, "view": str,
    "reps": int, "holds": int, "bouts": int, "attempts": int, "score": float,
    "score_low": float, "score_high": float, "grade": str, "lowering_s": float,
    "held_s": float, "faults": str, "notes": str, "reason": str, "duration_s": float,
    "frames": int, "took_s": float, "report": str, "recorded": str,
}  # fmt: skip
"""Times are medians of the reps, and sums of the holds; `faults` are the codes of
clear ones, worst first; `report` is the JSON's name; `recorded` is when, as the file
says it (ISO 8601)."""


def row_of(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as a row of legible text; what is not known is None."""
    row = _row_of(outcome)
    return {k: legible(v) if isinstance(v, str) else v for k, v in row.items()}


def _row_of(outcome: Outcome) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {
        "film": outcome.job.film,
        "status": outcome.status,
        "reason": outcome.reason or None,
        "took_s": round(outcome.took_s, 2),
        "recorded": outcome.recorded or None,
    }
    if not outcome.report:
        return row
    report = json.loads(outcome.report)
    units = report["reps"] + report["holds"] + report["bouts"]
    faults = [*report["faults"], *(f for unit in units for f in unit["faults"])]
    faults.sort(key=lambda fault: -fault["severity"])
    lowering = [one["lowering_s"] for one in report["reps"] if one["lowering_s"]]
    held = [one["duration_s"] for one in report["holds"] if one["duration_s"]]
    return row | {
        "exercise": report["exercise"],
        "side": report["side"],
        "load": report["load"],
        "view": report["view"]["name"],
        "reps": len(report["reps"]),
        "holds": len(report["holds"]),
        "bouts": len(report["bouts"]),
        "attempts": len(report["attempts"]),
        "score": report["score"]["value"],
        "score_low": report["score"]["low"],
        "score_high": report["score"]["high"],
        "grade": report["score"]["grade"],
        "lowering_s": round(statistics.median(lowering), 2) if lowering else None,
        "held_s": round(sum(held), 2) if held else None,
        "faults": " ".join(dict.fromkeys(fault["code"] for fault in faults)) or None,
        "notes": " ".join(report["notes"]) or None,
        "duration_s": report["source"]["duration_s"],
        "frames": report["source"]["frames"],
        "report": f"reports/{outcome.job.name}.json",
    }


def write_summary(
    rows: Sequence[dict[str, Any]], folder: Path, dialect: CsvDialect = STANDARD
) -> None:
    """Write `summary.csv` and `summary.parquet`.

    In the CSV no text is a formula (`coach.reports.cells`); Parquet has it as it is.

    Args:
        rows: From `row_of`.
        folder: Where to.
        dialect: Of the CSV.

    Raises:
        OutputError: They cannot be written.
    """
    import pyarrow
    from pyarrow import parquet

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    if dialect == STANDARD:
        _write_csv(rows, folder / "summary.csv", schema)
    else:  # Arrow knows the decimal point alone
        cells = [[row[name] for name in COLUMNS] for row in rows]
        text = dialect.table(list(COLUMNS), cells)
        write_text(folder / "summary.csv", text, encoding=dialect.encoding)
    table = pyarrow.Table.from_pylist(list(rows), schema=schema)
    # Files, not names: Arrow takes no name that is no text.
    with (
        write_then_rename(folder / "summary.parquet") as temporary,
        temporary.open("wb") as file,
    ):
        parquet.write_table(table, file)


def _write_csv(rows: Sequence[dict[str, Any]], path: Path, schema: Any) -> None:
    """Write rows as Arrow writes them: all digits, all text in quotes."""
    import pyarrow
    from pyarrow import csv

    cells = [
        {k: STANDARD.text(v) if isinstance(v, str) else v for k, v in row.items()}
        for row in rows
    ]
    shown = pyarrow.Table.from_pylist(cells, schema=schema)
    with write_then_rename(path) as temporary, temporary.open("wb") as file:
        csv.write_csv(shown, file)
