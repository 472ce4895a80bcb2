"""Kept sets as FHIR Observations, for a clinic's records (FHIR R4B).

One Observation a set: each measure is a component with its error, what is wanted as its
reference range, and what was not assessed with the reason in place of a value. Pain is
an Observation of its own. There are no common codes for these exercises and measures:
they have Hamstrong's, with their names beside; only pain has one of LOINC's.
"""

import datetime as dt
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from coach.history.history import History
from coach.history.kept import Diary, OpenedSet
from coach.reports.html.summary import VIEWS
from coach.reports.wording import exercise_title, measure_name
from exercises.registry import EXERCISES
from exercises.scoring.bands import INTERVAL_95
from hamstrong.errors import HistoryError, OutputError
from vision.files import write_text

SYSTEM: Final = "urn:hamstrong"
"""Of our own codes: the keys of the JSON report, which do not change."""
_UCUM: Final = "http://unitsofmeasure.org"
_LOINC: Final = "http://loinc.org"
_TERMS: Final = "http://terminology.hl7.org/CodeSystem"
_STRUCTURES: Final = "http://hl7.org/fhir/StructureDefinition"
PAIN: Final = (
    "72514-3",
    "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
)
_PAIN_WHEN: Final = {
    "pain_before": "before the set",
    "pain_after": "after the set",
    "pain_next_morning": "the next morning",
}
_CODES: Final = {
    "deg": "deg", "s": "s", "%": "%", "m": "m", "share": "1",
    "trunk lengths": "{trunk}", "shank lengths": "{shank}", "leg lengths": "{leg}",
}  # fmt: skip
"""Our units in UCUM, where what is in braces is a number of those."""
_MEANS: Final = {"ok": ("N", "Normal"), "fault": ("A", "Abnormal")}
_NOUNS: Final = ("reps", "holds", "bouts")


def write_fhir(history: History, path: Path, *, days: int, patient: str = "") -> int:
    """Write the sets of some days; return how many.

    Args:
        history: Where they are kept.
        path: The file.
        days: Back from now.
        patient: Whom they are about, as the clinic's system refers to them, such as
            "Patient/123"; "" says nothing of it.

    Raises:
        HistoryError: No set was kept in that time.
        OutputError: It cannot be written, or what checks it is not installed.
    """
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    kept = [one for one in history.sets() if one.exercise in EXERCISES]
    recent = [one for one in kept if one.done_at >= since]
    opened = [one for one in map(history.open, (s.id for s in recent)) if one]
    if not opened:
        raise HistoryError(f"No set was kept in the last {days} days.")
    write_text(path, _checked(bundle_of(opened, patient)))
    return len(opened)


def bundle_of(opened: list[OpenedSet], patient: str = "") -> dict[str, Any]:
    """Return sets as a FHIR Bundle, plain data."""
    subject = {"subject": {"reference": patient}} if patient else {}
    entries = [
        {"fullUrl": f"urn:uuid:{_uuid(one)}", "resource": resource | subject}
        for opened_set in opened
        for one, resource in _observations(opened_set)
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _checked(bundle: Mapping[str, Any]) -> str:
    try:
        from fhir.resources.R4B.bundle import Bundle
    except ImportError as error:
        raise OutputError(
            "What writes FHIR is not installed. Install hamstrong[fhir]."
        ) from error
    valid = Bundle.model_validate(bundle)
    return json.dumps(json.loads(valid.model_dump_json()), indent=1) + "\n"


def _uuid(address: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"{SYSTEM}:{address}"))


def _observations(opened: OpenedSet) -> Iterator[tuple[str, dict[str, Any]]]:
    kept = opened.kept
    at = kept.done_at.astimezone(dt.UTC).isoformat(timespec="seconds")
    yield kept.id, _set(opened, at)
    for name, when in _PAIN_WHEN.items():
        level = getattr(kept.diary, name)
        if level is not None:
            yield (
                f"{kept.id}/{name}",
                {
                    "resourceType": "Observation",
                    "status": "final",
                    "category": [_coded(f"{_TERMS}/observation-category", "survey")],
                    "code": _coded(_LOINC, PAIN[0], PAIN[1]) | {"text": f"Pain {when}"},
                    "effectiveDateTime": at,
                    "valueInteger": level,
                    "note": [{"text": f"{when.capitalize()}, {kept.title}"}],
                },
            )


