"""How soon the film is where it was asked to be, and a corrected rep's numbers are new.

    uv run python -m benchmarks.seek_latency

In a real browser and against a real server: a sample's report with its film drawn, and
clicks on each rep, each fault and all along the curve, forwards and back, each timed in
the browser from the click until the film has its picture there (`seeked`). Then a rep's
edge is moved by one frame again and again, each timed from the moment when the browser
asks until the table of reps shows the new time.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.app_server import serving
from benchmarks.live_browser import CHROMIUM

SAMPLE: Final = "deadlift_squat"
PATIENCE_MS: Final = 240_000
WAYS: Final = {
    "a rep": ".stretches button",
    "a rep of the table": ".units th .to",
    "a fault of the table": ".units .to.mark",
}
WATCH: Final = """() => {
  const film = document.querySelector(".cursor video");
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, () => { window.clickedAt = performance.now(); }, true);
  }
  window.next = () => new Promise((done) => film.addEventListener(
    "seeked", () => done(performance.now() - window.clickedAt), { once: true }));
}"""
"""Clicks and pictures are timed in the browser: the driver's own way does not count."""

WATCH_TABLE: Final = """() => {
  window.changed = new Promise((done) => {
    const texts = () => document.querySelector("table.units")?.outerHTML;
    const before = texts();
    new MutationObserver((_, watch) => {
      const now = texts();
      if (!now || now === before) return;
      watch.disconnect();
      done(performance.now() - window.clickedAt);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}"""
WAYS_ON: Final = ("later", "earlier")
RESTS_MS: Final = 400
"""So long the page waits for a further step before it asks (`ui/correct.js`)."""
SETTLES_MS: Final = 1500
"""Between two moves, for the rest of the page to follow."""


def drawn(page: Page, url: str) -> None:
    """Open the sample's report and wait until its film is drawn and loaded."""
    page.goto(f"{url}/?sample={SAMPLE}")
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()
    page.wait_for_function(
        "document.querySelector('.cursor video').readyState === 4"
        " && !document.querySelector('[data-do=skeleton]').disabled"
    )
    page.evaluate(WATCH)


def seeked_ms(page: Page, click: Callable[[], None]) -> float:
    """Return how long the film takes from a click to its picture, in ms."""
    page.evaluate("() => { window.soon = window.next(); }")
    click()
    return float(page.evaluate("() => soon"))


def on_ways_ms(page: Page, selector: str, clicks: int) -> list[float]:
    """Return the times of clicks on all that a selector finds, one after another."""
    ways = page.locator(selector).all()
    return [seeked_ms(page, ways[n % len(ways)].click) for n in range(clicks)]


def on_curve_ms(page: Page, clicks: int) -> list[float]:
    """Return the times of clicks at places of the curve, drawn by chance."""
    plot, chance = page.locator(".cursor .plot"), random.Random(1)
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    times_ms = []
    for _ in range(clicks):
        x_px = chance.uniform(5, box["width"] - 5)
        click = partial(plot.click, position={"x": x_px, "y": box["height"] - 5})
        times_ms.append(seeked_ms(page, click))
    return times_ms


def on_keys_ms(page: Page, presses: int) -> list[float]:
    """Return the times of steps by one frame, forwards and back."""
    keys = ("ArrowRight", "ArrowRight", "ArrowLeft")
    page.locator(".cursor .playhead").focus()
    return [
        seeked_ms(page, partial(page.keyboard.press, keys[n % len(keys)]))
        for n in range(presses)
    ]


def on_corrections_ms(page: Page, moves: int) -> list[float]:
    """Return the times from asking for a moved edge to the new table, in ms."""
    page.get_by_role("button", name="Correct the reps").click()
    page.locator(".stretches button").nth(1).click()
    page.evaluate("document.querySelector('.cursor video').pause()")
    row = page.locator(".edge-row").nth(3)
    steps = [row.get_by_role("button", name=f"one frame {way}") for way in WAYS_ON]
    times_ms = []
    for move in range(moves):
        page.evaluate(WATCH_TABLE)
        steps[move % 2].click()
        waited_ms = float(page.evaluate("() => changed"))
        times_ms.append(waited_ms - RESTS_MS)
        page.wait_for_function("!document.querySelector('[data-stale=true]')")
        page.wait_for_timeout(SETTLES_MS)
    return times_ms


def measured(folder: Path, clicks: int) -> dict[str, list[float]]:
    """Return the times of each way into the film, in ms."""
    with (
        serving(folder / "app.log", folder / "history.sqlite") as app,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        drawn(page, app.url)
        found = {
            name: on_ways_ms(page, selector, clicks) for name, selector in WAYS.items()
        }
        found["the curve"] = on_curve_ms(page, clicks)
        found["a step by one frame"] = on_keys_ms(page, clicks)
        found["a moved edge"] = on_corrections_ms(page, clicks)
        browser.close()
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=30)
    clicks = parser.parse_args().clicks
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), clicks)
    seeks = [found[name] for name in found if name != "a moved edge"]
    found["all but that"] = [time_ms for times_ms in seeks for time_ms in times_ms]
    table = Table("click on", "median ms", "19 in 20 below", "longest")
    for name, times_ms in found.items():
        numbers = (median(times_ms), quantiles(times_ms, n=20)[-1], max(times_ms))
        table.add_row(name, *(f"{number:.0f}" for number in numbers))
    table.caption = (
        f"{clicks} clicks each, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
