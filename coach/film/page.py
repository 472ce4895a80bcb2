"""A film's report as a page of its own, with what the film shows of it."""

from datetime import date
from pathlib import Path

from coach.film.evidence import evidence_frames
from coach.reports.html.page import as_page
from coach.reports.html.paper import write_page_as
from exercises.report import Report
from vision.track import Track


def write_page(
    film: Path, track: Track, report: Report, out: Path, *, mirrored: bool = False
) -> None:
    """Write the page, with the day on it.

    Args:
        film: Pictures of faults are taken from it; a file of points has none.
        track: The body in it.
        report: What was found.
        out: Where to; ending in .pdf, it is written as PDF.
        mirrored: Whether the film is a mirror image.

    Raises:
        VideoError: The film cannot be read.
        OutputError: The page cannot be written, or nothing here can write PDF.
    """
    points_only = track.source.imported
    pictures = (
        [] if points_only else evidence_frames(film, track, report, mirrored=mirrored)
    )
    today = date.today()  # noqa: DTZ011  the day on the user's own wall
    page = as_page(report, track, pictures, mirrored=mirrored, judged_on=today)
    write_page_as(out, page)
