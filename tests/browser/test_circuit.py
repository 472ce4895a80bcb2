"""The guided circuit in a real browser: by camera, and by films dropped at once."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from benchmarks.fake_camera import length_s, make_camera
from benchmarks.live_browser import CHROMIUM, live_page
from tests.conftest import SAMPLES

BEGIN = ".st-key-circuit_begin button"
SMALL_WH = (640, 360)
SOON_MS = 300_000
CLIPS = (
    "box_bridge_good_left",
    "box_bridge_good_right",
    "deadlift_good_left",
    "deadlift_good_right",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sweep,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def begin(page: Page) -> None:
    """Begin one round of the box bridge and the deadlift."""
    page.locator(".st-key-circuit_rounds").get_by_text("1", exact=True).click()
    exercises = page.locator(".st-key-circuit_exercises")
    for name in ("Bird dog wall push", "Bridge with pull over", "Gallop"):
        exercises.locator("button", has_text=name).click()
        page.wait_for_timeout(1000)
    page.locator(BEGIN).click()
    page.get_by_role("button", name="Do it live").wait_for()


def end(page: Page) -> None:
    """End the training, so that the next test begins its own."""
    page.get_by_role("button", name="End this training").click()
    page.locator(BEGIN).wait_for()


def test_a_circuit_is_led_by_camera_through_two_exercises_and_both_legs(
    playwright: Playwright, url: str, tmp_path: Path
) -> None:
    films = [SAMPLES / f"{clip}.mp4" for clip in CLIPS]
    camera = make_camera(films, tmp_path / "camera.mjpeg", SMALL_WH)
    with live_page(playwright, url, camera, at="circuit", first=BEGIN) as page:
        page.set_default_timeout(SOON_MS)
        begin(page)
        rest = page.get_by_label("Rest between sets, seconds")
        rest.fill("5")
        rest.press("Enter")
        page.wait_for_timeout(1000)
        page.get_by_role("button", name="Do it live").click()
        page.locator(".live-status").wait_for()
        until_s = time.monotonic() + length_s(camera) + 30
        while page.locator(".live-status").count() and time.monotonic() < until_s:
            page.wait_for_timeout(1000)
        said = page.evaluate("window.spokenTexts")
        assert "Change legs. Right leg now." in said
        assert "Next: Single-leg deadlift. Left leg." in said
        stop = page.locator(".st-key-live_stop button")
        if stop.count():  # a busy machine sees too few pictures to count each set
            stop.click()
        done = page.locator(".circuit-plan li.done")
        done.nth(2).wait_for(timeout=60_000)
        expect(done.first).to_contain_text("Bridge, foot on box, left")
        expect(done.nth(2)).to_contain_text("Single-leg deadlift")
        if page.get_by_role("button", name="Stop for today").count():
            page.get_by_role("button", name="Stop for today").click()
        expect(page.locator("section[aria-label='Next time'] li")).to_have_count(2)
        end(page)


def test_films_dropped_at_once_find_their_exercise_leg_and_set(
    playwright: Playwright, url: str, tmp_path: Path
) -> None:
    camera = make_camera(SAMPLES / "deadlift_not_tall.mp4", tmp_path / "c.mjpeg")
    with live_page(playwright, url, camera, at="circuit", first=BEGIN) as page:
        page.set_default_timeout(SOON_MS)
        begin(page)
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
            [SAMPLES / f"{clip}.mp4" for clip in CLIPS[1:3]]
        )
        done = page.locator(".circuit-plan li.done")
        expect(done).to_have_count(2)
        expect(done.first).to_contain_text(re.compile("Bridge, foot on box, right"))
        expect(done.last).to_contain_text(re.compile("Single-leg deadlift, left"))
        page.reload()
        expect(page.locator(".circuit-plan li.done")).to_have_count(2)
        page.get_by_role("button", name="Stop for today").click()
        end(page)
