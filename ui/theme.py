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
    "Lowering": "#8FC4BA",
    "At the bottom": "#EBCB90",
    "Lifting": "#E1E8F5",
    "Reaching back": "#8FC4BA",
    "Overhead": "#EBCB90",
    "Pulling over": "#E1E8F5",
    "In form": "#8FC4BA",
    "Form gone": "#E1E8F5",
    "Forwards": "#8FC4BA",
    "Backwards": "#E1E8F5",
    "Not counted": "#F4F1EC",
}
"""Light enough that the line and the numbers stand out on each, and of three different
greys; the rim of each says it once more, without colour."""
RIMS: Final = {
    "#8FC4BA": [1, 0],
    "#EBCB90": [2, 2],
    "#E1E8F5": [7, 3],
    "#F4F1EC": [1, 5],
}
"""Dashes of the rim, by the band's colour: a line, dots, dashes, far dots."""
RIM: Final = "#57625F"

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
