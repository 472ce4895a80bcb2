"""Text in tables that spreadsheets open: shown, never run.

Excel and LibreOffice take a cell that begins with one of a few signs for a formula, and
a formula can fetch addresses and start programs. A film called `=HYPERLINK(...).mp4`
must stay a name.
"""

import re
from typing import Final

_FORMULA: Final = re.compile(
    "[\\s'\"]*[=+\\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]|[\t\r\n]"
)
"""What a formula begins with (OWASP, "CSV Injection"), quotes and blanks before it
included: spreadsheets drop some of them."""
_NUMBERS: Final = {
    sign: re.compile(rf"[+-]?\d+({re.escape(sign)}\d+)?([eE][+-]?\d+)?")
    for sign in ".,"
}
"""What is a number, by the decimal sign."""


def as_text(text: str, *, decimal: str = ".") -> str:
    """Return text as a cell that stays text: with an apostrophe where it might not.

    A number in text stays as it is.

    Args:
        text: What is to be shown.
        decimal: Sign before a number's fraction, a point or a comma. What is a number
            with the other one is none to the spreadsheet, and taken for a formula.
    """
    if _FORMULA.match(text) and not _NUMBERS[decimal].fullmatch(text):
        return f"'{text}"
    return text
