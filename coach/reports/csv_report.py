"""A report as CSV tables: units, measures, faults, and what compares them.

`reps.csv`, `holds.csv` or `bouts.csv` has what was counted; measures, faults and
attempts are always there, be it empty; sets, comparisons and plan where there are any.
Text is never a formula (`coach.reports.cells`).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from coach.reports.csv_dialect import STANDARD, CsvDialect
from coach.reports.wording import noun_of
from exercises.report import Report
from vision.files import write_text

_OWN: Final = {
    "rep": (
        "side", "start_s", "bottom_s", "leave_s", "end_s", "lowering_s",
        "lowering_error_s", "pause_s", "lifting_s", "score",
    ),
    "hold": ("side", "start_s", "end_s", "duration_s", "form_s", "score"),
    "bout": (
        "direction", "lead", "start_s", "end_s", "steps", "distance_m", "score",
    ),
}  # fmt: skip
"""Columns of each kind of unit beside its index, as its fields are called."""
_MEASURES: Final = (
    "unit", "measure", "value", "unit_of_value", "error", "verdict", "reason",
)  # fmt: skip
_FAULTS: Final = (
    "unit", "kind", "code", "severity", "at_s", "measured", "limit", "cue",
)  # fmt: skip
_ATTEMPTS: Final = ("start_s", "end_s", "rom_deg", "reason")
_SETS: Final = (
    "index", "side", "start_s", "end_s", "units", "attempts", "score", "view",
)  # fmt: skip
_COMPARISONS: Final = (
    "kind", "measure", "first_name", "second_name", "first", "second", "unit",
    "difference", "error", "clear", "sentence",
)  # fmt: skip
_PLAN: Final = ("name", "done")
_ALWAYS: Final = frozenset({"measures.csv", "faults.csv", "attempts.csv"})

Row = Sequence[object]


def as_csv(report: Report, dialect: CsvDialect = STANDARD) -> dict[str, str]:
    """Return the tables as file name -> text; an unknown number is an empty cell.

    In every table `unit` is the index of the rep, hold or bout.
    """
    tables = {
        "measures.csv": (_MEASURES, _measures(report)),
        "faults.csv": (_FAULTS, _faults(report)),
        "attempts.csv": (_ATTEMPTS, _fields(report.attempts, _ATTEMPTS)),
        "sets.csv": (_SETS, _fields(report.sets, _SETS)),
        "comparisons.csv": (_COMPARISONS, _fields(report.comparisons, _COMPARISONS)),
        "plan.csv": (_PLAN, _fields(report.plan, _PLAN)),
    }
    return _units(report, dialect) | {
        name: dialect.table(head, rows)
        for name, (head, rows) in tables.items()
        if rows or name in _ALWAYS
    }


def write_csv(report: Report, folder: Path, dialect: CsvDialect = STANDARD) -> None:
    """Write the tables into a folder, which is made when missing.

    Raises:
        OutputError: They cannot be written.
    """
    for name, text in as_csv(report, dialect).items():
        write_text(folder / name, text, encoding=dialect.encoding)


def _units(report: Report, dialect: CsvDialect) -> dict[str, str]:
    noun = noun_of(report)
    own = _OWN[noun]
    # A time or distance is a field of the unit as well as a measure: once is enough.
    keys = [key for key in report.measures if key not in own]
    rows = [
        [unit.index, *(getattr(unit, name) for name in own)]
        + [unit.measures[key].value if key in unit.measures else "" for key in keys]
        + [" ".join(fault.code for fault in unit.faults)]
        for unit in report.units
    ]
    return {f"{noun}s.csv": dialect.table(["unit", *own, *keys, "faults"], rows)}


def _measures(report: Report) -> list[Row]:
    return [
        (unit.index, key, m.value, m.unit, m.error, m.verdict, m.reason.text)
        for unit in report.units
        for key, m in unit.measures.items()
    ]


def _faults(report: Report) -> list[Row]:
    return [
        (unit.index, kind, f.code, f.severity, f.at_s, f.measured, f.limit, f.cue)
        for unit in report.units
        for kind, found in (("fault", unit.faults), ("possible", unit.possible))
        for f in found
    ]


def _fields(items: Iterable[object], names: Sequence[str]) -> list[Row]:
    return [[getattr(item, name) for name in names] for item in items]
