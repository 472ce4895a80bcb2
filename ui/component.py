"""Parts of a page that need a script of their own in the browser."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


def component(name: str, html: str, *parts: str) -> Any:
    """Return what draws a part of the page; registered anew in each run, as it asks.

    Args:
        name: Its script is the file of that name beside this one.
        html: What the script finds when it begins.
        parts: Names of scripts that come before its own, for it to use.
    """
    return st.components.v2.component(
        f"hamstrong_{name}",
        html=html,
        js="\n".join(_script(one) for one in (*parts, name)),
        isolate_styles=False,
    )


@cache
def _script(name: str) -> str:
    return Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")


def nothing() -> None:
    """Ask for the script's answer: the run that follows reads it."""
