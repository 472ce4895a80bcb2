"""A spreadsheet that opens a table shows its text and runs none of it."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from coach.batch.judge import Job, Outcome
from coach.batch.summary import row_of, write_summary
from coach.check import Options
from coach.reports.cells import as_text
from coach.reports.csv_report import as_csv
from exercises.reasons import Reason
from exercises.units import Attempt
from tests.reports import DEADLIFT, report

FORMULAS = [
    "=1+1.mp4",
    "+1+1.mp4",
    "-1+1.mp4",
    "@SUM(1).mp4",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "=cmd|'/c calc'!A0 is empty (0 bytes). Copy it again.",
    '"=1+1"',
    "-inf",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-1.5", "+2", "-3e-05", "1", "", "set 1.mp4", "a=b", "film-2.mp4", "it's"]
)
def test_numbers_and_other_text_stay_as_they_are(text: str) -> None:
    assert as_text(text) == text


@pytest.mark.parametrize("name", ["=1+1.mp4", "@a.mp4", "-2+3+cmd|' /C calc'!A0.mp4"])
def test_the_summary_of_many_films_runs_no_name(name: str, tmp_path: Path) -> None:
    job = Job(film=name, name="film-0", options=Options())
    reason = f"{name} is empty (0 bytes). Copy it again."
    row = row_of(Outcome(job=job, status="failed", reason=reason))
    write_summary([row | {"score": -1.5}], tmp_path)
    with (tmp_path / "summary.csv").open(newline="", encoding="utf-8") as file:
        (read,) = csv.DictReader(file)
    assert (read["film"], read["reason"]) == (f"'{name}", f"'{reason}")
    assert float(read["score"]) == -1.5
    (kept,) = parquet.read_table(tmp_path / "summary.parquet").to_pylist()
    assert (kept["film"], kept["reason"]) == (name, reason)


def test_a_reports_tables_run_no_text_and_keep_negative_numbers() -> None:
    odd = Attempt(start_s=0.0, end_s=1.0, reason=Reason("legs", "=1+1"), rom_deg=-1.5)
    table = as_csv(replace(report(DEADLIFT), attempts=(odd,)))["attempts.csv"]
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["rom_deg"] == "-1.5"
    assert row["reason"] == "'=1+1"
