"""The live picture: body, angle, and a count that is read from three metres away.

Decides nothing and waits for nobody: it draws the last known state on the newest
picture, so that the picture moves at the camera's rate however slow the model is.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from coach.live.big_word import WORD, broken, fitted, word_of
from coach.live.rest_picture import draw_rest
from coach.live.words import COUNT_DOWN
from exercises.coaching import between_deg
from exercises.registry import EXERCISES
from exercises.units import Side
from vision import landmarks
from vision.drawing.canvas import AMBER, GREEN, MUTED, PAPER, TEAL, Canvas, Colour
from vision.geometry import Floats

if TYPE_CHECKING:
    from coach.live.session import LiveState

MARGIN: Final = 14.0
PADDING: Final = 18.0
COUNT: Final = 118.0
"""Height of the count's digits, over a fifth of the picture's; sizes are in the
drawing's units, 1/540 of the shorter side. On a laptop's screen, 19 cm high, they are
4 cm high; a line of an eye chart that sharp eyes just read at 3 m is 4.4 mm."""
NOUN: Final = 20.0
RING: Final = 84.0
BAND: Final = 18.0
"""Radius and width of the lowering's ring."""
SIGN: Final = 26.0
"""Height of the capitals of what is said: read from 3 m by most."""
DESCENDING: Final = frozenset("gjpqy")
HUGE: Final = 190.0
"""Of a countdown's digit."""
OLD_S: Final = 0.6
"""A body older than this is not drawn: it would stand beside the person."""
_HIP: Final[Mapping[Side, tuple[int, ...]]] = {
    "left": (11, 23, 25, 27),
    "right": (12, 24, 26, 28),
}
_ARM: Final[Mapping[Side, tuple[int, ...]]] = {
    "left": (23, 11, 13, 15),
    "right": (24, 12, 14, 16),
}
"""Shoulder, hip, knee, ankle; and hip, shoulder, elbow, wrist."""
ANKLES: Final = (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE)


def draw_live(
    image_rgb: NDArray[np.uint8], state: LiveState, *, mirrored: bool = False
) -> NDArray[np.uint8]:
    """Return a picture with the state of the set drawn on it.

    Args:
        image_rgb: (H, W, 3) uint8, as the camera saw it; it stays as it is.
        state: Of the live session, made of this picture or of an earlier one.
        mirrored: Whether to show it as a mirror would.
    """
    image = np.ascontiguousarray(image_rgb[:, ::-1] if mirrored else image_rgb)
    canvas = Canvas(image.copy() if image is image_rgb else image)
    if state.step == "resting" and math.isfinite(state.rest_left_s):
        draw_rest(canvas, state)
        return canvas.image_rgb
    _draw_body(canvas, state, mirrored=mirrored)
    if state.step == "working":
        _draw_count(canvas, state)
        _draw_clock(canvas, state)
    if state.step == "countdown" and state.caption in COUNT_DOWN:
        _draw_huge(canvas, str(3 - COUNT_DOWN.index(state.caption)))
        return canvas.image_rgb
    said = plain(state.cue or state.caption)
    room_px = _draw_said(canvas, said, AMBER if state.cue else PAPER)
    _draw_word(canvas, state, room_px)
    return canvas.image_rgb


def plain(text: str) -> str:
    """Return a text in the letters that the drawing's font has."""
    text = text.replace("\N{EN DASH}", "-").replace(
        "\N{RIGHT SINGLE QUOTATION MARK}", "'"
    )
    known = unicodedata.normalize("NFKD", text)
    return "".join(c for c in known if c.isascii() or c == "\N{DEGREE SIGN}")


def _draw_body(canvas: Canvas, state: LiveState, *, mirrored: bool) -> None:
    points = state.points_px
    if points is None or state.age_s > OLD_S:
        return
    if state.size_wh[0]:  # the picture shown may be a smaller one
        points = points * (canvas.image_rgb.shape[1] / state.size_wh[0])
    if mirrored:
        points = points * (-1.0, 1.0) + (canvas.image_rgb.shape[1], 0.0)
    canvas.body(points)
    _draw_angle(canvas, points, state)


def _draw_angle(canvas: Canvas, points: Floats, state: LiveState) -> None:
    """Draw the limb that the exercise's angle is read at, and the angle."""
    if state.exercise is None:
        return
    coaching = EXERCISES[state.exercise].coaching
    arm = coaching.angle_name == "arms"
    limbs = {
        side: points[list(joints)] for side, joints in (_ARM if arm else _HIP).items()
    }
    side = _standing_side(state) if coaching.stands else state.side
    if side is None:
        if not math.isfinite(state.angle_deg):
            return
        side = _straighter(limbs, 3 if arm else 2)
    limb = limbs[side]
    canvas.chain(limb)
    if math.isfinite(state.angle_deg):
        far = limb[3] if arm else limb[2]
        canvas.angle(
            limb[1], limb[0], far, state.angle_deg,
            clockwise=_opens_clockwise(limb[1], limb[0], far),
        )  # fmt: skip


