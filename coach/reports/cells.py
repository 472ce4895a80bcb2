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
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def as_text(text: str) -> str:
    """Return text as a cell that stays text: with an apostrophe where it might not.

    A number in text stays as it is.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
