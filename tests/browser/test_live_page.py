"""The page "Live" in a real browser, whose camera plays sample clips."""

import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from benchmarks.app_server import Server
from benchmarks.fake_camera import make_camera
from benchmarks.live_browser import (
    CHROMIUM,
    START,
    STOP,
    Heard,
    live_page,
    press_start,
    see_out,
)
from coach.check import VideoAnalysis
from tests.browser.findings import grave_findings
from tests.conftest import SAMPLES
from vision.video.probe import probe

CameraOf = Callable[[str], Path]
CheckSample = Callable[..., VideoAnalysis]
SHORT = "deadlift_not_tall"
"""One rep, in seven seconds."""
GOOD = (
    "bird_dog_good_left",
    "box_bridge_good_left",
    "pull_over_good_left",
    "gallop_good_left",
    "deadlift_good_right",
)
"""One of each exercise."""
SMALL_WH = (640, 360)
"""A camera that leaves the two cores to the coach."""
STREAM = 'iframe[title*="webrtc"]'
WIDTHS_PX = (320, 390, 1280)
SOON_MS = 300_000
FREED_S = 60
DENIED = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")
BARE = ("--no-sandbox", "--disable-gpu", "--mute-audio")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def camera_of(tmp_path_factory: pytest.TempPathFactory) -> CameraOf:
    """Make a clip a camera, once."""
    folder = tmp_path_factory.mktemp("cameras")

    @cache
    def camera(clip: str) -> Path:
        return make_camera(SAMPLES / f"{clip}.mp4", folder / f"{clip}.mjpeg", SMALL_WH)

    return camera


@pytest.fixture(
    scope="module",
    params=[SHORT, *(pytest.param(clip, marks=pytest.mark.sweep) for clip in GOOD)],
)
def started(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    url: str,
    camera_of: CameraOf,
) -> Iterator[tuple[str, Page, int]]:
    """A clip that a camera shows while a film is kept, its page, presses of Start."""
    clip = request.param
    with live_page(playwright, url, camera_of(clip)) as page:
        page.locator(".st-key-live_record label").click()
        yield clip, page, press_start(page)


@pytest.fixture(scope="module")
def seen(
    started: tuple[str, Page, int], camera_of: CameraOf
) -> tuple[str, Page, Heard]:
    """The same when the clip was shown to its end."""
    clip, page, presses = started
    return clip, page, see_out(page, camera_of(clip), presses)


def test_pictures_come_and_the_page_says_how_many(
    started: tuple[str, Page, int],
) -> None:
    _, page, _ = started
    rate = page.locator(".live-said .rate")
    expect(rate).to_contain_text(re.compile(r"[1-9]\d* pictures a second"))


def test_the_picture_is_all_of_the_stream_that_shows(
    started: tuple[str, Page, int],
) -> None:
    _, page, _ = started
    frame = page.frame_locator(STREAM)
    expect(frame.locator("video")).to_be_visible()
    expect(frame.locator("button").first).to_be_attached()
    for button in frame.locator("button").all():
        expect(button).to_be_hidden()
    assert grave_findings(page) == []


def test_on_a_phone_in_landscape_the_picture_fills_the_screen(
    started: tuple[str, Page, int],
) -> None:
    _, page, _ = started
    video = page.frame_locator(STREAM).locator("video")
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(1000)
    box = video.bounding_box()
    assert box is not None
    assert (box["y"], box["width"], box["height"]) == pytest.approx(
        (0, 844, 390), abs=1
    )
    stop = page.locator(STOP).bounding_box()
    assert stop is not None
    assert min(stop["width"], stop["height"]) >= 44
    # Beside the page on a laptop it is as high as test_big_word.py says.
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_timeout(1000)
    box = video.bounding_box()
    assert box is not None
    assert box["height"] >= 490
    page.set_viewport_size({"width": 1280, "height": 900})


def counted_right(heard: Heard, clip: str, check_sample: CheckSample) -> int:
    """Compare with the file's count, unless the page warned that it may miss some."""
    expected = len(check_sample(clip).report.units)
    assert heard.warned or heard.counted == expected, heard
    return expected


