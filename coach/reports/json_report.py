"""A report as JSON, schema 2 (docs/exercises.md, "The JSON report").

Every number that is not known is null; lists that do not apply are empty. "test" is
there only where a clinical test was asked for, a rep's "by_user" only where a person
has timed it. Other programs read it: no key and no code of it changes without a new
schema.
"""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from exercises.clinical.result import ClinicalReport
from exercises.reasons import Reason
from exercises.report import Report
from exercises.units import Measure, Unit

SCHEMA: Final = 2


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
        # Why there is none stands with the subscores, which have a place for it.
        "score": {k: v for k, v in vars(score).items() if k != "reason"},
        "subscores": {name: dict(vars(s)) for name, s in report.subscores.items()},
        "reps": [_unit(rep) for rep in report.reps],
        "attempts": _plain(report.attempts),
        "holds": [_unit(hold) for hold in report.holds],
        "bouts": [_unit(bout) for bout in report.bouts],
        "faults": _plain(report.faults),
        "possible": _plain(report.possible),
        "not_assessed": _plain(report.not_assessed),
        "notes": list(report.notes),
        "limits": {key: dict(vars(band)) for key, band in report.limits.items()},
        "measures": _measures(report.measures),
        "sets": _plain(report.sets),
        "comparisons": _plain(report.comparisons),
        "plan": _plain(report.plan),
        "variant": dict(report.variant),
    }
    if report.test is not None:
        data["test"] = _test(report.test)
    rounded: dict[str, Any] = _tidy(data)
    return rounded


def as_json_text(report: Report) -> str:
    """Return a report as indented JSON text with a final newline."""
    return json.dumps(as_json(report), indent=1, allow_nan=False) + "\n"


def _test(test: ClinicalReport) -> dict[str, Any]:
    norms = [
        {"people": one.people, "values": one.values, "source": one.source}
        for one in test.norms
    ]
    return {
        "key": test.key,
        "title": test.title,
        "results": _plain(test.results),
        "norms": norms,
        "not_measured": list(test.not_measured),
    }


def _unit(unit: Unit) -> dict[str, Any]:
    data = dict(vars(unit))
    if not data.get("by_user"):
        data.pop("by_user", None)
    data["measures"] = _measures(unit.measures)
    data["faults"] = _plain(unit.faults)
    data["possible"] = _plain(unit.possible)
    return data


def _measures(measures: Mapping[str, Measure]) -> dict[str, Any]:
    shown = ("value", "unit", "error", "verdict", "reason", "score")
    return {
        key: {name: getattr(measure, name) for name in shown}
        for key, measure in measures.items()
    }


def _plain(items: Iterable[object]) -> list[dict[str, Any]]:
    return [dict(vars(item)) for item in items]


def _tidy(value: Any) -> Any:
    """Replace NaN and infinity by null, reasons by their text; round."""
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if isinstance(value, Reason):
        return value.text
    if isinstance(value, Mapping):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    return value
