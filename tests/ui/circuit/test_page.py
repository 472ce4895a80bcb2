"""The guided circuit's page, driven without a browser."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from coach.circuit import day
from coach.circuit.day import Day
from tests.conftest import ROOT, SAMPLES
from ui.circuit.page import live_settings
from ui.desk import DESK

SLOW_S = 240.0
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample videos here")

PAGE = """
from ui.circuit.page import show_circuit_page
show_circuit_page()
"""


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.chdir(ROOT)
    DESK.history.forget_all()
    yield AppTest.from_string(PAGE, default_timeout=SLOW_S).run()
    DESK.history.forget_all()


def text_of(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def begun(page: AppTest) -> Day:
    page.button(key="circuit_begin").click().run()
    assert not page.exception
    day = Day.current(DESK.history)
    assert day is not None
    return day


def test_the_circuit_begins_with_the_first_exercise_and_why(page: AppTest) -> None:
    assert "what to have ready" in text_of(page)
    day = begun(page)
    assert len(day.plan.steps) == 28  # the bird dog has two rounds
    assert "Bird dog wall push, left leg" in text_of(page)
    assert "Round 3" in text_of(page)


def test_pain_is_asked_and_ends_it(page: AppTest) -> None:
    page.select_slider(key="circuit_pain").set_value(6).run()
    assert "Do not train on pain like that" in page.error[0].value
    assert not any(button.key == "circuit_begin" for button in page.button)
    page.select_slider(key="circuit_pain").set_value(4).run()
    begun(page)
    while "Bridge, foot on box" not in text_of(page).split("Next set")[1][:400]:
        page.button(key="circuit_skip").click().run()
    assert "today only the first two exercises" in page.warning[0].value


def test_a_tempo_that_is_none_is_not_taken(page: AppTest) -> None:
    page.text_input(key="circuit_tempo").set_value("slow").run()
    assert "no tempo" in page.warning[0].value
    assert not any(button.key == "circuit_begin" for button in page.button)


def test_skipping_and_stopping_and_going_on_work(page: AppTest) -> None:
    begun(page)
    page.button(key="circuit_skip").click().run()
    assert "Bird dog wall push, right leg" in text_of(page)
    page.button(key="circuit_stop").click().run()
    assert page.title[0].value == "Circuit, so far"
    page.button(key="circuit_go_on").click().run()
    assert "Bird dog wall push, right leg" in text_of(page)
    tomorrow = AppTest.from_string(PAGE, default_timeout=SLOW_S).run()
    assert "Bird dog wall push, right leg" in text_of(tomorrow)


def test_on_another_day_the_pain_is_asked_anew(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(page)
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).date()
    monkeypatch.setattr(day, "_today", lambda: tomorrow)
    page.run()
    page.select_slider(key="circuit_pain_today").set_value(6).run()
    page.button(key="circuit_note").click().run()
    assert "pain of 6 of 10" in page.warning[0].value
    assert not any(button.key == "circuit_note" for button in page.button)


def test_films_dropped_at_once_find_their_steps(page: AppTest) -> None:
    day = begun(page)
    names = ("deadlift_not_tall.mp4", "box_bridge_both_legs.mp4")
    page.file_uploader[0].upload(
        names[0], (SAMPLES / names[0]).read_bytes(), "video/mp4"
    )
    page.file_uploader[0].upload(
        names[1], (SAMPLES / names[1]).read_bytes(), "video/mp4"
    ).run()
    until_s = time.monotonic() + SLOW_S
    while True:
        assert not page.exception
        again = Day.current(DESK.history)
        assert again is not None
        loads = {kept.load for kept in DESK.history.sets(training=day.id)}
        done_steps = sum(step.state == "done" for step in again.plan.steps)
        if done_steps == 3 and loads == {"body weight"}:  # the page gave it to them
            break
        assert time.monotonic() < until_s
        time.sleep(0.5)
        page.run()
    done = {
        (step.exercise, step.side) for step in again.plan.steps if step.state == "done"
    }
    assert done == {
        ("internal_rotation_deadlift", "right"), ("bridge_foot_on_box", "left"),
        ("bridge_foot_on_box", "right"),
    }  # fmt: skip


def test_a_film_that_does_no_step_is_said_to(page: AppTest) -> None:
    begun(page)
    page.file_uploader[0].upload("broken.mp4", b"no film", "video/mp4").run()
    until_s = time.monotonic() + SLOW_S
    while not page.error:
        assert time.monotonic() < until_s
        time.sleep(0.5)
        page.run()
    assert "broken.mp4" in page.error[0].value
    away = next(one for one in page.button if one.label == "Put it away")
    away.click().run()
    assert not page.error


def test_live_leads_through_all_of_a_round(page: AppTest) -> None:
    day = begun(page)
    settings = live_settings(day, 0)
    assert len(settings.planned) == 10
    assert settings.planned[0].exercise == "bird_dog_wall_push"
    assert settings.limits is not None
    day.skip(1)
    assert len(live_settings(day, 0).planned) == 9
    # Heavy deadlifts wait for lighter ones, so the last round ends before them.
    last = next(n for n, step in enumerate(day.plan.steps) if step.round == 3)
    assert "internal_rotation_deadlift" not in {
        one.exercise for one in live_settings(day, last).planned
    }
