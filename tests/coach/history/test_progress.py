"""What is said to have changed, has: each answer here follows from arithmetic."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coach.history.kept import Number
from coach.history.progress import (
    change,
    leg_pairs,
    series_of,
    since_before,
    since_first,
    within,
)
from coach.history.progress_words import change_sentence, pair_sentence, series_title
from exercises.registry import EXERCISES
from exercises.scoring.bands import Band

DAY_0 = datetime(2026, 3, 1, 18, tzinfo=UTC)
SLOW = {"lowering_s": Band.at_least(2.5, 2.0, 1.0)}


def number(
    value: float, error: float = 0.3, *, day: float = 0, **more: object
) -> Number:
    given: dict[str, object] = {
        "set_id": f"set of day {day}", "at": DAY_0 + timedelta(days=day),
        "exercise": "bridge_foot_on_box", "leg": "left", "view": "side", "grade": "A",
        "measure": "lowering_s", "value": value, "error": error, "unit": "s",
    }  # fmt: skip
    return Number(**(given | more))  # type: ignore[arg-type]


def test_a_series_is_of_one_exercise_leg_view_and_measure_and_goes_by_time() -> None:
    numbers = [
        number(2.0, day=2), number(1.0, day=0), number(1.5, day=1),
        number(1.0, leg="right"), number(1.0, view="front"),
        number(1.0, exercise="bridge_pull_over"), number(1.0, measure="pause_s"),
    ]  # fmt: skip
    found = series_of(numbers)
    assert [len(one.numbers) for one in found] == [3, 1, 1, 1, 1]
    assert [one.value for one in found[0].numbers] == [1.0, 1.5, 2.0]


def test_grades_a_and_b_are_compared_and_c_never() -> None:
    numbers = [number(1.0, grade=g, day=d) for d, g in enumerate("ABCBC")]
    (series,) = series_of(numbers)
    assert [one.grade for one in series.numbers] == ["A", "B", "B"]
    assert series_of([number(1.0, grade="C")]) == []


def test_what_is_not_known_is_in_no_series() -> None:
    assert series_of([number(math.nan), number(1.0, math.nan)]) == []


def test_errors_add_up_as_squares() -> None:
    found = change(number(1.0, 0.3), number(1.6, 0.4, day=1))
    assert found.difference == pytest.approx(0.6)
    assert found.error == pytest.approx(0.5)
    assert found.clear


def test_a_change_that_is_not_larger_than_its_error_is_not_clear() -> None:
    found = change(number(1.0, 3.0), number(6.0, 4.0, day=1), bands=SLOW)
    assert found.difference == found.error == 5.0
    assert not found.clear
    assert found.direction == "neither"


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        pytest.param(1.0, 2.0, "better", id="closer to green"),
        pytest.param(2.0, 4.0, "better", id="into green"),
        pytest.param(2.0, 1.0, "worse", id="farther from green"),
        pytest.param(3.0, 1.0, "worse", id="out of green"),
        pytest.param(3.0, 4.0, "neither", id="inside green"),
    ],
)
def test_better_is_closer_to_green(before: float, after: float, direction: str) -> None:
    assert change(number(before), number(after), bands=SLOW).direction == direction


def test_across_a_green_range_to_the_same_distance_is_neither() -> None:
    band = {"lowering_s": Band((2.0, 3.0), (1.0, 4.0), (0.0, 5.0))}
    assert change(number(1.5), number(3.5), bands=band).direction == "neither"
    assert change(number(1.5), number(3.25), bands=band).direction == "better"


def test_a_measure_without_limits_is_neither_better_nor_worse() -> None:
    one, other = (number(v, measure="longest_hold_s") for v in (1.0, 20.0))
    assert change(one, other).clear
    assert change(one, other).direction == "neither"


def test_without_others_the_exercises_own_limits_hold() -> None:
    low, _ = EXERCISES["bridge_foot_on_box"].bands["lowering_s"].green
    one, other = number(low / 2, 0.01), number(low, 0.01)
    assert change(one, other).direction == "better"
    assert change(other, one).direction == "worse"


def test_the_last_set_is_held_against_the_one_before_and_the_first_of_the_window() -> (
    None
):
    (series,) = series_of([number(v, day=7 * n) for n, v in enumerate((1, 2, 4, 8))])
    before, first = since_before(series), since_first(series)
    assert before is not None
    assert first is not None
    assert (before.difference, first.difference) == (4.0, 7.0)
    window = within(series, DAY_0 + timedelta(days=7))
    assert window is not None
    of_window = since_first(window)
    assert of_window is not None
    assert of_window.difference == 6.0
    assert within(series, DAY_0 + timedelta(days=22)) is None


def test_a_single_set_has_not_changed() -> None:
    (series,) = series_of([number(1.0)])
    assert since_before(series) is None
    assert since_first(series) is None


def test_legs_are_compared_by_their_newest_numbers_within_14_days() -> None:
    left = [number(v, day=d) for v, d in ((1.0, 0), (2.0, 20), (3.0, 60))]
    right = [number(v, day=d, leg="right") for v, d in ((1.5, 10), (2.5, 34), (4, 35))]
    (pair,) = leg_pairs([*left, *right])
    # Day 60 has no partner; of day 35 it would be day 20, a day too far.
    assert (pair.left.value, pair.right.value) == (2.0, 2.5)
    assert pair.difference == 0.5
    assert leg_pairs([number(1.0), number(2.0, day=14.01, leg="right")]) == []


def test_legs_are_compared_in_one_view_and_by_what_reports_compare() -> None:
    assert leg_pairs([number(1.0), number(2.0, leg="right", view="front")]) == []
    paused = (number(1.0, leg=leg, measure="pause_s") for leg in ("left", "right"))
    assert leg_pairs(paused) == []
    assert leg_pairs([number(1.0, leg=""), number(2.0, leg="right")]) == []


@pytest.mark.parametrize(
    ("left", "right", "error", "percent", "named"),
    [
        pytest.param(4.0, 5.0, 0.3, 20.0, True, id="20 %"),
        pytest.param(4.04, 5.0, 0.3, 19.2, False, id="less than 20 %"),
        pytest.param(4.0, 5.0, 1.0, 20.0, False, id="within the error"),
        pytest.param(-1.0, 5.0, 0.3, math.nan, False, id="percent of nothing"),
    ],
)
def test_an_asymmetry_is_named_from_20_percent_on_and_beyond_the_error(
    left: float, right: float, error: float, percent: float, named: bool
) -> None:
    (pair,) = leg_pairs([number(left, error), number(right, error, day=1, leg="right")])
    assert pair.percent == pytest.approx(percent, nan_ok=True)
    assert pair.smaller == "left"
    assert pair.named is named


def test_legs_of_one_film_are_left_to_its_report() -> None:
    one = (number(v, leg=leg, set_id="one") for v, leg in ((1, "left"), (5, "right")))
    (pair,) = leg_pairs(one)
    assert pair.clear
    assert not pair.named
    assert pair_sentence(pair).endswith(
        "both are of one set, whose report compares them."
    )


@pytest.mark.parametrize(
    ("first", "last", "ending"),
    [
        ({"load_kg": 8.0}, {"load_kg": 16.0}, "worse, with 16 kg instead of 8 kg."),
        ({"load_kg": 16.0}, {"load_kg": 16.2}, "worse."),
        ({"load_kg": 8.0}, {}, "worse."),
        ({"load": "medium"}, {"load": "heavy"},
         "worse, with a heavy weight instead of a medium weight."),
    ],
)  # fmt: skip
def test_another_weight_is_told_beside_the_change(
    first: dict[str, Any], last: dict[str, Any], ending: str
) -> None:
    before, now = number(3.0, day=0, **first), number(1.5, day=1, **last)
    told = change_sentence(change(before, now, bands=SLOW), "before")
    assert told.endswith(ending)


def test_sentences_say_what_cannot_be_seen() -> None:
    (series,) = series_of([number(1.0), number(2.0, day=1)])
    assert series_title(series) == "Lowering time, left leg"
    change_1 = change(*series.numbers, bands=SLOW)
    assert change_sentence(change_1, "before") == (
        "Lowering time, left leg: 2.0 ± 0.30 s; 1.0 s more than in the set before: "
        "better."
    )
    unclear = change(number(2.0), number(2.4, day=1))
    assert change_sentence(unclear, "first") == (
        "Lowering time, left leg: 2.4 ± 0.30 s; the change since the first set is "
        "within the measurement error."
    )


@pytest.mark.parametrize(
    ("left", "right", "ending"),
    [
        (2.0, 1.0, "50 % less right, more than the measurement error."),
        (5.0, 4.5, "10 % less right, which below 20 % means little."),
        (2.0, 2.1, "the difference is within the measurement error."),
        (-2.0, 2.0, "more than the measurement error apart."),
    ],
)
def test_sentences_on_legs_name_only_what_is_far_apart(
    left: float, right: float, ending: str
) -> None:
    numbers = [number(left, 0.2), number(right, 0.2, leg="right", day=1)]
    (pair,) = leg_pairs(numbers)
    assert pair_sentence(pair).endswith(ending)
