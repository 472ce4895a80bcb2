"""Where a film goes over to another view: hard cuts and dissolves.

Grey levels tell little: a player's bar that fades changes them all over, and another
view of one grey room hardly. So small pictures are compared block by block. What is
seen in both of two pictures keeps its structure, however bright it is, and lies where
it was, moved by the camera's pan and a little more. After a cut, structure of the
picture before is found no longer, nor that of the new one in the old; an overlay that
comes or goes adds or takes structure, but never both.

A dissolve mixes two pictures. Nothing that moves does that: what is on its way from one
place to another is in neither.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.geometry import Floats
from vision.video.probe import Image

THUMB_PX: Final = 192
"""Width of the small grey pictures that are compared with each other."""
BLOCK_PX: Final = 16
TEXTURE: Final = 5.0
"""Standard deviation in grey levels from which a block has structure to be found again;
compression noise in pictures shrunk so far stays below 2 (our choice)."""
ALIKE: Final = 0.8
"""Correlation from which two blocks show the same; unlike ones are at 0 in the mean."""
SEARCH_PX: Final = 10
PAN_PX: Final = 18
"""The camera may pan by `PAN_PX` between two pictures (at 30 a second by 2.8 widths a
second), and what is seen beside the bodies may move by `SEARCH_PX` besides."""
LOST: Final = 0.18
LOST_OF_ALL: Final = 0.5
"""Share of the blocks beside the bodies, or of all where those are too few or no body
is seen, that is not found again at a cut. In clips of real people 0.6 or more at their
hard cuts; views of one grey room against each other have 0.22 or more. Within a view
the blocks beside the bodies lose 0.08 at most, in a panned film too, and 0.13 where a
piece is missing (`benchmarks.surroundings`)."""
LOST_RATIO: Final = 2.0
BESIDE: Final = 4
"""And that many times more than in any of the four pictures before: shaking and
flicker lose much in every one (our choice)."""
FEWEST_BLOCKS: Final = 8
"""With fewer blocks that have structure nothing is told: black, or a title's card."""
STEP_S: Final = 1 / 15
LAGS: Final = (6, 12, 18)
"""Dissolves are looked for in pictures that far apart over so many steps: 0.4 to 1.2 s;
cutting programs make them half a second to a second long."""
CHANGED: Final = 0.5
"""Share of the blocks that are no longer the same in place after a dissolve."""
UNMIXED: Final = 0.3
MIDDLE: Final = (0.2, 0.8)
LEAST_MIXED: Final = 2
"""How far a picture between two may be from a mixture of them, as a share of how far it
is from the nearer one (squares), in so many of those mixed by such a share: dissolves
have at most 0.2, movements of people and cameras 0.55 or more."""
SETTLED: Final = 0.95
"""The new view's share from which a dissolve is over."""
HIDDEN: Final = 0.5
STILL: Final = 1.0
"""Pictures that differ by less, in grey levels in the mean, show one view: the views of
one grey room differ by 7."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """How two pictures differ.

    Attributes:
        changed: Share of the structured blocks that are not the same in place.
        lost: Share that is not found near its place, pans taken out; the lesser of
            both ways. 0 where too few blocks have structure.
        of_all: Whether bodies were counted, for want of others.
    """

    changed: float = 0.0
    lost: float = 0.0
    of_all: bool = False

    @property
    def other_view(self) -> bool:
        """Whether the pictures show different views."""
        return self.lost > (LOST_OF_ALL if self.of_all else LOST)


def small_grey(image_rgb: Image) -> Image:
    """Return a picture small and grey, 192 pixels wide."""
    height, width = image_rgb.shape[:2]
    size = (THUMB_PX, max(8, round(THUMB_PX * height / width)))
    every = max(1, width // (2 * THUMB_PX))  # most pixels would only cost time
    green = np.ascontiguousarray(image_rgb[::every, ::every, 1])
    return np.asarray(cv2.resize(green, size, interpolation=cv2.INTER_AREA))


class SceneCuts:
    """Tells at each picture whether another view begins with it."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._before: Image | None = None
        self._lost: deque[float] = deque(maxlen=BESIDE)
        self._past: deque[tuple[float, Image]] = deque(maxlen=max(LAGS) + 1)

    def begins_at(
        self, thumb: Image, time_s: float, hidden: NDArray[np.bool_] | None = None
    ) -> float:
        """Take in the next picture.

        Args:
            thumb: From `small_grey`.
            time_s: Its time.
            hidden: Of the thumb's shape, where bodies were the moment before.

        Returns:
            From when on pictures belong to no view of their own: the picture's time at
            a hard cut, the dissolve's start after one, infinity where no view begins.
        """
        smooth = np.asarray(cv2.GaussianBlur(thumb, (0, 0), 1.0))
        before = self._before
        if before is not None and before.shape != smooth.shape:
            self._past.clear()
            before = None
        if before is not None and float(cv2.absdiff(before, smooth).mean()) < STILL:
            seen = Compared()
        elif np.count_nonzero(_structure(_blocks(smooth)) > TEXTURE) < FEWEST_BLOCKS:
            return float("inf")  # black, or a bare card: compared with what follows
        elif before is not None:
            seen = compared(before, smooth, hidden=hidden)
        self._before = smooth
        if before is not None:
            usual = max(self._lost, default=0.0)
            self._lost.append(seen.lost)
            if seen.other_view and seen.lost > LOST_RATIO * usual:
                self._past.clear()
                self._past.append((time_s, smooth))
                return time_s
        if self._past and time_s - self._past[-1][0] < 0.9 * STEP_S:
            return float("inf")
        self._past.append((time_s, smooth))
        start_s = self._dissolved_since()
        if np.isfinite(start_s):
            newest = self._past[-1]
            self._past.clear()
            self._past.append(newest)
        return start_s

    def _dissolved_since(self) -> float:
        """Return when the dissolve that has just ended began; infinity if none has."""
        for lag in reversed(LAGS):
            if len(self._past) <= lag:
                continue
            part = list(self._past)[-lag - 1 :]
            if compared(part[0][1], part[-1][1], search=False).changed < CHANGED:
                continue
            share, unmixed = _mixture([image for _, image in part])
            middle = (share > MIDDLE[0]) & (share < MIDDLE[1])
            linear_step = (np.diff(share) > -0.02).all()
            over = (share[-2:] > SETTLED).all()
            mixed = (unmixed[middle] < UNMIXED).all()
            if middle.sum() >= LEAST_MIXED and linear_step and over and mixed:
                first = int(np.flatnonzero(share > MIDDLE[0])[0])
                return part[first][0]  # the last picture that is hardly mixed
        return float("inf")


