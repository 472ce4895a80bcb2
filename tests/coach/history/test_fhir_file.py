"""Kept sets as FHIR, read back through FHIR's own structures."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from sqlalchemy.engine import URL

from coach.history.fhir_file import PAIN, write_fhir
from coach.history.history import History
from coach.history.kept import Diary, NewSet
from hamstrong.errors import HistoryError, OutputError

MakeSet = Callable[..., NewSet]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[History]:
    opened = History(URL.create("sqlite", database=str(tmp_path / "history.sqlite")))
    yield opened
    opened.close()


@pytest.fixture
def hinge(make_set: MakeSet) -> NewSet:
    return make_set("deadlift_not_tall")


@pytest.fixture
def resources(here: History, hinge: NewSet, tmp_path: Path) -> list[dict[str, Any]]:
    """A deadlift with 16 kg and some pain after it."""
    here.keep(hinge)
    here.note(hinge.id, Diary(load_kg=16.0, pain_after=3, note="left is tight"))
    path = tmp_path / "weeks.json"
    assert write_fhir(here, path, days=7, patient="Patient/123") == 1
    bundle = Bundle.model_validate_json(path.read_text("utf-8"))
    assert bundle.type == "collection"
    return [entry["resource"] for entry in json.loads(path.read_text())["entry"]]


def components(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["code"]["coding"][0]["code"]: one for one in resource["component"]}


def test_a_set_is_an_observation_of_this_person(
    resources: list[dict[str, Any]], hinge: NewSet
) -> None:
    one = resources[0]
    assert one["code"]["coding"][0]["code"] == hinge.report.exercise
    assert one["bodySite"]["text"] == f"{hinge.report.side} leg".capitalize()
    assert one["note"] == [{"text": "left is tight"}]
    for resource in resources:
        assert resource["subject"]["reference"] == "Patient/123"
    own = components(one)
    assert own["reps"]["valueQuantity"]["value"] == len(hinge.report.reps)
    assert own["load_kg"]["valueQuantity"] | {"value": 16.0} == {
        "value": 16.0, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"
    }  # fmt: skip


def test_a_measure_has_its_error_and_what_is_wanted(
    resources: list[dict[str, Any]], hinge: NewSet
) -> None:
    own = components(resources[0])
    for key, measure in hinge.report.measures.items():
        one = own[key]
        if measure.verdict == "not_assessed":
            assert "valueQuantity" not in one
            assert one["dataAbsentReason"]["text"] == measure.reason.text
            continue
        quantity = one["valueQuantity"]
        assert quantity["value"] == pytest.approx(measure.value, abs=1e-3)
        sd = quantity["extension"][0]["valueDecimal"]
        assert 1.96 * sd == pytest.approx(measure.error, abs=2e-3)
        if measure.verdict == "possible":
            assert "coding" not in one["interpretation"][0]  # neither normal nor not
    lowering = own["lowering_s"]["referenceRange"][0]
    assert lowering["low"]["value"] == hinge.report.limits["lowering_s"].green[0]
    assert "high" not in lowering


def test_pain_has_the_code_that_all_know(resources: list[dict[str, Any]]) -> None:
    pain = resources[1]
    assert pain["code"]["coding"][0]["code"] == PAIN[0]
    assert pain["valueInteger"] == 3
    assert pain["code"]["text"] == "Pain after the set"
    assert len(resources) == 2  # of before and the next morning nothing was said


def test_nothing_in_that_time_is_said_and_nothing_written(
    here: History, tmp_path: Path
) -> None:
    with pytest.raises(HistoryError, match="last 7 days"):
        write_fhir(here, tmp_path / "weeks.json", days=7)
    assert not (tmp_path / "weeks.json").exists()


def test_without_its_library_it_says_what_to_install(
    here: History, hinge: NewSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.keep(hinge)
    monkeypatch.setitem(sys.modules, "fhir.resources.R4B.bundle", None)
    with pytest.raises(OutputError, match=r"hamstrong\[fhir\]"):
        write_fhir(here, tmp_path / "weeks.json", days=7)
