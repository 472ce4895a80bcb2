"""The page "Check a video", driven without a browser."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coach.check import check_video
from tests.conftest import ROOT
from ui.check import analysis as checking

CLIP = ROOT / "sample_videos" / "deadlift_not_tall.mp4"  # a short one
SLOW_S = 240
"""A busy machine follows the body at some frames a second."""

pytestmark = pytest.mark.skipif(not CLIP.is_file(), reason="no sample videos here")


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=SLOW_S).run()


@pytest.fixture
def followings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the films that the body was followed through, in order."""
    names: list[str] = []
    follow: Callable[..., Any] = check_video

    def noted(path: Path, *args: object, **kwargs: object) -> object:
        names.append(path.name)
        return follow(path, *args, **kwargs)

    monkeypatch.setattr(checking, "check_video", noted)
    return names


def test_from_the_second_run_on_the_import_path_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = str(ROOT / "ui" / "main.py")
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != app])
    page = AppTest.from_file(app, default_timeout=SLOW_S)
    paths = []
    for _ in range(4):
        page.run()
        paths.append([*sys.path])
    assert [path.count(app) for path in paths] == [1, 2, 2, 2]
    assert all(path.index(app) > 0 for path in paths)  # nothing moves the others


def text_of(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def test_the_start_offers_an_upload_and_every_sample(page: AppTest) -> None:
    assert [title.value for title in page.title] == ["Check a video"]
    assert len(page.file_uploader) == 1
    first = {button.key for button in page.button}
    for exercise in ("bird_dog", "pull_over", "box_bridge", "gallop", "deadlift"):
        sides = {f"check_{exercise}_good_{side}" for side in ("left", "right")}
        assert sides <= first  # a good set of either leg, without asking for more
    for toggle in page.toggle:
        toggle.set_value(True)
    page.run()
    keys = {button.key for button in page.button}
    clips = sorted((ROOT / "sample_videos").glob("*.mp4"))
    assert keys == {f"check_{clip.stem}" for clip in clips}
    assert text_of(page).count("never leaves this computer") == 1


def test_a_sample_is_judged_and_a_change_of_leg_follows_nobody_again(
    page: AppTest, followings: list[str]
) -> None:
    page.toggle(key="more_internal_rotation_deadlift").set_value(True).run()
    page.button(key="check_deadlift_not_tall").click().run()
    assert not page.exception
    assert not page.error
    shown = text_of(page)
    assert "<dt>Reps</dt><dd>1<small>" in shown
    assert "<dt>Standing leg</dt><dd>Right<small>" in shown
    assert "Not seen from the side: film from the front for" in shown
    assert "not a diagnosis" in shown
    assert page.title[0].value == r"Deadlift\: not tall"

    page.selectbox(key="leg").select("left").run()
    assert not page.exception
    assert "<dt>Standing leg</dt><dd>Left<small>" in text_of(page)
    assert followings == [CLIP.name]

    page.selectbox(key="load").select("heavy").run()
    assert not page.exception
    assert followings == [CLIP.name]


def test_an_uploaded_film_is_judged_and_goes_when_another_is_chosen(
    page: AppTest,
) -> None:
    page.file_uploader[0].upload("my set.mp4", CLIP.read_bytes(), "video/mp4").run()
    assert not page.exception
    assert page.title[0].value == "my set.mp4"
    assert "<dt>Reps</dt><dd>1<small>" in text_of(page)
    path = page.session_state["film"].path
    assert path.is_file()

    back = next(b for b in page.button if b.label == "Choose another film")
    back.click().run()
    assert page.title[0].value == "Check a video"
    assert not path.exists()


def test_a_broken_file_gives_one_sentence_and_a_way_back(page: AppTest) -> None:
    page.file_uploader[0].upload("bad.mp4", b"not a video" * 400, "video/mp4").run()
    assert not page.exception
    (error,) = page.error
    assert error.value.startswith("bad.mp4 is not a video that can be read")
    assert "Choose another film" in [button.label for button in page.button]


def test_a_clinical_test_has_its_card(page: AppTest) -> None:
    page.toggle(key="more_bridge_pull_over").set_value(True).run()
    page.session_state["test"] = "bridge_hold"
    page.button(key="check_pull_over_sinking").click().run()
    assert not page.exception
    assert page.selectbox(key="test").value == "bridge_hold"
    assert "Test: Single leg bridge hold" in text_of(page)
    assert "The hips sank by 10 degrees." in text_of(page)
    assert "What others reached" in text_of(page)
    assert "Form score" not in text_of(page)  # nothing of a pull over is judged
    assert len(page.get("download_button")) == 3


def test_only_the_tests_of_the_chosen_exercise_are_offered(page: AppTest) -> None:
    page.toggle(key="more_internal_rotation_deadlift").set_value(True).run()
    page.button(key="check_deadlift_not_tall").click().run()
    page.selectbox(key="test").set_value("bridge_hold").run()
    assert not page.exception
    assert "nobody lies on the back" in text_of(page).lower()
    page.selectbox(key="exercise").set_value("gallop").run()
    assert "test" not in {box.key for box in page.selectbox}
    assert not page.exception
    assert "What others reached" not in text_of(page)
