"""Drawing on RGB images: bodies, angles, panels and text. Knows no exercise.

All sizes are in units of 1/540 of the picture's shorter side, so that a drawing looks
the same on every film. Positions are pixels, and keep their fractions: a line that
snapped to whole pixels would tremble from frame to frame.
"""

import math
from functools import lru_cache
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.drawing.text import OVERSAMPLING, letters, shrunk
from vision.geometry import Floats
from vision.landmarks import BONES, LEFT_HEEL
from vision.video.probe import Image

Colour = tuple[int, int, int]

INK: Final[Colour] = (13, 27, 33)
PAPER: Final[Colour] = (245, 248, 246)
MUTED: Final[Colour] = (164, 182, 186)
TEAL: Final[Colour] = (56, 198, 190)
GREEN: Final[Colour] = (112, 214, 118)
AMBER: Final[Colour] = (255, 183, 77)
RING: Final[Colour] = (70, 84, 90)
"""The empty part of a ring, on a panel."""

REFERENCE_SIDE_PX: Final = 540.0
_DRAWN: Final = [list(bone) for bone in BONES if max(bone) < LEFT_HEEL]
"""Feet are left out: bent over, the model loses them and they would flutter."""
_SHIFT: Final = 4
"""OpenCV takes positions as integers of 1/2**4 pixel."""