def test_the_live_count_is_that_of_the_file_and_each_text_is_spoken_once(
    seen: tuple[str, Page, Heard], check_sample: CheckSample
) -> None:
    clip, page, heard = seen
    expect(page.get_by_test_id("stException")).to_have_count(0)
    counted_right(heard, clip, check_sample)
    said = list(heard.spoken)
    assert said[0] == "Let's start."
    over = [text for text in said if text.startswith("Set over.")]
    if heard.counted or not heard.warned:  # too few pictures may show no set at all
        assert [text.split()[2] for text in over] == [str(heard.counted)]
    assert said.count("Go.") <= 1
    # At four pictures a second the clip's rep may be over before the count-down is.
    if not heard.warned:
        order = ["I can see all of you.", "Go.", over[0]]
        assert [text for text in said if text in order] == order


@pytest.mark.sweep
def test_a_live_page_fits_every_screen_and_closing_it_frees_the_model(
    playwright: Playwright, server: Server, camera_of: CameraOf
) -> None:
    with live_page(playwright, server.url, camera_of(SHORT)) as page:
        for width_px in WIDTHS_PX:
            fits(page, width_px)
        press_start(page)
        for width_px in WIDTHS_PX:
            fits(page, width_px)
        expect(page.locator(".live-said .rate")).to_contain_text(
            "pictures a second", timeout=SOON_MS
        )
        live = model_threads(server)
    until(lambda: model_threads(server) < live, FREED_S)


def fits(page: Page, width_px: int) -> None:
    """Nothing is wider than the screen."""
    page.set_viewport_size({"width": width_px, "height": 844})
    page.wait_for_function(f"window.innerWidth === {width_px}")
    main = "document.querySelector('[data-testid=stMain]')"
    page.wait_for_function(f"{main}.scrollWidth <= {width_px}")


@pytest.mark.sweep
def test_two_browsers_at_once_each_have_their_own_coach(
    playwright: Playwright, url: str, camera_of: CameraOf
) -> None:
    clips = ("box_bridge_good_left", "deadlift_good_right")
    one, other = (live_page(playwright, url, camera_of(clip)) for clip in clips)
    # Two models and two browsers on two cores see too little to count by, but each
    # page gets its own pictures.
    with other as hinging:
        with one as bridging:
            pages = (bridging, hinging)
            for page in pages:
                press_start(page)
            ids = [page.evaluate("window.__hamstrongVoice.session") for page in pages]
            assert ids[0] != ids[1]
        # One that leaves takes nothing from the other.
        rate = hinging.locator(".live-said .rate")
        expect(rate).to_contain_text("pictures a second", timeout=SOON_MS)
        assert hinging.evaluate("window.__hamstrongVoice.session") == ids[1]


def test_a_film_of_a_set_is_drawn_and_can_be_taken_along(
    seen: tuple[str, Page, Heard], check_sample: CheckSample, tmp_path: Path
) -> None:
    clip, page, heard = seen
    if heard.warned and not heard.counted:  # nothing was judged: the page says why
        expect(page.get_by_text("frames a second").first).to_be_visible()
        return
    button = page.get_by_role("button", name="Annotated film")
    expect(button).to_be_visible(timeout=SOON_MS)
    with page.expect_download(timeout=SOON_MS) as download:
        button.click()
    film = tmp_path / "set.mp4"
    download.value.save_as(film)
    # The set is recorded from the count-down on, of as many pictures as came.
    clip_s = check_sample(clip).track.time_s[-1]
    assert probe(film).duration_s > (0.5 * clip_s if heard.warned else clip_s)


@pytest.mark.sweep
def test_without_voices_it_beeps_and_muted_it_is_silent(
    playwright: Playwright, url: str, camera_of: CameraOf
) -> None:
    with live_page(playwright, url, camera_of(SHORT)) as page:
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


@pytest.mark.sweep
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


@pytest.mark.sweep
def test_a_device_without_a_camera_is_told_so(playwright: Playwright, url: str) -> None:
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(BARE))
    page = browser.new_page()
    page.goto(f"{url}/live")
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("shows no camera", timeout=SOON_MS)
    browser.close()


def model_threads(server: Server) -> int:
    """Count the pose models' own threads in the server."""
    names = Path(f"/proc/{server.pid}/task").glob("*/comm")
    return sum(name.read_text().startswith("mediapipe/") for name in names)


def until(met: Callable[[], bool], seconds: float) -> None:
    end_s = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end_s, f"not within {seconds:g} s"
        time.sleep(0.2)
