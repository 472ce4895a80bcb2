"""A report as CSV tables: one of reps, one of measures, one of faults."""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from exercises.report import Report
from vision.files import write_text

_TIMES = (
    "start_s", "bottom_s", "leave_s", "end_s", "lowering_s", "lowering_error_s",
    "pause_s", "lifting_s", "score",
)  # fmt: skip


def as_csv(report: Report) -> dict[str, str]:
    """Return the tables as file name -> text; an unknown number is an empty cell."""
    keys = list(report.measures)
    reps = [
        [rep.index, *(getattr(rep, name) for name in _TIMES)]
        + [rep.measures[key].value for key in keys]
        + [" ".join(fault.code for fault in rep.faults)]
        for rep in report.reps
    ]
    measures = [
        [rep.index, key, m.value, m.unit, m.error, m.verdict, m.reason]
        for rep in report.reps
        for key, m in rep.measures.items()
    ]
    faults = [
        [rep.index, kind, f.code, f.severity, f.at_s, f.measured, f.limit, f.cue]
        for rep in report.reps
        for kind, found in (("fault", rep.faults), ("possible", rep.possible))
        for f in found
    ]
    attempts = [[a.start_s, a.end_s, a.rom_deg, a.reason] for a in report.attempts]
    return {
        "reps.csv": _table(["rep", *_TIMES, *keys, "faults"], reps),
        "measures.csv": _table(
            ["rep", "measure", "value", "unit", "error", "verdict", "reason"], measures
        ),
        "faults.csv": _table(
            ["rep", "kind", "code", "severity", "at_s", "measured", "limit", "cue"],
            faults,
        ),
        "attempts.csv": _table(["start_s", "end_s", "rom_deg", "reason"], attempts),
    }


def write_csv(report: Report, folder: Path) -> None:
    """Write the tables into a folder, which is made when missing.

    Raises:
        OutputError: They cannot be written.
    """
    for name, text in as_csv(report).items():
        write_text(folder / name, text)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.4g}" if math.isfinite(value) else ""
    return value
