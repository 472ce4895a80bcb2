"""Colours, the mark and the style sheet; the rest is in `.streamlit/config.toml`."""

from pathlib import Path
from typing import Final

import streamlit as st

TEAL: Final = "#0E5A5A"
INK: Final = "#1F2B2B"
MUTED: Final = "#57625F"
LINES: Final = "#D9D0C0"
FAULT: Final = "#A8321F"
"""All text colours stand out from the background by 4.5 to 1 or more (WCAG AA)."""

PHASES: Final = {
    "Lowering": "#B5D8D2",
    "At the bottom": "#EFD9AE",
    "Lifting": "#D5DFF0",
    "Reaching back": "#B5D8D2",
    "Overhead": "#EFD9AE",
    "Pulling over": "#D5DFF0",
    "In form": "#B5D8D2",
    "Form gone": "#EFD9AE",
    "Forwards": "#B5D8D2",
    "Backwards": "#D5DFF0",
    "Not counted": "#DDD8D2",
}
"""Light enough that the line and the numbers stand out on each."""

_DRAWING: Final = (
    '<g fill="none" stroke-linecap="round" stroke-linejoin="round" stroke-width="3.6">'
    '<circle cx="5.4" cy="11.4" r="3.4" fill="#0E5A5A"/>'
    '<path d="M12 11 L22 12.4 L20.4 21 L20.4 29" stroke="#0E5A5A"/>'
    '<path d="M22 12.4 L29.4 20" stroke="#0E5A5A"/>'
    '<path d="M13.4 17.4 A 8 8 0 0 0 16.4 20.6" stroke="#C9772B" stroke-width="2.6"/>'
    "</g>"
)
MARK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" '
    f'viewBox="0 0 32 32">{_DRAWING}</svg>'
)
"""Somebody hinging on one leg, and the angle that is measured."""
WORDMARK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="168" height="32" '
    f'viewBox="0 0 168 32">{_DRAWING}'
    '<text x="40" y="24" font-family="Georgia, \'Times New Roman\', \'DejaVu Serif\', '
    'serif" font-size="20" font-weight="600" fill="#1F2B2B" textLength="126" '
    'lengthAdjust="spacingAndGlyphs">Hamstrong</text></svg>'
)


def apply_theme() -> None:
    """Put the style sheet on the page."""
    st.html(Path(__file__).with_name("style.css"))
