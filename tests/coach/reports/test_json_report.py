"""The JSON keeps its contract: keys, nulls, and no number that nobody measured."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from coach.check import VideoAnalysis
from coach.reports.csv_report import as_csv
from coach.reports.json_report import as_json, as_json_text
from coach.reports.wording import fault_title, measure_name
from exercises.registry import EXERCISES
from tests.reports import BIRD_DOG, BOX, EVERY, GALLOP
from tests.reports import report as report_of

CheckSample = Callable[..., VideoAnalysis]
TOP = [
    "schema",
    "source",
    "exercise",
    "exercise_confidence",
    "side",
    "side_confidence",
    "load",
    "view",
    "score",
    "subscores",
    "reps",
    "attempts",
    "holds",
    "bouts",
    "faults",
    "possible",
    "not_assessed",
    "notes",
    "limits",
]
REP = [
    "index",
    "start_s",
    "bottom_s",
    "leave_s",
    "end_s",
    "lowering_s",
    "lowering_error_s",
    "pause_s",
    "lifting_s",
    "score",
    "measures",
    "faults",
    "possible",
]
MEASURES = [
    "lean_deg",
    "stance_knee_deg",
    "hinge_share",
    "lowering_s",
    "top_flexion_deg",
    "back_foot_path",
    "weight_offset",
    "hand_target",
    "internal_rotation_deg",
    "free_hip_rise_deg",
    "knee_offset",
    "hinge_deg",
    "rom_deg",
]
VERDICTS = {"ok", "fault", "possible", "not_assessed"}


@pytest.fixture(scope="module")
def report(check_sample: CheckSample) -> dict[str, Any]:
    return as_json(check_sample("deadlift_fast_lowering").report)


def test_every_key_of_the_contract_is_there(report: dict[str, Any]) -> None:
    assert set(TOP) <= set(report)
    assert set(report["source"]) == {
        "name", "duration_s", "fps", "width", "height", "frames", "speed",
    }  # fmt: skip
    assert set(report["view"]) == {"yaw_deg", "name", "confidence"}
    assert set(report["score"]) == {"value", "low", "high", "coverage", "grade"}
    assert set(report["subscores"]) == {
        "hip_hinge", "internal_rotation", "lowering", "balance",
    }  # fmt: skip
    for rep in report["reps"]:
        assert set(REP) <= set(rep)
        assert set(rep["measures"]) == set(MEASURES)


def test_durations_are_differences_of_the_times(report: dict[str, Any]) -> None:
    for rep in report["reps"]:
        assert rep["lowering_s"] == pytest.approx(
            rep["bottom_s"] - rep["start_s"], abs=2e-4
        )
        assert rep["pause_s"] == pytest.approx(
            rep["leave_s"] - rep["bottom_s"], abs=2e-4
        )
        assert rep["lifting_s"] == pytest.approx(
            rep["end_s"] - rep["leave_s"], abs=2e-4
        )


def test_what_was_not_assessed_is_null_with_a_reason(report: dict[str, Any]) -> None:
    for rep in report["reps"]:
        for measure in rep["measures"].values():
            assert measure["verdict"] in VERDICTS
            if measure["verdict"] == "not_assessed":
                assert measure["value"] is None
                assert measure["reason"]
    unseen = {item["measure"] for item in report["not_assessed"]}
    assert {"hand_target", "back_shape"} <= unseen


def test_faults_carry_their_evidence(report: dict[str, Any]) -> None:
    fault = report["faults"][0]
    assert fault["code"] == "fast_lowering"
    assert fault["measured"] < fault["limit"] == 1.5
    assert any(rep["start_s"] < fault["at_s"] < rep["end_s"] for rep in report["reps"])
    assert fault["cue"].startswith("Slow down")


def test_the_text_is_strict_json_without_nan(check_sample: CheckSample) -> None:
    for name in ("deadlift_fast_lowering", "deadlift_front_good_left"):
        text = as_json_text(check_sample(name).report)
        json.loads(text, parse_constant=lambda word: pytest.fail(word))


def test_csv_has_a_row_for_each_rep_and_blanks_for_what_was_not_seen(
    check_sample: CheckSample,
) -> None:
    report = check_sample("deadlift_front_good_left").report
    tables = as_csv(report)
    rows = [line.split(",") for line in tables["reps.csv"].splitlines()]
    assert len(rows) == 1 + len(report.reps)
    assert rows[1][rows[0].index("lowering_s")] == ""
    assert "nan" not in "".join(tables.values()).lower()


def test_every_measure_and_fault_has_a_name_for_people() -> None:
    for exercise in EXERCISES.values():
        for key in (*exercise.rules, *exercise.always_unseen):
            assert "_" not in measure_name(key)
        for code in _codes():
            assert "_" not in fault_title(code)
            assert fault_title(code) != code.replace("_", " ").capitalize()


def _codes() -> Iterator[str]:
    for exercise in EXERCISES.values():
        for rule in exercise.rules.values():
            yield from filter(None, (rule.low_code, rule.high_code))


@pytest.mark.parametrize("exercise", EVERY)
def test_every_exercise_has_every_list(exercise: str) -> None:
    data = as_json(report_of(exercise))
    assert {*TOP, "sets", "comparisons", "plan", "variant"} <= set(data)
    json.dumps(data, allow_nan=False)


def test_a_hold_has_the_keys_of_the_contract() -> None:
    (first, second) = as_json(report_of(BIRD_DOG))["holds"]
    assert set(first) == {
        "index", "side", "start_s", "end_s", "duration_s", "form_s", "score",
        "measures", "faults", "possible",
    }  # fmt: skip
    assert (first["side"], second["side"]) == ("left", "right")
    assert set(first["faults"][0]) == {
        "code", "severity", "at_s", "measured", "limit", "cue",
    }  # fmt: skip


def test_a_bout_has_the_keys_of_the_contract_and_null_for_no_distance() -> None:
    bouts = as_json(report_of(GALLOP))["bouts"]
    assert set(bouts[0]) == {
        "index", "direction", "lead", "start_s", "end_s", "steps", "distance_m",
        "score", "measures", "faults", "possible",
    }  # fmt: skip
    assert bouts[2]["distance_m"] is None


def test_csv_has_the_tables_that_apply() -> None:
    both = {"measures.csv", "faults.csv", "attempts.csv"}
    box, dog, gallop = (as_csv(report_of(key)) for key in (BOX, BIRD_DOG, GALLOP))
    assert set(box) == {"reps.csv", "sets.csv", "plan.csv"} | both
    assert set(dog) == {"holds.csv", "sets.csv", "comparisons.csv"} | both
    assert set(gallop) == {"bouts.csv", "plan.csv"} | both
    head, *rows = gallop["bouts.csv"].splitlines()
    assert head.startswith("unit,direction,lead,start_s,end_s,steps,distance_m,score,")
    assert rows[2].split(",")[6] == ""
    assert dog["faults.csv"].splitlines()[1].startswith("1,fault,hips_sink,3,11,")
