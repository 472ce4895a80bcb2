"""What the app reads of plans and reports, looked at before they come from elsewhere.

A report or a plan that no page can read would bring down the page at each drawing, long
after the archive that it came in.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, get_args

from coach.circuit.plan import from_data
from exercises.units import Side

_LEGS: Final = (None, *get_args(Side))


def check_plan(text: str) -> None:
    """Refuse a training's plan that cannot be gone on with; one without steps is none.

    Raises:
        ValueError: It is none.
    """
    plan = json.loads(text)
    must(isinstance(plan, dict), "a training has no plan")
    known = not plan.get("steps") or from_data(plan) is not None
    must(known, "a training's plan cannot be read")


def check_report(values: Mapping[str, Any]) -> None:
    """Refuse a set's report that lacks what pages and the circuit read of it.

    Args:
        values: The set's columns, whose text `report` is.

    Raises:
        ValueError: It is no report, or one of another set.
    """
    report = json.loads(values["report"])
    must(isinstance(report, dict), "a report is none")
    for name in ("exercise", "side", "load"):
        same = name in report and report[name] == values[name]
        must(same, f"a report's {name} is not its set's")
    for name in ("reps", "holds", "bouts"):
        for unit in _dicts(report, name):
            legs = unit.get("side"), unit.get("lead")
            must(all(leg in _LEGS for leg in legs), f"a leg of a report's {name}")
    for name in ("faults", "possible"):
        for fault in _dicts(report, name):
            told = isinstance(fault.get("cue"), str)
            must(told and _is_number(fault.get("severity")), f"a report's {name}")
    measures = report.get("measures")
    must(isinstance(measures, dict), "a report has no measures")
    for measure in [*measures.values(), report.get("score")]:
        known = isinstance(measure, dict) and "value" in measure
        must(known and _is_number_or_null(measure["value"]), "a report's numbers")


def must(held: object, otherwise: str) -> None:
    """Refuse what does not hold.

    Raises:
        ValueError: It does not, with what is wrong.
    """
    if not held:
        raise ValueError(otherwise)


def _dicts(report: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = report.get(name)
    known = isinstance(found, list) and all(isinstance(one, dict) for one in found)
    must(known, f"a report has no {name}")
    return found or []


def _is_number_or_null(value: object) -> bool:
    return value is None or _is_number(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
