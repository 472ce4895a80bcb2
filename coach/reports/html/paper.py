"""A page as PDF: the same page, drawn by WeasyPrint, which asks nobody for anything."""

from __future__ import annotations

import logging
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from hamstrong.errors import OutputError
from vision.files import write_text, write_then_rename

PDF: Final = ".pdf"
PANGO: Final = ("pangoft2-1.0", "pangoft2-1.0-0")
"""What the part of Pango that WeasyPrint draws with is called, by the system."""
NOT_INSTALLED: Final = (
    "What writes PDF is not installed. Install hamstrong[pdf], or write the page as "
    ".html and print it."
)
NO_PANGO: Final = (
    "What writes PDF needs Pango, which this system has not: apt-get install "
    "libpangoft2-1.0-0, or brew install pango. Or write the page as .html and print it."
)


def write_page_as(path: Path, html: str) -> None:
    """Write a page: as PDF where the name ends in .pdf, else as it is.

    Raises:
        OutputError: It cannot be written, or nothing here can write PDF.
    """
    if path.suffix.lower() != PDF:
        write_text(path, html)
        return
    content = as_pdf(html)
    with write_then_rename(path) as temporary:
        temporary.write_bytes(content)


def as_pdf(html: str) -> bytes:
    """Return a page as PDF.

    Args:
        html: Of `coach.reports.html.page`: it holds its pictures itself, and what
            would lead elsewhere is not followed.

    Raises:
        OutputError: Nothing here can write PDF.
    """
    refuse_without_pdf()
    try:
        from weasyprint import HTML
        from weasyprint.logger import LOGGER
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise OutputError(NO_PANGO) from error
    LOGGER.setLevel(logging.CRITICAL)  # it tells of each style that is for screens only
    nothing_but_itself = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    return bytes(HTML(string=html, url_fetcher=nothing_but_itself).write_pdf())


def refuse_without_pdf() -> None:
    """Say so where PDF cannot be written.

    Raises:
        OutputError: With what to install.
    """
    reason = _why_not()
    if reason:
        raise OutputError(reason)


def can_write_pdf() -> bool:
    """Whether PDF can be written here."""
    return not _why_not()


@cache
def _why_not() -> str:
    if find_spec("weasyprint") is None:
        return NOT_INSTALLED
    # Loading it takes two seconds, which no page has to wait for.
    return "" if any(map(find_library, PANGO)) else NO_PANGO
