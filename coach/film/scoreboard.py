"""The panel in the corner of an annotated film: count, phase, clock and results."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from coach.film.scoreboard_words import (
    Clock,
    Count,
    Result,
    clock_at,
    count_at,
    is_clocked,
    result_at,
    widest,
)
from exercises.drawing.overlay import Overlay
from exercises.report import Report
from vision import landmarks
from vision.drawing.canvas import MUTED, PAPER, REFERENCE_SIDE_PX, TEAL, Canvas

WIDTH: Final = 236.0
COUNT_HEIGHT: Final = 66.0
CLOCK_HEIGHT: Final = 30.0
TALLEST: Final = 180.0
"""With a result of two lines below; all sizes are in the drawing's units."""
MARGIN: Final = 16.0
PADDING: Final = 14.0
CLOCK_TEXT: Final = 12.0
RESULT_TEXT: Final = 12.0
LINE: Final = 20.0
_COUNTED: Final = [landmarks.NOSE, *range(landmarks.LEFT_SHOULDER, landmarks.COUNT)]
"""The face's other ten landmarks would make a head weigh more than two legs."""


@dataclass(frozen=True)
class Corner:
    """Where the panel stands: one place for a whole film."""

    right: bool
    bottom: bool


def quietest_corner(drawing: Overlay, size_wh: tuple[int, int]) -> Corner:
    """Return the corner that the body enters least.

    Args:
        drawing: What is drawn on the film.
        size_wh: Of the film the points belong to.
    """
    unit_px = min(size_wh) / REFERENCE_SIDE_PX
    reach = unit_px * np.array([WIDTH + 2 * MARGIN, TALLEST + 2 * MARGIN])
    corners = [
        Corner(right, bottom) for bottom in (False, True) for right in (False, True)
    ]
    covered = []
    points = drawing.points_px[:, _COUNTED]
    for corner in corners:
        x, y = points[..., 0], points[..., 1]
        inside_x = x > size_wh[0] - reach[0] if corner.right else x < reach[0]
        inside_y = y > size_wh[1] - reach[1] if corner.bottom else y < reach[1]
        covered.append(int((inside_x & inside_y).sum()))
    return corners[int(np.argmin(covered))]


def draw_scoreboard(
    canvas: Canvas, report: Report, drawing: Overlay, frame: int, corner: Corner
) -> None:
    """Draw the panel for one frame.

    Args:
        canvas: The frame.
        report: Of the set.
        drawing: Its overlay.
        frame: Index into the overlay.
        corner: Where the panel stands.
    """
    unit = canvas.unit_px
    result = result_at(report, drawing, frame)
    lines = _lines(canvas, result) if result else []
    clocked = is_clocked(report, drawing)
    head = COUNT_HEIGHT + (CLOCK_HEIGHT if clocked else 0)
    height = head + (34 + LINE * len(lines) if result else 0)
    image_height, image_width = canvas.image_rgb.shape[:2]
    left = image_width - (MARGIN + WIDTH) * unit if corner.right else MARGIN * unit
    top = image_height - (MARGIN + height) * unit if corner.bottom else MARGIN * unit
    canvas.panel((left, top), (WIDTH * unit, height * unit))
    _draw_count(canvas, left, top, count_at(report, drawing, frame))
    if clocked:
        clock = clock_at(report, drawing, frame)
        room = canvas.text_width(widest(report, drawing), CLOCK_TEXT)
        _draw_clock(canvas, left, top + COUNT_HEIGHT * unit, clock, room)
    if result:
        _draw_result(canvas, left, top + head * unit, result, lines)


def _draw_count(canvas: Canvas, left: float, top: float, count: Count) -> None:
    unit = canvas.unit_px
    x, y = left + PADDING * unit, top + 16 * unit
    canvas.text(count.number, (x, y), 38, outlined=False)
    x += canvas.text_width(count.number, 38) + 14 * unit
    colour = TEAL if count.moving else PAPER
    canvas.text(count.doing, (x, y), 16, colour=colour, outlined=False)
    canvas.text(count.noun, (x, y + 26 * unit), 12, colour=MUTED, outlined=False)


def _draw_clock(
    canvas: Canvas, left: float, top: float, clock: Clock, room: float
) -> None:
    unit = canvas.unit_px
    y = top + 6 * unit
    start = left + PADDING * unit
    # The bar keeps its length: what the widest text leaves it.
    beside = left + (WIDTH - PADDING) * unit - room
    width = beside - 10 * unit - start
    canvas.bar((start, y + unit), (width, 10 * unit), clock.share, clock.colour)
    colour = clock.colour if clock.running else MUTED
    canvas.text(clock.text, (beside, y), CLOCK_TEXT, colour=colour, outlined=False)


def _draw_result(
    canvas: Canvas, left: float, top: float, result: Result, lines: list[str]
) -> None:
    unit = canvas.unit_px
    x, y = left + PADDING * unit, top + 2 * unit
    canvas.text(result.title, (x, y + 3 * unit), 13, colour=PAPER, outlined=False)
    width = canvas.text_width(result.value, 18)
    right = left + (WIDTH - PADDING) * unit
    canvas.text(
        result.value, (right - width, y), 18, colour=result.colour, outlined=False
    )
    for number, line in enumerate(lines):
        below = y + (30 + LINE * number) * unit
        plain = number == 0 and result.facts
        colour = MUTED if plain else result.colour
        canvas.text(line, (x, below), RESULT_TEXT, colour=colour, outlined=False)


def _lines(canvas: Canvas, result: Result) -> list[str]:
    facts = [result.facts] if result.facts else []
    return facts + _wrapped(canvas, result.advice)


def _wrapped(canvas: Canvas, text: str) -> list[str]:
    """Break a text into lines that the panel holds, about equally long."""
    room = (WIDTH - 2 * PADDING) * canvas.unit_px
    lines = _filled(canvas, text, room)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        even = _filled(canvas, text, share * room)
        if len(even) == len(lines):
            return even
    return lines


def _filled(canvas: Canvas, text: str, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.text_width(longer, RESULT_TEXT) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
