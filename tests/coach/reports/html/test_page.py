"""A report as one page: all of it is there, nothing comes from elsewhere."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest

from coach.film.evidence import Evidence
from coach.reports.html.chart import WIDE, chart_html
from coach.reports.html.page import as_page
from coach.reports.signals import AXES, Signal
from exercises.report import Report
from tests.reports import BOX, DEADLIFT, EVERY
from tests.reports import report as report_of


class Outline(HTMLParser):
    """What a browser would see: tags that are open and what they refer to."""

    VOID = ("meta", "img", "br")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.sources += [str(v) for k, v in attrs if k in ("src", "href", "srcset")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def picture(unit: int, fault: str | None) -> Evidence:
    image = np.full((9, 16, 3), 120, np.uint8)
    return Evidence(
        unit=unit, fault=fault, label=f"Rep {unit}: bottom", time_s=2.0, image_rgb=image
    )


@pytest.mark.parametrize("exercise", EVERY)
def test_every_exercise_makes_a_page_that_needs_nothing_else(exercise: str) -> None:
    report = report_of(exercise)
    page = as_page(report, pictures=[picture(report.units[0].index, None)])
    outline = Outline(page)
    assert not outline.open
    assert not {"script", "link", "iframe", "object", "form"} & set(outline.tags)
    assert outline.sources
    assert all(one.startswith("data:image/jpeg;base64,") for one in outline.sources)
    assert not re.search(r"url\(|@import|https?:", page)


@pytest.mark.parametrize("exercise", EVERY)
def test_the_page_says_what_the_report_says(exercise: str) -> None:
    report = report_of(exercise)
    page = as_page(report, judged_on=date(2026, 3, 9))
    assert f"{report.score.value:.0f}<span> of 100" in page
    for fault in report.faults[:3]:
        assert fault.cue.replace("'", "&#x27;") in page
    assert page.count('<tr class="faulty">') + page.count('<tr class="">') >= len(
        report.units
    )
    assert "judged on 2026-03-09" in page
    assert "not a diagnosis" in page


def test_a_films_name_is_text_and_no_markup() -> None:
    report = report_of(DEADLIFT)
    name = "<img src=x onerror=alert(1)>\x1b[2J.mp4"
    page = as_page(replace(report, source=replace(report.source, name=name)))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "\x1b" not in page


def test_what_was_not_judged_has_its_reason_and_no_score() -> None:
    report = replace(
        report_of(DEADLIFT), exercise=None, reps=(), attempts=(),
        notes=("Nobody was seen.",),
    )  # fmt: skip
    assert not report.judged
    page = as_page(report)
    assert "Nobody was seen." in page
    assert "Form score" not in page


def drawn(values: list[float], report: Report) -> ElementTree.Element:
    signal = Signal(
        time_s=np.arange(len(values), dtype=float),
        values=np.array(values),
        axis=AXES["hip angle"],
    )
    html = chart_html(signal, report)
    return ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])


def test_the_line_has_a_gap_where_nothing_was_seen() -> None:
    chart = drawn([180.0, 120.0, float("nan"), 120.0, 180.0], report_of(DEADLIFT))
    (line,) = (one for one in chart.iter("path") if one.get("stroke-width") == "2")
    assert [step for step in line.get("d", "") if step in "ML"] == ["M", "L", "M", "L"]


def test_a_band_is_as_wide_as_its_phase_is_long() -> None:
    report = report_of(DEADLIFT)
    unit = report.reps[0]
    chart = drawn([180.0] * 41, report)  # 40 seconds
    band = next(chart.iter("rect"))
    shown_s = float(band.get("width", "0")) / WIDE * 40
    assert shown_s == pytest.approx(unit.bottom_s - unit.start_s, abs=0.01)


def test_a_larger_angle_is_drawn_higher() -> None:
    chart = drawn([180.0, 90.0], report_of(DEADLIFT))
    (line,) = (one for one in chart.iter("path") if one.get("stroke-width") == "2")
    high, low = (
        float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", line.get("d", ""))
    )
    assert high < low


def test_a_line_that_was_never_seen_is_not_drawn() -> None:
    chart = drawn([float("nan")] * 3, report_of(DEADLIFT))
    assert not [one for one in chart.iter("path") if one.get("stroke-width") == "2"]


@pytest.mark.parametrize("values", [[180.0, 90.0], [float("nan")] * 3])
def test_no_number_of_the_chart_is_not_a_number(values: list[float]) -> None:
    signal = Signal(
        time_s=np.arange(len(values), dtype=float), values=np.array(values),
        axis=AXES["hip angle"],
    )  # fmt: skip
    assert "nan" not in chart_html(signal, report_of(BOX))


def test_a_page_on_paper_leads_nowhere() -> None:
    page = as_page(report_of(BOX))
    assert "<button" not in page
    assert "data-from-s" not in page