def _set(opened: OpenedSet, at: str) -> dict[str, Any]:
    kept, report = opened.kept, opened.report_json
    view = VIEWS.get(kept.view, "an unknown place")
    told = {
        "resourceType": "Observation",
        "status": "final",
        "category": [_coded(f"{_TERMS}/observation-category", "activity")],
        "code": _coded(SYSTEM, kept.exercise or "")
        | {"text": exercise_title(kept.exercise)},
        "effectiveDateTime": at,
        "device": {"display": f"Hamstrong {kept.version}"},
        "method": {
            "text": f"Pose tracking in a film from {view}; picture grade "
            f"{kept.grade}. Training feedback, not a diagnosis."
        },
        "component": [
            *_counted(report),
            *_score(report),
            *_noted(kept.diary),
            *_measures(report, kept.exercise),
        ],
    }
    if kept.side:
        told["bodySite"] = {"text": f"{kept.side.capitalize()} leg"}
    if kept.diary.note:
        told["note"] = [{"text": kept.diary.note}]
    return told


def _counted(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for noun in _NOUNS:
        if report[noun]:
            yield _component(noun, noun.capitalize(), len(report[noun]), f"{{{noun}}}")


def _score(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    score = report["score"]
    if score["value"] is not None:
        one = _component("score", "Form score, 0 to 100", score["value"], "{score}")
        ends = f"{score['low']:.0f} to {score['high']:.0f}"
        share = f"{100 * score['coverage']:.0f} % of what counts was seen"
        one["interpretation"] = [{"text": f"{ends}; {share}"}]
        yield one


def _noted(diary: Diary) -> Iterator[dict[str, Any]]:
    if math.isfinite(diary.load_kg):
        yield _component("load_kg", "Weight used", diary.load_kg, "kg")
    if math.isfinite(diary.effort):
        yield _component(
            "effort", "Effort, 0 to 10 (Borg CR10)", diary.effort, "{score}"
        )


def _measures(
    report: Mapping[str, Any], exercise: str | None
) -> Iterator[dict[str, Any]]:
    for key, measure in report["measures"].items():
        code = {"code": _coded(SYSTEM, key) | {"text": measure_name(key, exercise)}}
        if measure["value"] is None:
            absent = _coded(f"{_TERMS}/data-absent-reason", "not-performed")
            yield code | {"dataAbsentReason": absent | {"text": measure["reason"]}}
            continue
        unit = _CODES[measure["unit"]]
        quantity = _quantity(measure["value"], unit, measure["error"])
        one: dict[str, Any] = code | {"valueQuantity": quantity}
        verdict = measure["verdict"]
        if key in report["limits"]:
            one |= _wanted(report["limits"][key]["green"], unit)
            means = _MEANS.get(verdict)
            coded = _coded(f"{_TERMS}/v3-ObservationInterpretation", *means) if means \
                else {"text": "Within the error of a limit"}  # fmt: skip
            one["interpretation"] = [coded]
        yield one


def _wanted(green: tuple[float | None, float | None], unit: str) -> dict[str, Any]:
    edges = zip(("low", "high"), green, strict=True)
    ends = {end: _quantity(value, unit) for end, value in edges if value is not None}
    return {"referenceRange": [ends]} if ends else {}


def _component(code: str, name: str, value: float, unit: str) -> dict[str, Any]:
    return {
        "code": _coded(SYSTEM, code) | {"text": name},
        "valueQuantity": _quantity(value, unit),
    }


def _quantity(value: float, unit: str, error: float | None = None) -> dict[str, Any]:
    """Return a quantity; an error becomes a standard deviation, as FHIR has it."""
    told: dict[str, Any] = {"value": value, "unit": unit.strip("{}"), "system": _UCUM,
                            "code": unit}  # fmt: skip
    if error is not None:
        sd = round(error / INTERVAL_95, 4)
        told["extension"] = [
            {"url": f"{_STRUCTURES}/iso21090-uncertainty", "valueDecimal": sd},
            {"url": f"{_STRUCTURES}/iso21090-uncertaintyType", "valueCode": "N"},
        ]
    return told


def _coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    one = {"system": system, "code": code}
    return {"coding": [one | ({"display": display} if display else {})]}
