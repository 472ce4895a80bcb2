"""The report to take away: a page, JSON, CSV tables and the annotated film."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from coach.jobs.sets import SetAtHand
from coach.reports.csv_report import as_csv
from coach.reports.html.page import as_page
from coach.reports.html.paper import as_pdf, can_write_pdf
from coach.reports.json_report import as_json_text
from exercises.report import Report
from ui.desk import evidence_of

_File = tuple[str, Callable[[], str | bytes], str, str, str]
"""What a file is called, what makes it, how its name ends, its kind and icon."""


def show_downloads(
    report: Report, film_mp4: bytes | None = None, page: Callable[[], str] | None = None
) -> None:
    """Offer the report's files, and the film where there is one, without a rerun.

    Each is made when it is asked for: what is held ready for a page may be gone while
    that page is drawn anew, and it takes time that a page's numbers wait for.

    Args:
        report: What was found.
        film_mp4: The annotated film.
        page: Makes the report as a page of its own, with pictures; None without.
    """
    stem = Path(report.source.name).stem
    html = page or (lambda: as_page(report))
    offered: list[_File] = [
        ("Report to print (HTML)", html, "_report.html", "text/html", "print"),
        ("Report (PDF)", lambda: as_pdf(html()), "_report.pdf", "application/pdf",
         "picture_as_pdf"),
        ("Report (JSON)", lambda: as_json_text(report), "_report.json",
         "application/json", "data_object"),
        ("Tables (CSV, zipped)", lambda: _zipped(as_csv(report)), "_tables.zip",
         "application/zip", "table"),
    ]  # fmt: skip
    if not can_write_pdf():
        del offered[1]
    if film_mp4 is not None:
        offered.append(("Annotated film (MP4)", lambda: film_mp4, "_annotated.mp4",
                        "video/mp4", "movie"))  # fmt: skip
    with st.container(key="downloads", horizontal=True, gap="small"):
        for label, content, ending, kind, icon in offered:
            st.download_button(
                label,
                content,
                f"{stem}{ending}",
                kind,
                on_click="ignore",
                icon=f":material/{icon}:",
            )


def page_of(one: SetAtHand, report: Report) -> str:
    """Return a set's report as a page of its own, with what the film shows of it."""
    pictures = evidence_of(one, report)
    tracks, mirrored = one.tracks, one.asked.options.mirrored
    return as_page(report, tracks[0] if tracks else None, pictures, mirrored=mirrored)


def _zipped(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()
