"""What the app shows: page settings, navigation and the one place for errors.

`app.py` serves it.
"""

import sys

import streamlit as st

from hamstrong.errors import HamstrongError
from ui.check.page import show_check_page
from ui.circuit.page import show_circuit_page
from ui.filming.page import show_filming_page
from ui.history.page import show_history_page
from ui.live.page import show_live_page
from ui.sessions import CLOSED_TABS, this_session
from ui.tabs import show_tabs
from ui.theme import MARK, WORDMARK, apply_theme
from ui.trouble import show_error


def keep_the_path() -> None:
    """Let Streamlit leave `sys.path` as it is from the second run on.

    It puts this file in front for each session's run and takes it out at the end,
    unless it is there already. Whatever is being imported for another session at that
    moment can be passed over, and then is said not to be installed.
    """
    if sys.path.count(__file__) < 2:
        sys.path.append(__file__)


def main() -> None:
    """Draw the page that was asked for."""
    keep_the_path()
    CLOSED_TABS.note(this_session())
    st.set_page_config(page_title="Hamstrong", page_icon=MARK, layout="wide")
    apply_theme()
    st.logo(WORDMARK, size="large")
    check = st.Page(
        show_check_page, title="Check a video", url_path="check", default=True
    )
    st.session_state["check_page"] = check  # where a page of another kind leads to
    pages = [
        check,
        st.Page(show_circuit_page, title="Circuit", url_path="circuit"),
        st.Page(show_live_page, title="Live", url_path="live"),
        st.Page(show_history_page, title="History", url_path="history"),
        st.Page(show_filming_page, title="How to film", url_path="filming"),
    ]
    page = st.navigation(pages, position="top")
    show_tabs(pages, page)
    try:
        page.run()
    except HamstrongError as error:
        show_error(error)


main()
