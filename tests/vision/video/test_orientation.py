"""A picture is held up as its display matrix says, as players do it."""

import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.videos import write_video
from vision.video.orientation import Orientation, orientation_by
from vision.video.probe import probe
from vision.video.reader import picture_at, read_frames

# Corners of the stored picture: upper left, upper right, lower left, lower right.
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 180, 30), (30, 30, 200), (230, 230, 230)
TIMES_S = [index / 30 for index in range(45)]
WAYS = [
    pytest.param((1, 0, 0, 1), "rgbw", id="as-stored"),
    pytest.param((0, 1, -1, 0), "brwg", id="quarter-clockwise"),
    pytest.param((-1, 0, 0, -1), "wbgr", id="half"),
    pytest.param((0, -1, 1, 0), "gwrb", id="quarter-anticlockwise"),
    pytest.param((-1, 0, 0, 1), "grwb", id="mirrored"),
    pytest.param((1, 0, 0, -1), "bwrg", id="upside-down-mirrored"),
    pytest.param((0, 1, 1, 0), "rbgw", id="transposed"),
    pytest.param((0, -1, -1, 0), "wgbr", id="transposed-the-other-way"),
]
"""(a, b, c, d): a stored point (p, q) is shown at (a p + c q, b p + d q). Then what
lies in the corners of the picture shown, row by row."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    image = np.empty((64, 96, 3), np.uint8)
    image[:32, :48], image[:32, 48:] = RED, GREEN
    image[32:, :48], image[32:, 48:] = BLUE, WHITE
    path = tmp_path_factory.mktemp("stored") / "stored.mp4"
    return write_video(path, TIMES_S, image=image)


@pytest.mark.parametrize(("way", "corners"), WAYS)
def test_the_whole_matrix_counts_in_files_and_in_single_pictures(
    stored: Path, tmp_path: Path, way: tuple[int, int, int, int], corners: str
) -> None:
    film = with_matrix(stored, tmp_path / "shown.mp4", way)
    sideways = way[0] == 0
    info = probe(film)
    assert (info.width, info.height) == ((64, 96) if sideways else (96, 64))
    for image in (
        next(read_frames(film)).image_rgb,
        list(read_frames(film, from_s=1.2))[-1].image_rgb,
        picture_at(film, 1.4),
    ):
        assert image.shape == ((96, 64, 3) if sideways else (64, 96, 3))
        assert _corners(image) == corners


@pytest.mark.parametrize(("way", "_corners"), WAYS)
def test_a_point_is_shown_where_the_matrix_takes_it(
    way: tuple[int, int, int, int], _corners: str
) -> None:
    a, b, c, d = way
    matrix = np.array([[a, b, 0], [c, d, 0], [0, 0, 1]], np.int32) * 65536
    image = np.zeros((4, 6), np.uint8)
    image[1, 4] = 1
    # From the middle, so that the matrix needs no shift.
    p, q = 4 - 2.5, 1 - 1.5
    shown = orientation_by(matrix).upright(image)
    height, width = shown.shape
    x, y = a * p + c * q + (width - 1) / 2, b * p + d * q + (height - 1) / 2
    assert shown[round(y), round(x)] == 1


def test_a_mirror_is_told_from_a_turn() -> None:
    assert not Orientation(transposed=True, flip_x=True).mirrors
    assert Orientation(flip_y=True).mirrors
    assert Orientation(transposed=True).mirrors


def with_matrix(source: Path, target: Path, way: tuple[int, int, int, int]) -> Path:
    """Copy an mp4 with another matrix in its track header."""
    data = bytearray(source.read_bytes())
    # Version 0: type and flags 8, times and ids 20, reserved and layer 16.
    at = data.index(b"tkhd") + 44
    a, b, c, d = (65536 * value for value in way)
    data[at : at + 32] = struct.pack(">8i", a, b, 0, c, d, 0, 0, 0)
    target.write_bytes(data)
    return target


def _corners(image: NDArray[np.uint8]) -> str:
    names = {"r": RED, "g": GREEN, "b": BLUE, "w": WHITE}
    height, width = image.shape[:2]
    places = [(8, 8), (8, width - 8), (height - 8, 8), (height - 8, width - 8)]
    return "".join(
        min(names, key=lambda n: np.abs(image[p].astype(int) - names[n]).sum())
        for p in places
    )
