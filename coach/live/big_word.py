"""The one word that is read from three metres away, and text as large as fits.

In units of the drawing, 1/540 of the picture's shorter side. A phone's shorter side is
some 65 mm, so that a word of 92 units is 11 mm high where the picture fills the screen;
on a laptop of 14 inches the picture is 102 mm high beside its page, and the word 17 mm.
Sharp eyes just read 4.4 mm at 3 m, many need twice that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from coach.live import words
from coach.reports.wording import words_of
from vision.drawing.canvas import AMBER, PAPER, TEAL, Canvas, Colour

if TYPE_CHECKING:
    from coach.live.state import LiveState

WORD: Final = 92.0
"""Height of the word's capitals."""
LEAST: Final = 44.0
"""No text that is to be read from afar is written smaller than that."""
_MISSING: Final[Mapping[str, str]] = {
    words.NOBODY: "Step in",
    words.NO_FEET: "Back",
    words.NO_HEAD: "Back",
    words.NO_BODY: "Back",
    words.TOO_FAR: "Closer",
    words.TOO_DARK: "Light",
}
"""Of each sentence on what is missing from the picture."""


def word_of(state: LiveState) -> tuple[str, Colour]:
    """Return what to do now, in a word, and its colour; "" for nothing."""
    if state.step in ("framing", "countdown") and state.framing:
        return _MISSING.get(state.framing, ""), AMBER
    if state.step == "ready":
        return "Ready", PAPER
    if state.step != "working":
        return "", PAPER
    if state.cue_code == words.NOT_COUNTED:
        return "Again", AMBER
    known = words_of(state.exercise)
    if state.cue_code and known is not None:
        return known.one_word.get(state.cue_code, ""), AMBER
    ways = (known.on_the_way, known.on_the_way_back) if known else ("down", "up")
    way = dict(zip(("lowering", "lifting"), ways, strict=True)).get(state.phase, "")
    return way.capitalize(), TEAL


def fitted(
    canvas: Canvas, text: str, room_px: float, *, most: float, lines: int
) -> tuple[list[str], float]:
    """Return a text in even lines, and the height at which they fit.

    Args:
        canvas: What it will stand on.
        text: Plain letters.
        room_px: No line is wider.
        most: The height it has where there is room enough.
        lines: There are no more of them, unless the text is smaller than `LEAST` then.
    """
    height = most
    while height > LEAST:
        found = broken(canvas, text, room_px, height)
        widest = max((canvas.text_width(line, height) for line in found), default=0.0)
        if len(found) <= lines and widest <= room_px:
            return found, height
        height -= 2.0
    return broken(canvas, text, room_px, LEAST), LEAST


def broken(canvas: Canvas, text: str, room_px: float, height: float) -> list[str]:
    """Return a text in lines that are no wider than there is room."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.text_width(longer, height) <= room_px:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
