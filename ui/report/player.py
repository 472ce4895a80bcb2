"""The film of a set with the findings drawn in: a still first, while it is drawn."""

from typing import Final

import streamlit as st

from coach.jobs.drawing import Drawing
from coach.jobs.sets import SetAtHand
from exercises.report import Report
from ui.check.waiting import how_far
from ui.desk import DRAWS, drawing_of, film_of
from ui.report.film_view import show_film, show_still
from ui.trouble import show_error

REDRAW_S: Final = 1.0
AT_ONCE_S: Final = 0.3
"""A film that is drawn already, or nearly, is shown without a still before it."""


def show_player(one: SetAtHand, report: Report) -> bytes | None:
    """Show a set's film; return it once it is drawn.

    Raises:
        VideoError: The film cannot be read.
    """
    drawing = drawing_of(one, report)
    path = film_of(one)
    if drawing is None or path is None:
        st.html(
            '<p class="no-film">The film itself is not here any more: only its '
            "numbers were kept. Films stay where you say so, under <b>Your notes</b>."
            "</p>"
        )
        return None
    _give_up_the_one_before(one.id, drawing)
    if not drawing.wait(AT_ONCE_S):
        show_still(path, report)
        _wait_for(drawing)
        return None
    if drawing.error is not None or drawing.path is None:
        if drawing.error is not None:
            show_error(drawing.error)
        return None
    mp4 = drawing.path.read_bytes()
    show_film(mp4, report)
    return mp4


def _give_up_the_one_before(set_id: str, drawing: Drawing) -> None:
    """Stop drawing what this page asked for before the leg or the like was changed."""
    of, before = st.session_state.get("drawing", ("", drawing))
    if of == set_id and before is not drawing:
        DRAWS.give_up(before)
    st.session_state["drawing"] = (set_id, drawing)


@st.fragment(run_every=REDRAW_S)  # type: ignore[untyped-decorator]
def _wait_for(drawing: Drawing) -> None:
    if drawing.over:
        st.rerun()
    share = min(1.0, drawing.done / drawing.expected) if drawing.expected else 0.0
    far = how_far(drawing.done, drawing.expected, 0.0)
    st.progress(share, f"Drawing the film: {far}")
