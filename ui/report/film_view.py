"""The annotated film and the set's main signal, both by the report's own times."""

from pathlib import Path
from typing import Final

import streamlit as st

from coach.reports.signals import signal_of
from coach.reports.wording import noun_of, unit_title
from exercises.drawing.overlay import overlay
from exercises.report import Report
from exercises.units import Hold, Rep, Unit
from ui.pictures import show_picture
from ui.report.charts import set_chart
from vision.track import Track
from vision.video.writer import jpeg_of

STILL_PX: Final = 960
LEAD_IN_S: Final = 0.8
"""A rep is played from a little before it starts, so that the eye is there in time."""


def show_still(path: Path, report: Report) -> None:
    """Show one picture of the film, to look at while the film is drawn."""
    if report.units:
        at_s = _telling_s(report.units[0])
    elif report.attempts:
        at_s = report.attempts[0].start_s
    else:  # a test in which the exercise itself is not done
        at_s = report.source.duration_s / 2
    film_s = at_s / report.source.speed
    alt = f"The film at {film_s:.1f} s, while it is drawn"
    show_picture(_still(path, film_s), alt, "still")


@st.cache_data(show_spinner=False, max_entries=64)  # type: ignore[untyped-decorator]
def _still(path: Path, at_s: float) -> bytes:
    from vision.video.reader import picture_at

    return jpeg_of(picture_at(path, at_s, long_side_px=STILL_PX))


def show_film(mp4: bytes, report: Report) -> None:
    """Show the annotated film, and buttons to play it from a rep, hold or bout."""
    starts = {"Start": 0.0} | {
        unit_title(unit): max(0.0, unit.began_s - LEAD_IN_S) for unit in report.units
    }
    player = st.empty()
    chosen = st.pills("Play from", list(starts), default="Start", key="play_from")
    # Streamlit starts at whole seconds.
    start_s = int(starts.get(chosen or "Start", 0.0) / report.source.speed)
    player.video(mp4, start_time=start_s, autoplay=chosen not in (None, "Start"))


def show_chart(track: Track, report: Report, *, mirrored: bool) -> None:
    """Show what the exercise moves over time, with phases, units and faults."""
    signal = signal_of(overlay(track, report, mirrored=mirrored))
    st.header(signal.axis.heading if signal.seen else "The set in time")
    st.vega_lite_chart(set_chart(signal, report), key="signal", theme=None)
    if not signal.seen:
        st.caption(
            "The line cannot be read from here, and the phases only roughly: film from "
            "the side."
        )
        return
    marks = " A red triangle marks where a fault shows." if _any_fault(report) else ""
    st.caption(
        f"{signal.axis.caption} Numbers are {noun_of(report)}s.{marks} Point or tap to "
        "read; hold Shift and scroll to zoom, double-click to go back."
    )


def _telling_s(unit: Unit) -> float:
    """Return the moment of a unit that shows what it is."""
    if isinstance(unit, Rep):
        return unit.bottom_s
    return unit.start_s + 1.0 if isinstance(unit, Hold) else unit.start_s


def _any_fault(report: Report) -> bool:
    return any(unit.faults for unit in report.units)
