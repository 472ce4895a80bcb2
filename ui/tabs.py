"""The pages as tabs at the lower edge of a phone, where a thumb reaches them."""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ui.component import component

_ICONS: Final = {
    "check": ":material/movie:",
    "live": ":material/videocam:",
    "filming": ":material/photo_camera:",
    "history": ":material/history:",
    "circuit": ":material/checklist:",
}
_SHORT: Final = {"Check a video": "Check", "How to film": "Filming"}


def show_tabs(pages: Sequence[Any], current: Any) -> None:
    """Show the tabs; the style sheet hides them on wider screens.

    Args:
        pages: From `st.Page`.
        current: The one that is shown.
    """
    with st.container(key="tabs", horizontal=True, gap=None):
        for page in pages:
            name = "check" if page.url_path == "" else page.url_path
            key = "tab_current" if page is current else f"tab_{name}"
            with st.container(key=key):
                st.page_link(
                    page,
                    label=_SHORT.get(page.title, page.title),
                    icon=_ICONS.get(name, ":material/circle:"),
                    width="stretch",
                )
        component("tabs", "")(key="tabs_script")
