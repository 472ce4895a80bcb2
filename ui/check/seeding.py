"""Widgets that show what is so now, whether this page said it, another or a command."""

from collections.abc import Mapping
from typing import Any

import streamlit as st


def seed(group: str, values: Mapping[str, Any]) -> None:
    """Let widgets show what is so, but for what the user has just said on this page.

    What they showed when this page was drawn last tells the two apart. Only before the
    widgets of this run are drawn.

    Args:
        group: What belongs together, such as a set's settings.
        values: What each widget is to show, by its key.
    """
    state = st.session_state
    before: Mapping[str, Any] = state.get(f"seeded_{group}", {})
    for key, value in values.items():
        if key not in state or (key in before and state[key] == before[key]):
            state[key] = value
    state[f"seeded_{group}"] = dict(values)
