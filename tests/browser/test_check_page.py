"""The page "Check a video" in a real browser, against a real server."""

import json
import os
import time
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from benchmarks.alterations import alter
from benchmarks.bystanders import Walk, with_walker
from vision.tracking.track_video import default_cache

ROOT = Path(__file__).resolve().parents[2]
CLIP = ROOT / "sample_videos" / "deadlift_not_tall.mp4"  # seven seconds
CHROMIUM = Path("/usr/bin/chromium")
SLOW_MS = 300_000
"""A busy machine follows the body at some frames a second."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
    pytest.mark.skipif(not CLIP.is_file(), reason="no sample videos here"),
]


def opened(browser: BrowserContext, width_px: int = 1280) -> Page:
    """Return a new page that waits as long as a busy machine takes."""
    page = browser.new_page()
    page.set_viewport_size({"width": width_px, "height": 900})
    page.set_default_timeout(SLOW_MS)
    return page


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    # One context: what the pages share is loaded once.
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--mute-audio"],
        )
        yield chromium.new_context()
        chromium.close()


def test_how_to_film_is_drawn_for_every_exercise(
    browser: BrowserContext, url: str
) -> None:
    page = opened(browser, width_px=390)
    page.goto(f"{url}/filming")
    drawings = page.locator("img.drawing")
    expect(drawings).to_have_count(2 * 7)  # the deadlift is shown from three places
    for number in range(2 * 7):
        drawing = drawings.nth(number)
        drawing.scroll_into_view_if_needed()
        assert drawing.evaluate("image => image.naturalWidth") > 0
    # Of the two halves of a drawing one is told to who cannot see them.
    alts = [drawings.nth(number).get_attribute("alt") for number in range(2 * 7)]
    assert all(alts[::2])
    assert not any(alts[1::2])
    wide_px = page.evaluate("document.documentElement.scrollWidth")
    assert wide_px <= 390  # nothing sticks out of a phone
    page.close()


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """Errors on the browser's console."""
    return []


@pytest.fixture(scope="module")
def checked(browser: BrowserContext, url: str, complaints: list[str]) -> Page:
    """Return the page after the upload of a set."""
    page = opened(browser, width_px=1280)
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(CLIP)
    page.get_by_role("button", name="Annotated film (MP4)").wait_for(timeout=SLOW_MS)
    return page


def test_an_uploaded_set_shows_its_rep(checked: Page) -> None:
    reps = checked.locator(".facts > div", has_text="Reps").locator("dd")
    expect(reps).to_contain_text("1")
    expect(checked.locator("table.units tbody tr")).to_have_count(1)


def test_the_annotated_film_plays(checked: Page) -> None:
    checked.wait_for_function("document.querySelector('video').readyState >= 2")
    checked.evaluate("document.querySelector('video').play()")
    checked.wait_for_function("document.querySelector('video').currentTime > 0.2")
    assert checked.evaluate("document.querySelector('video').videoWidth") > 300
    checked.evaluate("document.querySelector('video').pause()")


def test_the_report_can_be_taken_away(checked: Page, tmp_path: Path) -> None:
    saved = {}
    for label in (
        "Report to print (HTML)", "Report (PDF)", "Report (JSON)",
        "Tables (CSV, zipped)", "Annotated film (MP4)",
    ):  # fmt: skip
        with checked.expect_download() as download:
            checked.get_by_role("button", name=label).click()
        saved[label] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[label])
    assert saved["Report (PDF)"].read_bytes().startswith(b"%PDF")
    report = json.loads(saved["Report (JSON)"].read_text())
    assert len(report["reps"]) == 1
    assert report["source"]["name"] == CLIP.name
    with zipfile.ZipFile(saved["Tables (CSV, zipped)"]) as tables:
        assert len(tables.read("reps.csv").splitlines()) == 1 + 1
    assert saved["Annotated film (MP4)"].name == f"{CLIP.stem}_annotated.mp4"
    assert saved["Annotated film (MP4)"].read_bytes()[4:8] == b"ftyp"


