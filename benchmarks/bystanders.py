"""A second person for any clip: Ruth, cut out of the studio's clip `none_walking`.

Its backdrop stands still, so that what differs from it is her and her shadow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.alterations import Alteration, Frames
from vision.video.probe import Frame, Image
from vision.video.reader import read_frames

WALKER: Final = (
    Path(__file__).resolve().parents[1] / "sample_videos" / "none_walking.mp4"
)
STANDS_OUT: Final = 18
"""A pixel that differs by so much of 255 from the backdrop belongs to the walker."""
WALKING: Final = (40, 145)
"""Frames of the clip in which she walks evenly; the last frame shows her stand."""
CLIP_FPS: Final = 30.0
LIMBS: Final = (
    ("shoulder", "elbow", 0.13), ("elbow", "wrist", 0.11), ("wrist", "index", 0.10),
    ("shoulder", "hip", 0.30), ("hip", "knee", 0.20), ("knee", "ankle", 0.14),
    ("ankle", "heel", 0.12), ("heel", "foot_index", 0.12), ("ear", "shoulder", 0.20),
    ("nose", "ear", 0.20),
)  # fmt: skip
"""Parts of a body between joints of the truth, and how wide they are in trunk lengths:
who walks behind is hidden by them."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """How she goes.

    Attributes:
        enters_s: When she comes into the picture.
        tall: Her height as a share of the picture's.
        feet: Where her feet are, as a share of the picture's height from above.
        width_s: How long she takes for the picture's width.
        leftwards: Whether she goes to the left.
        stops: Where she stays, as a share of the width on her way; None goes on.
    """

    enters_s: float
    tall: float
    feet: float
    width_s: float = 3.5
    leftwards: bool = False
    stops: float | None = None


def with_walker(walk: Walk, *, behind: Path | None = None) -> Alteration:
    """Let her walk through.

    Args:
        walk: How.
        behind: The clip whose athlete she walks behind, by its truth; None walks
            before everybody.
    """
    limbs = _limbs_of(behind) if behind is not None else None

    def step(frames: Frames) -> Iterator[Frame]:
        for index, frame in enumerate(frames):
            since_s = frame.time_s - walk.enters_s
            if since_s < 0:
                yield frame
                continue
            image = frame.image_rgb.copy()
            hidden = limbs(index, image.shape) if limbs else None
            _paste(image, walk, since_s, hidden)
            yield Frame(time_s=frame.time_s, image_rgb=image)

    return step


def _paste(image: Image, walk: Walk, since_s: float, hidden: Image | None) -> None:
    height, width = image.shape[:2]
    way = since_s / walk.width_s
    walks = walk.stops is None or way < walk.stops
    way = way if walk.stops is None else min(way, walk.stops)
    first, last = WALKING
    number = first + round(since_s * CLIP_FPS) % (last - first) if walks else -1
    cut = _walker()[number]
    scale = walk.tall * height / _tall_px()
    size = [max(1, round(side * scale)) for side in cut.shape[1::-1]]
    body = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    if walk.leftwards:
        body, way = body[:, ::-1], 1 - way
    x = round(way * (width + body.shape[1])) - body.shape[1]
    y = round(walk.feet * height) - body.shape[0]
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + body.shape[1], width), min(y + body.shape[0], height)
    if left >= right or top >= bottom:
        return
    part = body[top - y : bottom - y, left - x : right - x]
    opaque = part[..., 3:].astype(np.float64) / 255
    if hidden is not None:
        opaque = opaque * (hidden[top:bottom, left:right, None] == 0)
    under = image[top:bottom, left:right]
    image[top:bottom, left:right] = opaque * part[..., :3] + (1 - opaque) * under


@cache
def _walker() -> list[NDArray[np.uint8]]:
    """Return (H, W, 4) pictures of her alone, feet at the lower edge."""
    images = [frame.image_rgb.copy() for frame in read_frames(WALKER)]
    backdrop = np.median(np.stack(images[:: len(images) // 25]), axis=0)
    found = []
    for image in images:
        differs = np.abs(image.astype(np.float64) - backdrop).max(axis=2) > STANDS_OUT
        mask = cv2.morphologyEx(
            differs.astype(np.uint8) * 255, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)
        )
        rows, columns = np.nonzero(mask)
        top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
        whole = np.dstack([image, cv2.GaussianBlur(mask, (3, 3), 0)])
        found.append(whole[top : bottom + 1, left : right + 1])
    return found


@cache
def _tall_px() -> float:
    return float(np.median([cut.shape[0] for cut in _walker()]))


def _limbs_of(film: Path) -> Callable[[int, tuple[int, ...]], Image]:
    """Return what gives the mask of a clip's athlete in a frame."""
    with np.load(film.with_suffix(".truth.npz")) as data:
        names = [str(name) for name in data["joint_names"]]
        joints_px = np.asarray(data["joints_px"], np.float64)
    place = {name: joints_px[:, index] for index, name in enumerate(names)}
    trunk_px = float(
        np.median(np.linalg.norm(place["left_shoulder"] - place["left_hip"], axis=1))
    )

    def mask_at(index: int, shape: tuple[int, ...]) -> Image:
        mask = np.zeros(shape[:2], np.uint8)
        frame = min(index, len(joints_px) - 1)
        for start, end, wide in LIMBS:
            for side in ("left_", "right_"):
                ends = [
                    tuple(int(v) for v in place[_named(name, side, place)][frame])
                    for name in (start, end)
                ]
                cv2.line(mask, ends[0], ends[1], 255, max(2, round(wide * trunk_px)))
        return mask

    return mask_at


def _named(name: str, side: str, place: dict[str, NDArray[np.float64]]) -> str:
    return name if name in place else side + name
