"""Film and curve of a set under one cursor; the browser moves it without the server."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import numpy as np

from coach.reports.html.chart import chart_html
from coach.reports.html.moments import to_unit
from coach.reports.signals import Signal, phase_rows, signal_of
from coach.reports.wording import noun_of, unit_title
from exercises.drawing.overlay import overlay
from exercises.report import Report
from ui.component import component
from ui.pictures import jpeg_address, media_address
from vision.track import Track

PLAYED_AS: Final[Mapping[str, str]] = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/mp4",  # the same boxes; browsers refuse its own name
    ".webm": "video/webm",
}
"""Films that a browser may play as they were filmed; the page finds out whether."""
LARGEST_BYTES: Final = 64 * 2**20
"""A film is held in memory while a page shows it; larger ones only as they are drawn
(our choice)."""
_HTML: Final = Path(__file__).parents[1].joinpath("cursor.html")
_UNSEEN: Final = (
    "<p>The line cannot be read from here, and the phases only roughly: film from the "
    "side.</p>"
)


@dataclass(frozen=True, kw_only=True)
class Film:
    """The film of a set.

    Attributes:
        drawn_mp4: With the findings drawn in; None until it is drawn.
        original: As it was filmed.
        still: A JPEG to look at until one of them plays.
    """

    drawn_mp4: bytes | None
    original: Path
    still: bytes


def show_cursor(
    key: str, track: Track, report: Report, film: Film | None, *, mirrored: bool = False
) -> None:
    """Show a set's film and its curve, which move together.

    Args:
        key: The set's.
        track: The body in the film.
        report: What was found.
        film: None where there is only a curve to show.
        mirrored: Whether the film is a mirror image.
    """
    signal = signal_of(overlay(track, report, mirrored=mirrored))
    width, height = track.size_wh
    data = _curve(signal, report) | {
        "speed": report.source.speed,
        "aspect": f"{width} / {height}",
        "film": None,
        "original": None,
        "poster": None,
    }
    if film is not None:
        data |= _addresses(film, key)
    component("cursor", _HTML.read_text("utf-8"))(key=f"cursor_{key}", data=data)


def _curve(signal: Signal, report: Report) -> dict[str, Any]:
    values = np.round(signal.values, 2)
    curve = ""
    if report.units or report.attempts:
        heading = signal.axis.heading if signal.seen else "The set in time"
        curve = f"<h2>{escape(heading)}</h2>{chart_html(signal, report)}"
        curve += "" if signal.seen else _UNSEEN
    return {
        "times_s": np.round(signal.time_s, 4).tolist(),
        "values": [value if np.isfinite(value) else None for value in values.tolist()],
        "unit": signal.axis.unit,
        "digits": 1 if signal.axis.unit == " m" else 0,
        "phases": phase_rows(report),
        "curve": curve,
        "stretches": _stretches(report),
    }


def _stretches(report: Report) -> str:
    """Return a button for each rep, hold or bout."""
    buttons = "".join(
        f'<button type="button" class="to" aria-label="Play {unit_title(unit).lower()}"'
        f"{to_unit(unit)}>{unit.index}</button>"
        for unit in report.units
    )
    return f"<span>Play {noun_of(report)}</span>{buttons}" if buttons else ""


def _addresses(film: Film, key: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {"poster": jpeg_address(film.still, f"still-{key}")}
    if film.drawn_mp4 is not None:
        found["film"] = media_address(film.drawn_mp4, "video/mp4", f"drawn-{key}")
    kind = PLAYED_AS.get(film.original.suffix.lower())
    if kind and film.original.stat().st_size <= LARGEST_BYTES:
        found["original"] = media_address(film.original, kind, f"film-{key}")
    return found
