"""What a body wears is read where its parts are."""

import cv2
import numpy as np
import pytest

from tests.vision.people.test_athlete import body
from vision.people.appearance import OTHER, colours, difference

TEAL, BLACK, ORANGE, GREY = (
    (20, 140, 150),
    (25, 25, 30),
    (240, 110, 50),
    (128, 128, 128),
)


def dressed(shirt: tuple[int, ...], shorts: tuple[int, ...]) -> np.ndarray:  # type: ignore[type-arg]
    """Somebody of `body(0.5)` in a picture of 400 x 800, shirt above the hips."""
    image = np.full((800, 400, 3), GREY, np.uint8)
    cv2.rectangle(image, (150, 270), (250, 440), shirt, -1)
    cv2.rectangle(image, (150, 441), (250, 560), shorts, -1)
    return image


def worn(image: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    return colours(image, body(0.5).points * (400, 800))


def test_torso_and_thighs_have_the_colour_of_the_clothes() -> None:
    found = worn(dressed(TEAL, ORANGE))
    assert found.shape == (5, 3)
    lab = [
        cv2.cvtColor(np.array([[colour]], np.uint8), cv2.COLOR_RGB2LAB)[0, 0]
        for colour in (TEAL, ORANGE)
    ]
    np.testing.assert_allclose(found[[1, 2], 1:], [one[1:] for one in lab], atol=1)


def test_the_same_clothes_differ_by_nothing_in_half_the_light() -> None:
    bright = dressed(TEAL, ORANGE)
    dim = (bright * 0.75).astype(np.uint8)
    assert difference(worn(bright), worn(bright)) == 0
    assert difference(worn(bright), worn(dim)) < OTHER / 2


def test_one_other_piece_of_clothing_is_not_another_person() -> None:
    assert difference(worn(dressed(TEAL, ORANGE)), worn(dressed(TEAL, BLACK))) < OTHER


@pytest.mark.parametrize("out", [(-50.0, 100.0), (900.0, 2000.0)])
def test_a_body_beyond_the_edge_is_read_at_the_edge(out: tuple[float, float]) -> None:
    points = body(0.5).points * (400, 800) + np.array(out)
    assert np.isfinite(colours(dressed(TEAL, BLACK), points)).all()
