"""What an earlier run left: whether it is still an answer to what is asked now."""

import json
import math
from pathlib import Path
from typing import Any, Final, NoReturn

from coach.batch.films import is_remote
from coach.batch.index import row_html
from coach.batch.judge import Job, Outcome, Status, recorded_words
from coach.batch.summary import COLUMNS, row_of
from coach.reports.json_report import SCHEMA

LARGEST_BYTES: Final = 64 << 20
"""A larger report is none of ours: an hour of reps takes some 2 MB."""
LARGEST_NUMBER: Final = 2**53
"""Beyond that numbers are no longer exact."""


def finished(job: Job, report: Path) -> Outcome | None:
    """Return what an earlier run made of a film, if all that is asked is there.

    A report that is damaged, or of another schema, is no answer.

    Args:
        job: What is asked.
        report: Where its report would be.
    """
    for beside in (job.annotated, job.page, job.picture):
        if beside is not None and not (beside.is_file() and beside.stat().st_size):
            return None
    try:
        if not report.is_file() or report.stat().st_size > LARGEST_BYTES:
            return None
        text = report.read_text(encoding="utf-8")
        found = json.loads(text, parse_constant=_no_number)
        if found["schema"] != SCHEMA:
            return None
        judged = any(found[key] for key in ("reps", "holds", "bouts", "attempts"))
        status: Status = "judged" if judged else "not judged"
        recorded = "" if is_remote(job.film) else recorded_words(Path(job.film))
        outcome = Outcome(
            job=job, status=status, report=text, skipped=True, recorded=recorded
        )
        row = row_of(outcome)
        row_html(row, report.parent.parent)
    except Exception:  # noqa: BLE001 - whatever breaks on it, it is judged anew
        return None
    return outcome if all(_fits(row[name], COLUMNS[name]) for name in COLUMNS) else None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of a report's.")


def _fits(value: Any, kind: type) -> bool:
    """Whether a value may stand in a column."""
    if value is None:
        return True
    if kind is str or isinstance(value, (bool, str)):
        return kind is str and isinstance(value, str)
    if isinstance(value, float) and kind is float:
        return math.isfinite(value)
    return isinstance(value, int) and abs(value) <= LARGEST_NUMBER
