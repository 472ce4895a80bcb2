"""A spreadsheet that opens a table shows its text and runs none of it."""

import codecs
import csv
import io
import math
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from coach.batch.judge import Job, Outcome
from coach.batch.summary import row_of, write_summary
from coach.check import Options
from coach.reports.cells import as_text
from coach.reports.csv_dialect import DIALECTS, STANDARD, CsvDialect
from coach.reports.csv_report import as_csv, write_csv
from exercises.reasons import Reason
from exercises.units import Attempt
from tests.reports import BIRD_DOG, DEADLIFT, GALLOP, report

COMMA = DIALECTS["decimal-comma"]

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


def read_back(text: str, dialect: CsvDialect) -> list[dict[str, str]]:
    """Read a table as a spreadsheet does that knows the dialect."""
    rows = csv.reader(io.StringIO(text), delimiter=dialect.separator)
    head, *body = rows
    return [dict(zip(head, row, strict=True)) for row in body]


def number(cell: str, dialect: CsvDialect) -> float:
    return float(cell.replace(dialect.decimal, "."))


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("key", [DEADLIFT, BIRD_DOG, GALLOP])
def test_every_number_of_a_report_comes_back_in_each_dialect(
    name: str, key: str
) -> None:
    dialect, judged = DIALECTS[name], report(key)
    measures = read_back(as_csv(judged, dialect)["measures.csv"], dialect)
    wanted = [
        (measure.value, measure.error)
        for unit in judged.units
        for measure in unit.measures.values()
    ]
    assert len(measures) == len(wanted) > 0
    for row, numbers in zip(measures, wanted, strict=True):
        for cell, value in zip((row["value"], row["error"]), numbers, strict=True):
            if math.isnan(value):
                assert cell == ""
            else:
                assert number(cell, dialect) == pytest.approx(value, rel=1e-3)


def test_numbers_with_a_comma_stand_bare_and_negative_ones_stay_numbers() -> None:
    odd = Attempt(start_s=0.25, end_s=1.0, reason=Reason("legs", "x;y"), rom_deg=-1.5)
    tables = as_csv(replace(report(DEADLIFT), attempts=(odd,)), COMMA)
    assert tables["attempts.csv"].splitlines()[1] == '0,25;1;-1,5;"x;y"'


@pytest.mark.parametrize("text", [*FORMULAS, "-1.5", "-1,5;=1+1"])
def test_no_text_is_a_formula_where_the_comma_is_the_decimal_sign(text: str) -> None:
    assert COMMA.cell(text) == f"'{text}"


def test_a_number_in_text_stays_one_in_its_own_dialect() -> None:
    assert COMMA.cell("-1,5") == "-1,5"
    assert STANDARD.cell("-1,5") == "'-1,5"


def test_the_summary_comes_back_from_a_decimal_comma(tmp_path: Path) -> None:
    job = Job(film="=1+1;é.mp4", name="film-0", options=Options())
    row = row_of(Outcome(job=job, status="failed", reason="broken; sorry", took_s=2.25))
    write_summary([row | {"score": -1.5, "reps": 3}], tmp_path, COMMA)
    content = (tmp_path / "summary.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8)  # without it Excel reads é as Ã©
    (read,) = read_back(content.decode("utf-8-sig"), COMMA)
    assert read["film"] == "'=1+1;é.mp4"
    assert read["reason"] == "broken; sorry"
    assert (read["score"], read["reps"], read["took_s"]) == ("-1,5", "3", "2,25")
    assert (read["side"], read["grade"]) == ("", "")
    (kept,) = parquet.read_table(tmp_path / "summary.parquet").to_pylist()
    assert (kept["film"], kept["score"]) == ("=1+1;é.mp4", -1.5)


def test_tables_in_files_begin_with_the_mark_that_excel_wants(tmp_path: Path) -> None:
    write_csv(report(DEADLIFT), tmp_path / "comma", COMMA)
    write_csv(report(DEADLIFT), tmp_path / "standard")
    comma = (tmp_path / "comma" / "reps.csv").read_bytes()
    standard = (tmp_path / "standard" / "reps.csv").read_bytes()
    assert comma.startswith(codecs.BOM_UTF8 + b"unit;side;start_s")
    assert standard.startswith(b"unit,side,start_s")
