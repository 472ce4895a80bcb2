"""What the pages show when something goes wrong: a sentence, never a traceback."""

import streamlit as st

from coach.crash_log import log_crash, sentence_on_crash
from hamstrong.errors import HamstrongError


def show_error(error: HamstrongError) -> None:
    """Show what the user can act on."""
    st.error(str(error), icon=":material/error:")


def show_crash(error: Exception) -> bool:
    """Show what nobody foresaw, and write it down.

    Returns:
        True: Streamlit need not show it.
    """
    if isinstance(error, HamstrongError):  # from a widget's callback
        show_error(error)
        return True
    st.error(sentence_on_crash(error, log_crash(error)), icon=":material/error:")
    return True
