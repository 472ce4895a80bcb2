"""A report as JSON, schema 1 (docs/exercises.md, "The JSON report").

Every number that is not known is null; lists that do not apply are empty.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, Final

from exercises.report import Attempt, Fault, Measure, Rep, Report

SCHEMA: Final = 1


def as_json(report: Report) -> dict[str, Any]:
    """Return a report as plain data that `json.dumps` takes without NaN."""
    score = report.score
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "source": dict(vars(report.source)),
        "exercise": report.exercise,
        "exercise_confidence": report.exercise_confidence,
        "side": report.side,
        "side_confidence": report.side_confidence,
        "load": report.load,
        "view": dict(vars(report.view)),
        "score": dict(vars(score)),
        "subscores": {name: dict(vars(s)) for name, s in report.subscores.items()},
        "reps": [_rep(rep) for rep in report.reps],
        "attempts": [_attempt(attempt) for attempt in report.attempts],
        "holds": [],
        "bouts": [],
        "faults": [_fault(fault) for fault in report.faults],
        "possible": [_fault(fault) for fault in report.possible],
        "not_assessed": [dict(vars(item)) for item in report.not_assessed],
        "notes": list(report.notes),
        "limits": dict(report.limits),
        "measures": _measures(report.measures),
    }
    rounded: dict[str, Any] = _tidy(data)
    return rounded


def as_json_text(report: Report) -> str:
    """Return a report as indented JSON text with a final newline."""
    return json.dumps(as_json(report), indent=1, allow_nan=False) + "\n"


def _rep(rep: Rep) -> dict[str, Any]:
    data = dict(vars(rep))
    data["measures"] = _measures(rep.measures)
    data["faults"] = [_fault(fault) for fault in rep.faults]
    data["possible"] = [_fault(fault) for fault in rep.possible]
    return data


def _measures(measures: Mapping[str, Measure]) -> dict[str, Any]:
    shown = ("value", "unit", "error", "verdict", "reason", "score")
    return {
        key: {name: getattr(measure, name) for name in shown}
        for key, measure in measures.items()
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return dict(vars(fault))


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return dict(vars(attempt))


def _tidy(value: Any) -> Any:
    """Replace NaN and infinity by null and drop digits nobody measured."""
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    return value
