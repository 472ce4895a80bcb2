"""History: every kept set, and progress where it can be told from error."""

import datetime as dt
from html import escape
from typing import Final

import streamlit as st

from coach.history.progress import followed, leg_pairs
from coach.history.progress_words import measure_title, pair_sentence, sentences_on
from coach.history.sheet import sheet_of
from coach.reports.html.paper import as_pdf, can_write_pdf
from coach.reports.wording import exercise_short
from exercises.registry import EXERCISES
from ui.check.choose import SET
from ui.check.last import row_html
from ui.desk import DESK
from ui.history.charts import progress_chart

SHOWN: Final = 20
WINDOWS: Final[dict[str, int | None]] = {
    "4 weeks": 28, "3 months": 91, "a year": 365, "all": None,
}  # fmt: skip
_EMPTY: Final = """
<p class="lead">Nothing is kept yet. Each film that you check, each live set and each
circuit comes here by itself, with its report; films only where you say so.</p>
"""
_NOTHING: Final = """
<p>Two comparable sets are needed: the same exercise, leg and view, filmed well enough
(grade A or B).</p>
"""


def show_history_page() -> None:
    """Draw the page.

    Raises:
        HistoryError: The history cannot be opened; `ui/main.py` shows it.
    """
    st.title("History")
    newest = DESK.history.sets(most=1)
    if not newest:
        st.html(_EMPTY)
        return
    exercise_at, window_at = st.columns([2, 3], vertical_alignment="bottom")
    known = list(EXERCISES)
    first = newest[0].exercise
    exercise = exercise_at.selectbox(
        "Exercise",
        known,
        index=known.index(first) if first in known else 0,
        format_func=exercise_short,
        key="history_exercise",
    )
    window = window_at.segmented_control(
        "Look back", list(WINDOWS), default="3 months", key="history_window",
        required=True,
    )  # fmt: skip
    days = WINDOWS[window or "all"]
    _show_progress(exercise, days)
    _offer_sheet(days)
    _show_sets(exercise)


def _show_progress(exercise: str, days: int | None) -> None:
    st.header("Progress")
    numbers = DESK.history.numbers(exercise=exercise)
    since = None if days is None else dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    shown = followed(exercise, numbers, since)
    measures = list(dict.fromkeys(series.measure for series in shown))
    if not measures:
        st.html(_NOTHING)
        return
    measure = st.pills(
        "What to follow",
        measures,
        default=measures[0],
        format_func=lambda key: measure_title(key, exercise),
        key=f"history_measure_{exercise}",
        required=True,
    )
    own = [series for series in shown if series.measure == measure]
    st.altair_chart(progress_chart(own), key="progress", theme=None)
    st.caption(
        "Bars hold the truth 19 times in 20. A change smaller than the errors of both "
        "sets is none; films from other sides, and poor ones, are left out."
    )
    lines = [line for series in own for line in sentences_on(series)]
    lines += [
        pair_sentence(pair)
        for pair in leg_pairs(numbers)
        if pair.left.measure == measure
    ]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<ul class="plain progress" role="status">{items}</ul>')


def _offer_sheet(days: int | None) -> None:
    pdf = can_write_pdf()

    def sheet() -> bytes:
        html = sheet_of(DESK.history, days)
        return as_pdf(html) if pdf else html.encode()

    st.download_button(
        "Sheet for your physiotherapist",
        sheet,
        file_name=f"hamstrong-sheet.{'pdf' if pdf else 'html'}",
        mime="application/pdf" if pdf else "text/html",
        icon=":material/clinical_notes:",
        help="All exercises over the time that is chosen above, on a page to print.",
        on_click="ignore",
    )


def _show_sets(exercise: str) -> None:
    st.header("Sets")
    every = st.toggle("Of all exercises", key="history_every")
    wanted = None if every else exercise
    most = st.session_state.get("history_most", SHOWN)
    for one in DESK.history.sets(exercise=wanted, most=most):
        with st.container(
            key=f"row_{one.id}", horizontal=True, vertical_alignment="center"
        ):
            st.html(row_html(one))
            if st.button("Open", key=f"history_open_{one.id}"):
                st.switch_page(
                    st.session_state["check_page"], query_params={SET: one.id}
                )
    count = DESK.history.count(exercise=wanted)
    if count > most:
        st.button(f"Show more of {count}", on_click=_show_more, key="history_more")
    st.caption(
        "On the command line: hamstrong history, which also exports, imports and "
        "forgets."
    )


def _show_more() -> None:
    st.session_state["history_most"] = st.session_state.get("history_most", SHOWN) + 50
