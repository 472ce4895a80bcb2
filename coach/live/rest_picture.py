"""What the picture shows in a rest: what to change, how long still, the next leg."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from coach.live.big_word import fitted
from coach.reports.wording import leg_name
from exercises.report import Report
from vision.drawing.canvas import AMBER, GREEN, INK, PAPER, TEAL, Canvas

if TYPE_CHECKING:
    from coach.live.state import LiveState

EDGE: Final = 30.0
SECONDS: Final = 84.0
"""Height of the ring's digits."""
RADIUS: Final = 92.0
BAND: Final = 18.0
CUE: Final = 64.0
CUE_LINES: Final = 3
NEXT: Final = 60.0
VEIL: Final = 0.18
"""So much of the camera's light is left: the text is what is looked at."""


def draw_rest(canvas: Canvas, state: LiveState) -> None:
    """Draw the rest over the darkened picture: its ring, the first cue, the next leg.

    Args:
        canvas: With the camera's picture.
        state: Of a session that rests.
    """
    image = canvas.image_rgb
    image[:] = (image * VEIL + [(1 - VEIL) * part for part in INK]).astype(image.dtype)
    unit = canvas.unit_px
    across, tall = (2 * RADIUS + BAND) * unit, (2 * RADIUS + BAND) * unit
    _draw_ring(canvas, (EDGE * unit + across / 2, EDGE * unit + tall / 2), state)
    _draw_next(canvas, state, EDGE * unit + across + EDGE * unit)
    cue = first_cue(state.report)
    room_px = image.shape[1] - 2 * EDGE * unit
    lines, height = fitted(canvas, cue, room_px, most=CUE, lines=CUE_LINES)
    top = 2 * EDGE * unit + tall
    free = image.shape[0] - EDGE * unit - top
    line = min(1.45 * height * unit, free / max(len(lines), 1))
    colour = AMBER if state.report is not None and state.report.faults else GREEN
    for number, one in enumerate(lines):
        y = top + (free - line * len(lines)) / 2 + number * line
        canvas.text(one, (EDGE * unit, y), height, colour=colour, outlined=False)


def first_cue(report: Report | None) -> str:
    """Return what to change first of a set that is over."""
    if report is None:
        return "Well done. Breathe."
    for fault in (*report.faults, *report.possible):
        return fault.cue
    return "Nothing clear to change." if not report.score.reason else "Well done."


def next_leg(state: LiveState) -> str:
    """Return which leg works next."""
    if state.side in ("left", "right"):
        return f"{state.side} leg"
    return leg_name(state.exercise).lower() if state.exercise else "next set"


def _draw_ring(canvas: Canvas, at: tuple[float, float], state: LiveState) -> None:
    left_s, rest_s = state.rest_left_s, state.rest_s
    share = left_s / rest_s if rest_s > 0 else 0.0
    canvas.ring(at, RADIUS, BAND, share, TEAL)
    seconds = f"{math.ceil(left_s):.0f}"
    height = SECONDS if len(seconds) < 3 else 0.75 * SECONDS
    x = at[0] - canvas.text_width(seconds, height) / 2
    y = at[1] - height / 2 * canvas.unit_px
    canvas.text(seconds, (x, y), height, outlined=False)


def _draw_next(canvas: Canvas, state: LiveState, left_px: float) -> None:
    """Draw "Next:" and the leg beside the ring."""
    unit = canvas.unit_px
    room_px = canvas.image_rgb.shape[1] - EDGE * unit - left_px
    lines, height = fitted(
        canvas, f"Next: {next_leg(state)}", room_px, most=NEXT, lines=1
    )
    middle = (EDGE + RADIUS + BAND / 2) * unit
    line = 1.45 * height * unit
    for number, one in enumerate(lines):
        y = middle - line * len(lines) / 2 + number * line
        canvas.text(one, (left_px, y), height, colour=PAPER, outlined=False)
