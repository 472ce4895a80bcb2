"""A training of the circuit: real sets find their steps, today and tomorrow."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from coach.check import Options, VideoAnalysis
from coach.circuit import day
from coach.circuit.day import Day
from coach.circuit.plan import new_plan
from coach.history.history import History
from coach.history.kept import NewSet, Recording
from coach.history.rows import new_id
from hamstrong.errors import HistoryError

BOX = "bridge_foot_on_box"
DEADLIFT = "internal_rotation_deadlift"
Keep = Callable[..., str]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(URL.create("sqlite", database=str(tmp_path / "h.sqlite")))
    yield opened
    opened.close()


@pytest.fixture
def keep(history: History, check_sample: Callable[..., VideoAnalysis]) -> Keep:
    """Return what keeps a sample's set for a training, and returns its address."""

    def kept(clip: str, training: str | None, digest: str = "", **options: str) -> str:
        given = Options(**options)  # type: ignore[arg-type]
        found = check_sample(clip, **options)
        recording = Recording(
            name=clip, digest=digest or new_id(), track=found.track, options=given
        )
        new = NewSet(
            id=new_id(), origin="film", title=clip, report=found.report,
            recordings=[recording], training=training,
        )  # fmt: skip
        history.keep(new)
        return new.id

    return kept


def test_a_set_does_the_step_of_its_exercise_and_leg(
    history: History, keep: Keep
) -> None:
    day = Day.begin(history, new_plan())
    done = keep("deadlift_not_tall", day.id)  # a right leg
    loads = []
    assert day.sort_in(lambda set_id, load: loads.append((set_id, load))) == []
    (step,) = [step for step in day.plan.steps if step.state == "done"]
    assert (step.exercise, step.side, step.round) == (DEADLIFT, "right", 1)
    assert loads == [(done, "body weight")]
    assert day.sort_in() == []  # nothing is counted twice
    assert sum(step.state == "done" for step in day.plan.steps) == 1


def test_a_film_of_both_legs_does_both_steps(history: History, keep: Keep) -> None:
    day = Day.begin(history, new_plan())
    set_id = keep("box_bridge_both_legs", day.id)
    day.sort_in()
    done = [step for step in day.plan.steps if step.state == "done"]
    assert [(step.exercise, step.side) for step in done] == [
        (BOX, "left"), (BOX, "right"),
    ]  # fmt: skip
    assert {step.sets for step in done} == {(set_id,)}


def test_what_does_no_step_is_given_back(history: History, keep: Keep) -> None:
    day = Day.begin(history, new_plan())
    other = keep("none_squat", day.id)
    assert [one.kept.id for one in day.sort_in()] == [other]
    assert day.plan.next() == 0


def test_going_on_tomorrow_finds_it_where_it_was_left(
    history: History, keep: Keep
) -> None:
    day = Day.begin(history, new_plan(rounds=1))
    day.note_pain(2)
    day.skip(0)
    keep("deadlift_not_tall", day.id)
    day.sort_in()
    again = Day.current(history)
    assert again is not None
    assert again.id == day.id
    assert again.plan == day.plan
    assert again.asked_today
    assert again.plan.pain_before == 2
    again.end()
    assert Day.current(history) is None


def test_the_cue_of_last_time_stands_before_a_set(
    history: History, keep: Keep, check_sample: Callable[..., VideoAnalysis]
) -> None:
    report = check_sample("deadlift_squat").report
    keep("deadlift_squat", None)
    day = Day.begin(history, new_plan())
    assert report.side == "left"
    assert day.last_cue(DEADLIFT, "left") == report.faults[0].cue
    assert day.last_cue(DEADLIFT, "right") == ""
    assert day.last_cue(BOX, "left") == ""


def test_heavy_waits_for_clean_lighter_sets_that_were_really_done(
    history: History, keep: Keep
) -> None:
    day = Day.begin(history, new_plan(exercises=[DEADLIFT]))
    heavy = next(
        place for place, step in enumerate(day.plan.steps)
        if step.load == "heavy" and step.side == "left"
    )  # fmt: skip
    assert "No clean set of the left leg" in day.gate(heavy)
    for load in ("body weight", "medium"):
        keep("deadlift_good_left", day.id, load=load)
    day.sort_in()
    assert day.gate(heavy) == ""


def test_at_the_end_every_step_says_what_came_of_it(
    history: History, keep: Keep
) -> None:
    day = Day.begin(history, new_plan(rounds=1, exercises=[DEADLIFT]))
    keep("deadlift_squat", day.id)
    day.sort_in()
    day.skip(1)
    first, second = day.steps_done()
    assert first.kept is not None
    assert first.kept.counted == 3
    assert first.cue
    assert second.kept is None
    assert second.step.state == "skipped"
    assert day.plan.over
    assert replace(first.step, sets=()).state == "done"


def test_the_same_film_twice_does_one_step(history: History, keep: Keep) -> None:
    day = Day.begin(history, new_plan())
    for _ in range(2):
        keep("deadlift_not_tall", day.id, digest="the same film")
    (unplanned,) = day.sort_in()
    assert unplanned.again
    assert sum(step.state == "done" for step in day.plan.steps) == 1


def test_a_set_that_is_forgotten_leaves_its_step_open(
    history: History, keep: Keep
) -> None:
    day = Day.begin(history, new_plan(exercises=[DEADLIFT]))
    done = keep("deadlift_good_left", day.id)
    day.sort_in()
    assert [step.sets for step in day.plan.steps[:2]] == [(done,), ()]
    history.forget(done)
    day.sort_in()
    assert day.plan.next() == 0


def test_an_older_page_takes_no_step_from_a_set_that_did_it_meanwhile(
    history: History, keep: Keep
) -> None:
    older = Day.begin(history, new_plan(exercises=[DEADLIFT]))
    keep("deadlift_good_left", older.id)  # by another page
    older.skip(0)
    now = Day.current(history)
    assert now is not None
    assert now.plan.steps[0].state == "done"
    assert sum(step.state == "done" for step in now.plan.steps) == 1


def test_what_an_older_page_says_adds_to_what_another_said(history: History) -> None:
    older = Day.begin(history, new_plan())
    newer = Day.current(history)
    assert newer is not None
    newer.skip(0)
    older.skip(1)
    now = Day.current(history)
    assert now is not None
    assert [step.state for step in now.plan.steps[:3]] == ["skipped", "skipped", "todo"]


def test_a_training_that_another_page_ended_stays_ended(history: History) -> None:
    older = Day.begin(history, new_plan())
    newer = Day.current(history)
    assert newer is not None
    newer.end()
    with pytest.raises(HistoryError, match="over"):
        older.skip(0)
    assert Day.current(history) is None


def test_who_begins_twice_goes_on_with_the_first(history: History) -> None:
    day = Day.begin(history, new_plan())
    assert Day.begin(history, new_plan(rounds=1)).id == day.id
    assert len(history.trainings.listed()) == 1


def test_on_another_day_pain_is_asked_and_lighter_sets_come_again(
    history: History, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = Day.begin(history, new_plan(exercises=[DEADLIFT]))
    training.note_pain(5)
    for load in ("body weight", "medium"):
        keep("deadlift_good_left", training.id, load=load)
    training.sort_in()
    heavy = next(
        place for place, step in enumerate(training.plan.steps)
        if step.load == "heavy" and step.side == "left"
    )  # fmt: skip
    assert "pain of 5" in training.gate(heavy)
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).date()
    monkeypatch.setattr(day, "_today", lambda: tomorrow)
    assert not training.asked_today
    assert "No clean set of the left leg" in training.gate(heavy)
