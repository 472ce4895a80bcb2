"""Pictures as evidence: start and bottom of each rep with a fault."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from coach.reports.wording import fault_title
from exercises.report import Report
from ui.checking import Request, evidence_of

if TYPE_CHECKING:
    from coach.annotate import Evidence

OPEN_REPS: Final = 1
"""So many reps show their pictures at once; the others wait behind one line."""


def show_evidence(request: Request, report: Report) -> None:
    """Show the pictures of each rep with a fault, or say that there are none."""
    if not any(rep.faults for rep in report.reps):
        st.html("<p>No clear fault, so no pictures are needed.</p>")
        return
    with st.spinner("Fetching the pictures"):
        pictures = evidence_of(request, report)
    by_rep = [(rep, list(group)) for rep, group in groupby(pictures, lambda p: p.rep)]
    for _, group in by_rep[:OPEN_REPS]:
        _show_pictures(group)
    more = by_rep[OPEN_REPS:]
    if more:
        with st.expander(
            f"Pictures of {len(more)} more {'reps' if more[1:] else 'rep'}"
        ):
            for _, group in more:
                _show_pictures(group)


def _show_pictures(pictures: list[Evidence]) -> None:
    columns = st.columns(2, gap="medium")
    for position, picture in enumerate(pictures):
        shows = f": {fault_title(picture.fault).lower()}" if picture.fault else ""
        columns[position % 2].image(
            picture.image_rgb,
            caption=f"{picture.label} at {picture.time_s:.1f} s{shows}",
            width="stretch",
            output_format="JPEG",
        )