def _straighter(limbs: Mapping[Side, Floats], far: int) -> Side:
    """Return the side whose angle is the larger one, where no leg is the working one.

    `exercises.coaching.straighter_hip_deg` gives the angle of this leg.

    Args:
        limbs: (4, 2) points of each side.
        far: Which of them is the end of the angle at the second.
    """
    left_deg, right_deg = (
        between_deg(limb[0] - limb[1], limb[far] - limb[1])
        for limb in (limbs["left"], limbs["right"])
    )
    return "right" if right_deg > left_deg else "left"


def _standing_side(state: LiveState) -> Side:
    """Return the leg with the lower foot, whatever the model calls it."""
    left, right = (state.points_px[ankle, 1] for ankle in ANKLES)
    return "left" if left > right else "right"


def _opens_clockwise(joint: Floats, start: Floats, end: Floats) -> bool:
    """Whether the smaller angle lies clockwise of its start, as one sees it."""
    (ax, ay), (bx, by) = start - joint, end - joint
    return bool(ax * by - ay * bx > 0)


def _draw_count(canvas: Canvas, state: LiveState) -> None:
    of = f"of {state.target}" if state.target else ""
    noun = f"{state.noun}{'' if state.count == 1 else 's'} {of}".strip()
    reached = state.target is not None and state.count >= state.target
    _draw_number(canvas, str(state.count), noun, GREEN if reached else PAPER)


def _draw_number(canvas: Canvas, number: str, noun: str, colour: Colour) -> None:
    """Draw a number for three metres in the upper left corner, what it is below."""
    unit = canvas.unit_px
    wide = max(canvas.text_width(number, COUNT), canvas.text_width(noun, NOUN))
    size = (wide + 2 * PADDING * unit, (COUNT + NOUN + 3 * PADDING) * unit)
    left = top = MARGIN * unit
    canvas.panel((left, top), size)
    x, y = left + PADDING * unit, top + PADDING * unit
    canvas.text(number, (x, y), COUNT, colour=colour, outlined=False)
    y += (COUNT + PADDING) * unit
    canvas.text(noun, (x, y), NOUN, colour=MUTED, outlined=False)


def _draw_clock(canvas: Canvas, state: LiveState) -> None:
    """Draw the ring of the lowering with its seconds."""
    if not math.isfinite(state.lowering_s):
        return
    unit = canvas.unit_px
    size_px = (2 * RING + BAND + 2 * PADDING) * unit
    left = canvas.image_rgb.shape[1] - MARGIN * unit - size_px
    top = MARGIN * unit
    canvas.panel((left, top), (size_px, size_px))
    _draw_ring(canvas, (left + size_px / 2, top + size_px / 2), state)


def _draw_ring(canvas: Canvas, centre: tuple[float, float], state: LiveState) -> None:
    target = state.lowering_target_s
    share = state.lowering_s / target if target > 0 else 0.0
    colour = GREEN if share >= 1.0 else TEAL
    canvas.ring(centre, RING, BAND, share, colour)
    seconds, height = f"{state.lowering_s:.1f}", 48.0
    corner = (
        centre[0] - canvas.text_width(seconds, height) / 2,
        centre[1] - height / 2 * canvas.unit_px,
    )
    canvas.text(seconds, corner, height, colour=colour, outlined=False)


def _draw_huge(canvas: Canvas, text: str) -> None:
    height, width = canvas.image_rgb.shape[:2]
    x = (width - canvas.text_width(text, HUGE)) / 2
    y = (height - HUGE * canvas.unit_px) / 2
    canvas.text(text, (x, y), HUGE)


def _draw_said(canvas: Canvas, text: str, colour: Colour) -> float:
    """Draw what is said along the lower edge; return how high it reaches, in pixels."""
    unit = canvas.unit_px
    height, width = canvas.image_rgb.shape[:2]
    if not text:
        return height - MARGIN * unit
    lines = broken(canvas, text, width - 2 * (MARGIN + PADDING) * unit, SIGN)
    line = 1.5 * SIGN
    tall = (line * len(lines) - 0.5 * SIGN + 2 * 12.0) * unit
    top = height - MARGIN * unit - tall
    wide = max(canvas.text_width(one, SIGN) for one in lines) + 2 * PADDING * unit
    left = (width - wide) / 2
    canvas.panel((left, top), (wide, tall))
    for number, one in enumerate(lines):
        x = (width - canvas.text_width(one, SIGN)) / 2
        y = top + (12.0 + number * line) * unit
        canvas.text(one, (x, y), SIGN, colour=colour, outlined=False)
    return top - MARGIN * unit


def _draw_word(canvas: Canvas, state: LiveState, below_px: float) -> None:
    """Draw the one word for three metres at the left, above what is said."""
    word, colour = word_of(state)
    if not word:
        return
    unit = canvas.unit_px
    room_px = canvas.image_rgb.shape[1] - 2 * (MARGIN + PADDING) * unit
    (line, *_), height = fitted(canvas, plain(word), room_px, most=WORD, lines=1)
    below = 0.3 * height if DESCENDING & set(line) else 0.0
    tall = (height + below + 2 * PADDING) * unit
    corner = (MARGIN * unit, below_px - tall)
    wide = canvas.text_width(line, height) + 2 * PADDING * unit
    canvas.panel(corner, (wide, tall))
    x, y = corner[0] + PADDING * unit, corner[1] + PADDING * unit
    canvas.text(line, (x, y), height, colour=colour, outlined=False)
