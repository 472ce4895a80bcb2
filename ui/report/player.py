"""The film of a set under the cursor: as it was filmed while the findings are drawn."""

from pathlib import Path
from typing import Final

import streamlit as st

from coach.film.thumbnail import telling_s
from coach.jobs.drawing import Drawing
from coach.jobs.sets import SetAtHand
from exercises.report import Report
from ui.check.waiting import how_far
from ui.desk import DRAWS, drawing_of, film_of
from ui.report.cursor import Film, show_cursor
from ui.trouble import show_error
from vision.track import Track
from vision.video.writer import jpeg_of

REDRAW_S: Final = 1.0
AT_ONCE_S: Final = 0.3
"""A film that is drawn already, or nearly, is shown without the one before it."""
STILL_PX: Final = 960


def show_player(one: SetAtHand, track: Track, report: Report) -> bytes | None:
    """Show a set's film and curve; return the film once it is drawn.

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
        show_cursor(one.id, track, report, None, one)
        return None
    _give_up_the_one_before(one.id, drawing)
    drawing.wait(AT_ONCE_S)
    drawn = drawing.path.read_bytes() if drawing.path is not None else None
    still = None if drawn else _still(path, telling_s(report))
    film = Film(drawn_mp4=drawn, original=path, still=still)
    with st.container(key="player"):
        show_cursor(one.id, track, report, film, one)
        if not drawing.over:
            with st.container(key="drawing"):
                _wait_for(drawing)
    if drawing.error is not None:
        show_error(drawing.error)
    return drawn


@st.cache_data(show_spinner=False, max_entries=64)  # type: ignore[untyped-decorator]
def _still(path: Path, at_s: float) -> bytes:
    from vision.video.reader import picture_at

    return jpeg_of(picture_at(path, at_s, long_side_px=STILL_PX))


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
