"""Check a video: choose a film, wait with a bar, read what to change."""

import re
from html import escape

import streamlit as st

from coach.reports.wording import SAFETY, VALIDATION, measure_name, noun_of
from exercises.report import Report
from ui.checking import Request, annotated_film, followed, is_drawn, report_of
from ui.cues import cues_html
from ui.downloads import show_downloads
from ui.evidence import show_evidence
from ui.film import Film, forget
from ui.film_view import show_chart, show_film, show_still
from ui.settings import ask_about, ask_which_exercise
from ui.start import choose_film
from ui.summary import facts_html, film_line, score_html
from ui.tables import attempts_html, measures_html, units_html, unseen_html
from ui.together import show_together


def show_check_page() -> None:
    """Draw the page.

    Raises:
        HamstrongError: The film cannot be read; `app.py` shows the sentence.
    """
    film: Film | None = st.session_state.get("film")
    if film is None:
        chosen = choose_film()
        if chosen is not None:
            st.session_state["film"] = chosen
            st.rerun()
        return
    _show_head(film)
    request = ask_about(film)
    report = report_of(request)
    st.html(
        f'<p class="film">{escape(film_line(report))}</p>{_to_the_top(film)}',
        unsafe_allow_javascript=True,
    )
    _show_notes(report)
    if report.exercise is None and followed(film).track.seen.any():
        ask_which_exercise()
    if report.judged:
        _show_report(request, report)
    else:
        _show_foot()


def _to_the_top(film: Film) -> str:
    """Return a script that scrolls up once a film: a sample is picked further down."""
    return (
        f"<script>/* {film.digest} */ "
        "document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0)</script>"
    )


def _show_head(film: Film) -> None:
    with st.container(key="head", horizontal=True, vertical_alignment="bottom"):
        # A file may be called anything; Streamlit would read it as Markdown.
        st.title(re.sub(r"([\\`*_\[\]<>$:~])", r"\\\1", film.title))
        st.button(
            "Choose another film",
            icon=":material/arrow_back:",
            on_click=_put_away,
            args=(film,),
        )


def _put_away(film: Film) -> None:
    forget(film)
    _, second = st.session_state.pop("second_film", (None, None))
    forget(second)
    st.session_state["film"] = None
    # A new key empties the uploader, which would hand over the same film again.
    st.session_state["films_seen"] = st.session_state.get("films_seen", 0) + 1


def _show_notes(report: Report) -> None:
    for note in report.notes:
        say = st.info if report.judged else st.warning
        say(_in_plain_words(note, report), icon=":material/info:")


def _in_plain_words(note: str, report: Report) -> str:
    for key in report.measures:
        name = measure_name(key, report.exercise).lower()
        note = re.sub(rf"\b{key}\b", name, note)
    return note


def _show_report(request: Request, report: Report) -> None:
    st.html(facts_html(report, two_films=request.second is not None))
    film, score = st.columns([3, 2], gap="large")
    player = film.empty()
    score.html(score_html(report))
    st.header("What to change first")
    st.html(cues_html(report))
    show_chart(followed(request.film).track, report, mirrored=request.options.mirrored)
    noun = noun_of(report)
    st.header(f"{noun.capitalize()} by {noun}")
    none = f"<p>No whole {noun} was found.</p>"
    st.html(units_html(report) if report.units else none)
    st.html(attempts_html(report) or f"<p>Every movement was a whole {noun}.</p>")
    show_together(report)
    evidence = st.container()
    evidence.header("Evidence")
    _show_measures(report)
    st.header("Take it with you")
    downloads = st.empty()
    downloads.caption("Ready when the film is drawn.")
    _show_foot()
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


def _show_measures(report: Report) -> None:
    st.header("What this film could not show")
    st.html(unseen_html(report) or "<p>All that is judged was seen.</p>")
    if any(item.reason.startswith("film from") for item in report.not_assessed):
        st.html(
            "<p>Add that film under <b>About this film</b> at the top: both are "
            "judged in one report.</p>"
        )
    with st.expander("Every measure, with its error and what is wanted"):
        st.html(measures_html(report))


def _show_foot() -> None:
    st.html(f'<footer class="foot"><p>{SAFETY}</p><p>{VALIDATION}</p></footer>')