def compared(
    before: Image,
    after: Image,
    *,
    hidden: NDArray[np.bool_] | None = None,
    search: bool = True,
) -> Compared:
    """Compare two small grey pictures block by block.

    Args:
        before: (H, W) slightly smoothed.
        after: Of the same shape.
        hidden: Of the same shape, where bodies are: left out if enough is left.
        search: Whether blocks are searched for near their places.
    """
    old, new = _blocks(before), _blocks(after)
    alike = _correlation(old, new)
    rough = everywhere = _structure(old) > TEXTURE, _structure(new) > TEXTURE
    if hidden is not None and hidden.any():
        beside = _blocks(hidden.astype(np.float32)).mean(axis=1) < HIDDEN
        of_all = min(np.count_nonzero(one & beside) for one in rough) < FEWEST_BLOCKS
        if not of_all:
            rough = rough[0] & beside, rough[1] & beside
    else:
        of_all = True
    if min(np.count_nonzero(one) for one in rough) < FEWEST_BLOCKS:
        return Compared(of_all=True)
    changed = min(float((alike[one] < ALIKE).mean()) for one in rough)
    if not search or changed <= LOST:
        return Compared(changed=changed, of_all=of_all)
    x, y = _pan(before, after)
    lost = 1.0
    # Where few blocks are beside the bodies, a walker hides many of these: at a cut as
    # many are lost of the whole picture.
    for one, other in (rough, everywhere):
        for back, image, next_image, part in (
            (1, before, after, one),
            (-1, after, before, other),
        ):
            if lost > LOST:
                way = (back * x, back * y)
                lost = min(lost, _share_lost(image, next_image, part, way))
    return Compared(changed=changed, lost=lost, of_all=of_all)


