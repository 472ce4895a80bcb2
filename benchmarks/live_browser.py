"""Sample clips played to the page Live through a real browser, as a camera would.

    uv run python -m benchmarks.live_browser [VIDEO...]

Each clip's live count is set beside the count of `hamstrong check` on the same file,
with everything that was said. It takes a clip's length and some 20 s more each.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import (
    Browser,
    Page,
    Playwright,
    TimeoutError,
    sync_playwright,
)
from rich.console import Console
from rich.table import Table

from benchmarks.app_server import serving
from benchmarks.fake_camera import GONE_S, camera_flags, length_s, make_camera
from benchmarks.truth import SAMPLES
from coach.check import check_video

CHROMIUM: Final = Path("/usr/bin/chromium")
START: Final = ".st-key-live_start button"
STOP: Final = ".st-key-live_stop button"
START_S: Final = 90.0
"""A cold server loads the pose model first."""
PICTURE_S: Final = 25.0
REPORT_S: Final = 90.0
"""A busy machine draws a set's film before the button comes back."""
SPEECH: Final = """(() => {
  window.spokenTexts = []; window.beeps = [];
  const voice = {name: "T", lang: "en-US", default: true, localService: true,
    voiceURI: "T"};
  speechSynthesis.getVoices = () => window.noVoices ? [] : [voice];
  speechSynthesis.speak = (said) => { window.spokenTexts.push(said.text); };
  speechSynthesis.cancel = () => {};
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    window.beeps.push({hz: this.frequency.value, at_s: performance.now() / 1000});
    return start.apply(this, when);
  };
})()"""
"""This system's Chromium has no voices; what would be spoken is written down."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What came of a clip.

    Attributes:
        counted: Units of all reports on the page.
        live: The count on the page when the camera showed nobody any more.
        spoken: What was said, in order.
        fps: Pictures that the model saw a second.
        presses: Of Start, until a picture came.
        warned: Whether the page said that too few pictures come to count by.
    """

    counted: int
    live: int
    spoken: tuple[str, ...]
    fps: float
    presses: int
    warned: bool


@contextmanager
def live_page(
    playwright: Playwright,
    url: str,
    camera: Path,
    *,
    width_px: int = 1280,
    at: str = "live",
    first: str = START,
) -> Iterator[Page]:
    """Open the page Live in a browser of its own whose camera is a file.

    Args:
        playwright: Playwright.
        url: Of the app.
        camera: From `make_camera`.
        width_px: Of the window.
        at: Another page's place.
        first: What is there when the page is.
    """
    browser: Browser = playwright.chromium.launch(
        executable_path=str(CHROMIUM), args=camera_flags(camera)
    )
    try:
        page = browser.new_page(viewport={"width": width_px, "height": 900})
        page.add_init_script(SPEECH)
        page.goto(f"{url}/{at}")
        page.locator(first).wait_for(timeout=1000 * START_S)
        yield page
    finally:
        browser.close()


def press_start(page: Page) -> int:
    """Press the one button and wait for pictures; once more if none comes.

    That is what the page tells its user to do. Returns how often it was pressed.
    """
    if _pictures_come(page):
        return 1
    page.locator(STOP).click()
    _pictures_come(page)
    return 2


def _pictures_come(page: Page) -> bool:
    page.locator(START).click(timeout=1000 * START_S)
    page.locator(".live-status").wait_for(timeout=1000 * START_S)
    rate = page.locator(".live-said .rate").filter(has_text="pictures a second")
    try:
        rate.wait_for(timeout=1000 * PICTURE_S)
    except TimeoutError:
        return False
    return True


def play(page: Page, camera: Path) -> Heard:
    """Play the camera once from Start to its end, and read the page."""
    return see_out(page, camera, press_start(page))


def see_out(page: Page, camera: Path, presses: int) -> Heard:
    """Watch a camera to its end that has just been started, and read the page."""
    gone_s = length_s(camera) - GONE_S
    fps, warned = _watch(page, time.monotonic() + gone_s)
    live = _live_count(page)
    stop = page.locator(STOP)
    if stop.count():
        stop.click()
    page.locator(START).wait_for(timeout=1000 * REPORT_S)
    return Heard(
        counted=_counted(page),
        live=live,
        spoken=tuple(page.evaluate("window.spokenTexts")),
        fps=fps,
        presses=presses,
        warned=warned,
    )


def _watch(page: Page, until_s: float) -> tuple[float, bool]:
    """Wait; return the middle of the rates that the page said, and its warning."""
    rates, warned = [0.0], False
    while time.monotonic() < until_s and page.locator(".live-said .rate").count():
        page.wait_for_timeout(1000)
        said = page.locator(".live-said .rate").all_inner_texts()
        found = re.match(r"\d+", said[0]) if said else None
        rates += [float(found[0])] if found else []
        alerts = page.get_by_test_id("stAlert").all_inner_texts()
        warned = warned or any("too few to" in alert for alert in alerts)
    return sorted(rates)[len(rates) // 2], warned


def _live_count(page: Page) -> int:
    shown = page.locator(".live-status .count b").all_inner_texts()
    return int(shown[0]) if shown else -1


def _counted(page: Page) -> int:
    """Return the units of all reports: each set's pill ends in its number."""
    pills = page.locator('[class*="st-key-live_set_"] button').all_inner_texts()
    if pills:
        return sum(int(pill.rsplit(":", 1)[1]) for pill in pills)
    facts = page.locator(".facts > div").all_inner_texts()
    found = re.search(r"\d+", facts[0]) if facts else None
    return int(found[0]) if found else 0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("videos", nargs="*", type=Path)
    videos = parser.parse_args().videos or sorted(SAMPLES.glob("*.mp4"))
    console = Console(width=180)
    table = Table("video", "file", "live", "report", "fps", "presses", "said")
    same = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "server.log") as server,
        sync_playwright() as playwright,
    ):
        for film in videos:
            camera = make_camera(film, Path(folder) / "camera.mjpeg")
            expected = len(check_video(film).report.units)
            with live_page(playwright, server.url, camera) as page:
                heard = play(page, camera)
            same += heard.counted == expected
            numbers = (expected, heard.live, heard.counted, heard.fps, heard.presses)
            row = (film.stem, *(f"{number:.0f}" for number in numbers))
            console.print(*row)  # the table comes an hour later for all clips
            table.add_row(*row, " / ".join(heard.spoken))
    table.caption = f"{same} of {len(videos)} clips have the file's count"
    console.print(table)


if __name__ == "__main__":
    main()
