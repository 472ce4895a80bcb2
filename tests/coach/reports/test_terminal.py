"""What the terminal says of each kind of exercise, from reports written by hand."""

import math
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from coach.reports.terminal import print_report
from exercises.report import Report
from exercises.units import NAN
from tests.reports import (
    BIRD_DOG,
    BOX,
    DEADLIFT,
    EVERY,
    GALLOP,
    PULL_OVER,
    report,
)

WIDTH = 80


def said(judged: Report) -> str:
    console = Console(file=StringIO(), width=WIDTH, color_system=None)
    print_report(judged, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "nan" not in text
    return str(text)


def row_of(text: str, *words: str) -> str:
    (row,) = [line for line in text.splitlines() if all(w in line for w in words)]
    return row


@pytest.mark.parametrize("exercise", EVERY)
def test_no_cell_of_a_table_is_broken_over_lines(exercise: str) -> None:
    text = said(report(exercise))
    assert "\N{HORIZONTAL ELLIPSIS}" not in text
    assert "_" not in text


def test_a_bridge_is_told_by_height_angle_and_tempo() -> None:
    text = said(report(BOX))
    row = row_of(text, "   2 ", "the bridge is low")
    for cell in ("Left", "70 %", "150°!", "2.0 s ±0.1", "0.5 s", "1.0 s", "82"):
        assert cell in row
    assert "3 reps + 1 attempt not counted" in text
    assert "Both legs in turn" in text
    assert "Legs: one leg, lever: long" in text


def test_a_reach_that_is_too_fast_is_called_what_it_is() -> None:
    text = said(report(PULL_OVER))
    assert "The arms are thrown back in rep 1: 0.4 s; at least 1.5 s is wanted" in text
    assert "Lowering" not in text
    assert "160°" in text


def test_a_hold_is_told_by_its_time_and_how_long_the_form_lasted() -> None:
    text = said(report(BIRD_DOG))
    assert "2 holds, 20.0 s in all" in text
    assert "8.0 s?" in row_of(text, " 1 ", "10.0 s", "the hips sink")
    one = report(BIRD_DOG)
    assert "1 hold, 10.0 s in all" in said(replace(one, holds=one.holds[:1]))


def test_a_bout_is_told_in_yards_and_metres() -> None:
    text = said(report(GALLOP))
    row = row_of(text, "Backwards", "the back foot")
    for cell in ("Left", " 6 ", "34 %", "5.0", "4.6", "75"):
        assert cell in row
    unmeasured = row_of(text, "   3 ")
    assert unmeasured.count("\N{EN DASH}") == 2
    assert "4 bouts, 24 strides" in text


def test_sets_stand_side_by_side() -> None:
    text = said(report(BOX))
    assert "Right" in row_of(text, "Leg ", "Left", "Right")
    assert "92 %" in row_of(text, "Height", "81 %")


def test_clear_comparisons_come_first_and_the_others_say_what_they_are() -> None:
    text = said(report(BIRD_DOG))
    clear = text.index("You lower faster on the right")
    assert clear < text.index("Left and right reach equally far; within the")


def test_the_plan_is_ticked_off() -> None:
    text = said(report(BOX))
    assert "\N{CHECK MARK} 8 reps on the left" in text
    assert "8 reps on the right: not in this film" in text


def test_two_legs_are_not_an_unsure_leg() -> None:
    both = report(PULL_OVER, side=None, variant={"legs": "two legs"})
    both = replace(both, reps=tuple(replace(rep, side=None) for rep in both.reps))
    assert "Both legs together" in said(both)
    assert "Leg unsure" in said(replace(both, variant={}))


def test_a_fault_without_number_or_moment_is_still_said() -> None:
    judged = report(DEADLIFT)
    (first, *_) = report(BOX).faults
    bare = replace(first, measured=NAN, at_s=math.nan)
    lines = said(replace(judged, faults=(bare,))).splitlines()
    assert "The bridge is low" in map(str.strip, lines)
