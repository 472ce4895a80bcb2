"""Many pages at once on one server: bounded, fair, and others stay quick.

    uv run python -m benchmarks.load --pages 20

Each page uploads a film of its own that nobody has followed yet. Printed are how long
another page takes to open meanwhile, how much memory the server and its processes take
at most, whether films are followed in the order in which they were chosen, and whether
each page shows its own film.
"""

import argparse
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console

from benchmarks.app_server import serving
from benchmarks.live_browser import CHROMIUM

ROOT: Final = Path(__file__).resolve().parents[1]
CLIP: Final = ROOT / "sample_videos" / "deadlift_not_tall.mp4"
LONGEST_MS: Final = 1_800_000
LOOK_S: Final = 0.5


class Memory:
    """The most that a process and its children have held so far."""

    def __init__(self, pid: int) -> None:
        """Look at a process from now on."""
        self.most_mib = 0.0
        self._ended = threading.Event()
        self._root = psutil.Process(pid)
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_S):
            held = 0
            with suppress(psutil.Error):
                for one in (self._root, *self._root.children(recursive=True)):
                    with suppress(psutil.Error):
                        held += one.memory_info().rss
            self.most_mib = max(self.most_mib, held / (1 << 20))


@contextmanager
def pages_of(browser: Browser, count: int) -> Iterator[list[Page]]:
    """Open so many pages, each with a session of its own."""
    pages = [browser.new_page() for _ in range(count)]
    for page in pages:
        page.set_default_timeout(LONGEST_MS)
    try:
        yield pages
    finally:
        for page in pages:
            page.close()


def as_new(copy: Path) -> Path:
    """Return a film whose track nobody has: with a box that players skip."""
    padding = (24).to_bytes(4, "big") + b"free" + os.urandom(16)
    copy.write_bytes(CLIP.read_bytes() + padding)
    return copy


def opened_in_s(browser: Browser, url: str) -> float:
    """Return how long a page of another kind takes to show its heading."""
    page = browser.new_page()
    began_s = time.monotonic()
    page.goto(f"{url}/filming")
    page.get_by_role("heading", name="How to film").first.wait_for(timeout=LONGEST_MS)
    took_s = time.monotonic() - began_s
    page.close()
    return took_s


def run(console: Console, folder: Path, count: int) -> bool:
    """Load a server, print what came of it; return whether all was as it should be."""
    os.environ["HAMSTRONG_HISTORY"] = str(folder / "history.sqlite")
    with serving(folder / "server.log") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        alone_s = [opened_in_s(browser, server.url) for _ in range(4)][1:]
        memory = Memory(server.pid)
        with pages_of(browser, count) as pages:
            for number, page in enumerate(pages):
                page.goto(server.url)
                field = page.get_by_test_id("stFileUploaderDropzoneInput")
                field.set_input_files(as_new(folder / f"film{number}.mp4"))
                page.wait_for_url(re.compile(r"\?set="))
            console.print(f"{count} films uploaded")
            done, meanwhile_s = _follow(browser, server.url, pages)
            own = [
                f"film{number}.mp4" in page.locator("p.film").inner_text()
                for number, page in enumerate(pages)
            ]
        memory.end()
        browser.close()
    fair = done == sorted(done)
    console.print(
        f"another page opened in {_middle(alone_s):.1f} s before and "
        f"{_middle(meanwhile_s):.1f} s (at most {max(meanwhile_s):.1f}) meanwhile; "
        f"memory at most {memory.most_mib:.0f} MiB; "
        f"{'in' if fair else 'NOT in'} the order of asking; "
        f"{sum(own)} of {count} pages show their own film"
    )
    return fair and all(own)


def _follow(
    browser: Browser, url: str, pages: list[Page]
) -> tuple[list[int], list[float]]:
    """Wait for all reports; return their order, and how long other pages took."""
    done: list[int] = []
    meanwhile_s = [opened_in_s(browser, url)]
    while len(done) < len(pages):
        for number, page in enumerate(pages):
            if number not in done and page.locator(".facts").count():
                done.append(number)
        meanwhile_s.append(opened_in_s(browser, url))
    return done, meanwhile_s


def _middle(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fine = run(Console(highlight=False), Path(folder), given.pages)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
