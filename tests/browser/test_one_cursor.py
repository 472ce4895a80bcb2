"""Film, curve, reps, faults and evidence stand at one moment, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SAMPLE = "deadlift_fast_lowering"  # four reps in 15 s, each with the same clear fault
SLOW_MS = 120_000
FILM = "document.querySelector('.cursor video')"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def sent() -> list[object]:
    """What the page has said to the server, besides asking for files."""
    return []


@pytest.fixture(scope="module")
def opened(url: str, sent: list[object]) -> Iterator[Page]:
    """The report of a sample, its film drawn."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--mute-audio"],
        )
        page = chromium.new_page(reduced_motion="reduce")
        page.set_default_timeout(SLOW_MS)
        page.on(
            "websocket",
            lambda line: line.on("framesent", lambda said: sent.append(said)),
        )
        page.goto(f"{url}/?sample={SAMPLE}")
        page.get_by_role("button", name="Annotated film (MP4)").wait_for()
        expect(page.locator("[data-stale=true]")).to_have_count(0)
        page.wait_for_function(f"{FILM}.readyState === 4")
        yield page
        chromium.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(opened: Page, request: pytest.FixtureRequest) -> Page:
    """The page as it was opened: at its start, at rest, nothing looped."""
    opened.set_viewport_size({"width": request.param, "height": 844})
    opened.evaluate(f"{FILM}.pause()")
    for pressed in ("again", "skeleton"):
        button = opened.locator(f".cursor [data-do={pressed}]")
        if button.get_attribute("aria-pressed") != str(pressed == "skeleton").lower():
            button.click()
    opened.locator('.cursor [data-rate="0.25"]').click()  # a busy machine looks late
    head = opened.locator(".cursor .playhead")
    head.focus()
    opened.keyboard.press("Home")
    at(opened, 0.0)
    return opened


def at(page: Page, at_s: float, within_s: float = 0.05) -> None:
    """Wait until film and playhead both stand at a moment."""
    page.wait_for_function(
        f"""([at, within]) => !{FILM}.seeking
        && Math.abs({FILM}.currentTime - at) <= within
        && Math.abs(document.querySelector('.cursor .playhead').ariaValueNow - at)
          <= within""",
        arg=[at_s, within_s],
    )


def seconds(way: Locator, name: str) -> float:
    return float(way.get_attribute(f"data-{name}-s") or "nan")


def pause(page: Page) -> None:
    page.evaluate(f"{FILM}.pause()")
    page.wait_for_function(f"{FILM}.paused && !{FILM}.seeking")


def now_s(page: Page) -> float:
    return float(page.evaluate(f"{FILM}.currentTime"))


def playing_within(page: Page, from_s: float, to_s: float) -> None:
    page.wait_for_function(
        f"""([from, to]) => !{FILM}.paused && !{FILM}.seeking
        && {FILM}.currentTime >= from - 0.05 && {FILM}.currentTime <= to""",
        arg=[from_s, to_s],
    )


def test_a_rep_that_is_pressed_is_played_from_its_start(page: Page) -> None:
    rep = page.locator(".stretches button").nth(2)
    rep.click()
    playing_within(page, seconds(rep, "from"), seconds(rep, "to"))
    expect(rep).to_have_attribute("aria-current", "true")
    expect(page.locator("tr.at-cursor th")).to_have_text(
        "\N{BLACK RIGHT-POINTING TRIANGLE}3"
    )


def test_a_rep_of_the_table_is_played_and_the_film_comes_into_sight(page: Page) -> None:
    rep = page.locator(".units th .to").nth(1)
    rep.scroll_into_view_if_needed()
    rep.click()
    playing_within(page, seconds(rep, "from"), seconds(rep, "to"))
    page.wait_for_function(
        f"""() => {{ const box = {FILM}.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight; }}"""
    )


def test_a_fault_of_the_table_stands_still_with_its_number_and_limit(
    page: Page,
) -> None:
    fault = page.locator(".units .to.mark").nth(1)
    fault.click()
    at(page, seconds(fault, "at"))
    expect(page.locator(".reading")).to_contain_text("Rep 2: lowering too fast")
    expect(page.locator(".reading")).to_contain_text("at least 2.5 s is wanted")
    assert page.evaluate(f"{FILM}.paused")


def test_a_fault_on_the_curve_leads_there_too(page: Page) -> None:
    mark = page.locator(".plot .shows").nth(3)
    mark.click()
    at(page, seconds(mark, "at"))
    expect(page.locator(".reading")).to_contain_text("Rep 4: lowering too fast")


def test_evidence_is_a_stretch_that_plays_again_and_again(page: Page) -> None:
    proof = page.locator(".picture[data-from-s]").first
    proof.get_by_role("button").click()
    from_s, to_s = seconds(proof, "from"), seconds(proof, "to")
    expect(page.locator(".cursor [data-do=again]")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".reading")).to_contain_text("at least 2.5 s is wanted")
    page.evaluate(f"{FILM}.playbackRate = 8")  # no test waits for what it can hurry
    page.wait_for_function(f"{FILM}.currentTime > {to_s - 0.8}")
    playing_within(page, from_s, from_s + 1.0)


