"""Reps are corrected beside the film, in a real browser, and all numbers follow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.browser.test_one_cursor import CHROMIUM, FILM, SLOW_MS, at, pause

SAMPLE = "deadlift_fast_lowering"  # four reps in 15 s

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def opened(url: str) -> Iterator[Page]:
    """The report of a sample, its reps open to be corrected."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--mute-audio"],
        )
        page = chromium.new_page(reduced_motion="reduce")
        page.set_default_timeout(SLOW_MS)
        page.goto(f"{url}/?sample={SAMPLE}")
        page.get_by_role("button", name="Annotated film (MP4)").wait_for()
        page.wait_for_function(f"{FILM}.readyState === 4")
        page.get_by_role("button", name="Correct the reps").click()
        yield page
        chromium.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(opened: Page, request: pytest.FixtureRequest) -> Page:
    """The page with nothing corrected, and the second rep chosen."""
    opened.set_viewport_size({"width": request.param, "height": 844})
    settled(opened)
    while opened.get_by_role("button", name="Undo:").count():
        opened.get_by_role("button", name="Undo:").first.click()
        settled(opened)
    expect(rows(opened)).to_have_count(4)
    expect(rows(opened).nth(1)).not_to_contain_text("timed by you")
    choose(opened, 2)
    return opened


def rows(page: Page) -> Locator:
    return page.locator("table.units tbody tr")


def choose(page: Page, number: int) -> None:
    page.locator(".stretches button").nth(number - 1).click()
    page.wait_for_function(f"!{FILM}.seeking")
    pause(page)
    expect(page.locator(".marks .which")).to_contain_text(f"Rep {number}")


def settled(page: Page) -> None:
    page.wait_for_timeout(600)  # a step is asked for when no other follows it
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def time_s(page: Page, edge: int) -> float:
    text = page.locator(".edge-time").nth(edge).inner_text()
    return float(text.removesuffix(" s"))


def test_an_edge_steps_frame_by_frame_and_the_table_follows(page: Page) -> None:
    before_s = time_s(page, 1)
    later = page.get_by_role(
        "button", name="Rep 2: lowering ends, one frame later", exact=True
    )
    for _ in range(6):
        later.click()
    expect(rows(page).nth(1)).to_contain_text("timed by you")
    expect(rows(page).nth(0)).not_to_contain_text("timed by you")
    assert time_s(page, 1) == pytest.approx(before_s + 6 / 30, abs=0.05)
    at(page, time_s(page, 1))
    expect(page.get_by_text("1 was timed by you.")).to_be_visible()
    expect(page.locator(".marks")).to_be_visible()  # and stays open


def test_an_edge_is_dragged_on_the_curve(page: Page) -> None:
    before_s = time_s(page, 3)
    handle = page.get_by_role("slider", name="Rep 2: lifting ends")
    # Between the film, which stays in sight, and a phone's tabs at the bottom.
    handle.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    box, plot = handle.bounding_box(), page.locator(".plot").bounding_box()
    assert box is not None
    assert plot is not None
    x_px, y_px = box["x"] + box["width"] / 2, box["y"] + 0.82 * box["height"]
    page.mouse.move(x_px, y_px)
    page.mouse.down()
    page.mouse.move(x_px + plot["width"] * 0.3 / 15, y_px, steps=4)
    page.mouse.up()
    expect(rows(page).nth(1)).to_contain_text("timed by you")
    assert time_s(page, 3) == pytest.approx(before_s + 0.3, abs=0.08)


def test_keys_move_an_edge_and_leave_it_in_hand(page: Page) -> None:
    before_s = time_s(page, 0)
    handle = page.get_by_role("slider", name="Rep 2: lowering begins")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(rows(page).nth(1)).to_contain_text("timed by you")
    assert time_s(page, 0) == pytest.approx(before_s - 2 / 30, abs=0.04)
    expect(page.get_by_role("slider", name="Rep 2: lowering begins")).to_be_focused()


def test_an_edge_goes_no_farther_than_the_next(page: Page) -> None:
    choose(page, 3)
    before_s = time_s(page, 0)
    page.locator(".to-edge").nth(3).click()  # the film stands where the rep ends
    page.get_by_role("button", name="Rep 3: lowering begins: set here").click()
    expect(rows(page).nth(2)).to_contain_text("timed by you")
    assert before_s < time_s(page, 0) < time_s(page, 1)


def test_a_false_rep_is_removed_and_the_removal_undone(page: Page) -> None:
    page.get_by_role("button", name="This is no rep").click()
    expect(rows(page)).to_have_count(3)
    expect(page.get_by_text("you said that this is none")).to_be_visible()
    page.get_by_role("button", name="Undo: No rep").click()
    expect(rows(page)).to_have_count(4)


def test_a_missed_rep_is_added_where_the_film_stands(page: Page) -> None:
    page.get_by_role("button", name="This is no rep").click()
    expect(rows(page)).to_have_count(3)
    page.get_by_role("button", name="A rep is missing here").click()
    expect(rows(page)).to_have_count(4)
    expect(rows(page).nth(1)).to_contain_text("timed by you")
    page.get_by_role("button", name="Undo all").click()
    expect(page.get_by_role("button", name="Undo:")).to_have_count(0)
    expect(rows(page)).to_have_count(4)
