"""What is said of a number: what was read, and what is wanted, never at odds."""

import math
import re
from dataclasses import replace

import pytest

from coach.reports.wording import (
    fault_title,
    green_words,
    meaning_of,
    measure_name,
    measured,
    shown_and_wanted,
    wanted,
)
from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.scoring.bands import Band, Rule
from exercises.scoring.faults import faults_of
from exercises.units import Fault
from tests.reports import report as written

JUDGED = [
    (exercise, rule)
    for exercise in EXERCISES.values()
    for rule in exercise.rules.values()
    if rule.key in exercise.bands
]
NAMES = [f"{exercise.key}-{rule.key}" for exercise, rule in JUDGED]


def report_of(exercise: Exercise) -> Report:
    return replace(written(exercise.key), limits=exercise.bands)


def beyond(band: Band) -> list[float]:
    """Return values past the amber edges that there are, below first."""
    low, high = band.amber
    step = 0.2 * max(abs(edge) for edge in band.green if math.isfinite(edge))
    return [low - step] * math.isfinite(low) + [high + step] * math.isfinite(high)


def aimed(rule: Rule, edge: float) -> str:
    """Return an edge as the aim says it: a long unit stands by the number alone."""
    words = measured(rule.key, edge, rule.unit)
    long = "length" in rule.unit or " % of" in words
    return words.split(" ")[0] if long else words


def fault_at(exercise: Exercise, rule: Rule, value: float, error: float) -> Fault:
    band = exercise.bands[rule.key]
    measure = rule.judge(band, value, error, at_s=1.0)
    clear, possible = faults_of({rule.key: measure}, {rule.key: rule}, exercise.bands)
    return (clear + possible)[0]


@pytest.mark.parametrize(("exercise", "rule"), JUDGED, ids=NAMES)
def test_every_fault_is_told_with_the_green_range(
    exercise: Exercise, rule: Rule
) -> None:
    band, report = exercise.bands[rule.key], report_of(exercise)
    for value in beyond(band):
        fault = fault_at(exercise, rule, value, 0.0)
        said = shown_and_wanted(report, fault)
        low, high = (aimed(rule, edge) for edge in band.green)
        assert said.startswith(measured(rule.key, value, rule.unit).split(" ")[0])
        if not math.isfinite(band.green[0]):
            assert said.endswith(f"; at most {high} is wanted")
        elif not math.isfinite(band.green[1]):
            assert said.endswith(f"; at least {low} is wanted")
        else:
            assert said.endswith(f" to {high} is wanted")
            assert f"; {low.split(' ')[0]} to " in said


@pytest.mark.parametrize(("exercise", "rule"), JUDGED, ids=NAMES)
def test_the_number_of_a_clear_fault_is_not_among_those_wanted(
    exercise: Exercise, rule: Rule
) -> None:
    for value in beyond(exercise.bands[rule.key]):
        said = shown_and_wanted(
            report_of(exercise), fault_at(exercise, rule, value, 0.0)
        )
        number, aim = said.split("; ")
        read = [float(digits) for digits in re.findall(r"-?\d+\.?\d*", aim)]
        shown = float(re.findall(r"-?\d+\.?\d*", number)[0])
        if aim.startswith("at most"):
            assert shown > read[0]
        elif aim.startswith("at least"):
            assert shown < read[0]
        else:
            assert not read[0] <= shown <= read[1]


def test_limits_of_ones_own_are_what_is_wanted() -> None:
    report = replace(
        written("internal_rotation_deadlift"),
        limits={"lowering_s": Band.at_least(4.0, 2.0, 1.0)},
    )
    assert wanted(report, "lowering_s", "s") == "at least 4.0 s"


def test_a_doubt_within_the_green_comes_with_the_error_that_makes_it_one() -> None:
    # A knee read at 6 degrees may be locked: 5 to 28 are wanted. Half the 80 % interval
    # is 7, half the 95 % one 1.96 / 1.28 of it.
    exercise = EXERCISES["internal_rotation_deadlift"]
    rule = exercise.rules["stance_knee_deg"]
    band = exercise.bands[rule.key]
    measure = rule.judge(band, 6.0, 7.0, at_s=1.0)
    (fault,) = faults_of({rule.key: measure}, {rule.key: rule}, {rule.key: band})[1]
    report = report_of(exercise)
    rep = replace(report.reps[0], measures={rule.key: measure}, possible=(fault,))
    said = shown_and_wanted(replace(report, reps=(rep,)), fault)
    assert said == "6° ± 11°; 5° to 28° is wanted"


def test_a_range_open_at_both_ends_wants_nothing() -> None:
    assert green_words("lean_deg", "deg", -math.inf, math.inf) == ""


@pytest.mark.parametrize("unit", ["deg", "s", "%", "m", "share", "trunk lengths"])
def test_nothing_is_ever_minus_zero(unit: str) -> None:
    assert "-" not in measured("lean_deg", -0.001, unit)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
def test_every_measure_is_explained_and_has_one_name(exercise: Exercise) -> None:
    for key in exercise.rules:
        assert meaning_of(key, exercise.key).endswith("."), key
    names = [measure_name(key, exercise.key) for key in exercise.rules]
    assert len(set(names)) == len(names)
    for key, name in exercise.compared.items():
        if key in exercise.rules:
            assert name == measure_name(key, exercise.key)
    assert fault_title("fast_lowering", exercise.key)
