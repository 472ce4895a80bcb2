"""Evidence: pictures of where faults show, each the way to its stretch of the film."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from coach.jobs.sets import SetAtHand
from coach.reports.html.evidence import caption_of, way_to
from coach.reports.wording import count_of, noun_of
from exercises.report import Report
from ui.desk import evidence_of
from ui.pictures import show_picture

if TYPE_CHECKING:
    from coach.film.evidence import Evidence

OPEN_UNITS: Final = 1
"""So many units show their pictures at once; the others wait behind one line."""


def show_evidence(one: SetAtHand, report: Report) -> None:
    """Show the pictures of each unit with a fault, or say that there are none."""
    if not any(unit.faults for unit in report.units):
        st.html("<p>No clear fault, so no pictures are needed.</p>")
        return
    with st.spinner("Fetching the pictures"):
        pictures = evidence_of(one, report)
    by_unit = [list(group) for _, group in groupby(pictures, lambda p: p.unit)]
    for group in by_unit[:OPEN_UNITS]:
        _show_pictures(group, report)
    more = by_unit[OPEN_UNITS:]
    if more:
        with st.expander(
            f"Pictures of {count_of(len(more), f'more {noun_of(report)}')}"
        ):
            for group in more:
                _show_pictures(group, report)


def _show_pictures(pictures: list[Evidence], report: Report) -> None:
    across = 3 if len(pictures) == 3 else 2
    columns = st.columns(across, gap="medium")
    for position, picture in enumerate(pictures):
        with columns[position % across]:
            show_picture(
                picture.image_rgb,
                alt=f"The athlete, {picture.label}",
                key=f"evidence-{picture.unit}-{position}",
                caption=caption_of(picture, report),
                way=way_to(picture, report),
            )
