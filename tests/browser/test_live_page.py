"""The page "Live" in a real browser, whose camera plays sample clips."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from benchmarks.app_server import Server
from benchmarks.fake_camera import make_camera
from benchmarks.live_browser import (
    CHROMIUM,
    START,
    live_page,
    play,
    press_start,
)
from coach.check import check_video
from tests.conftest import SAMPLES
from vision.video import probe

CLIPS = [
    "bird_dog_good_left",
    "box_bridge_good_left",
    "pull_over_good_left",
    "gallop_good_left",
    "deadlift_good_right",
]
"""One of each exercise."""
SOON_MS = 60_000
FREED_S = 15
DENIED = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")
BARE = ("--no-sandbox", "--disable-gpu", "--mute-audio")
FEWEST_FPS = 12
"""Below that the machine has other work: alone, two cores reach 17 and more with
browser and model (docs/live.md)."""


pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("cameras")
    return {
        clip: make_camera(SAMPLES / f"{clip}.mp4", folder / f"{clip}.mjpeg")
        for clip in CLIPS
    }


@pytest.mark.parametrize("clip", CLIPS)
def test_the_live_count_is_that_of_the_file_and_each_text_is_spoken_once(
    playwright: Playwright, url: str, cameras: dict[str, Path], clip: str
) -> None:
    expected = len(check_video(SAMPLES / f"{clip}.mp4").report.units)
    with live_page(playwright, url, cameras[clip]) as page:
        heard = play(page, cameras[clip])
        if heard.fps < FEWEST_FPS:
            pytest.skip(f"too busy to count live: {heard.fps:.0f} pictures a second")
        assert heard.counted == expected, heard
        expect(page.get_by_test_id("stException")).to_have_count(0)
    said = list(heard.spoken)
    assert said[0] == "Let's start."
    assert said.index("I can see all of you.") < said.index("Go.")
    assert said.count("Go.") == 1
    over = [text for text in said if text.startswith("Set over.")]
    assert [text.split()[2] for text in over] == [str(expected)]
    assert said.index("Go.") < said.index(over[0])


def test_closing_the_tab_frees_the_model_within_seconds(
    playwright: Playwright, server: Server, cameras: dict[str, Path]
) -> None:
    with live_page(playwright, server.url, cameras["gallop_good_left"]) as page:
        press_start(page)
        expect(page.locator(".live-said .rate")).to_contain_text(
            "pictures a second", timeout=SOON_MS
        )
        live = model_threads(server)
    until(lambda: model_threads(server) < live, FREED_S)


def test_two_browsers_at_once_each_have_their_own_coach(
    playwright: Playwright, url: str, cameras: dict[str, Path]
) -> None:
    titles = {"box_bridge_good_left": "Bridge", "deadlift_good_right": "Deadlift"}
    one, other = (live_page(playwright, url, cameras[clip]) for clip in titles)
    with one as bridging, other as hinging:
        pages = (bridging, hinging)
        for page in pages:
            press_start(page)
        # Two models and two browsers on two cores take their time.
        for page, title in zip(pages, titles.values(), strict=True):
            what = page.locator(".live-status .what, .film").first
            expect(what).to_contain_text(title, timeout=2 * SOON_MS)
        ids = [page.evaluate("window.__hamstrongVoice.session") for page in pages]
        assert ids[0] != ids[1]


def test_a_film_of_a_set_is_drawn_and_can_be_taken_along(
    playwright: Playwright, url: str, cameras: dict[str, Path], tmp_path: Path
) -> None:
    clip = "deadlift_good_right"
    with live_page(playwright, url, cameras[clip]) as page:
        page.locator(".st-key-live_record label").click()
        heard = play(page, cameras[clip])
        if heard.fps < FEWEST_FPS:
            pytest.skip(f"too busy to count live: {heard.fps:.0f} pictures a second")
        button = page.get_by_role("button", name="Annotated film")
        expect(button).to_be_visible(timeout=SOON_MS)
        with page.expect_download(timeout=SOON_MS) as download:
            button.click()
        film = tmp_path / "set.mp4"
        download.value.save_as(film)
    assert probe(film).duration_s > 10


def test_without_voices_it_beeps_and_muted_it_is_silent(
    playwright: Playwright, url: str, cameras: dict[str, Path]
) -> None:
    with live_page(playwright, url, cameras["gallop_good_left"]) as page:
        page.evaluate("window.noVoices = true")
        press_start(page)
        said = page.locator(".live-said li")
        expect(said.nth(1)).to_be_visible(timeout=SOON_MS)
        page.wait_for_function("window.beeps.length >= 2")
        assert page.evaluate("window.spokenTexts") == []
        page.locator(".st-key-live_muted label").click()
        expect(page.locator(".st-key-live_muted input")).to_be_checked()
        page.wait_for_timeout(1000)
        beeps = page.evaluate("window.beeps.length")
        expect(said.nth(4)).to_be_visible(timeout=SOON_MS)
        assert page.evaluate("window.beeps.length") == beeps


def test_a_browser_that_may_not_use_the_camera_is_told_what_to_do(
    playwright: Playwright, url: str
) -> None:
    browser = playwright.chromium.launch(
        executable_path=str(CHROMIUM),
        args=[*BARE, *DENIED],
    )
    page = browser.new_page()
    page.goto(f"{url}/live")
    page.locator(START).click(timeout=SOON_MS)
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("may not use the camera", timeout=SOON_MS)
    browser.close()


def test_a_device_without_a_camera_is_told_so(playwright: Playwright, url: str) -> None:
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(BARE))
    page = browser.new_page()
    page.goto(f"{url}/live")
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("shows no camera", timeout=SOON_MS)
    browser.close()


@pytest.mark.parametrize("width_px", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(
    playwright: Playwright, url: str, cameras: dict[str, Path], width_px: int
) -> None:
    camera = cameras["gallop_good_left"]
    with live_page(playwright, url, camera, width_px=width_px) as page:
        main = "document.querySelector('[data-testid=stMain]')"
        page.wait_for_function(f"{main}.scrollWidth <= {width_px}")
        press_start(page)
        page.wait_for_function(f"{main}.scrollWidth <= {width_px}")


def model_threads(server: Server) -> int:
    """Count the pose models' own threads in the server."""
    names = Path(f"/proc/{server.pid}/task").glob("*/comm")
    return sum(name.read_text().startswith("mediapipe/") for name in names)


def until(met: Callable[[], bool], seconds: float) -> None:
    end_s = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end_s, f"not within {seconds:g} s"
        time.sleep(0.2)
