"""How long a person waits for a page, and for new numbers after a change.

    uv run python -m benchmarks.page_times

In a real browser and against a real server, both warm: the start page until its words
and pictures stand; a kept report's new numbers after a change of leg and of weight,
from the click until a frame shows what belongs to the choice. Beside them stands what
Streamlit itself takes on this computer at that time: an app of one choice and one line,
opened and changed likewise. The history is an empty one of its own.
"""

import argparse
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.app_server import serving
from benchmarks.live_browser import CHROMIUM
from benchmarks.truth import SAMPLES
from coach.check import Options, check_video

CLIP: Final = SAMPLES / "deadlift_squat.mp4"
"""19 seconds; the score of the other leg is another."""
PATIENCE_MS: Final = 240_000
QUIET_MS: Final = 1500
"""A person looks at the numbers before the next change; so long nothing is asked."""
EMPTY: Final = """import streamlit as st
st.html(f"<p class='said'>{st.selectbox('Leg', ['Left', 'Right'])}</p>")
"""
SAID: Final = "() => document.querySelector('.said')"
STANDS: Final = """() => {
  const shown = [...document.images].filter(one => one.checkVisibility());
  return document.querySelectorAll('[class*="st-key-check_"]').length >= 5
    && document.querySelector('[data-testid="stFileUploaderDropzone"]')
    && shown.length >= 5 && shown.every(one => one.complete && one.naturalWidth);
}"""
_WATCH: Final = """(() => {
  window.clickedAt = 0;
  addEventListener("click", () => { window.clickedAt = performance.now(); }, true);
  window.shownAt = (shown, patience) => new Promise((done, failed) => {
    setTimeout(() => failed(new Error(`never shown: ${shown}`)), patience);
    const look = () => {
      if (shown()) done(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
})()"""
"""Clicks and frames are timed in the browser: the driver's own way does not count."""


@dataclass(frozen=True)
class Wait:
    """What is waited for, and the times it took."""

    name: str
    times_s: list[float]


def opened_s(page: Page, url: str, stands: str) -> float:
    """Return how long a page takes from its address to what it must show."""
    page.goto(url, wait_until="commit")
    return float(page.evaluate(f"window.shownAt({stands}, {PATIENCE_MS})")) / 1000


def changed_s(page: Page, label: str, option: str, shown: str) -> float:
    """Return how long a page takes from the click on a choice until it shows it."""
    page.wait_for_timeout(QUIET_MS)
    page.get_by_label(label, exact=True).first.click()
    choice = page.get_by_role("option", name=option, exact=True)
    choice.wait_for()
    page.evaluate(
        f"() => {{ window.clickedAt = 0; window.soon = window.shownAt("
        f"() => clickedAt > 0 && {shown}, {PATIENCE_MS}); }}"
    )
    choice.click()
    return float(page.evaluate("() => soon.then((at) => at - clickedAt)")) / 1000


def repeated(rounds: int, take: Callable[[int], float]) -> list[float]:
    """Return the times of so many rounds, after one that warms up."""
    return [take(number) for number in range(rounds + 1)][1:]


def has(selector: str, text: str) -> str:
    """Return a condition in the browser: an element holds a text."""
    return f"document.querySelector({selector!r})?.textContent.includes({text!r})"


def open_report(page: Page, url: str) -> None:
    """Upload the clip and wait until its report and its film stand."""
    page.goto(url)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(CLIP)
    page.wait_for_url(re.compile(r"\?set="))
    finished(page)
    page.get_by_text("About this film: exercise").click()


def finished(page: Page) -> None:
    """Wait until a report has all that belongs to it: its film is drawn last."""
    page.get_by_role("button", name="Annotated film (MP4)").wait_for()


def first_changes_s(page: Page, url: str, score: float) -> tuple[float, float]:
    """Return how long a new report takes to show another leg, and then another weight.

    A report of its own each time: what was asked once is answered from memory.

    Args:
        page: A page.
        url: Of the app.
        score: Of the right leg: the clip is found to be of the left one by itself.
    """
    open_report(page, url)
    shown = (
        has("h1", "right leg"),
        has(".facts", "Right"),
        has(".score .number", f"{score:.0f} of 100"),
    )
    leg_s = changed_s(page, "Working leg", "Right", " && ".join(shown))
    finished(page)
    load_s = changed_s(page, "Weight", "Heavy", has("p.film", "heavy weight"))
    return leg_s, load_s


def changed_line_s(page: Page, number: int) -> float:
    """Return how long the empty page takes to change its line."""
    side = ("Right", "Left")[number % 2]
    return changed_s(page, "Leg", side, has(".said", side))


def measured(folder: Path, rounds: int) -> list[Wait]:
    """Return all waits; the references are taken in the same run."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    score = check_video(CLIP, Options(side="right")).report.score.value
    with (
        serving(folder / "app.log", folder / "history.sqlite") as app,
        serving(folder / "empty.log", script=empty) as nothing,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(_WATCH)
        page = context.new_page()  # one alone: behind it others draw once a second
        # The first one is no measure: by then the server has loaded all it needs.
        changes = [first_changes_s(page, app.url, score) for _ in range(rounds + 1)]
        legs_s, loads_s = zip(*changes[1:], strict=True)
        waits = [
            Wait(
                "the start page, warm",
                repeated(rounds, lambda _: opened_s(page, app.url, STANDS)),
            ),
            Wait("another leg, until its numbers show", list(legs_s)),
            Wait("another weight, until it shows", list(loads_s)),
            Wait(
                "an empty page of Streamlit",
                repeated(rounds, lambda _: opened_s(page, nothing.url, SAID)),
            ),
            Wait(
                "a choice that changes one line",
                repeated(rounds, lambda n: changed_line_s(page, n)),
            ),
        ]
        browser.close()
    return waits


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        waits = measured(Path(folder), rounds)
    table = Table("until", "median s", "from", "to")
    for one in waits:
        numbers = (median(one.times_s), min(one.times_s), max(one.times_s))
        table.add_row(one.name, *(f"{number:.2f}" for number in numbers))
    table.caption = (
        f"{rounds} rounds, {os.cpu_count()} cores; load {before:.1f} before, "
        f"{os.getloadavg()[0]:.1f} after"
    )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
