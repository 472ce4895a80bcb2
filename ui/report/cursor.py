"""Film and curve of a set under one cursor; the browser moves it without the server."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import numpy as np
import streamlit as st

from coach.jobs.sets import SetAtHand
from coach.reports.html.chart import chart_html
from coach.reports.html.moments import to_unit
from coach.reports.signals import Signal, phase_rows, signal_of
from coach.reports.wording import noun_of, unit_title
from exercises.drawing.overlay import overlay
from exercises.report import Report
from ui.component import component
from ui.pictures import jpeg_address, media_address
from ui.report.addresses import film_address
from ui.report.correct import correct, correctable
from ui.report.measure import measurable, measure
from vision.track import Track

_READER: Final = (
    '<div class="playhead" role="slider" tabindex="0" aria-label="Place in the film" '
    'aria-valuemin="0" aria-valuemax="{end_s:.2f}" aria-valuenow="0"></div>'
    '<div class="hint"></div>'
)
_HTML: Final = Path(__file__).parents[1].joinpath("cursor.html")


@dataclass(frozen=True, kw_only=True)
class Film:
    """The film of a set.

    Attributes:
        drawn_mp4: With the findings drawn in; None until it is drawn.
        original: As it was filmed.
        still: A JPEG to look at until one of them plays; None where that is soon.
    """

    drawn_mp4: bytes | None
    original: Path
    still: bytes | None


def show_cursor(
    key: str,
    track: Track,
    report: Report,
    film: Film | None,
    one: SetAtHand | None,
) -> None:
    """Show a set's film and its curve, which move together, and let reps be corrected.

    Args:
        key: The set's address.
        track: The body in the film.
        report: What was found.
        film: None where there is only a curve to show.
        one: The set; None where it cannot be corrected yet, as in the midst of a live
            session.
    """
    mirrored = one is not None and one.asked.options.mirrored
    signal = signal_of(overlay(track, report, mirrored=mirrored))
    width, height = track.size_wh
    data = _curve(signal, report) | _words(report, playable=film is not None)
    data |= {
        "speed": report.source.speed,
        "aspect": f"{width} / {height}",
        "film": None,
        "original": None,
        "poster": None,
        "correct": None if one is None else correctable(one, report),
        "measured": None,
        "wide": width / height,
    }
    if film is not None:
        data |= _addresses(film, key)
        if one is not None:
            data["measured"] = measurable(one, report, track.size_wh)
    name = f"cursor_{key}"

    def take() -> None:
        said = st.session_state[name].said
        if one is None:
            return
        if isinstance(said, dict) and "measured" in said:
            measure(one, said["measured"])
        else:
            correct(one, signal, said)

    cursor = component("cursor", _HTML.read_text("utf-8"), "correct", "measure")
    cursor(key=name, data=data, on_said_change=take)


def _curve(signal: Signal, report: Report) -> dict[str, Any]:
    values = np.round(signal.values, 2)
    reader = _READER.format(end_s=signal.end_s)
    curve = ""
    if report.units or report.attempts:
        heading = signal.axis.heading if signal.seen else "The set in time"
        curve = f"<h2>{escape(heading)}</h2>{chart_html(signal, report, reader)}"
    return {
        "times_s": np.round(signal.time_s, 4).tolist(),
        "values": [value if np.isfinite(value) else None for value in values.tolist()],
        "unit": signal.axis.unit,
        "digits": 1 if signal.axis.unit == " m" else 0,
        "phases": phase_rows(report),
        "curve": curve,
    }


def _words(report: Report, *, playable: bool) -> dict[str, str]:
    """Return a button for each unit, and what can be done by keys and by taps."""
    shows = "Play" if playable else "Show"
    buttons = "".join(
        f'<button type="button" class="to" aria-label="{shows} '
        f'{unit_title(unit).lower()}"{to_unit(unit)}>{unit.index}</button>'
        for unit in report.units
    )
    ways = f"the curve, a {noun_of(report)} or a fault"
    there = f"{ways}, and {'the film is there' if playable else 'it is read there'}."
    steps = "Space plays, \N{LEFTWARDS ARROW} and \N{RIGHTWARDS ARROW} step a frame."
    if not report.units:
        return {"stretches": "", "keys": steps if playable else "", "taps": ""}
    return {
        "stretches": f"<span>{shows} {noun_of(report)}</span>{buttons}",
        "keys": f"{steps} Click {ways}." if playable else f"Click {there}",
        "taps": f"Tap {there}",
    }


def _addresses(film: Film, key: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    if film.still is not None:
        found["poster"] = jpeg_address(film.still, f"still-{key}")
    if film.drawn_mp4 is not None:
        found["film"] = media_address(film.drawn_mp4, "video/mp4", f"drawn-{key}")
    original = film_address(film.original, f"film-{key}")
    if original is not None:
        found["original"] = original
    return found
