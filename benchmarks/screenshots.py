"""Pictures of every page at three widths, to look at.

    uv run python -m benchmarks.screenshots --out FOLDER

writes NAME_WIDTH.png, the screen as it opens, and NAME_WIDTH_whole.png, the page to its
end: start, waiting, report, filming, and live before and in a set and in the rest, for
which a sample plays as the camera. The history is an empty one of its own.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from benchmarks.app_server import serving
from benchmarks.fake_camera import make_camera
from benchmarks.live_browser import CHROMIUM, live_page, press_start
from benchmarks.truth import SAMPLES

SCREENS: Final = ((1440, 900), (820, 1180), (390, 844))
LANDSCAPE: Final = (844, 390)
REPORT_OF: Final = "deadlift_squat"
WAITING_FOR: Final = "bird_dog_tired_at_end"
CAMERA_WH: Final = (640, 360)
LONGEST_PX: Final = 9000
PATIENCE_MS: Final = 240_000
SETTLED_MS: Final = 700
"""So long a page is left alone when its width has changed."""
BEHIND_MS: Final = 4000
"""A camera's picture comes late on a busy machine."""
_TALL: Final = "document.querySelector('[data-testid=stMain]').scrollHeight"


def shoot(page: Page, name: str, folder: Path, *, live: bool = False) -> None:
    """Write a page's pictures.

    Args:
        page: It; its size changes.
        name: Begins the files' names.
        folder: Where they go.
        live: Whether it is a live page: in landscape, too, and no further than the
            screen, since time goes on in it.
    """
    for width, height in (*SCREENS, *([LANDSCAPE] if live else [])):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=folder / f"{name}_{width}.png")
        tall = min(int(page.evaluate(_TALL)), LONGEST_PX)
        if tall > height and not live:
            page.set_viewport_size({"width": width, "height": tall})
            page.wait_for_timeout(SETTLED_MS)
            page.screenshot(path=folder / f"{name}_{width}_whole.png")


def shoot_start(page: Page, url: str, folder: Path) -> None:
    """Show the page that opens, before anything was trained."""
    page.goto(url)
    page.get_by_text("Or try a sample").wait_for()
    shoot(page, "start", folder)


def shoot_filming(page: Page, url: str, folder: Path) -> None:
    """Show how to film."""
    page.goto(f"{url}/filming")
    page.locator("img.drawing").last.wait_for()
    shoot(page, "filming", folder)


def shoot_waiting(page: Page, url: str, folder: Path) -> None:
    """Show a film that is being followed, and leave it to its end."""
    with tempfile.TemporaryDirectory() as at:
        film = Path(at) / "Evening set.mp4"
        # A box that players skip makes it a film whose track nobody has kept.
        box = (24).to_bytes(4, "big") + b"free" + os.urandom(16)
        film.write_bytes((SAMPLES / f"{WAITING_FOR}.mp4").read_bytes() + box)
        page.goto(url)
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(film)
        page.locator(".so-far b").wait_for()
        shoot(page, "waiting", folder)
        page.locator(".facts").wait_for()


def shoot_report(page: Page, url: str, folder: Path) -> None:
    """Show a sample's report, its film drawn."""
    page.goto(f"{url}/?sample={REPORT_OF}")
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    page.locator(".stretches button").first.wait_for()
    shoot(page, "report", folder)


def shoot_last_sets(page: Page, url: str, folder: Path) -> None:
    """Show the page that opens when a set was trained."""
    page.goto(url)
    page.locator(".set-row").first.wait_for()
    shoot(page, "start_again", folder)


STILL_PAGES: Final[tuple[Callable[[Page, str, Path], None], ...]] = (
    shoot_start,
    shoot_filming,
    shoot_report,
    shoot_waiting,
    shoot_last_sets,
)


def shoot_live(playwright: Playwright, url: str, folder: Path) -> None:
    """Show the page Live before a set, in it, and in the rest after it."""
    with tempfile.TemporaryDirectory() as at:
        clip = SAMPLES / f"{REPORT_OF}.mp4"
        camera = make_camera(clip, Path(at) / "camera.mjpeg", CAMERA_WH)
        with live_page(playwright, url, camera) as page:
            page.set_default_timeout(PATIENCE_MS)
            shoot(page, "live_before", folder)
            press_start(page)
            counted = page.locator(".live-status .count b")
            counted.filter(has_text="1").wait_for()
            shoot(page, "live_set", folder, live=True)
            page.locator(".live-status").filter(has_text="Rest").first.wait_for()
            page.get_by_role("heading", name="Your set").wait_for()
            page.wait_for_timeout(BEHIND_MS)
            shoot(page, "live_rest", folder, live=True)


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=Path, required=True, help="folder of the pictures"
    )
    parser.add_argument("--only", help="pages whose names hold this, such as live")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as at,
        serving(Path(at) / "server.log", Path(at) / "history.sqlite") as server,
        sync_playwright() as playwright,
    ):
        browser: Browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        for shoot_page in STILL_PAGES:
            if (asked.only or "") in shoot_page.__name__:
                shoot_page(page, server.url, asked.out)
        browser.close()
        if (asked.only or "") in shoot_live.__name__:
            shoot_live(playwright, server.url, asked.out)


if __name__ == "__main__":
    main()
