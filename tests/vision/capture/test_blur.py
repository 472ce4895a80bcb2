"""How blurred a body is: less where it is sharp, whatever its contrast or size."""

import cv2
import numpy as np
import pytest

from vision.capture.blur import blur_of
from vision.video.probe import Image

BODY = np.array([[0.3, 0.2], [0.7, 0.2], [0.3, 0.8], [0.7, 0.8]])


def pattern(contrast: float = 100.0) -> Image:
    squares = np.random.default_rng(1).random((45, 80)) * contrast
    large = np.kron(squares, np.ones((16, 16)))
    return np.repeat(large[..., None], 3, axis=2).astype(np.uint8)


def blurred(image: Image, sigma_px: float) -> Image:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma_px), np.uint8)


def test_the_more_blurred_the_higher() -> None:
    found = [blur_of([blurred(pattern(), px)], [BODY]) for px in (0.1, 2, 4, 8, 16)]
    assert found == sorted(found)
    assert found[0] < 0.4
    assert found[-1] > 0.6


def test_contrast_does_not_matter() -> None:
    strong, weak = (blur_of([pattern(one)], [BODY]) for one in (200.0, 50.0))
    assert strong == pytest.approx(weak, abs=0.05)


def test_where_nobody_is_seen_it_is_unknown() -> None:
    assert np.isnan(blur_of([pattern()], [None]))
    assert np.isnan(blur_of([], []))


def test_only_the_athlete_counts() -> None:
    image = blurred(pattern(), 8.0)
    image[:, :200] = pattern()[:, :200]  # a sharp backdrop beside
    assert blur_of([image], [BODY]) == pytest.approx(
        blur_of([blurred(pattern(), 8.0)], [BODY]), abs=0.02
    )
