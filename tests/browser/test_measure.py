"""Angles and lines are laid over the picture by hand, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.browser.test_kept_sets import CLIP, upload
from tests.browser.test_one_cursor import CHROMIUM, FILM, SLOW_MS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def opened(url: str) -> Iterator[Page]:
    """A kept set, its film drawn, the panel open."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--mute-audio"],
        )
        page = chromium.new_page(reduced_motion="reduce")
        page.set_default_timeout(SLOW_MS)
        upload(page, url, CLIP)
        ready(page)
        yield page
        chromium.close()


def ready(page: Page) -> None:
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    page.wait_for_function(f"{FILM}.readyState === 4")
    page.get_by_text("Measure by hand").click()


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(opened: Page, request: pytest.FixtureRequest) -> Page:
    opened.set_viewport_size({"width": request.param, "height": 844})
    while rows(opened).count():
        opened.get_by_role("button", name="Remove:").first.click()
        settled(opened)
    return opened


def rows(page: Page) -> Locator:
    return page.locator(".measured li")


def settled(page: Page) -> None:
    page.wait_for_timeout(700)  # steps by keys are told when no other follows
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def degrees(page: Page) -> float:
    found = re.search(r"(\d+)\N{DEGREE SIGN}", rows(page).first.inner_text())
    assert found
    return float(found[1])


def drag(page: Page, grip: int, x: float, y: float) -> None:
    """Drag a point to a place on the picture, as shares of it."""
    picture = page.locator(".hand").bounding_box()
    at = page.locator(".hand .grip .dot").nth(grip).bounding_box()
    assert picture is not None
    assert at is not None
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(
        picture["x"] + x * picture["width"],
        picture["y"] + y * picture["height"],
        steps=5,
    )
    page.mouse.up()
    settled(page)


def test_an_angle_is_dragged_to_where_it_belongs(page: Page) -> None:
    page.get_by_role("button", name="Angle", exact=True).click()
    settled(page)
    page.locator(".cursor .screen").scroll_into_view_if_needed()
    width, height = page.evaluate(f"[{FILM}.videoWidth, {FILM}.videoHeight]")
    drag(page, 0, 0.3, 0.5)
    drag(page, 1, 0.5, 0.5)
    drag(page, 2, 0.5, 0.5 - 0.2 * width / height)  # square to the first side
    assert degrees(page) == pytest.approx(90, abs=1.5)
    assert page.locator(".hand text").text_content() == f"{degrees(page):.0f}°"


def test_the_picture_and_what_lies_on_it_are_of_one_size(page: Page) -> None:
    page.get_by_role("button", name="Line", exact=True).click()
    settled(page)
    picture = page.locator(".hand").bounding_box()
    film = page.locator(".cursor video").bounding_box()
    assert picture is not None
    assert film is not None
    width, height = page.evaluate(f"[{FILM}.videoWidth, {FILM}.videoHeight]")
    assert picture["width"] / picture["height"] == pytest.approx(width / height, 0.01)
    middle = picture["x"] + picture["width"] / 2
    assert middle == pytest.approx(film["x"] + film["width"] / 2, abs=1)


def test_it_belongs_to_its_frame_and_the_list_leads_there(page: Page) -> None:
    page.get_by_role("button", name="Line", exact=True).click()
    settled(page)
    page.locator(".cursor [data-do=on]").click()
    expect(page.locator(".hand .grip")).to_have_count(0)
    rows(page).first.get_by_role("button").first.click()
    expect(page.locator(".hand .grip")).to_have_count(2)


def test_the_keys_move_a_point_and_not_the_film(page: Page) -> None:
    page.get_by_role("button", name="Line", exact=True).click()
    settled(page)
    assert degrees(page) == 0
    at_s = page.evaluate(f"{FILM}.currentTime")
    page.locator(".hand .grip").first.focus()
    for _ in range(8):
        page.keyboard.press("Shift+ArrowDown")
    settled(page)
    assert degrees(page) > 5
    assert page.evaluate(f"{FILM}.currentTime") == at_s


def test_it_is_there_again_after_a_refresh(page: Page) -> None:
    page.get_by_role("button", name="Angle", exact=True).click()
    settled(page)
    said = rows(page).first.inner_text()
    page.wait_for_timeout(1500)  # written a second after it was told
    page.reload()
    ready(page)
    expect(rows(page)).to_have_count(1)
    assert rows(page).first.inner_text() == said
