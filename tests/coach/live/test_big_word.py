"""Count and one word are read from three metres; the rest shows what to change."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.live import words
from coach.live.big_word import LEAST, fitted, word_of
from coach.live.picture import COUNT, draw_live
from coach.live.rest_picture import draw_rest, first_cue, next_leg
from coach.live.state import LiveState
from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from tests.reports import report
from vision.drawing.canvas import Canvas

PHONE_MM = 65.0
"""The shorter side of a phone: a picture that fills the screen is as high."""
LAPTOP_MM = 102.0
"""Height of the picture beside its page on a screen of 14 inches: 490 of 900 pixels of
188 mm (`tests/browser/test_live_page.py` sees that there are as many)."""
BOX = "bridge_foot_on_box"
CUED = LiveState(step="working", exercise=BOX, cue="Higher.", cue_code="low_bridge")


def blank(width: int = 960, height: int = 540) -> Canvas:
    return Canvas(np.full((height, width, 3), 90, np.uint8))


def drawn_share(state: LiveState) -> float:
    """How high the largest letters at the left are, of the picture's height."""
    before = np.full((540, 960, 3), 90, np.uint8)
    amber = draw_live(before, state)[:, :480].astype(int)
    rows = (amber[..., 0] - amber[..., 2] > 100).any(axis=1)
    return float(rows[: 540 - 90].sum()) / 540  # what is said stands below


def test_the_word_is_a_centimetre_on_a_phone_and_more_on_a_laptop() -> None:
    share = drawn_share(CUED)
    assert share * PHONE_MM >= 10.0
    assert share * LAPTOP_MM >= 15.0


def test_so_is_the_count() -> None:
    assert COUNT / 540 * PHONE_MM >= 10.0
    assert COUNT / 540 * LAPTOP_MM >= 15.0


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda one: one.key)
def test_each_fault_has_one_word_that_fits(exercise: Exercise) -> None:
    known = exercise.words
    assert set(known.one_word) == set(known.faults)
    for word in known.one_word.values():
        assert len(word.split()) == 1
        lines, height = fitted(blank(), word, 880.0, most=92.0, lines=1)
        assert (len(lines), height) == (1, 92.0)


def test_what_is_missing_is_told_in_a_word() -> None:
    state = LiveState(step="framing", framing=words.NO_FEET)
    assert word_of(state)[0] == "Back"


def test_the_way_is_the_exercises_own() -> None:
    lowering = LiveState(step="working", exercise=BOX, phase="lowering")
    reaching = replace(lowering, exercise="bridge_pull_over")
    assert (word_of(lowering)[0], word_of(reaching)[0]) == ("Down", "Back")


def test_a_cue_goes_before_the_way() -> None:
    assert word_of(replace(CUED, phase="lowering"))[0] == "Higher"


def test_a_long_text_gets_smaller_before_it_gets_longer() -> None:
    text = "Soft knee, then freeze it. Hips back, not knees forward."
    lines, height = fitted(blank(), text, 900.0, most=92.0, lines=3)
    assert len(lines) <= 3
    assert LEAST < height < 92.0


def rested(state: LiveState) -> NDArray[np.uint8]:
    canvas = blank()
    draw_rest(canvas, state)
    return canvas.image_rgb


def test_the_rest_shows_the_reports_first_cue_and_the_next_leg() -> None:
    made = report(BOX)
    state = LiveState(step="resting", rest_left_s=20.0, report=made, side="right")
    assert first_cue(made) == (*made.faults, *made.possible)[0].cue
    assert next_leg(state) == "right leg"
    lower = np.s_[280:]
    with_cue, without = rested(state), rested(replace(state, report=None))
    assert (with_cue[lower] != without[lower]).any()
    assert (rested(state) != rested(replace(state, side="left"))).any()


def test_the_ring_of_the_rest_runs_out() -> None:
    full, late = (
        rested(LiveState(step="resting", rest_left_s=left_s, rest_s=45.0))
        for left_s in (45.0, 5.0)
    )
    teal = [int((one[..., 1] > 150).sum()) for one in (full, late)]
    assert teal[0] > teal[1] + 1000
