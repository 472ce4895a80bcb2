"""Is the phone level? What is plumb in a room tells."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from vision.geometry import Floats
from vision.video.probe import Image

Lines = tuple[Floats, Floats, Floats]
"""Upright lines: lean in degrees, length in heights, place from -1 to 1."""

LEAN_DEG: Final = 20.0
"""Lines further from the picture's vertical are not taken as plumb ones."""
SHORTEST: Final = 0.1
"""Of a line, as a share of the picture's height."""
ENOUGH: Final = 0.6
"""All lines together, in picture heights, that a verdict takes (our choice: a door
frame, or a corner of the room and a picture on the wall)."""
SLOPES_DEG: Final = np.arange(-12.0, 13.0)
"""How much more lines lean at the edge than in the middle; 12 degrees is a phone on the
floor that looks up."""
ONE_SIDE: Final = 0.1
"""Each half of the picture must hold that share of the lines' length."""
APART_DEG: Final = 2.0
"""Half of the lines' length must lie within this of their middle."""
SEEN_BESIDE: Final = 0.06
"""Room around a body whose own edges are left out, as a share of the height."""


def roll_of(pictures: Sequence[Image], bodies: Sequence[Floats | None]) -> float:
    """Return how far the phone is turned clockwise, degrees; NaN if nothing tells.

    Door frames, corners and shelves stand plumb, and a level camera shows them
    vertical. One that looks up or down lets them lean the more, the further they are
    from the picture's middle, so a straight line is laid through lean over place, and
    lines on one side alone tell nothing. Where lines disagree the answer is NaN.

    Args:
        pictures: (H, W, 3) some frames of one scene.
        bodies: (33, 2) the athlete in each, as shares of width and height, or None.
    """
    return roll_from(
        [upright_lines(*seen) for seen in zip(pictures, bodies, strict=True)]
    )


def roll_from(found: Sequence[Lines]) -> float:
    """Return the same from the lines of some pictures."""
    lean, long, across = (
        np.concatenate([one[part] for one in found] or [np.empty(0)])
        for part in range(3)
    )
    if long.sum() < ENOUGH * max(len(found), 1):
        return float("nan")
    fits = [
        np.array([_middle(lean - slope * across, long), slope]) for slope in SLOPES_DEG
    ]
    fit = max(fits, key=lambda one: _agreed(one, lean, across, long).sum())
    close = _agreed(fit, lean, across, long) > 0
    weights = np.sqrt(long[close])
    terms = np.stack([np.ones(int(close.sum())), across[close]], axis=1)
    fit = np.linalg.lstsq(terms * weights[:, None], lean[close] * weights, rcond=None)[
        0
    ]
    both = min(long[close & (across < 0)].sum(), long[close & (across > 0)].sum())
    agreed = _agreed(fit, lean, across, long).sum()
    if both < ONE_SIDE * long[close].sum() or agreed < 0.5 * long.sum():
        return float("nan")
    return -float(fit[0])


def _agreed(fit: Floats, lean: Floats, across: Floats, long: Floats) -> Floats:
    """Return the lengths of the lines that lie on a fit, 0 for the others."""
    return np.where(np.abs(lean - fit[0] - fit[1] * across) <= APART_DEG, long, 0.0)


def _middle(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    way = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(way, 0.5)])


def upright_lines(image: Image, body: Floats | None) -> Lines:
    """Return a picture's upright lines, without those of a body in it."""
    height, width = image.shape[:2]
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    lines = cv2.createLineSegmentDetector().detect(grey)[0]
    if lines is None:
        return np.empty(0), np.empty(0), np.empty(0)
    ends = lines.reshape(-1, 2, 2).astype(np.float64)
    ends = np.take_along_axis(ends, np.argsort(ends[..., 1], axis=1)[..., None], axis=1)
    way = ends[:, 1] - ends[:, 0]
    lean = np.degrees(np.arctan2(-way[:, 0], way[:, 1]))
    long = np.hypot(*way.T) / height
    good = (np.abs(lean) <= LEAN_DEG) & (long >= SHORTEST)
    if body is not None:
        middle = ends.mean(axis=1)
        low = (body.min(axis=0) - SEEN_BESIDE) * (width, height)
        high = (body.max(axis=0) + SEEN_BESIDE) * (width, height)
        good &= ~((middle > low) & (middle < high)).all(axis=1)
    return lean[good], long[good], 2 * ends[good].mean(axis=1)[:, 0] / width - 1
