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
    live_page,
    play,
    press_start,
)
from coach.check import check_video
from tests.conftest import SAMPLES

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
FEWEST_FPS = 6
"""Below that a gallop's strides cannot be told apart."""


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


def model_threads(server: Server) -> int:
    """Count the pose models' own threads in the server."""
    names = Path(f"/proc/{server.pid}/task").glob("*/comm")
    return sum(name.read_text().startswith("mediapipe/") for name in names)


def until(met: Callable[[], bool], seconds: float) -> None:
    end_s = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end_s, f"not within {seconds:g} s"
        time.sleep(0.2)
