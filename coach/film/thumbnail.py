"""One small picture of a film that shows what is done in it, with the body drawn in."""

from pathlib import Path
from typing import Final

from coach.film.annotate import draw_body, nearest
from exercises.drawing.overlay import overlay
from exercises.report import Report
from exercises.units import Hold, Rep, Unit
from vision.drawing.canvas import Canvas
from vision.files import write_then_rename
from vision.track import Track
from vision.video.reader import picture_at
from vision.video.writer import jpeg_of

LONG_SIDE_PX: Final = 320


def telling_s(report: Report) -> float:
    """Return the moment of a film, by its own clock, that shows what is done in it."""
    if report.units:
        at_s = _telling_moment_s(report.units[0])
    elif report.attempts:
        at_s = report.attempts[0].start_s
    else:  # a test in which the exercise itself is not done, or something else
        at_s = report.source.duration_s / 2
    return at_s / report.source.speed


def _telling_moment_s(unit: Unit) -> float:
    if isinstance(unit, Rep):
        return unit.bottom_s
    return unit.start_s + 1.0 if isinstance(unit, Hold) else unit.start_s


def write_thumbnail(
    film: Path, track: Track, report: Report, out: Path, *, mirrored: bool = False
) -> None:
    """Write the picture as JPEG.

    Args:
        film: It is read at one place.
        track: The body in it.
        report: What was found.
        out: Where to.
        mirrored: Whether the film is a mirror image.

    Raises:
        VideoError: The film cannot be read.
        OutputError: The picture cannot be written.
    """
    at_s = telling_s(report)
    canvas = Canvas(picture_at(film, at_s, long_side_px=LONG_SIDE_PX))
    if report.judged:
        drawing = overlay(track, report, mirrored=mirrored)
        index = nearest(drawing, at_s * report.source.speed)
        draw_body(canvas, drawing, index, track.size_wh)
    with write_then_rename(out) as temporary:
        temporary.write_bytes(jpeg_of(canvas.image_rgb))
