"""Lines of text as masks: OpenCV's stroke font, made fit to look at.

OpenCV's own text has coarse edges, no degree sign and wide spaces. Here it is drawn
several times larger with a round pen, shrunk, and kept: a film repeats few lines.
"""

import math
import re
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]

OVERSAMPLING: Final = 4
"""Masks are drawn this many times larger."""
_CAPITAL_PX: Final = 21.0
"""Height of a capital of the font at size 1."""
_PLAIN: Final = cv2.FONT_HERSHEY_SIMPLEX
_SPACE: Final = 0.5
_RING: Final = 0.17
"""Width of a space and radius of the degree sign, in heights of a capital."""
_PEN: Final = 0.13
_RIM: Final = 0.12
"""Width of the letters' strokes and of the rim around them, likewise."""


@lru_cache(maxsize=512)
def letters(text: str, size_px: int) -> tuple[Mask, Mask, int]:
    """Return the masks of a line of text and of the same with a rim.

    Args:
        text: ASCII and the degree sign; the font shows others as "?".
        size_px: Height of its capitals.

    Returns:
        Two masks of one shape, 0 to 255, and the margin around the capitals' box in
        pixels, which holds the rim and what hangs below the line.
    """
    size = size_px * OVERSAMPLING
    pen = max(OVERSAMPLING, round(_PEN * size))
    margin = math.ceil(0.45 * size_px)
    pieces = [piece for piece in re.split("([ °])", text) if piece]
    widths = [_width(piece, size, pen) for piece in pieces]
    shape = (
        (size_px + 2 * margin) * OVERSAMPLING,
        (math.ceil(sum(widths) / OVERSAMPLING) + 2 * margin) * OVERSAMPLING,
    )
    masks = []
    for thickness in (pen, pen + round(2 * _RIM * size)):
        mask = np.zeros(shape, np.uint8)
        x, base = margin * OVERSAMPLING, margin * OVERSAMPLING + size
        for piece, width in zip(pieces, widths, strict=True):
            _write(mask, piece, (x, base), size, thickness)
            x += width
        masks.append(shrunk(mask, OVERSAMPLING))
    return masks[0], masks[1], margin


def shrunk(mask: Mask, times: int) -> Mask:
    """Return a mask that many times smaller, its edges smooth."""
    size_wh = (mask.shape[1] // times, mask.shape[0] // times)
    small = cv2.resize(mask, size_wh, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _width(piece: str, size: int, pen: int) -> int:
    if piece == " ":
        return round(_SPACE * size)
    if piece == "°":
        return round(3 * _RING * size)
    return int(cv2.getTextSize(piece, _PLAIN, size / _CAPITAL_PX, pen)[0][0])


def _write(mask: Mask, piece: str, start: tuple[int, int], size: int, pen: int) -> None:
    x, base = start
    if piece == "°":
        ring = round(_RING * size)
        cv2.circle(mask, (x + ring, base - size + ring), ring, (255,), pen)
    elif piece != " ":
        cv2.putText(mask, piece, (x, base), _PLAIN, size / _CAPITAL_PX, (255,), pen)
