"""The mark and the style sheets; the rest is in `.streamlit/config.toml`."""

from pathlib import Path
from typing import Final

import streamlit as st

from coach.reports.html.page import REPORT_STYLE

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
    """Put the style sheets on the page: the report's, and the app's own."""
    st.html(REPORT_STYLE)
    st.html(Path(__file__).with_name("style.css"))
