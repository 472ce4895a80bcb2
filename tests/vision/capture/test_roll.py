"""A tilted phone is read from what stands plumb in the room, or not at all."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.capture.roll import roll_of

WIDE, TALL = 640, 360
CENTRE = np.array([WIDE / 2, TALL / 2])


def room(
    clockwise_deg: float, xs: tuple[int, ...] = (80, 180, 420, 560), pitch: float = 0.0
) -> NDArray[np.uint8]:
    """Door posts as a phone sees them that was turned clockwise.

    `pitch`: degrees that a post at the right edge leans to the right (and one at the
    left edge to the left), as a camera that looks down shows it.
    """
    image = np.full((TALL, WIDE, 3), 200, np.uint8)
    turn = np.radians(-clockwise_deg)  # the picture turns against the phone
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    for x in xs:
        lean = np.tan(np.radians(pitch) * (x - WIDE / 2) / (WIDE / 2))
        ends = np.array([[x + 150 * lean, 30.0], [x - 150 * lean, 330.0]])
        a, b = (matrix @ (end - CENTRE) + CENTRE for end in ends)
        cv2.line(
            image, tuple(a.astype(int).tolist()), tuple(b.astype(int).tolist()),
            (60, 60, 60), 9,
        )  # fmt: skip
    return image


@pytest.mark.parametrize("degrees", [-10.0, -4.0, 0.0, 5.0, 12.0])
def test_the_tilt_is_read_within_a_degree(degrees: float) -> None:
    assert roll_of([room(degrees)], [None]) == pytest.approx(degrees, abs=1.0)


def test_a_camera_that_looks_down_is_not_tilted() -> None:
    assert roll_of([room(0.0, pitch=6.0)], [None]) == pytest.approx(0.0, abs=1.0)


def test_lines_on_one_side_alone_tell_nothing() -> None:
    assert np.isnan(roll_of([room(0.0, (500, 560, 600), pitch=8.0)], [None]))


def test_a_bare_room_tells_nothing() -> None:
    assert np.isnan(roll_of([np.full((TALL, WIDE, 3), 128, np.uint8)], [None]))


def test_the_athlete_is_no_door_post() -> None:
    image = room(0.0, (300, 330))
    body = np.array([[0.4, 0.05], [0.58, 0.95]])
    assert np.isnan(roll_of([image], [body]))
