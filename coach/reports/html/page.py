"""A report as one page that needs nothing else: to open, to print, to hand on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.reports.html.chart import chart_html
from coach.reports.html.clinical import clinical_html
from coach.reports.html.cues import cues_html
from coach.reports.html.evidence import figures_html
from coach.reports.html.summary import facts_html, film_line, score_html
from coach.reports.html.tables import (
    attempts_html,
    measures_html,
    units_html,
    unseen_html,
)
from coach.reports.html.together import together
from coach.reports.signals import signal_of
from coach.reports.wording import (
    SAFETY,
    VALIDATION,
    in_plain_words,
    noun_of,
    report_title,
)
from exercises.drawing.overlay import overlay
from exercises.report import Report
from vision.files import legible
from vision.track import Track

if TYPE_CHECKING:
    from coach.film.evidence import Evidence

REPORT_STYLE: Final = Path(__file__).with_name("report.css")
PAGE_STYLE: Final = Path(__file__).with_name("page.css")


def as_page(
    report: Report,
    track: Track | None = None,
    pictures: Sequence[Evidence] = (),
    *,
    mirrored: bool = False,
    judged_on: date | None = None,
) -> str:
    """Return a report as HTML: no script, nothing from elsewhere, fit for paper.

    Args:
        report: What was found.
        track: The body in the film; without it there is no chart.
        pictures: Of where faults show.
        mirrored: Whether the film is a mirror image.
        judged_on: The day that stands on it; None for none.
    """
    day = f" \N{MIDDLE DOT} judged on {judged_on:%Y-%m-%d}" if judged_on else ""
    film = escape(f"{legible(report.source.name)} \N{MIDDLE DOT} {film_line(report)}")
    notes = "".join(
        f'<p class="note">{escape(in_plain_words(note, report))}</p>'
        for note in report.notes
    )
    test = clinical_html(report.test) if report.test is not None else ""
    body = ""
    if report.units or report.attempts:  # else a clinical test, or nothing was seen
        body = _set(report, track, pictures, mirrored=mirrored)
    return whole_page(report_title(report), f"{film}{day}", f"{notes}{test}{body}")


def whole_page(title: str, about: str, body: str) -> str:
    """Return a page for screen and paper: no script, nothing from elsewhere.

    Args:
        title: As text.
        about: HTML of the line below it.
        body: HTML.
    """
    title = escape(title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{title} - Hamstrong</title><style>{_style()}</style></head>"
        f'<body><main><p class="maker">Hamstrong</p><h1>{title}</h1>'
        f'<p class="film">{about}</p>{body}'
        f'<footer class="foot"><p>{SAFETY}</p><p>{VALIDATION}</p></footer>'
        "</main></body></html>\n"
    )


def _set(
    report: Report, track: Track | None, pictures: Sequence[Evidence], *, mirrored: bool
) -> str:
    """Return all sections of a set that was judged."""
    noun = noun_of(report)
    chart = ""
    if track is not None and report.units:
        signal = signal_of(overlay(track, report, mirrored=mirrored))
        heading = signal.axis.heading if signal.seen else "The set in time"
        chart = _section(heading, chart_html(signal, report))
    units = units_html(report) if report.units else f"<p>No whole {noun} was found.</p>"
    parts = [
        facts_html(report),
        '<div class="answer"><section><h2>What to change first</h2>'
        f"{cues_html(report)}</section>{score_html(report)}</div>",
        chart,
        _section(f"{noun.capitalize()} by {noun}", units + attempts_html(report)),
        *(_section(heading, html) for heading, html in together(report)),
        _section("Where it shows", figures_html(pictures, report)),
        _section("What this film could not show", unseen_html(report)),
        _section("Every measure", measures_html(report)),
    ]
    return "".join(parts)


def _section(heading: str, content: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{content}</section>" if content else ""


@cache
def _style() -> str:
    return REPORT_STYLE.read_text("utf-8") + PAGE_STYLE.read_text("utf-8")
