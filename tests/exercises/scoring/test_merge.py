"""Two films of one set of legs, one report."""

import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from exercises.check import check
from exercises.internal_rotation_deadlift.definition import KEY
from exercises.report import Report
from exercises.scoring.merge import merge_reports
from hamstrong.errors import LimitsError
from tests.figures import Side, deadlift_set, hidden


@cache
def film(view: str, stance: Side = "left", **figure: Any) -> Report:
    yaw_deg = {"side": 0.0, "front": 90.0}[view]
    track, _ = deadlift_set(2, stance=stance, yaw_deg=yaw_deg, **figure)
    named = replace(track.source, name=f"{view}.mp4")
    return check(replace(track, source=named), exercise=KEY)


def test_side_and_front_together_see_everything() -> None:
    merged = merge_reports(film("side"), film("front"))
    assert merged.score.coverage == pytest.approx(1.0)
    for name, part in merged.subscores.items():
        assert math.isfinite(part.value), name
    # What no camera sees stays open.
    assert {item.measure for item in merged.not_assessed} == {"back_shape"}


def test_reps_and_times_are_those_of_the_first_film() -> None:
    side, front = film("side"), film("front")
    merged = merge_reports(side, front)
    assert merged.reps == side.reps
    assert merged.source == side.source
    assert merged.measures["lowering_s"] == side.measures["lowering_s"]
    assert merged.measures["hand_target"] == front.measures["hand_target"]


def test_the_order_of_the_films_does_not_change_the_score() -> None:
    side, front = film("side"), film("front")
    one, other = merge_reports(side, front), merge_reports(front, side)
    assert one.score.coverage == pytest.approx(other.score.coverage)
    # The back foot is seen in the side view alone, so nothing is seen twice.
    assert one.score.value == pytest.approx(other.score.value)


def test_a_fault_of_the_second_film_is_held_against_the_set() -> None:
    opened = film("front", open_deg=35.0)
    merged = merge_reports(film("side"), opened)
    assert [fault.code for fault in merged.faults] == ["free_hip_rises"]
    assert merged.score.value <= 84


def test_a_fault_of_the_second_film_is_told_at_its_moment_in_the_first() -> None:
    side = film("side", lowering_s=1.2)
    opened = film("front", open_deg=35.0, lowering_s=4.0)  # another set, and slower
    (its,) = opened.faults
    number = next(
        rep.index for rep in opened.reps if rep.began_s <= its.at_s <= rep.ended_s
    )
    (told,) = (
        fault
        for fault in merge_reports(side, opened).faults
        if fault.code == "free_hip_rises"
    )
    there, here = (report.reps[number - 1] for report in (opened, side))
    assert told.at_s != pytest.approx(its.at_s, abs=0.5)
    assert here.began_s <= told.at_s <= here.ended_s
    # As far from the bottom as in the second film, by the share of the phase.
    lowered = (its.at_s - there.start_s) / (there.bottom_s - there.start_s)
    if 0 <= lowered <= 1:
        expected_s = here.start_s + lowered * (here.bottom_s - here.start_s)
        assert told.at_s == pytest.approx(expected_s, abs=0.05)


def test_what_was_borrowed_is_told() -> None:
    merged = merge_reports(film("side"), film("front"))
    # Reach, rotation, opening and knee line.
    assert any("4 measures" in n and "front.mp4" in n for n in merged.notes)


def test_two_films_from_the_side_gain_nothing() -> None:
    side = film("side")
    merged = merge_reports(side, side)
    assert merged.score.coverage == pytest.approx(side.score.coverage)
    assert merged.measures == side.measures
    assert {i.measure for i in merged.not_assessed} == {
        i.measure for i in side.not_assessed
    }


def test_different_legs_are_refused() -> None:
    with pytest.raises(LimitsError, match=r"left leg.*right one"):
        merge_reports(film("side"), film("front", "right"))


def test_different_exercises_are_refused() -> None:
    other = replace(film("front"), exercise="gallop")
    with pytest.raises(LimitsError, match="gallop"):
        merge_reports(film("side"), other)


def test_a_leg_unsure_in_one_film_takes_the_others_name() -> None:
    unsure = replace(film("side"), side=None, side_confidence=0.2)
    merged = merge_reports(unsure, film("front"))
    assert merged.side == "left"


@pytest.mark.parametrize("empty_first", [True, False])
def test_a_film_without_reps_leaves_the_other_as_it_is(empty_first: bool) -> None:
    track, _ = deadlift_set(1)
    nobody = check(hidden(track, np.ones(len(track), dtype=bool)), exercise=KEY)
    side = film("side")
    merged = merge_reports(nobody, side) if empty_first else merge_reports(side, nobody)
    assert merged.reps == side.reps
    assert merged.score == side.score
    assert any("nothing could be merged" in note for note in merged.notes)
