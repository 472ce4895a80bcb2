"""Work that is never lost: refresh, another tab, notes and forgetting in a browser."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import SAMPLES

CHROMIUM = Path("/usr/bin/chromium")
CLIP = SAMPLES / "deadlift_not_tall.mp4"
SLOW_MS = 300_000
REPS = ".facts > div:has-text('Reps') dd"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
    pytest.mark.skipif(not CLIP.is_file(), reason="no sample videos here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(SLOW_MS)
    yield opened
    opened.close()


def upload(page: Page, url: str, film: Path) -> str:
    """Upload a film; return the address that its set has got."""
    page.goto(url)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(film)
    page.wait_for_url(re.compile(r"\?set=[0-9a-f]{32}"))
    return page.url


def as_new(film: Path, copy: Path) -> Path:
    """A film whose track no earlier run has kept: with a box that players skip."""
    padding = (24).to_bytes(4, "big") + b"free" + os.urandom(16)
    copy.write_bytes(film.read_bytes() + padding)
    return copy


def test_a_refresh_another_tab_and_the_start_page_find_a_set_again(
    browser: Browser, page: Page, url: str
) -> None:
    address = upload(page, url, CLIP)
    expect(page.locator(REPS)).to_contain_text("1")
    page.reload()
    expect(page.locator(REPS)).to_contain_text("1")
    expect(page.locator("video")).to_have_count(1)  # the film is still here
    another = browser.new_page()
    another.goto(address)
    expect(another.locator(REPS)).to_contain_text("1", timeout=SLOW_MS)
    another.close()
    page.get_by_role("button", name="Choose another film").click()
    page.get_by_role("heading", name="Last time").wait_for()
    page.locator(".st-key-last_sets").get_by_role("button").first.click()
    expect(page.locator(REPS)).to_contain_text("1")
    page.go_back()
    expect(page.locator("h1")).to_be_visible()


def test_what_is_noted_of_a_set_is_there_after_a_refresh(page: Page, url: str) -> None:
    upload(page, url, CLIP)
    weight = page.get_by_label("Weight used")
    weight.fill("16")
    weight.press("Enter")
    expect(page.get_by_text("Noted")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Weight used")).to_have_value("16.00")


def test_a_forgotten_set_is_gone(page: Page, url: str) -> None:
    address = upload(page, url, CLIP)
    page.get_by_role("button", name="Forget this set").click()
    expect(page.get_by_role("button", name="Forget it")).to_be_visible()
    # By then the page has drawn itself anew, and what is open stays open.
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a video")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here")


def test_the_history_leads_to_a_set_and_draws_what_changed(
    page: Page, url: str
) -> None:
    upload(page, url, CLIP)
    expect(page.locator(REPS)).to_contain_text("1")
    page.goto(f"{url}/history")
    expect(page.get_by_role("heading", name="Progress")).to_be_visible()
    chart = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    expect(chart).to_be_visible()
    page.locator('[class*="st-key-row_"]').get_by_role("button").first.click()
    expect(page.locator(REPS)).to_contain_text("1")
    page.wait_for_url(re.compile(r"\?set=[0-9a-f]{32}"))


@pytest.mark.sweep
def test_a_refresh_and_a_change_of_weight_in_mid_analysis_cost_nothing(
    page: Page, url: str, tmp_path: Path
) -> None:
    film = as_new(SAMPLES / "bird_dog_tired_at_end.mp4", tmp_path / "monday.mp4")
    address = upload(page, url, film)
    followed = page.get_by_text(re.compile(r"Following the body: \d+ of"))
    followed.wait_for()
    before = frames_done(page)
    page.reload()
    followed.wait_for()
    assert frames_done(page) >= before
    page.get_by_text("About this film: exercise").click()
    page.get_by_label("Weight", exact=True).first.click()
    page.get_by_role("option", name="Heavy").click()
    page.wait_for_timeout(1500)
    if followed.count():
        assert frames_done(page) >= before
    page.goto("about:blank")  # the film is followed without any page
    page.wait_for_timeout(3000)
    page.goto(address)
    expect(page.locator(".facts > div:has-text('Holds') dd")).to_contain_text("1")
    page.goto(url)
    expect(page.locator(".set-row").first).to_contain_text("heavy")


def frames_done(page: Page) -> int:
    said = page.get_by_text(re.compile(r"Following the body: \d+ of")).inner_text()
    found = re.search(r"(\d+) of", said)
    assert found is not None
    return int(found[1])
