"""The sets of this page, each with its report: with its film where one was kept."""

import streamlit as st

from coach.live.session import FinishedSet
from coach.reports.html.summary import facts_html, score_html
from exercises.report import Report
from ui.desk import SHELF
from ui.live.keeping import at_hand
from ui.live.room import LivePageState
from ui.report.cursor import show_cursor
from ui.report.downloads import show_downloads
from ui.report.findings import (
    show_cues,
    show_film_report,
    show_foot,
    show_measures,
    show_notes,
    show_units,
)
from ui.sessions import this_session


def show_sets(room: LivePageState) -> None:
    """Show the newest set's report, or that of the one chosen."""
    if not room.sets:
        return
    first = room.count - len(room.sets) + 1
    names = [_name(number, done) for number, done in enumerate(room.sets, start=first)]
    st.header("Your sets" if len(names) > 1 else "Your set")
    chosen = names[-1]
    if len(names) > 1:
        # The key changes with the number of sets: a new one is shown at once.
        chosen = (
            st.pills(
                "Set",
                names,
                default=names[-1],
                key=f"live_set_{room.count}",
                label_visibility="collapsed",
            )
            or names[-1]
        )
    if first > 1:
        st.caption("Earlier sets are under History.")
    done = room.sets[names.index(chosen)]
    show_notes(done.report)
    if not done.report.judged:
        show_foot()
    elif done.recording is not None and not room.running:
        SHELF.show(this_session(), done.id)
        show_film_report(at_hand(done), done.report)
    else:
        _show_without_film(done, room)


def _show_without_film(done: FinishedSet, room: LivePageState) -> None:
    report = done.report
    st.html(facts_html(report))
    words, score = st.columns([3, 2], gap="large")
    score.html(score_html(report))
    with words:
        show_cues(report)
        show_cursor(done.id, done.track, report, None)
        show_units(report)
    show_measures(report, another_film=False)
    st.header("Take it with you")
    if done.recording is not None:
        st.caption("The film is drawn when you press Stop.")
    elif room.choices is not None and room.choices.settings.record:
        st.caption("No film of this set could be kept; its report is whole.")
    show_downloads(report)
    if room.running:
        return
    show_foot()


def _name(number: int, done: FinishedSet) -> str:
    report: Report = done.report
    leg = f", {report.side}" if report.side in ("left", "right") else ""
    return f"Set {number}{leg}: {len(report.units)}"
