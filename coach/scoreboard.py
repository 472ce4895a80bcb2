"""The panel in the corner of an annotated film: count, phase, clock and results."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from exercises.overlay import Overlay
from exercises.report import Attempt, Fault, Rep, Report
from vision.draw import (
    AMBER,
    GREEN,
    MUTED,
    PAPER,
    REFERENCE_SIDE_PX,
    TEAL,
    Canvas,
    Colour,
)

WIDTH: Final = 236.0
COUNT_HEIGHT: Final = 66.0
CLOCK_HEIGHT: Final = 30.0
TALLEST: Final = 200.0
"""With a result of three lines below; all sizes are in the drawing's units."""
MARGIN: Final = 16.0
PADDING: Final = 14.0
CLOCK_TEXT: Final = 12.0
RESULT_TEXT: Final = 12.0
LINE: Final = 20.0


@dataclass(frozen=True)
class Corner:
    """Where the panel stands: one place for a whole film."""

    right: bool
    bottom: bool


@dataclass(frozen=True)
class Result:
    """What to say of a rep, an attempt or the set when it has ended."""

    title: str
    value: str
    colour: Colour
    advice: str


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
    for corner in corners:
        x, y = drawing.points_px[..., 0], drawing.points_px[..., 1]
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
    result = _result(report, drawing, frame)
    lines = _wrapped(canvas, result.advice) if result else []
    # From the front a lowering is not timed, and a clock that never runs puzzles.
    clocked = bool(np.isfinite(drawing.lowering_s).any())
    head = COUNT_HEIGHT + (CLOCK_HEIGHT if clocked else 0)
    height = head + (34 + LINE * len(lines) if result else 0)
    image_height, image_width = canvas.image_rgb.shape[:2]
    left = image_width - (MARGIN + WIDTH) * unit if corner.right else MARGIN * unit
    top = image_height - (MARGIN + height) * unit if corner.bottom else MARGIN * unit
    canvas.panel((left, top), (WIDTH * unit, height * unit))
    _draw_count(canvas, left, top, drawing, frame)
    if clocked:
        _draw_clock(canvas, left, top + COUNT_HEIGHT * unit, report, drawing, frame)
    if result:
        _draw_result(canvas, left, top + head * unit, result, lines)


def _draw_count(
    canvas: Canvas, left: float, top: float, drawing: Overlay, frame: int
) -> None:
    unit = canvas.unit_px
    count = str(drawing.reps_done[frame])
    x, y = left + PADDING * unit, top + 16 * unit
    canvas.text(count, (x, y), 38, outlined=False)
    x += canvas.text_width(count, 38) + 14 * unit
    phase = drawing.phase[frame]
    moving = phase in ("lowering", "lifting")
    word = "Attempt" if drawing.attempt[frame] >= 0 else phase.capitalize()
    colour = TEAL if moving else PAPER
    canvas.text(word, (x, y), 16, colour=colour, outlined=False)
    noun = "rep" if count == "1" else "reps"
    canvas.text(noun, (x, y + 26 * unit), 12, colour=MUTED, outlined=False)


def _draw_clock(
    canvas: Canvas,
    left: float,
    top: float,
    report: Report,
    drawing: Overlay,
    frame: int,
) -> None:
    unit = canvas.unit_px
    clock_s, target_s = float(drawing.lowering_s[frame]), drawing.target_s
    running = math.isfinite(clock_s)
    colour = _clock_colour(report, drawing, frame)
    aim = f"aim {target_s:.1f} s"
    y = top + 6 * unit
    start = left + PADDING * unit
    # The bar keeps its length: what the wider of the two texts leaves it.
    beside = left + (WIDTH - PADDING) * unit - canvas.text_width(aim, CLOCK_TEXT)
    width = beside - 10 * unit - start
    share = clock_s / target_s if running else 0.0
    canvas.bar((start, y + unit), (width, 10 * unit), share, colour)
    canvas.text(
        f"{clock_s:.1f} s" if running else aim,
        (beside, y),
        CLOCK_TEXT,
        colour=colour if running else MUTED,
        outlined=False,
    )


def _clock_colour(report: Report, drawing: Overlay, frame: int) -> Colour:
    if drawing.lowering_s[frame] >= drawing.target_s:
        return GREEN
    place = int(drawing.rep[frame] or drawing.just_done[frame])
    over = drawing.phase[frame] != "lowering" and place > 0
    tempo = report.reps[place - 1].measures.get("lowering_s") if over else None
    return AMBER if tempo and tempo.verdict == "fault" else TEAL


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
        canvas.text(line, (x, below), RESULT_TEXT, colour=result.colour, outlined=False)


def _result(report: Report, drawing: Overlay, frame: int) -> Result | None:
    if drawing.attempt[frame] >= 0:
        return _of_attempt(report.attempts[int(drawing.attempt[frame])])
    if drawing.just_done[frame]:
        return _of_rep(report.reps[int(drawing.just_done[frame]) - 1])
    if drawing.phase[frame] == "done" and math.isfinite(report.score.value):
        return _said("Set", report.score.value, report.faults)
    return None


def _of_rep(rep: Rep) -> Result | None:
    return _said(f"Rep {rep.index}", rep.score, rep.faults)


def _of_attempt(attempt: Attempt) -> Result:
    reason = attempt.reason[:1].upper() + attempt.reason[1:]
    return Result("Attempt, not counted", "", AMBER, reason)


def _said(title: str, score: float, faults: tuple[Fault, ...]) -> Result:
    value = ""
    if math.isfinite(score):
        title, value = f"{title} score", f"{score:.0f}"
    if not faults:
        return Result(title, value, GREEN, "")
    # The worst one, and of its cue what to do: there is time for no more.
    return Result(title, value, AMBER, faults[0].cue.split(". ")[0].rstrip("."))


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
