"""Who looks at the page: somebody at this computer, or at another device."""

import streamlit as st

from coach.web.guard import FROM_HERE


def is_at_this_computer() -> bool:
    """Whether the page is shown on the computer that serves it, as its guard says.

    Where no guard stands before the page nobody knows, and the answer is no.
    """
    return st.context.headers.get(FROM_HERE) == "1"
