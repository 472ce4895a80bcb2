"""Colours of text, bands and lines, wherever a report is shown."""

from typing import Final

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