class Canvas:
    """Draws on one image, in place.

    Attributes:
        image_rgb: (H, W, 3) uint8, contiguous.
        unit_px: Pixels of one unit: 1 on a picture whose shorter side is 540.
    """

    def __init__(self, image_rgb: Image) -> None:
        """Take the image to draw on."""
        self.image_rgb = image_rgb
        self.unit_px = min(image_rgb.shape[:2]) / REFERENCE_SIDE_PX

    def body(self, points_px: Floats, colour: Colour = PAPER) -> None:
        """Draw a whole body, thin and see-through.

        Args:
            points_px: (33, 2); bones with a NaN end are left out.
            colour: Of the lines.
        """
        bones = [points_px[bone] for bone in _DRAWN]
        bones = [bone for bone in bones if np.isfinite(bone).all()]
        if not bones:
            return
        part = self._part_around(np.concatenate(bones), 4 * self.unit_px)
        if part is None:
            return
        patch, offset = part
        over = patch.copy()
        for line_colour, width in ((INK, 3.6), (colour, 1.8)):
            lines = [_fixed(bone - offset) for bone in bones]
            cv2.polylines(
                over, lines, False, line_colour, self._width(width), cv2.LINE_AA, _SHIFT
            )
        cv2.addWeighted(over, 0.6, patch, 0.4, 0.0, dst=patch)

    def chain(self, points_px: Floats, colour: Colour = TEAL) -> None:
        """Draw a limb that matters: a strong line with a dot at each joint.

        Args:
            points_px: (N, 2) from one end to the other; it breaks at a NaN.
            colour: Of the line.
        """
        pairs = [np.stack(pair) for pair in pairwise(points_px)]
        lines = [_fixed(pair) for pair in pairs if np.isfinite(pair).all()]
        dots = points_px[np.isfinite(points_px).all(axis=1)]
        for line_colour, width, radius in ((INK, 8.5, 7.5), (colour, 5.0, 5.8)):
            cv2.polylines(
                self.image_rgb, lines, False, line_colour, self._width(width),
                cv2.LINE_AA, _SHIFT,
            )  # fmt: skip
            for dot in dots:
                self._dot(dot, radius, line_colour)
        for dot in dots:
            self._dot(dot, 3.0, PAPER)

    def angle(
        self,
        joint_px: Floats,
        from_px: Floats,
        to_px: Floats,
        degrees: float,
        *,
        clockwise: bool,
        colour: Colour = PAPER,
    ) -> None:
        """Draw an angle's arc at a joint, with its number.

        Args:
            joint_px: (2,) where the joint is.
            from_px: (2,) a point on the limb where the arc starts.
            to_px: (2,) a point on the limb where it ends.
            degrees: The number to show, which may be a better one than the picture's.
            clockwise: Which way round the arc goes, as one sees it.
            colour: Of the arc and the number.
        """
        known = np.concatenate([joint_px, from_px, to_px, [degrees]])
        if not np.isfinite(known).all():
            return
        start, stop = (
            math.atan2(end[1] - joint_px[1], end[0] - joint_px[0])
            for end in (from_px, to_px)
        )
        turn = (stop - start) % math.tau if clockwise else -((start - stop) % math.tau)
        radius = 34.0 * self.unit_px
        along = start + turn * np.linspace(0.0, 1.0, 40)
        arc = joint_px + radius * np.stack([np.cos(along), np.sin(along)], axis=1)
        for line_colour, width in ((INK, 6.5), (colour, 3.0)):
            cv2.polylines(
                self.image_rgb, [_fixed(arc)], False, line_colour, self._width(width),
                cv2.LINE_AA, _SHIFT,
            )  # fmt: skip
        text, height = f"{degrees:z.0f}°", 20.0
        # The number keeps clear of the arc however wide it is that way.
        middle = np.array([math.cos(start + turn / 2), math.sin(start + turn / 2)])
        half = 0.5 * np.array([self.text_width(text, height), height * self.unit_px])
        away = radius + 10 * self.unit_px + float(np.abs(middle) @ half)
        corner = joint_px + away * middle - half
        self.text(text, (corner[0], corner[1]), height, colour=colour)

    def panel(
        self, corner_px: tuple[float, float], size_px: tuple[float, float]
    ) -> None:
        """Darken a rectangle with round corners, so that text on it reads well."""
        x, y = (round(v) for v in corner_px)
        width, height = (round(v) for v in size_px)
        alpha = _round_rectangle(width, height, round(10 * self.unit_px), 196)
        self._stamp(alpha, INK, x, y)

    def bar(
        self,
        corner_px: tuple[float, float],
        size_px: tuple[float, float],
        share: float,
        colour: Colour,
    ) -> None:
        """Draw a bar with round ends, filled from the left.

        Args:
            corner_px: Top left.
            size_px: Width and height.
            share: 0 empty, 1 full; beyond that it stays full.
            colour: Of the filled part.
        """
        x, y = (round(v) for v in corner_px)
        width, height = (round(v) for v in size_px)
        empty = _round_rectangle(width, height, height // 2, 64)
        alpha = _round_rectangle(width, height, height // 2, 255)
        self._stamp(empty, PAPER, x, y)
        filled = round(min(max(share, 0.0), 1.0) * width)
        if filled > 0:
            self._stamp(alpha[:, :filled], colour, x, y)

    def ring(
        self,
        centre_px: tuple[float, float],
        radius: float,
        width: float,
        share: float,
        colour: Colour,
    ) -> None:
        """Draw a ring that fills clockwise from the top.

        Args:
            centre_px: Its middle.
            radius: Of the middle of its band, in units.
            width: Of the band, in units.
            share: 0 empty, 1 full; beyond that it stays full.
            colour: Of the filled part.
        """
        share = min(max(share, 0.0), 1.0)
        for part, line_colour in ((1.0, RING), (share, colour)):
            if part <= 0.0:
                continue
            turn = math.tau * part * np.linspace(0.0, 1.0, 90) - math.tau / 4
            circle = np.stack([np.cos(turn), np.sin(turn)], axis=1)
            arc = np.asarray(centre_px) + radius * self.unit_px * circle
            cv2.polylines(
                self.image_rgb, [_fixed(arc)], False, line_colour, self._width(width),
                cv2.LINE_AA, _SHIFT,
            )  # fmt: skip

    def text(
        self,
        text: str,
        corner_px: tuple[float, float],
        height: float,
        *,
        colour: Colour = PAPER,
        outlined: bool = True,
    ) -> None:
        """Write one line.

        Args:
            text: Plain letters and the degree sign; the font has no others.
            corner_px: Top left of its capitals.
            height: Of its capitals, in units.
            colour: Of the letters.
            outlined: With a dark rim, for text that stands on the film itself.
        """
        size_px = max(6, round(height * self.unit_px))
        fill, rim, margin = letters(text, size_px)
        x, y = (round(v) - margin for v in corner_px)
        if outlined:
            self._stamp(rim, INK, x, y)
        self._stamp(fill, colour, x, y)

    def text_width(self, text: str, height: float) -> float:
        """Return how wide a line will be, in pixels."""
        fill, _, margin = letters(text, max(6, round(height * self.unit_px)))
        return float(fill.shape[1] - 2 * margin)

    def _width(self, units: float) -> int:
        return max(1, round(units * self.unit_px))

    def _dot(self, centre_px: Floats, radius: float, colour: Colour) -> None:
        x, y = (int(v) for v in _fixed(centre_px[None])[0, 0])
        size = max(1, round(radius * self.unit_px * (1 << _SHIFT)))
        cv2.circle(
            self.image_rgb, (x, y), size, colour, cv2.FILLED, cv2.LINE_AA, _SHIFT
        )

    def _part_around(
        self, points: Floats, margin: float
    ) -> tuple[Image, Floats] | None:
        height, width = self.image_rgb.shape[:2]
        low = np.clip(np.floor(points.min(axis=0) - margin), 0, (width, height))
        high = np.clip(np.ceil(points.max(axis=0) + margin), 0, (width, height))
        (left, top), (right, bottom) = low.astype(int), high.astype(int)
        if right <= left or bottom <= top:
            return None
        return self.image_rgb[top:bottom, left:right], low

    def _stamp(self, alpha: Image, colour: Colour, x: int, y: int) -> None:
        """Blend a colour into the image where a mask says so; may hang over edges."""
        height, width = self.image_rgb.shape[:2]
        left, top = max(x, 0), max(y, 0)
        right, bottom = min(x + alpha.shape[1], width), min(y + alpha.shape[0], height)
        if right <= left or bottom <= top:
            return
        patch = self.image_rgb[top:bottom, left:right]
        mask = alpha[top - y : bottom - y, left - x : right - x]
        # OpenCV's own arithmetic is some eight times faster here than NumPy's.
        stays = cv2.merge([cv2.bitwise_not(mask)] * 3)
        cv2.multiply(patch, stays, dst=patch, scale=1 / 255)
        added = [cv2.convertScaleAbs(mask, alpha=part / 255) for part in colour]
        cv2.add(patch, cv2.merge(added), dst=patch)


def _fixed(points: Floats) -> NDArray[np.int32]:
    """(N, 2) positions as OpenCV's fixed-point integers, (N, 1, 2)."""
    limited = np.clip(points, -1e4, 1e4) * (1 << _SHIFT)
    fixed: NDArray[np.int32] = np.round(limited).astype(np.int32)
    return fixed.reshape(-1, 1, 2)


@lru_cache(maxsize=64)
def _round_rectangle(width: int, height: int, radius: int, alpha: int) -> Image:
    mask = np.zeros(
        (max(height, 1) * OVERSAMPLING, max(width, 1) * OVERSAMPLING), np.uint8
    )
    bottom, right = mask.shape[0] - 1, mask.shape[1] - 1
    inset = min(radius * OVERSAMPLING, bottom // 2, right // 2)
    cv2.rectangle(mask, (inset, 0), (right - inset, bottom), (alpha,), cv2.FILLED)
    cv2.rectangle(mask, (0, inset), (right, bottom - inset), (alpha,), cv2.FILLED)
    for x in (inset, right - inset):
        for y in (inset, bottom - inset):
            cv2.circle(mask, (x, y), inset, (alpha,), cv2.FILLED)
    return shrunk(mask, OVERSAMPLING)