def _blocks(image: NDArray[np.generic]) -> Floats:
    """Return a picture's blocks, (N, BLOCK_PX ** 2), row by row."""
    tall, wide = (size // BLOCK_PX for size in image.shape)
    whole = image[: tall * BLOCK_PX, : wide * BLOCK_PX].astype(np.float32)
    parts = whole.reshape(tall, BLOCK_PX, wide, BLOCK_PX).swapaxes(1, 2)
    return np.asarray(parts.reshape(tall * wide, BLOCK_PX**2))


def _structure(blocks: Floats) -> Floats:
    return np.asarray(blocks.std(axis=1))


def _correlation(old: Floats, new: Floats) -> Floats:
    """Return each block's correlation with the one in its place, (N,)."""
    old = old - old.mean(axis=1, keepdims=True)
    new = new - new.mean(axis=1, keepdims=True)
    size = np.sqrt((old * old).sum(axis=1) * (new * new).sum(axis=1))
    return np.asarray((old * new).sum(axis=1) / np.maximum(size, 1e-6))


def _pan(before: Image, after: Image) -> tuple[int, int]:
    """Return by how many pixels most of a picture has moved."""
    x, y = (min(PAN_PX, size // 4) for size in before.shape[::-1])
    middle = before[y : before.shape[0] - y, x : before.shape[1] - x]
    found = cv2.minMaxLoc(cv2.matchTemplate(after, middle, cv2.TM_CCOEFF_NORMED))[3]
    return found[0] - x, found[1] - y


def _share_lost(
    one: Image,
    other: Image,
    rough: NDArray[np.bool_],
    moved: tuple[int, int],
) -> float:
    """Return the share of some blocks that is not found in another picture."""
    wide = one.shape[1] // BLOCK_PX
    panned = np.array([[1, 0, -moved[0]], [0, 1, -moved[1]]], np.float64)
    there = cv2.warpAffine(other, panned, other.shape[::-1])
    alike = _correlation(_blocks(one), _blocks(np.asarray(there)))
    lost = 0
    for number in np.flatnonzero(rough & (alike < ALIKE)):
        row, column = (BLOCK_PX * int(place) for place in divmod(int(number), wide))
        block = one[row : row + BLOCK_PX, column : column + BLOCK_PX]
        top, left = row + moved[1] - SEARCH_PX, column + moved[0] - SEARCH_PX
        size = BLOCK_PX + 2 * SEARCH_PX
        there = other[
            max(0, top) : max(0, top + size), max(0, left) : max(0, left + size)
        ]
        if min(there.shape) < BLOCK_PX:
            continue  # panned out of the picture
        match = cv2.matchTemplate(there, block, cv2.TM_CCOEFF_NORMED)
        lost += not float(np.nan_to_num(match, posinf=0.0).max()) >= ALIKE
    return lost / max(int(np.count_nonzero(rough)), 1)


def _mixture(images: list[Image]) -> tuple[Floats, Floats]:
    """Return how those between the first and the last picture are mixed of these.

    Returns:
        (N - 2,) the last one's share by least squares, and the squares that leaves, as
        a share of those between each and the nearer end.
    """
    stack = np.array(images, np.float32).reshape(len(images), -1)
    apart = stack[-1] - stack[0]
    way = stack[1:-1] - stack[0]
    share = way @ apart / max(float(apart @ apart), 1e-6)
    left = ((way - share[:, None] * apart) ** 2).sum(axis=1)
    nearer = np.minimum((way**2).sum(axis=1), ((way - apart) ** 2).sum(axis=1))
    return np.asarray(share), np.asarray(left / np.maximum(nearer, 1e-6))
