"""What has to be so before a step, by rules that anybody can read."""

import math
from dataclasses import replace

import pytest

from coach.circuit.gates import Done, dones_from, held_back, too_much
from coach.circuit.plan import Plan, Step, new_plan
from coach.reports.json_report import as_json
from tests.reports import BOX
from tests.reports import report as report_of

DEADLIFT = "internal_rotation_deadlift"
HEAVY = Step(round=3, exercise=DEADLIFT, side="left", load="heavy")
LIGHT = Done(
    exercise=DEADLIFT, side="left", load="body weight", score=85, severity=0,
    lowering_s=3.0,
)  # fmt: skip
MEDIUM = replace(LIGHT, load="medium")


@pytest.fixture
def plan() -> Plan:
    return new_plan()


def test_a_heavy_deadlift_comes_after_clean_lighter_sets_of_that_leg(
    plan: Plan,
) -> None:
    assert held_back(HEAVY, plan, [LIGHT, MEDIUM]) == ""
    assert "with body weight" in held_back(HEAVY, plan, [])
    assert "with medium" in held_back(HEAVY, plan, [LIGHT])
    for spoilt in (
        replace(MEDIUM, score=69.0),
        replace(MEDIUM, score=math.nan),
        replace(MEDIUM, severity=3),
        replace(MEDIUM, side="right"),
    ):
        assert "with medium" in held_back(HEAVY, plan, [LIGHT, spoilt])


def test_lighter_sets_and_other_exercises_need_nothing_before(plan: Plan) -> None:
    assert held_back(replace(HEAVY, load="medium"), plan, []) == ""
    assert held_back(replace(HEAVY, exercise="bridge_foot_on_box"), plan, []) == ""


@pytest.mark.parametrize(
    ("pain", "step", "held"),
    [
        (3, replace(HEAVY, load="body weight"), False),
        (4, replace(HEAVY, load="body weight"), True),
        (5, Step(round=1, exercise="bird_dog_wall_push", side="left",
                 load="body weight"), False),
        (5, Step(round=2, exercise="bridge_pull_over", side="left",
                 load="medium"), True),
        (6, Step(round=1, exercise="bird_dog_wall_push", side="left",
                 load="body weight"), True),
    ],
)  # fmt: skip
def test_pain_makes_it_easier_or_ends_it(
    plan: Plan, pain: int, step: Step, held: bool
) -> None:
    assert bool(held_back(step, replace(plan, pain_before=pain), [])) == held


def test_a_weight_that_costs_form_or_slowness_is_ahead_of_todays_control() -> None:
    step = replace(HEAVY, load="medium")
    assert too_much(step, [LIGHT, replace(MEDIUM, score=70.1)]) == ""
    assert "form was worse" in too_much(step, [LIGHT, replace(MEDIUM, score=69)])
    assert "faster" in too_much(step, [LIGHT, replace(MEDIUM, lowering_s=2.0)])
    assert too_much(step, [LIGHT, replace(MEDIUM, lowering_s=2.2)]) == ""
    assert too_much(step, [LIGHT, replace(MEDIUM, score=math.nan)]) == ""
    assert too_much(step, [MEDIUM]) == ""


def test_the_gates_read_what_was_kept() -> None:
    report = report_of(BOX)
    done = dones_from(as_json(report))[0]
    assert done.exercise == BOX
    assert done.score == pytest.approx(report.score.value, nan_ok=True)
    assert done.severity == max((f.severity for f in report.faults), default=0)


def test_a_set_of_both_legs_counts_for_each() -> None:
    report = report_of(BOX)
    both = [replace(report.reps[0], side=side) for side in ("left", "right")]
    kept = as_json(replace(report, reps=tuple(both), side=None))
    assert [done.side for done in dones_from(kept)] == ["left", "right"]
