"""How to film: each exercise drawn, the same in the app and in the documents."""

import xml.etree.ElementTree as ET
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from tests.conftest import ROOT
from ui.filming.guide import as_markdown, drawing, halves

EACH = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))


@EACH
def test_the_documents_show_the_drawings_of_the_app(exercise: Exercise) -> None:
    shots = {end: exercise.filming.views.get(end) for end in ("", "_front", "_oblique")}
    text = (ROOT / "docs" / "filming.md").read_text(encoding="utf-8")
    for end, shot in shots.items():
        path = ROOT / "docs" / "pictures" / f"filming_{exercise.key}{end}.svg"
        assert path.is_file() == (shot is not None)
        if shot is not None:
            assert path.read_text(encoding="utf-8") == drawing(shot) + "\n"
            assert path.name in text
    assert as_markdown(exercise.key, exercise.filming) in text


@EACH
def test_each_exercise_says_how_it_is_done_and_how_not(exercise: Exercise) -> None:
    shot = exercise.filming
    for lines in (shot.how, shot.do_this, shot.not_this):
        assert len(lines) == 3
        assert all(line.endswith(".") for line in lines)


def test_what_only_the_front_shows_is_drawn_from_the_front() -> None:
    drawn = {e.key for e in EXERCISES.values() if e.filming.front is not None}
    assert drawn == {e.key for e in EXERCISES.values() if e.from_the_front}


@EACH
def test_a_drawing_says_in_words_what_it_shows(exercise: Exercise) -> None:
    for shot in exercise.filming.views.values():
        for picture in (drawing(shot), *halves(shot)):
            label = ET.fromstring(picture).attrib["aria-label"]
            assert shot.distance in label
            assert shot.title in label
            assert ("in front of you" in label) == shot.from_front


@EACH
def test_nothing_is_drawn_outside_of_the_picture(exercise: Exercise) -> None:
    for shot in exercise.filming.views.values():
        for limb in (*shot.near, *shot.far):
            assert all(0 < x < 160 and 0 < y < 90 for x, y in limb)


def test_the_page_shows_them_all() -> None:
    page = AppTest.from_string(
        "from ui.filming.page import show_filming_page\nshow_filming_page()",
        default_timeout=60,
    ).run()
    assert not page.exception
    titles = [exercise.filming.title for exercise in EXERCISES.values()]
    assert [header.value for header in page.header] == titles
    shown = "".join(one.proto.body for one in page.get("html"))
    views = sum(len(exercise.filming.views) for exercise in EXERCISES.values())
    assert views == len(titles) + 2  # the deadlift's others: the front, and in one film
    assert shown.count("<img") == 2 * views
    for exercise in EXERCISES.values():
        assert escape(exercise.filming.how[0]) in shown
