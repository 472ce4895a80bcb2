"""The pages can be used by who sees little, hears a screen reader, or taps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.findings import SMALL_TARGETS, grave_findings

CHROMIUM = Path("/usr/bin/chromium")
SAMPLE = "deadlift_not_tall"
SLOW_MS = 60_000
PHONE = ViewportSize(width=390, height=844)
WIDE = ViewportSize(width=1280, height=900)
PAGES = {
    "": "Or try a sample",
    f"?sample={SAMPLE}": "Annotated film (MP4)",
    "live": "Set up the room",
    "filming": "Bird Dog Leg Wall Push",
}
"""Address -> what is on the page when it is there."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--mute-audio"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=PAGES, ids=lambda one: one or "start")
def opened(request: pytest.FixtureRequest, browser: Browser, url: str) -> Page:
    """Each page, on a phone."""
    page = browser.new_page(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    page.set_default_timeout(SLOW_MS)
    page.goto(f"{url}/{request.param}")
    page.get_by_text(PAGES[request.param]).first.wait_for()
    expect(page.locator(".st-key-tabs a[aria-current]")).to_have_count(1)
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    return page


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_axe_finds_nothing_grave_that_is_ours(opened: Page, size: ViewportSize) -> None:
    opened.set_viewport_size(size)
    opened.wait_for_timeout(500)
    assert grave_findings(opened) == []


def test_what_is_tapped_is_as_large_as_a_finger(opened: Page) -> None:
    opened.set_viewport_size(PHONE)
    opened.wait_for_timeout(500)
    assert opened.evaluate(SMALL_TARGETS) == []


def test_every_picture_is_told_in_words(opened: Page) -> None:
    alts = opened.evaluate("[...document.images].map((one) => one.getAttribute('alt'))")
    assert alts
    assert not [alt for alt in alts if alt is None or alt.isdigit()]


def test_nothing_moves_for_who_asks_for_that(opened: Page) -> None:
    moving = opened.evaluate(
        "[...document.querySelectorAll('button')].map((one) => "
        "parseFloat(getComputedStyle(one).transitionDuration))"
    )
    assert max(moving, default=0.0) < 0.001


def test_on_a_phone_the_pages_are_tabs_at_the_lower_edge(opened: Page) -> None:
    opened.set_viewport_size(PHONE)
    tabs = opened.get_by_role("navigation", name="Pages").get_by_role("link")
    expect(tabs).to_have_count(5)
    boxes = [tab.bounding_box() for tab in tabs.all()]
    for box in boxes:
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] == pytest.approx(844, abs=2)
    opened.set_viewport_size(WIDE)
    expect(tabs.first).to_be_hidden()


def test_what_the_keyboard_is_at_has_a_ring(opened: Page) -> None:
    opened.set_viewport_size(WIDE)
    rings = []
    for _ in range(6):
        opened.keyboard.press("Tab")
        rings.append(
            opened.evaluate(
                "(() => { const at = getComputedStyle(document.activeElement);"
                " return parseFloat(at.outlineWidth) + parseFloat(at.boxShadow === "
                "'none' ? 0 : 3); })()"
            )
        )
    assert min(rings) >= 2


def test_a_report_says_that_it_is_ready(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(SLOW_MS)
    page.goto(f"{url}/filming")
    expect(page.locator("img.drawing").first).to_be_visible()
    page.goto(f"{url}/?sample={SAMPLE}")
    expect(page.locator("#hamstrong-news[aria-live=polite]")).to_have_text(
        "Report ready."
    )
    page.close()


def test_a_tab_leads_to_its_page_and_is_the_current_one(
    browser: Browser, url: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.set_default_timeout(SLOW_MS)
    page.goto(url)
    tabs = page.get_by_role("navigation", name="Pages")
    tabs.get_by_role("link", name="Live").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Live")
    expect(page.locator(".st-key-tabs a[aria-current=page]")).to_contain_text("Live")
    page.close()
