"""Check a video: choose a film, wait with a picture, read what to change."""

import re
from html import escape
from typing import Final

import streamlit as st

from coach.jobs.sets import SetAtHand
from coach.reports.html.summary import film_line
from coach.reports.wording import report_title
from exercises.report import Report
from hamstrong.errors import HamstrongError, VideoError
from ui.check.athlete import ask_for_the_athlete, point_no_more
from ui.check.choose import chosen_set, put_away, show_address
from ui.check.diary import show_diary
from ui.check.settings import ask_about, ask_which_exercise
from ui.check.start import show_start
from ui.check.waiting import show_waiting
from ui.news import tell_news
from ui.report.findings import show_clinical, show_film_report, show_foot, show_notes
from ui.trouble import show_error

AT_ONCE_S: Final = 1.0
"""A film whose track is in the cache is shown without a page for the waiting."""


def show_check_page() -> None:
    """Draw the page.

    Raises:
        HamstrongError: The set cannot be shown; `ui/main.py` shows the sentence.
    """
    try:
        one = chosen_set()
    except LookupError:
        _show_nothing_there()
        return
    except HamstrongError as error:
        st.title("Check a video")
        show_error(error)
        _show_way_back()
        return
    if one is None:
        show_start()
        return
    show_address(one)
    show_one(one)


def show_one(one: SetAtHand) -> None:
    """Show a set: its report, or how far it is.

    Raises:
        HamstrongError: It cannot be judged as asked.
    """
    head = st.container(key="head", horizontal=True, vertical_alignment="bottom")
    asked, second = ask_about(one)
    try:
        one.ask(asked, second, later=True)
    except VideoError as error:  # it stays as it was asked before
        show_error(error)
        point_no_more(one)
    try:
        one.wait(AT_ONCE_S)
        report = one.report
    except HamstrongError as error:
        _show_head(head, one, None)
        show_error(error)
        return
    _show_head(head, one, report)
    tell_news("Report ready." if report is not None else "", one.id)
    if report is None:
        show_waiting(one)
        return
    _show_report(one, report)


def _show_report(one: SetAtHand, report: Report) -> None:
    tracks = one.tracks
    assert tracks is not None
    st.html(
        f'<p class="film" role="status">{escape(one.title)} \N{MIDDLE DOT} '
        f"{escape(film_line(report))}</p>{_to_the_top(one)}",
        unsafe_allow_javascript=True,
    )
    # Each part in a place of its own: what comes below stays what it is, and open, when
    # a note or the film joins the report.
    trouble, before, found, notes = (st.container() for _ in range(4))
    with before:
        show_notes(report)
        ask_for_the_athlete(one, tracks[0])
        if report.exercise is None and tracks[0].seen.any():
            ask_which_exercise(one)
    with found:
        if report.judged:
            show_film_report(one, report)
        else:
            show_clinical(report)
    one.keep()  # the numbers are on the page by now
    if one.trouble:
        trouble.warning(one.trouble, icon=":material/save:")
    if one.is_kept:
        with notes:
            show_diary(one)
    show_foot()


def _to_the_top(one: SetAtHand) -> str:
    """Return a script that scrolls up once a set: a sample is picked further down."""
    return (
        f"<script>/* {one.id} */ "
        "document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0)</script>"
    )


def _show_head(
    head: "st.delta_generator.DeltaGenerator", one: SetAtHand, report: Report | None
) -> None:
    with head:
        st.title(_plain(_name(one, report)))
        st.button(
            "Choose another film", icon=":material/arrow_back:", on_click=put_away
        )


def _name(one: SetAtHand, report: Report | None) -> str:
    """Return what the page is about: the exercise and leg, once that is known."""
    if report is None or report.exercise is None:
        return one.title
    return report_title(report)


def _plain(text: str) -> str:
    """Return a text that Streamlit does not read as Markdown."""
    return re.sub(r"([\\`*_\[\]<>$:~])", r"\\\1", text)


def _show_nothing_there() -> None:
    st.title("Nothing here")
    st.warning(
        "There is no set at this address. It may have been forgotten, or be another "
        "computer's.",
        icon=":material/search_off:",
    )
    _show_way_back()


def _show_way_back() -> None:
    st.button("Choose a film", icon=":material/arrow_back:", on_click=put_away)
