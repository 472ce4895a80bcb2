"""The annotated film and the hip angle, both by the report's own times."""

from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st

from exercises.overlay import overlay
from exercises.report import Report
from ui.charts import Signal, hip_angle_chart
from vision.track import Track

STILL_PX: Final = 960
LEAD_IN_S: Final = 0.8
"""A rep is played from a little before it starts, so that the eye is there in time."""


def show_still(path: Path, report: Report) -> None:
    """Show one picture of the film, to look at while the film is drawn."""
    from coach.annotate import thumbnail

    at_s = report.reps[0].bottom_s if report.reps else report.attempts[0].start_s
    st.image(thumbnail(path, at_s, STILL_PX), width="stretch", output_format="JPEG")


def show_film(mp4: bytes, report: Report) -> None:
    """Show the annotated film, and buttons to play it from a rep."""
    starts = {"Start": 0.0} | {
        f"Rep {rep.index}": max(0.0, min(rep.start_s, rep.leave_s) - LEAD_IN_S)
        for rep in report.reps
    }
    player = st.empty()
    chosen = st.pills("Play from", list(starts), default="Start", key="play_from")
    # Streamlit starts at whole seconds.
    start_s = int(starts.get(chosen or "Start", 0.0))
    player.video(mp4, start_time=start_s, autoplay=chosen not in (None, "Start"))


def show_chart(track: Track, report: Report, *, mirrored: bool) -> None:
    """Show the hip angle over time with phases, reps and faults, under a heading."""
    drawn = overlay(track, report, mirrored=mirrored)
    signal = Signal(time_s=drawn.time_s, angle_deg=drawn.hinge_deg)
    seen = bool(np.isfinite(signal.angle_deg).any())
    st.header("Hip angle through the set" if seen else "The set in time")
    st.altair_chart(hip_angle_chart(signal, report), key="hip_angle", theme=None)
    if not seen:
        st.caption(
            "The hip angle cannot be read from here, and the phases only roughly: film "
            "from the side."
        )
        return
    marks = " A red triangle marks where a fault shows." if _any_fault(report) else ""
    st.caption(
        "180\N{DEGREE SIGN} is standing straight; the line falls as you fold. Numbers "
        f"are reps.{marks} Point or tap to read; hold Shift and scroll to zoom, "
        "double-click to go back."
    )


def _any_fault(report: Report) -> bool:
    return any(rep.faults for rep in report.reps)
