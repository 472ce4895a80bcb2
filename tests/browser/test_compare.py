"""Two movements beside each other, at the same phase, in a real browser."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy.engine import URL

from benchmarks.app_server import serving
from coach.check import Options, judge
from coach.history.history import History
from coach.history.kept import NewSet, Recording
from coach.history.rows import new_id
from tests.browser.test_one_cursor import CHROMIUM, SLOW_MS
from tests.figures import deadlift_set

SAMPLE = "deadlift_fast_lowering"  # four reps in 15 s
FILMS = "[...document.querySelectorAll('.compare video')]"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--mute-audio"],
        )


def opened(browser: Browser, address: str, *, film: bool = True) -> Page:
    page = browser.new_page(reduced_motion="reduce")
    page.set_default_timeout(SLOW_MS)
    page.goto(address)
    if film:
        page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    page.get_by_role("heading", name="Side by side").wait_for()
    settled(page)
    return page


def settled(page: Page) -> None:
    page.wait_for_timeout(300)
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def beside(page: Page, label: str | re.Pattern[str]) -> None:
    chooser = page.get_by_label("Compare with")
    chooser.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list closes when the page scrolls
    chooser.click()
    page.get_by_role("option", name=label).click()
    page.locator(".compare canvas").first.wait_for()
    settled(page)


@pytest.fixture(scope="module")
def ends(browser: Browser, url: str) -> Iterator[Page]:
    page = opened(browser, f"{url}/?sample={SAMPLE}")
    beside(page, "The first rep against the last")
    page.wait_for_function(f"{FILMS}.every((one) => one.readyState === 4)")
    yield page
    page.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(ends: Page, request: pytest.FixtureRequest) -> Page:
    ends.set_viewport_size({"width": request.param, "height": 844})
    if "playing" in (ends.locator(".compare").get_attribute("class") or ""):
        press(ends, "play")
    if ends.locator(".compare [data-do=over]").get_attribute("aria-pressed") == "true":
        press(ends, "over")
    ends.locator(".compare .playhead").focus()
    ends.keyboard.press("Home")
    return ends


def press(page: Page, name: str) -> None:
    page.locator(f".compare [data-do={name}]").click()


def moments_s(page: Page) -> tuple[float, float]:
    """Where both stand, as the page says it."""
    lines = page.locator(".compare .reading b").all_inner_texts()
    first, second = (float(line.split(": ")[1].split(" s")[0]) for line in lines)
    return first, second


def films_s(page: Page) -> list[float]:
    """Where both films stand, once they are there."""
    page.wait_for_function(f"{FILMS}.every((one) => !one.seeking)")
    found: list[float] = page.evaluate(f"{FILMS}.map((one) => one.currentTime)")
    return found


def angles_deg(page: Page) -> list[float]:
    lines = page.locator(".compare .reading b").all_inner_texts()
    return [float(line.rsplit(" ", 1)[1].rstrip("\N{DEGREE SIGN}")) for line in lines]


def test_both_stand_at_one_phase_wherever_one_goes(page: Page) -> None:
    plot = page.locator(".compare .plot")
    box = plot.bounding_box()
    assert box is not None
    for share in (0.25, 0.5, 0.8):
        plot.click(position={"x": share * box["width"], "y": 60})
        for film_s, said_s in zip(films_s(page), moments_s(page), strict=True):
            assert film_s == pytest.approx(said_s, abs=0.05)
        one, other = angles_deg(page)
        # Both reps are of one script, so at one phase the hip is as far bent; in the
        # middle of a lowering of 0.6 s a frame is 5 degrees.
        assert one == pytest.approx(other, abs=12.0)


def test_one_button_plays_both_and_they_stay_together(page: Page) -> None:
    page.locator('.compare [data-rate="0.25"]').click()
    before = films_s(page)
    press(page, "play")
    page.wait_for_function(
        f"(from) => {FILMS}.every((one, i) => one.currentTime > from[i] + 0.2)",
        arg=before,
    )
    press(page, "play")
    assert page.evaluate(f"{FILMS}.every((one) => one.paused)")
    for film_s, said_s in zip(films_s(page), moments_s(page), strict=True):
        assert film_s == pytest.approx(said_s, abs=0.05)


def test_arrow_keys_step_both_and_leave_the_film_above_alone(page: Page) -> None:
    above = page.evaluate("document.querySelector('.cursor video').currentTime")
    first_s, _ = moments_s(page)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert moments_s(page)[0] == pytest.approx(first_s + 3 / 30, abs=0.02)
    assert page.evaluate("document.querySelector('.cursor video').currentTime") == above


def test_laid_over_each_other_hips_lie_on_hips(page: Page) -> None:
    press(page, "over")
    expect(page.locator(".compare .note")).to_contain_text("Hips lie on hips")
    boxes = [one.bounding_box() for one in page.locator(".compare .picture").all()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    # One camera and one body: the pictures lie on each other but for how far the
    # athlete has shifted from the first rep to the last.
    assert boxes[1]["width"] == pytest.approx(boxes[0]["width"], rel=0.02)
    assert boxes[1]["x"] == pytest.approx(boxes[0]["x"], abs=0.03 * boxes[0]["width"])
    assert boxes[1]["y"] == pytest.approx(boxes[0]["y"], abs=0.05 * boxes[0]["width"])
    press(page, "over")
    expect(page.locator(".compare .note")).to_be_empty()


def test_the_differences_stand_below_with_their_errors(page: Page) -> None:
    rows = page.locator("table.differences tbody tr")
    lowering = rows.filter(has_text="Lowering time")
    expect(lowering).to_contain_text("Within the error")
    expect(lowering).to_contain_text("\N{PLUS-MINUS SIGN}")


def test_side_and_front_film_of_one_set_play_together_and_are_not_compared(
    browser: Browser, url: str
) -> None:
    page = opened(browser, f"{url}/?sample=deadlift_good_left")
    page.get_by_text("About this film: ").click()
    page.get_by_text("Use the sample filmed from the front").click()
    settled(page)
    expect(page.locator(".facts")).to_contain_text("two sides")
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    settled(page)
    beside(page, "Its two films")
    page.wait_for_function(f"{FILMS}.every((one) => one.readyState === 4)")
    assert page.evaluate(f"{FILMS}[0].src !== {FILMS}[1].src")
    expect(page.get_by_text("their numbers are not compared")).to_be_visible()
    page.close()


def test_an_earlier_set_is_beside_this_one_though_no_film_was_kept(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "history.sqlite"
    with closing(History(URL.create("sqlite", database=str(path)))) as history:
        for lowering_s in (0.7, 3.0):
            track = deadlift_set(3, lowering_s=lowering_s)[0]
            report = judge(track, Options())
            recording = Recording(
                name="set.mp4", digest=f"{lowering_s}", track=track, options=Options()
            )
            one = NewSet(id=new_id(), origin="film", title="set", report=report,
                         recordings=[recording])  # fmt: skip
            history.keep(one)
    with serving(tmp_path / "server.log", path) as server:
        page = opened(browser, f"{server.url}/?set={one.id}", film=False)
        beside(page, re.compile("3 counted"))
        expect(page.locator(".compare .stretches button")).to_have_count(3)
        drawn = "document.querySelectorAll('.compare canvas')[{}]"
        for number in (0, 1):
            page.wait_for_function(
                f"(() => {{ const one = {drawn.format(number)};"
                "return one.getContext('2d').getImageData(0, 0, one.width, one.height)"
                ".data.some((part) => part > 0); })()"
            )
        lowering = page.locator("table.differences tr", has_text="Lowering time")
        expect(lowering).to_contain_text("Better: This set")
        page.close()
    assert "Traceback" not in (tmp_path / "server.log").read_text(errors="replace")
