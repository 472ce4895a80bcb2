"""How to film: each exercise drawn, the same in the app and in the documents."""

import xml.etree.ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from tests.conftest import ROOT
from ui.filming.guide import drawing

EACH = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))


@EACH
def test_the_documents_show_the_drawing_of_the_app(exercise: Exercise) -> None:
    shot = exercise.filming
    path = ROOT / "docs" / "pictures" / f"filming_{exercise.key}.svg"
    assert path.read_text(encoding="utf-8") == drawing(shot) + "\n"
    text = (ROOT / "docs" / "filming.md").read_text(encoding="utf-8")
    assert shot.advice in text
    assert path.name in text


@EACH
def test_a_drawing_says_in_words_what_it_shows(exercise: Exercise) -> None:
    shot = exercise.filming
    label = ET.fromstring(drawing(shot)).attrib["aria-label"]
    assert shot.distance in label
    assert shot.title in label


def test_the_page_shows_them_all() -> None:
    page = AppTest.from_string(
        "from ui.filming.page import show_filming_page\nshow_filming_page()",
        default_timeout=60,
    ).run()
    assert not page.exception
    titles = [exercise.filming.title for exercise in EXERCISES.values()]
    assert [header.value for header in page.header] == titles
    assert sum("<img" in one.proto.body for one in page.get("html")) == len(titles)
