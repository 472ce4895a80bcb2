"""How tables are written as CSV: there is no one format that every spreadsheet opens.

Excel splits a file's lines at the list separator of the system, and reads numbers by
its decimal sign: where that is a comma, `1.5` becomes the first of May.
"""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from coach.reports.cells import as_text


@dataclass(frozen=True, kw_only=True)
class CsvDialect:
    """One way to write tables.

    Attributes:
        separator: Between cells.
        decimal: Sign before a number's fraction.
        encoding: Of the file, as Python calls it.
    """

    separator: str
    decimal: str
    encoding: str

    def number(self, value: float) -> str:
        """Return a number in four digits; empty where it is not finite."""
        if not math.isfinite(value):
            return ""
        return f"{value:.4g}".replace(".", self.decimal)

    def cell(self, value: object) -> object:
        """Return a value as a cell: no text of it is a formula; None is empty."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float):
            return self.number(value)
        if isinstance(value, tuple):
            return self.text(" ".join(str(item) for item in value))
        if value is None or isinstance(value, int):
            return "" if value is None else value
        return self.text(str(value))

    def text(self, text: str) -> str:
        """Return text as a cell that is never run; see `coach.reports.cells`."""
        return as_text(text, decimal=self.decimal)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
        """Return a table as text, without what its encoding puts before."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.separator, lineterminator="\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow([self.cell(value) for value in row])
        return text.getvalue()


STANDARD: Final = CsvDialect(separator=",", decimal=".", encoding="utf-8")
DIALECTS: Final = {
    "standard": STANDARD,
    # Without the mark at its begin Excel takes UTF-8 for the system's old code page.
    "decimal-comma": CsvDialect(separator=";", decimal=",", encoding="utf-8-sig"),
}
"""By the name that `--csv-dialect` takes."""