def test_what_to_change_first_is_shown_by_its_card(page: Page) -> None:
    card = page.locator(".cue .to").first
    card.click()
    playing_within(page, seconds(card, "from"), seconds(card, "to"))


def test_a_point_of_the_curve_is_a_moment_of_the_film(page: Page) -> None:
    plot = page.locator(".cursor .plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    plot.click(position={"x": 0.5 * box["width"], "y": box["height"] - 4})
    end_s = float(page.locator(".playhead").get_attribute("aria-valuemax") or "nan")
    at(page, 0.5 * end_s)


def test_the_curve_is_read_under_the_pointer_without_moving_the_film(
    page: Page,
) -> None:
    plot = page.locator(".cursor .plot")
    plot.hover(position={"x": 100, "y": 50})
    expect(page.locator(".cursor .hint")).to_contain_text("\N{DEGREE SIGN}")
    at(page, 0.0)


def test_arrow_keys_step_one_frame_and_space_plays(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    at(page, 3.5 / 30, within_s=0.02)  # the middle of the fourth frame
    page.keyboard.press("ArrowLeft")
    at(page, 2.5 / 30, within_s=0.02)
    page.keyboard.press(" ")
    page.wait_for_function(f"!{FILM}.paused")
    page.keyboard.press(" ")
    page.wait_for_function(f"{FILM}.paused")


def test_a_page_of_the_keyboard_is_a_rep(page: Page) -> None:
    page.keyboard.press("PageUp")
    at(page, seconds(page.locator(".stretches button").first, "from"))
    page.keyboard.press("PageUp")
    at(page, seconds(page.locator(".stretches button").nth(1), "from"))


def test_the_playhead_follows_the_film(page: Page) -> None:
    page.keyboard.press(" ")
    page.wait_for_function(f"{FILM}.currentTime > 0.2")
    pause(page)
    at(page, now_s(page))
    moved = page.locator(".playhead").evaluate("one => parseFloat(one.style.left)")
    assert moved > 1.0  # percent of 15 s


def test_slow_motion_stays_slow_for_the_next_rep(page: Page) -> None:
    page.get_by_role("button", name="0.5\N{MULTIPLICATION SIGN}").click()
    page.locator(".stretches button").nth(1).click()
    assert page.evaluate(f"{FILM}.playbackRate") == 0.5
    pause(page)


def test_a_loop_holds_the_rep_that_it_was_pressed_in(page: Page) -> None:
    rep = page.locator(".stretches button").first
    rep.click()
    pause(page)
    page.get_by_role("button", name="Loop").click()
    page.evaluate(f"{FILM}.playbackRate = 8")
    page.evaluate(f"{FILM}.play()")
    from_s, to_s = seconds(rep, "from"), seconds(rep, "to")
    page.wait_for_function(f"{FILM}.currentTime > {to_s - 0.8}")
    playing_within(page, from_s, from_s + 1.0)


def test_without_the_skeleton_the_film_stands_at_the_same_moment(page: Page) -> None:
    fault = page.locator(".units .to.mark").first
    fault.click()
    at_s = seconds(fault, "at")
    at(page, at_s)
    drawn = page.evaluate(f"{FILM}.src")
    page.get_by_role("button", name="Skeleton").click()
    page.wait_for_function(f"{FILM}.src !== '{drawn}' && {FILM}.readyState >= 2")
    at(page, at_s)


def test_nothing_of_it_asks_the_server(page: Page, sent: list[object]) -> None:
    before = len(sent)
    page.locator(".stretches button").nth(1).click()
    page.locator(".units .to.mark").first.click()
    page.keyboard.press("ArrowRight")
    at(page, now_s(page))
    assert len(sent) == before


def test_controls_and_film_keep_their_places(page: Page) -> None:
    def places() -> object:
        return page.evaluate(
            "[...document.querySelectorAll('.cursor :is(video, .controls, .plot)')]"
            ".map(one => one.offsetTop)"
        )

    before = places()
    page.locator(".units .to.mark").first.click()
    expect(page.locator(".reading")).to_contain_text("lowering too fast")
    assert places() == before


def test_a_new_weight_leaves_the_film_where_it_stands(page: Page) -> None:
    fault = page.locator(".units .to.mark").nth(2)
    fault.click()
    at(page, seconds(fault, "at"))
    before = page.locator("p.film").inner_text()
    page.get_by_text("About this film: exercise").click()
    weight = page.get_by_label("Weight", exact=True).first
    weight.click()
    heavier = "Medium" if "heavy" in before else "Heavy"
    page.get_by_role("option", name=heavier, exact=True).click()
    expect(page.locator("p.film")).to_contain_text(f"{heavier.lower()} weight")
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.wait_for_function(f"{FILM}.readyState === 4")
    at(page, seconds(fault, "at"))
    page.get_by_text("About this film: exercise").click()
