"""What was found in a set, shown alike for a film and for a live set."""

import time
from typing import Final

import streamlit as st

from coach.jobs.sets import SetAtHand
from coach.reports.html.clinical import clinical_html
from coach.reports.html.cues import cues_html
from coach.reports.html.summary import facts_html, score_html
from coach.reports.html.tables import (
    attempts_html,
    measures_html,
    units_html,
    unseen_html,
)
from coach.reports.wording import SAFETY, VALIDATION, in_plain_words, noun_of
from exercises.report import Report
from ui.desk import film_of
from ui.report.compare import show_compare
from ui.report.downloads import page_of, show_downloads
from ui.report.evidence import show_evidence
from ui.report.player import show_player
from ui.report.together import show_together
from vision.track import Track

SENT_S: Final = 0.1
"""So long the answer has to reach the screen, before the chart and all
that follows take the interpreter (our choice)."""


def show_film_report(one: SetAtHand, report: Report) -> None:
    """Show all that was found in a film, and the film with it drawn in."""
    tracks = one.tracks
    assert tracks is not None
    show_clinical(report)
    if report.units or report.attempts:
        mp4 = _show_set_and_film(one, tracks[0], report)
    else:  # a test in which the exercise itself is not done
        mp4 = show_player(one, tracks[0], report)
    st.header("Take it with you")
    show_downloads(report, mp4, lambda: page_of(one, report))
    if mp4 is None and film_of(one) is not None:
        st.caption("The annotated film joins them when it is drawn.")


def _show_set_and_film(one: SetAtHand, track: Track, report: Report) -> bytes | None:
    st.html(facts_html(report, two_films=len(one.films) > 1))
    # The answer comes first; on wide screens the film stands at its left.
    with st.container(key="answer"):
        words, film = st.columns([2, 3], gap="large")
    with words:
        show_cues(report)
        st.html(score_html(report))
    show_units(report)
    time.sleep(SENT_S)
    one.think_ahead()
    # What takes longer comes later, so that the answer is on the page meanwhile.
    with film:
        mp4 = show_player(one, track, report)
    if film_of(one) is not None:
        st.header("Evidence")
        show_evidence(one, report)
    show_compare(one, report)
    show_measures(report, another_film=True)
    return mp4


def show_cues(report: Report) -> None:
    """Show what to change first."""
    st.header("What to change first")
    st.html(cues_html(report, playable=True))


def show_clinical(report: Report) -> None:
    """Show the clinical test that was asked for; nothing without one."""
    if report.test is not None:
        st.html(clinical_html(report.test))


def show_units(report: Report) -> None:
    """Show each unit, and what belongs together."""
    noun = noun_of(report)
    st.header(f"{noun.capitalize()} by {noun}")
    none = f"<p>No whole {noun} was found.</p>"
    st.html(units_html(report, playable=True) if report.units else none)
    st.html(
        attempts_html(report)
        or f"<p>No movement was seen that is not a whole {noun}.</p>"
    )
    show_together(report)


def show_notes(report: Report) -> None:
    """Show what is to be known before the numbers."""
    for note in report.notes:
        say = st.info if report.judged else st.warning
        say(in_plain_words(note, report), icon=":material/info:")


def show_measures(report: Report, *, another_film: bool) -> None:
    """Show what was not seen, and every measure on request.

    Args:
        report: What was found.
        another_film: Whether the page takes a second film.
    """
    st.header("What this film could not show")
    st.html(unseen_html(report) or "<p>All that is judged was seen.</p>")
    if another_film and any(item.reason.code == "view" for item in report.not_assessed):
        st.html(
            "<p>Add that film under <b>About this film</b> at the top: both are "
            "judged in one report.</p>"
        )
    with st.expander("Every measure, with its error and what is wanted"):
        st.html(measures_html(report))


def show_foot() -> None:
    """Show what the numbers are worth."""
    st.html(f'<footer class="foot"><p>{SAFETY}</p><p>{VALIDATION}</p></footer>')
