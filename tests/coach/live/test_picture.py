"""The live picture is read from three metres and decides nothing."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.live import words
from coach.live.picture import draw_live, plain
from coach.live.state import LiveState

GREY = np.full((540, 960, 3), 90, np.uint8)
BOX = "bridge_foot_on_box"
WORKING = LiveState(step="working", exercise=BOX, count=3, target=8, age_s=0.1)
LOWERING = replace(
    WORKING, phase="lowering", lowering_s=1.0, lowering_target_s=2.0
)  # fmt: skip
LEFT, RIGHT = np.s_[:200, :200], np.s_[:200, -200:]


def changed(image: NDArray[np.uint8], part: tuple[slice, slice]) -> float:
    """Return the share of a part's pixels that are drawn on."""
    return float(np.mean((image[part] != GREY[part]).any(axis=2)))


def greenness(image: NDArray[np.uint8]) -> float:
    """Return how far green outshines blue where something bright is drawn."""
    corner = image[RIGHT].astype(int)
    bright = corner.max(axis=2) > 120
    return float((corner[bright][:, 1] - corner[bright][:, 2]).mean())


def test_the_picture_handed_in_stays_as_it_is() -> None:
    before = GREY.copy()
    draw_live(GREY, LOWERING)
    np.testing.assert_array_equal(GREY, before)


def test_the_count_stands_large_in_a_corner_while_one_works() -> None:
    assert changed(draw_live(GREY, WORKING), LEFT) > 0.3
    assert changed(draw_live(GREY, LiveState(step="framing")), LEFT) == 0.0


def test_other_counts_look_different() -> None:
    three, four = (draw_live(GREY, replace(WORKING, count=n)) for n in (3, 4))
    assert (three != four).any()


def test_the_clock_fills_and_turns_good_at_the_target() -> None:
    early = draw_live(GREY, LOWERING)
    late = draw_live(GREY, replace(LOWERING, lowering_s=1.9))
    there = draw_live(GREY, replace(LOWERING, lowering_s=2.1))
    assert changed(early, RIGHT) > 0.1
    assert (early != late).any()
    assert greenness(there) > greenness(late)


def test_without_a_lowering_there_is_no_clock() -> None:
    assert changed(draw_live(GREY, WORKING), RIGHT) == 0.0


@pytest.mark.parametrize("caption", words.COUNT_DOWN)
def test_the_countdown_fills_the_middle(caption: str) -> None:
    state = LiveState(step="countdown", caption=caption)
    assert changed(draw_live(GREY, state), np.s_[150:390, 300:660]) > 0.05


def test_a_rest_shows_its_seconds() -> None:
    state = LiveState(step="resting", rest_left_s=31.0)
    assert changed(draw_live(GREY, state), LEFT) > 0.3


def test_an_old_body_is_not_drawn_beside_the_person() -> None:
    points = np.random.default_rng(1).uniform(250, 500, (33, 2))
    fresh = replace(LiveState(), points_px=points, age_s=0.1)
    old = replace(fresh, age_s=3.0)
    assert changed(draw_live(GREY, fresh), np.s_[200:, 200:]) > 0
    assert changed(draw_live(GREY, old), np.s_[200:, 200:]) == 0.0


def test_a_mirror_shows_the_body_on_the_other_side() -> None:
    points = np.tile([[200.0, 300.0]], (33, 1))
    points[1::2] += 40
    state = replace(LiveState(), points_px=points, age_s=0.1)
    mirrored = draw_live(GREY, state, mirrored=True)
    assert changed(mirrored, np.s_[:, 480:]) > 0
    assert changed(mirrored, np.s_[:, :480]) == 0.0


def lying(straight: str) -> NDArray[np.float64]:
    """Return a body on its back whose one leg goes on in line, the other hangs down."""
    points = np.full((33, 2), np.nan)
    points[11:13] = (300.0, 300.0)
    points[23:25] = (500.0, 300.0)
    hanging, level = ("left", "right") if straight == "right" else ("right", "left")
    for side, down in ((level, 0.0), (hanging, 150.0)):
        knee = 25 if side == "left" else 26
        points[knee] = (500.0 if down else 600.0, 300.0 + down)
        points[knee + 2] = (500.0 if down else 700.0, 300.0 + down)
    return points


@pytest.mark.parametrize("straight", ["left", "right"])
def test_where_no_leg_is_the_working_one_the_angle_stands_at_the_straighter(
    straight: str,
) -> None:
    known = replace(LiveState(), exercise=BOX, points_px=lying(straight), age_s=0.1)
    body = draw_live(GREY, known)
    drawn = draw_live(GREY, replace(known, angle_deg=180.0))
    marked = np.argwhere((drawn != body).any(axis=2))[:, ::-1]
    straight_leg, hanging_leg = (np.array([650.0, 300.0]), np.array([500.0, 420.0]))
    away_px = [
        np.linalg.norm(marked - place, axis=1).min()
        for place in (straight_leg, hanging_leg)
    ]
    assert away_px[0] < 8 < away_px[1]


def test_letters_the_font_does_not_have_are_put_in_plain_ones() -> None:
    assert plain("Don\u2019t \u2013 90\N{DEGREE SIGN}") == "Don't - 90\N{DEGREE SIGN}"


def test_on_a_smaller_picture_the_body_stands_at_the_same_place() -> None:
    points = np.random.default_rng(1).uniform((500, 300), (900, 500), (33, 2))
    state = replace(LiveState(), points_px=points, age_s=0.1, size_wh=(1920, 1080))
    drawn = draw_live(GREY, state)  # half as large
    assert changed(drawn, np.s_[150:250, 250:450]) > 0
    assert changed(drawn, np.s_[:, 480:]) == 0.0
    assert changed(drawn, np.s_[280:, :]) == 0.0
