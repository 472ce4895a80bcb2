"""Angles and lines on a picture, measured by hand."""

import math

import pytest

from coach.by_hand import MeasuredByHand
from hamstrong.errors import MarksError

WIDE = (1600, 900)


def on(*points_px: tuple[float, float]) -> MeasuredByHand:
    shares = tuple((x / WIDE[0], y / WIDE[1]) for x, y in points_px)
    return MeasuredByHand(at_s=1.0, points=shares)


@pytest.mark.parametrize("degrees", [0.0, 30.0, 90.0, 137.0, 180.0])
def test_an_angle_is_that_of_the_picture_whatever_its_shape(degrees: float) -> None:
    away = (
        800 + 200 * math.cos(math.radians(degrees)),
        450 - 200 * math.sin(math.radians(degrees)),
    )
    angle = on((1000, 450), (800, 450), away)
    assert angle.degrees(WIDE) == pytest.approx(degrees, abs=1e-4)
    assert angle.words(WIDE) == f"Angle {degrees:.0f}\N{DEGREE SIGN}"


@pytest.mark.parametrize(
    ("end", "degrees"),
    [((1000, 450), 0), ((800, 250), 90), ((1000, 250), 45), ((600, 650), 45)],
)
def test_a_line_has_its_tilt_from_level_whichever_way_it_was_drawn(
    end: tuple[float, float], degrees: float
) -> None:
    assert on((800, 450), end).degrees(WIDE) == pytest.approx(degrees)
    assert on(end, (800, 450)).degrees(WIDE) == pytest.approx(degrees)
    assert "from level" in on((800, 450), end).words(WIDE)


def test_points_on_each_other_have_no_angle() -> None:
    assert math.isnan(on((800, 450), (800, 450), (900, 450)).degrees(WIDE))
    assert on((800, 450), (800, 450)).words(WIDE) == "Line"


@pytest.mark.parametrize(
    ("at_s", "points"),
    [
        (-1.0, ((0.1, 0.1), (0.2, 0.2))),
        (math.nan, ((0.1, 0.1), (0.2, 0.2))),
        (1.0, ((0.1, 0.1),)),
        (1.0, ((0.1, 0.1), (1.2, 0.2))),
        (1.0, ((0.1, 0.1), (math.nan, 0.2))),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    at_s: float, points: tuple[tuple[float, float], ...]
) -> None:
    with pytest.raises(MarksError):
        MeasuredByHand(at_s=at_s, points=points)
