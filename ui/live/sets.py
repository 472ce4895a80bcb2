"""The sets of this page, each with its report: with its film where one was kept."""

import streamlit as st

from coach.jobs.sets import SetAtHand
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
    # In the midst of a session nothing is corrected: the machine is busy with counting.
    one = None if room.running or not done.report.judged else at_hand(done)
    report = one.report if one is not None and one.asked.options.marks else None
    report = report or done.report
    with st.container():  # a note more moves nothing below it
        show_notes(report)
    if not report.judged:
        show_foot()
    elif one is not None and done.recording is not None:
        SHELF.show(this_session(), done.id)
        show_film_report(one, report)
    else:
        _show_without_film(done, room, report, one)


def _show_without_film(
    done: FinishedSet, room: LivePageState, report: Report, one: SetAtHand | None
) -> None:
    st.html(facts_html(report))
    words, score = st.columns([3, 2], gap="large")
    score.html(score_html(report))
    with words:
        show_cues(report)
        show_cursor(done.id, done.track, report, None, one)
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