def test_the_page_to_print_fits_a_phone_and_asks_for_nothing(
    checked: Page, tmp_path: Path
) -> None:
    with checked.expect_download() as download:
        checked.get_by_role("button", name="Report to print (HTML)").click()
    page_file = tmp_path / "report.html"
    download.value.save_as(page_file)
    phone = checked.context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    asked, said = [], []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: said.append(message.text))
    phone.goto(page_file.as_uri())
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Single-leg deadlift")
    expect(phone.locator("svg[role=img]")).to_be_visible()
    assert phone.evaluate(
        "[...document.images].every(one => one.complete && one.naturalWidth > 300)"
    )
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert not said
    phone.close()


def test_headings_are_in_order(checked: Page) -> None:
    levels = checked.eval_on_selector_all(
        "h1, h2, h3, h4", "nodes => nodes.map(node => Number(node.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    for above, below in pairwise(levels):
        assert below <= above + 1


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(checked: Page, width: int) -> None:
    checked.set_viewport_size({"width": width, "height": 844})
    checked.wait_for_function(f"window.innerWidth === {width}")
    expect(checked.locator("h1")).to_be_visible()
    main = "document.querySelector('[data-testid=stMain]')"
    checked.wait_for_function(f"{main}.scrollWidth <= {width}")


def test_a_broken_file_is_answered_with_a_sentence(
    browser: BrowserContext, url: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"not a video" * 1000)
    page = opened(browser)
    page.goto(url)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(bad)
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("bad.mp4 is not a video that can be read")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.get_by_role("button", name="Choose another film").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a video")
    page.close()


def test_the_console_stays_quiet(checked: Page, complaints: list[str]) -> None:
    expect(checked.locator("h1")).to_be_visible()
    assert complaints == []


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short set with somebody who comes and stays beside."""
    film = tmp_path_factory.mktemp("crowded") / "crowded.mp4"
    walk = Walk(enters_s=0.5, tall=0.7, feet=0.95, width_s=3.0, stops=0.8)
    clip = ROOT / "sample_videos" / "gallop_short_forward.mp4"
    alter(clip, film, with_walker(walk))
    return as_new(film, film)


def as_new(film: Path, copy: Path) -> Path:
    """A film whose track no earlier run has kept: with a box that players skip."""
    padding = (24).to_bytes(4, "big") + b"free" + os.urandom(16)
    copy.write_bytes(film.read_bytes() + padding)
    return copy


@pytest.mark.sweep
def test_the_second_of_two_films_waits_with_its_place_and_may_leave(
    browser: BrowserContext, url: str, tmp_path: Path
) -> None:
    long = ROOT / "sample_videos" / "bird_dog_tired_at_end.mp4"
    pages = []
    for name in ("first.mp4", "second.mp4"):
        page = opened(browser)
        page.goto(url)
        dropzone = page.get_by_test_id("stFileUploaderDropzoneInput")
        dropzone.set_input_files(as_new(long, tmp_path / name))
        pages.append(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text(name[:-4])
    first, second = pages
    expect(second.get_by_text("One film is before yours")).to_be_visible()
    second.get_by_role("button", name="Choose another film").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Check a video")
    first.get_by_role("button", name="Annotated film (MP4)").wait_for(timeout=SLOW_MS)
    for page in pages:
        page.close()


def tracks_kept() -> set[Path]:
    """The tracks in the cache, which the app shares."""
    return set(default_cache().glob("*.npz"))


@pytest.mark.sweep
def test_the_athlete_can_be_pointed_at_in_the_picture(
    browser: BrowserContext, url: str, crowded: Path
) -> None:
    page = opened(browser, width_px=1280)
    page.goto(url)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(crowded)
    expander = page.get_by_text("oint at the athlete").first
    expander.wait_for(timeout=SLOW_MS)
    expander.click()
    picture = page.get_by_alt_text("click on the athlete")
    expect(picture).to_be_visible()
    page.wait_for_function(
        "document.querySelector('img[alt*=\"click on the athlete\"]').naturalWidth > 0"
    )
    size = picture.bounding_box()
    assert size is not None
    kept = tracks_kept()
    picture.click(position={"x": 0.5 * size["width"], "y": 0.6 * size["height"]})
    ends_s = time.monotonic() + SLOW_MS / 1000
    while tracks_kept() == kept:  # a second look, for another athlete
        assert time.monotonic() < ends_s, "the film was not looked through again"
        page.wait_for_timeout(200)
    question = page.get_by_text("The wrong person? Point at the athlete")
    expect(question).to_have_count(1, timeout=SLOW_MS)
    assert page.get_by_text("Who is training?").count() == 0
    page.close()
