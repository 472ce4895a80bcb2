"""The page "Check a video", driven without a browser."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coach.check import follow_video
from coach.history.kept import KG_OF_A_POUND, Diary
from coach.jobs import following
from tests.conftest import ROOT
from ui.desk import DESK, SHELF

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
    follow: Callable[..., Any] = follow_video

    def noted(path: Path, *args: object, **kwargs: object) -> object:
        names.append(path.name)
        return follow(path, *args, **kwargs)

    monkeypatch.setattr(following, "follow_video", noted)
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


def done(page: AppTest) -> AppTest:
    """Run the page, as it does by itself, until the film is followed and drawn."""
    until_s = time.monotonic() + SLOW_S
    while '<p class="so-far"' in text_of(page) or not page.get("download_button"):
        assert time.monotonic() < until_s
        assert not page.exception
        time.sleep(0.3)
        page.run()
    return page


def test_the_start_offers_an_upload_and_every_sample(page: AppTest) -> None:
    assert [title.value for title in page.title] == ["Check a video"]
    assert len(page.file_uploader) == 1
    first = {button.key for button in page.button}
    for exercise in ("bird_dog", "pull_over", "box_bridge", "gallop", "deadlift"):
        assert f"check_{exercise}_good_left" in first
    page.toggle(key="all_samples").set_value(True).run()
    keys = {str(button.key) for button in page.button}
    clips = sorted((ROOT / "sample_videos").glob("*.mp4"))
    assert {key for key in keys if key.startswith("check_")} == {
        f"check_{clip.stem}" for clip in clips
    }
    assert text_of(page).count("never leaves this computer") == 1


def test_a_sample_is_judged_and_a_change_of_leg_follows_nobody_again(
    page: AppTest, followings: list[str]
) -> None:
    page.toggle(key="all_samples").set_value(True).run()
    page.button(key="check_deadlift_not_tall").click().run()
    done(page)
    assert not page.exception
    assert not page.error
    assert page.query_params["sample"] == ["deadlift_not_tall"]
    shown = text_of(page)
    assert "<dt>Reps</dt><dd>1<small>" in shown
    assert "<dt>Standing leg</dt><dd>Right<small>" in shown
    assert "Not seen from the side: film from the front for" in shown
    assert "not a diagnosis" in shown
    assert page.title[0].value == "Single-leg deadlift, right leg"

    page.selectbox(key="leg_deadlift_not_tall").select("left").run()
    assert not page.exception
    assert "<dt>Standing leg</dt><dd>Left<small>" in text_of(page)
    assert page.title[0].value == "Single-leg deadlift, left leg"

    page.selectbox(key="load_deadlift_not_tall").select("heavy").run()
    assert not page.exception
    assert followings == [CLIP.name]


def test_an_uploaded_film_is_judged_and_kept_under_an_address(page: AppTest) -> None:
    page.file_uploader[0].upload("my set.mp4", CLIP.read_bytes(), "video/mp4").run()
    done(page)
    assert "my set.mp4" in text_of(page)
    assert "<dt>Reps</dt><dd>1<small>" in text_of(page)
    (address,) = page.query_params["set"]

    back = next(b for b in page.button if b.label == "Choose another film")
    back.click().run()
    assert page.title[0].value == "Check a video"
    assert page.query_params == {}
    page.button(key=f"open_{address}").click().run()
    assert "<dt>Reps</dt><dd>1<small>" in text_of(done(page))

    another = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=SLOW_S)
    another.query_params["set"] = address
    assert "<dt>Reps</dt><dd>1<small>" in text_of(done(another.run()))


def test_what_is_noted_of_a_set_is_kept_with_it(page: AppTest) -> None:
    page.file_uploader[0].upload("my set.mp4", CLIP.read_bytes(), "video/mp4").run()
    done(page)
    (address,) = page.query_params["set"]
    page.selectbox(key="unit_of_weight").select("lb").run()
    page.number_input(key=f"weight_lb_{address}").set_value(35.0).run()
    page.selectbox(key=f"pain_before_{address}").select(0).run()
    kept = DESK.history.find(address)
    assert kept is not None
    assert kept.diary.load_kg == pytest.approx(35 * 0.45359237)
    assert kept.diary.pain_before == 0
    assert kept.diary.pain_after is None


def test_an_older_page_undoes_nothing_that_was_said_elsewhere(page: AppTest) -> None:
    page.file_uploader[0].upload("my set.mp4", CLIP.read_bytes(), "video/mp4").run()
    done(page)
    (address,) = page.query_params["set"]
    one = DESK.find(address)
    assert one is not None
    elsewhere = replace(one.asked.options, side="right", load="heavy")
    one.ask(replace(one.asked, options=elsewhere))
    said = Diary(load_kg=35 * KG_OF_A_POUND, effort=6.5, note="left tight")
    DESK.history.note(address, said)
    page.run()  # of itself, as when its film is drawn
    kept = DESK.history.find(address)
    assert kept is not None
    assert (kept.side, kept.load) == ("right", "heavy")
    assert kept.diary.load_kg == said.load_kg
    assert kept.diary.effort == 6.5
    assert page.selectbox(key=f"leg_{address}").value == "right"
    assert page.text_area(key=f"note_{address}").value == "left tight"
    page.selectbox(key=f"pain_after_{address}").select(2).run()
    page.selectbox(key=f"load_{address}").select("medium").run()
    kept = DESK.history.find(address)
    assert kept is not None
    assert (kept.side, kept.load) == ("right", "medium")
    assert kept.diary == replace(said, pain_after=2)


def test_a_forgotten_set_is_gone_from_everywhere(page: AppTest) -> None:
    page.file_uploader[0].upload("my set.mp4", CLIP.read_bytes(), "video/mp4").run()
    done(page)
    (address,) = page.query_params["set"]
    path = SHELF.path(address, 0)
    next(b for b in page.button if b.label == "Forget it").click().run()
    assert page.title[0].value == "Check a video"
    assert DESK.history.find(address) is None
    assert path is not None
    assert not path.exists()
    page.query_params["set"] = address
    page.run()
    assert page.title[0].value == "Nothing here"


def test_a_broken_file_gives_one_sentence_and_a_way_back(page: AppTest) -> None:
    page.file_uploader[0].upload("bad.mp4", b"not a video" * 400, "video/mp4").run()
    until_s = time.monotonic() + SLOW_S
    while not page.error:
        assert time.monotonic() < until_s
        page.run()
    assert not page.exception
    (error,) = page.error
    assert error.value.startswith("bad.mp4 is not a video that can be read")
    assert "Choose another film" in [button.label for button in page.button]


@pytest.mark.parametrize("address", ["0" * 32, "../../etc", "\x00", "x" * 5000])
def test_an_address_of_nothing_says_so(page: AppTest, address: str) -> None:
    page.query_params["set"] = address
    page.run()
    assert not page.exception
    assert page.title[0].value == "Nothing here"


def test_a_clinical_test_has_its_card(page: AppTest) -> None:
    page.toggle(key="all_samples").set_value(True).run()
    page.session_state["test_pull_over_sinking"] = "bridge_hold"
    page.button(key="check_pull_over_sinking").click().run()
    done(page)
    assert page.selectbox(key="test_pull_over_sinking").value == "bridge_hold"
    assert "Test: Single leg bridge hold" in text_of(page)
    assert "The hips sank by 10 degrees." in text_of(page)
    assert "What others reached" in text_of(page)
    assert "Form score" not in text_of(page)  # nothing of a pull over is judged
    while len(page.get("download_button")) < 4:
        time.sleep(0.3)
        page.run()


def test_only_the_tests_of_the_chosen_exercise_are_offered(page: AppTest) -> None:
    page.query_params["sample"] = "deadlift_not_tall"
    done(page.run())
    page.selectbox(key="test_deadlift_not_tall").set_value("bridge_hold").run()
    assert not page.exception
    assert "nobody lies on the back" in text_of(page).lower()
    page.selectbox(key="exercise_deadlift_not_tall").set_value("gallop").run()
    assert "test_deadlift_not_tall" not in {box.key for box in page.selectbox}
    assert not page.exception
    assert "What others reached" not in text_of(page)
