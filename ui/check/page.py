"""Check a video: choose a film, wait with a bar, read what to change."""

import re
from html import escape

import streamlit as st

from ui.check.analysis import followed, report_of
from ui.check.athlete import ask_for_the_athlete
from ui.check.film import Film, forget
from ui.check.settings import ask_about, ask_which_exercise
from ui.check.start import choose_film
from ui.report.findings import (
    show_clinical,
    show_film_report,
    show_foot,
    show_notes,
)
from ui.report.summary import film_line


def show_check_page() -> None:
    """Draw the page.

    Raises:
        HamstrongError: The film cannot be read; `ui/main.py` shows the sentence.
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
    show_notes(report)
    ask_for_the_athlete(film, followed(film).track)
    if report.exercise is None and followed(film).track.seen.any():
        ask_which_exercise()
    if report.judged:
        show_film_report(request, report)
    else:
        show_clinical(report)
        show_foot()


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
