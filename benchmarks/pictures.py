"""Take the README's pictures anew: the report of a set in the app and in the terminal.

    uv run python -m benchmarks.pictures

Run it when what they show has changed; it needs Chromium.
"""

import io
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from benchmarks.app_server import serving
from benchmarks.truth import ROOT, SAMPLES
from coach.check import Options, check_video
from coach.reports.terminal import print_report

PICTURES: Final = ROOT / "docs" / "pictures"
CLIP: Final = SAMPLES / "deadlift_squat.mp4"
CHROMIUM: Final = "/usr/bin/chromium"
COLUMNS: Final = 100
SIZES_PX: Final = {"app_desktop": (1280, 1560), "app_phone": (390, 1560)}
PATIENCE_MS: Final = 60_000
TO_THE_TOP: Final = "document.querySelector('[data-testid=stMain]').scrollTo(0, 0)"
SETTLED_MS: Final = 2000
"""By then the chart is drawn and the film has gone to its place."""


def terminal(browser: Browser) -> None:
    """Take a picture of the report in a terminal."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True
    )
    print_report(check_video(CLIP, Options()).report, console)
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.set_content(console.export_svg(title=f"hamstrong check {CLIP.name}"))
    page.locator("svg").first.screenshot(path=PICTURES / "terminal.png")
    page.close()


def app(browser: Browser, url: str) -> None:
    """Take a picture of the report in the app, for each size of screen."""
    for name, (width, height) in SIZES_PX.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(CLIP)
        page.get_by_role("button", name="Annotated film (MP4)").wait_for()
        page.locator(".stretches button").first.click()
        page.wait_for_function("document.querySelector('video')?.readyState >= 2")
        page.evaluate(TO_THE_TOP)
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=PICTURES / f"{name}.png")
        page.close()


def main() -> None:
    """Take all pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "server.log", Path(folder) / "h.sqlite") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        terminal(browser)
        app(browser, server.url)
        browser.close()


if __name__ == "__main__":
    main()
