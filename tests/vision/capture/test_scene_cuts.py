"""A view that jumps is a cut, whatever the colours say, and nothing else is."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.capture.scene_cuts import SceneCuts, small_grey

WIDE, TALL, FPS = 640, 360, 30.0
Image = NDArray[np.uint8]


def grey_room(
    *,
    corner: float = 0.3,
    floor: float = 0.55,
    body: float = 0.5,
    lean: float = 0.2,
    posts: Sequence[float] = (0.42, 0.65, 0.85),
) -> Image:
    """A studio all in one grey: wall, floor, a corner, posts, somebody on a mat.

    Args:
        corner: Where the walls meet, as a share of the width.
        floor: Where the floor begins, as a share of the height.
        body: Where somebody lies.
        lean: How the mat lies in the picture.
        posts: Where they stand.
    """
    image = np.full((TALL, WIDE, 3), 190, np.uint8)
    line, x = round(floor * TALL), round(corner * WIDE)
    outline = np.array([[0, line + 40], [x, line], [WIDE, line + 10], [WIDE, TALL],
                        [0, TALL]])  # fmt: skip
    cv2.fillPoly(image, [outline], (140, 140, 140))
    for post in posts:
        at = round(post * WIDE)
        cv2.rectangle(image, (at, 20), (at + 12, line + 5), (90, 90, 90), -1)
        cv2.rectangle(image, (at - 6, 60), (at + 18, 90), (230, 230, 230), -1)
    middle = np.array([body * WIDE, 0.78 * TALL])
    way = np.array([110.0, 110.0 * lean])
    ends = [tuple((middle + s * way).astype(int).tolist()) for s in (-1, 1)]
    cv2.line(image, ends[0], ends[1], (60, 60, 60), 26)
    cv2.circle(image, ends[0], 20, (210, 210, 210), -1)
    return image


def filmed(images: Sequence[Image]) -> list[Image]:
    """The same with a camera's noise, another in each picture."""
    random = np.random.default_rng(1)
    return [
        np.clip(image + random.normal(0, 3, image.shape), 0, 255).astype(np.uint8)
        for image in images
    ]


def begun(images: Sequence[Image], *, body: bool = True) -> dict[int, int]:
    """Where views begin, each with the first picture that is of no view.

    Args:
        images: What is filmed.
        body: Whether a body was seen where the room has one.
    """
    cuts = SceneCuts()
    found = {}
    for number, image in enumerate(filmed(images)):
        thumb = small_grey(image)
        hidden = np.zeros(thumb.shape, dtype=bool)
        hidden[66:102, 54:138] = body
        since_s = cuts.begins_at(thumb, number / FPS, hidden)
        if np.isfinite(since_s):
            found[number] = round(since_s * FPS)
    return found


def zoomed(image: Image, times: float) -> Image:
    matrix = cv2.getRotationMatrix2D((WIDE / 2, 0.7 * TALL), 0, times)
    return np.asarray(cv2.warpAffine(image, matrix, (WIDE, TALL)), np.uint8)


def with_bar(image: Image, share: float) -> Image:
    """A player's bar over the lower third, darker towards the bottom."""
    out = image.astype(float)
    dark = np.linspace(0, 0.8 * share, TALL // 3)[:, None, None]
    out[-(TALL // 3) :] *= 1 - dark
    out[-20:-14, 20:400] = (1 - share) * out[-20:-14, 20:400] + share * 255
    return out.astype(np.uint8)


ROOM = grey_room()
FROM_THE_SIDE = grey_room(
    corner=0.1, floor=0.42, body=0.55, lean=0.0, posts=(0.2, 0.3, 0.75)
)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(FROM_THE_SIDE, id="from-another-side"),
        pytest.param(zoomed(ROOM, 2.5), id="from-close-by"),
        pytest.param(zoomed(ROOM, 1.4), id="from-a-little-nearer"),
        pytest.param(np.ascontiguousarray(FROM_THE_SIDE[:, ::-1]), id="mirrored"),
    ],
)
def test_another_view_of_one_grey_room_is_a_cut(other: Image) -> None:
    assert begun([ROOM] * 20 + [other] * 20) == {20: 20}


@pytest.mark.parametrize("frames", [8, 15, 30])
def test_views_that_dissolve_into_each_other_are_one_cut(frames: int) -> None:
    shares = np.linspace(0, 1, frames + 2)[1:-1]
    between = [
        ((1 - share) * ROOM + share * FROM_THE_SIDE).astype(np.uint8)
        for share in shares
    ]
    found = begun([ROOM] * 30 + between + [FROM_THE_SIDE] * 40)
    ((ends, begins),) = found.items()
    assert 26 <= begins <= 30 + 0.2 * frames
    assert 30 + frames <= ends <= 30 + frames + 8


def test_a_bar_that_fades_in_and_goes_at_once_is_no_cut() -> None:
    shares = [*np.linspace(0, 1, 15), *[1.0] * 20, *[0.0] * 20]
    assert not begun([with_bar(ROOM, share) for share in shares])


def test_a_title_that_stands_in_the_picture_at_once_is_no_cut() -> None:
    titled = ROOM.copy()
    cv2.putText(titled, "GOOD MORNING", (60, 60), 0, 1.5, (20, 20, 20), 4)
    assert not begun([ROOM] * 20 + [titled] * 20 + [ROOM] * 20)


def test_light_that_goes_off_and_on_is_no_cut() -> None:
    dim = (0.5 * ROOM).astype(np.uint8)
    assert not begun([ROOM] * 20 + [dim] * 20 + [ROOM] * 20)


def test_black_before_the_same_view_is_no_cut_and_before_another_is() -> None:
    black = [np.zeros_like(ROOM)] * 10
    assert not begun([ROOM] * 20 + black + [ROOM] * 20)
    assert begun([ROOM] * 20 + black + [FROM_THE_SIDE] * 20) == {30: 30}


def test_a_camera_that_pans_and_one_that_shakes_cut_nothing() -> None:
    random = np.random.default_rng(2)
    small = random.integers(40, 220, (30, 120, 3), dtype=np.uint8)
    wall = cv2.resize(small, (4 * WIDE, TALL + 80), interpolation=cv2.INTER_CUBIC)
    ways = [*np.cumsum(np.linspace(0, 30, 40)), *(600 + random.normal(0, 8, 20))]
    images = [
        np.ascontiguousarray(wall[20 : 20 + TALL, round(x) : round(x) + WIDE])
        for x in ways
    ]
    assert not begun(images)


def test_somebody_who_moves_fast_before_a_bare_wall_cuts_nothing() -> None:
    images = []
    for number in range(60):
        image = np.full((TALL, WIDE, 3), 200, np.uint8)
        turn = 0.1 * number
        middle = np.array([60.0 + 8 * number, 200.0])
        for reach, length in ((turn, 90), (turn + 2, 80), (-turn, 70)):
            way = length * np.array([np.cos(reach), np.sin(reach)])
            ends = [tuple((middle + s * way).astype(int).tolist()) for s in (0, 1)]
            cv2.line(image, ends[0], ends[1], (40, 60, 90), 24)
        images.append(image)
    assert not begun(images, body=False)
