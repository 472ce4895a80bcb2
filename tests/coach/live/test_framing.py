"""What is missing from the picture is said so that it can be mended from afar."""

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.live import words
from coach.live.framing import missing
from tests.figures import deadlift_set

TRACK, _ = deadlift_set(1)
BRIGHT = np.full(20, 120.0)


def standing() -> NDArray[np.float64]:
    return TRACK.points_px[:20].copy()


def told(points: NDArray[np.float64], luma: NDArray[np.float64] = BRIGHT) -> str:
    return missing(points, luma, TRACK.size_wh)


def moved_down(by_share: float) -> NDArray[np.float64]:
    """Move the figure until its feet, or more, are below the picture."""
    points = standing()
    lowest = float(np.nanmax(points[:, :, 1]))
    points[:, :, 1] += TRACK.size_wh[1] - lowest + by_share * np.ptp(points[0, :, 1])
    return points


def test_a_whole_body_lacks_nothing() -> None:
    assert told(standing()) == ""


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        pytest.param(np.full((20, 33, 2), np.nan), words.NOBODY, id="nobody"),
        pytest.param(moved_down(0.1), words.NO_FEET, id="feet below"),
        pytest.param(moved_down(0.7), words.NO_BODY, id="hips below"),
        pytest.param(standing() * 0.15 + 100, words.TOO_FAR, id="far away"),
    ],
)
def test_what_is_missing_is_named(
    points: NDArray[np.float64], sentence: str
) -> None:  # fmt: skip
    assert told(points) == sentence


def test_in_the_dark_the_light_is_asked_for() -> None:
    nobody = np.full((20, 33, 2), np.nan)
    assert told(nobody, np.full(20, 8.0)) == words.TOO_DARK


def test_a_hand_that_flies_past_the_edge_is_no_matter() -> None:
    points = standing()
    points[:, 15] = -50.0
    assert told(points) == ""


def test_a_moment_without_a_body_is_no_matter() -> None:
    points = standing()
    points[:6] = np.nan
    assert told(points) == ""
