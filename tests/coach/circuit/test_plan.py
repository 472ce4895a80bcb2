"""The circuit as data: what comes next, what is left, what is kept of it."""

import json

import pytest

from coach.circuit.plan import LOADS, Plan, Tempo, as_data, from_data, new_plan
from exercises.registry import EXERCISES

DEADLIFT = "internal_rotation_deadlift"


def test_the_circuit_goes_from_least_to_most_demanding_round_by_round() -> None:
    plan = new_plan()
    first = [step for step in plan.steps if step.round == 1]
    assert list(dict.fromkeys(step.exercise for step in first)) == list(EXERCISES)
    assert len(first) == 10  # five exercises, both legs
    assert [step.round for step in plan.steps] == sorted(s.round for s in plan.steps)
    of_deadlift = [step.load for step in plan.steps if step.exercise == DEADLIFT]
    assert of_deadlift == [load for load in LOADS for _ in range(2)]


def test_a_bird_dog_has_two_holds_a_side_and_no_weight() -> None:
    own = [step for step in new_plan().steps if step.exercise == "bird_dog_wall_push"]
    assert len(own) == 4
    assert {step.load for step in own} == {"body weight"}


def test_steps_are_done_skipped_and_left_for_tomorrow() -> None:
    plan = new_plan(rounds=1)
    place = plan.next()
    assert place == 0
    plan = plan.with_set(0, "a").skipping(1)
    assert plan.next() == 2
    assert plan.steps[0].sets == ("a",)
    assert plan.skipping(0).steps[0].state == "done"  # what was done was done
    again = from_data(json.loads(json.dumps(as_data(plan))))
    assert again is not None  # which sets did a step is found anew each time
    assert [step.state for step in again.steps[:3]] == ["todo", "skipped", "todo"]
    assert again.with_set(0, "a") == plan
    for place in range(len(plan.steps)):
        plan = plan.skipping(place)
    assert plan.over
    assert plan.next() is None


def test_a_film_does_the_first_open_step_of_its_exercise_and_leg() -> None:
    plan = new_plan()
    place = plan.fitting(DEADLIFT, ["right"])
    assert place is not None
    assert (plan.steps[place].round, plan.steps[place].side) == (1, "right")
    later = plan.with_set(place, "a").fitting(DEADLIFT, ["right"])
    assert later is not None
    assert plan.steps[later].round == 2
    assert plan.fitting("none of ours", ["left"]) is None


def test_a_training_without_a_plan_or_of_another_version_is_no_circuit() -> None:
    assert from_data({}) is None
    data = as_data(new_plan(rounds=1))
    data["steps"][0]["exercise"] = "an exercise of next year"
    plan = from_data(data)
    assert plan is not None
    assert len(plan.steps) == 9


@pytest.mark.parametrize(
    "changes",
    [
        {"tempo": "fast"},
        {"tempo": [3]},
        {"steps": "abc"},
        {"steps": 5},
        {"steps": [None]},
        {"steps": [{"exercise": ["gallop"]}]},
        {"steps": [{"exercise": "gallop", "state": "todo", "x": 1}]},
        {"pain_before": "much"},
        {"pain_before": 11},
    ],
)
def test_a_plan_of_whatever_else_is_no_circuit(changes: dict[str, object]) -> None:
    assert from_data(as_data(new_plan(rounds=1)) | changes) is None


@pytest.mark.parametrize(
    "changes", [{"side": "up"}, {"load": "a ton"}, {"round": 0}, {"round": "first"}]
)
def test_a_plan_with_a_step_that_is_none_is_no_circuit(
    changes: dict[str, object],
) -> None:
    data = as_data(new_plan(rounds=1))
    data["steps"][0] |= changes
    assert from_data(data) is None


@pytest.mark.parametrize("text", ["3-1-1-0", "3110", " 3-1-1-0 "])
def test_a_tempo_is_read_as_it_is_written(text: str) -> None:
    assert Tempo.read(text) == Tempo(lowering_s=3, bottom_s=1, lifting_s=1, top_s=0)
    assert str(Tempo.read(text)) == "3-1-1-0"


@pytest.mark.parametrize(
    "text", ["", "3-1", "a-b-c-d", "0-1-1-0", "30-1-1-0", "-1-1-1"]
)
def test_what_is_no_tempo_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Tempo.read(text)


def test_an_empty_plan_is_over() -> None:
    assert Plan(steps=()).over


def test_a_prescribed_tempo_moves_the_limits_of_lowering() -> None:
    assert EXERCISES[DEADLIFT].bands["lowering_s"].green[0] == 2.5
    usual = Tempo.read("3-1-1-0").limits()[DEADLIFT]["lowering_s"]
    assert usual.green[0] == pytest.approx(2.5)  # as without one
    slow = Tempo.read("6-0-1-0").limits()[DEADLIFT]["lowering_s"]
    assert slow.green[0] == pytest.approx(5.0)
    assert slow.amber[0] == pytest.approx(
        2 * EXERCISES[DEADLIFT].bands["lowering_s"].amber[0]
    )
    assert "gallop" not in Tempo.read("6-0-1-0").limits()
