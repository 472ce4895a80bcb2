"""The Streamlit entry: page settings, navigation and the one place for errors.

Run it with `hamstrong app`, or `streamlit run app.py`.
"""

import streamlit as st

from ui.check_page import show_check_page
from ui.filming_page import show_filming_page
from ui.live_page import show_live_page
from ui.theme import MARK, WORDMARK, apply_theme
from vision.errors import HamstrongError


def main() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title="Hamstrong", page_icon=MARK, layout="wide")
    apply_theme()
    st.logo(WORDMARK, size="large")
    page = st.navigation(
        [
            st.Page(
                show_check_page, title="Check a video", url_path="check", default=True
            ),
            st.Page(show_live_page, title="Live", url_path="live"),
            st.Page(show_filming_page, title="How to film", url_path="filming"),
        ],
        position="top",
    )
    try:
        page.run()
    except HamstrongError as error:
        st.error(str(error), icon=":material/error:")


main()
