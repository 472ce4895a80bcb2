"""What was found in a set, shown alike for a film and for a live set."""

import re

import streamlit as st

from coach.reports.wording import SAFETY, VALIDATION, measure_name, noun_of
from exercises.report import Report
from ui.check.analysis import Request, annotated_film, followed, is_drawn
from ui.report.clinical import clinical_html
from ui.report.cues import cues_html
from ui.report.downloads import show_downloads
from ui.report.evidence import show_evidence
from ui.report.film_view import show_chart, show_film, show_still
from ui.report.summary import facts_html, score_html
from ui.report.tables import attempts_html, measures_html, units_html, unseen_html
from ui.report.together import show_together
from vision.track import Track


def show_film_report(request: Request, report: Report) -> None:
    """Show all that was found in a film, and the film with it drawn in."""
    show_clinical(report)
    if not (report.units or report.attempts):
        _show_drawn_only(request, report)
        return
    st.html(facts_html(report, two_films=request.second is not None))
    film, score = st.columns([3, 2], gap="large")
    player = film.empty()
    score.html(score_html(report))
    show_set(followed(request.film).track, report, mirrored=request.options.mirrored)
    evidence = st.container()
    evidence.header("Evidence")
    show_measures(report, another_film=True)
    st.header("Take it with you")
    downloads = st.empty()
    downloads.caption("Ready when the film is drawn.")
    show_foot()
    # What takes seconds comes last, so that the answer is on the page meanwhile.
    with evidence:
        show_evidence(request, report)
    if not is_drawn(request):
        with player.container():
            show_still(request.film.path, report)
            annotated_film(request, report)
    mp4 = annotated_film(request, report)
    with player.container():
        show_film(mp4, report)
    with downloads.container():
        show_downloads(report, mp4)


def show_clinical(report: Report) -> None:
    """Show the clinical test that was asked for; nothing without one."""
    if report.test is not None:
        st.html(clinical_html(report.test))


def _show_drawn_only(request: Request, report: Report) -> None:
    """Show the film of a test in which the exercise itself is not done."""
    player = st.empty()
    st.header("Take it with you")
    downloads = st.empty()
    downloads.caption("Ready when the film is drawn.")
    show_foot()
    mp4 = annotated_film(request, report)
    with player.container():
        show_film(mp4, report)
    with downloads.container():
        show_downloads(report, mp4)


def show_set(track: Track, report: Report, *, mirrored: bool) -> None:
    """Show what to change, the set in time, each unit, and what belongs together.

    Args:
        track: The body, in the film's own pixels.
        report: What was found.
        mirrored: Whether the film is a mirror image.
    """
    st.header("What to change first")
    st.html(cues_html(report))
    show_chart(track, report, mirrored=mirrored)
    noun = noun_of(report)
    st.header(f"{noun.capitalize()} by {noun}")
    none = f"<p>No whole {noun} was found.</p>"
    st.html(units_html(report) if report.units else none)
    st.html(
        attempts_html(report)
        or f"<p>No movement was seen that is not a whole {noun}.</p>"
    )
    show_together(report)


def show_notes(report: Report) -> None:
    """Show what is to be known before the numbers."""
    for note in report.notes:
        say = st.info if report.judged else st.warning
        say(_in_plain_words(note, report), icon=":material/info:")


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


def _in_plain_words(note: str, report: Report) -> str:
    for key in report.measures:
        name = measure_name(key, report.exercise).lower()
        note = re.sub(rf"\b{key}\b", name, note)
    return note
