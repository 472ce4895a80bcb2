"""Left against right, first against last, and how even a set is."""

from dataclasses import replace

import pytest

from exercises.bird_dog_wall_push.definition import BIRD_DOG
from exercises.bridge_foot_on_box.definition import BOX_BRIDGE
from exercises.report import Comparison, Report, SetSummary
from exercises.scoring.comparisons import FADING_FROM, compare
from exercises.units import Rep, Side
from tests.reports import BIRD_DOG as BIRD_DOG_KEY
from tests.reports import BOX, hold, measure, rep, report


def timed(index: int, side: Side, lowering_s: float, error_s: float = 0.1) -> Rep:
    made = rep(index, 10.0 * index, side=side, rom_deg=measure(60.0, error=8.0),
               extension_deficit_deg=measure(8.0, error=8.0))  # fmt: skip
    read = {**made.measures, "lowering_s": measure(lowering_s, "s", error_s)}
    return replace(
        made, lowering_s=lowering_s, lowering_error_s=1.5 * error_s, measures=read
    )


def one_set(index: int, reps: list[Rep], view: str = "side") -> SetSummary:
    sides = {one.side for one in reps}
    return SetSummary(
        index=index, side=sides.pop() if len(sides) == 1 else None,
        start_s=reps[0].start_s, end_s=reps[-1].end_s,
        units=tuple(one.index for one in reps), attempts=0, score=80.0, view=view,
    )  # fmt: skip


def film(*sets: list[Rep], views: tuple[str, ...] = ("side", "side")) -> Report:
    return report(
        BOX, reps=tuple(one for reps in sets for one in reps),
        sets=tuple(
            one_set(i, reps, view)
            for i, (reps, view) in enumerate(zip(sets, views, strict=False), start=1)
        ),
    )  # fmt: skip


def of(checked: Report, kind: str, key: str = "lowering_s") -> list[Comparison]:
    found = compare(checked, BOX_BRIDGE)
    return [one for one in found if one.kind == kind and one.measure == key]


def left_right(
    left_s: list[float], right_s: list[float], *, error_s: float = 0.1
) -> Report:
    left = [timed(i, "left", s, error_s) for i, s in enumerate(left_s, start=1)]
    right = [
        timed(i, "right", s, error_s)
        for i, s in enumerate(right_s, start=1 + len(left))
    ]
    return film(left, right)


def test_a_difference_beyond_the_error_is_clear() -> None:
    (one,) = of(left_right([3.0] * 3, [1.5] * 3), "left_right")
    assert (one.first_name, one.second_name) == ("left", "right")
    assert (one.first, one.second, one.difference) == pytest.approx((3.0, 1.5, -1.5))
    assert one.clear
    assert one.error < 1.5
    assert "more than the measurement error" in one.sentence
    assert "3.0 s" in one.sentence
    assert "1.5 s" in one.sentence


def test_a_difference_within_the_error_is_called_so() -> None:
    (one,) = of(left_right([3.0] * 3, [2.95] * 3, error_s=0.4), "left_right")
    assert not one.clear
    assert "within the measurement error" in one.sentence


def test_the_difference_is_turned_with_the_legs() -> None:
    (one,) = of(left_right([3.0] * 3, [2.0] * 3), "left_right")
    (other,) = of(left_right([2.0] * 3, [3.0] * 3), "left_right")
    assert one.difference == pytest.approx(-other.difference)
    assert one.error == pytest.approx(other.error)


def test_more_reps_make_the_error_smaller() -> None:
    few = of(left_right([3.0] * 2, [2.0] * 2), "left_right")[0].error
    many = of(left_right([3.0] * 8, [2.0] * 8), "left_right")[0].error
    assert many == pytest.approx(few / 2, rel=0.01)


def test_reps_that_scatter_make_it_larger() -> None:
    even = of(left_right([3.0] * 4, [2.0] * 4), "left_right")[0].error
    uneven = of(left_right([2.0, 4.0, 2.0, 4.0], [2.0] * 4), "left_right")[0].error
    assert uneven > 2 * even


def test_one_leg_alone_is_compared_with_nothing() -> None:
    assert of(film([timed(i, "left", 3.0) for i in (1, 2, 3)]), "left_right") == []


def test_two_views_are_never_compared() -> None:
    left = [timed(i, "left", 3.0) for i in (1, 2)]
    right = [timed(i, "right", 1.0) for i in (3, 4)]
    assert of(film(left, right, views=("side", "oblique")), "left_right") == []


def test_what_was_not_assessed_on_one_leg_is_not_compared() -> None:
    unseen = replace(measure(0.0, "s"), verdict="not_assessed")
    left = [timed(i, "left", 3.0) for i in (1, 2)]
    right = [timed(i, "right", 3.0) for i in (3, 4)]
    right = [
        replace(one, measures={**one.measures, "lowering_s": unseen}) for one in right
    ]
    assert of(film(left, right), "left_right") == []


def test_fading_is_the_first_third_against_the_last() -> None:
    reps = [
        timed(i, "left", s) for i, s in enumerate([3.0] * 3 + [2.5] * 3 + [1.5] * 3)
    ]
    (one,) = of(film(reps), "fatigue")
    assert (one.first, one.second) == pytest.approx((3.0, 1.5))
    assert one.clear


def test_an_even_set_does_not_fade() -> None:
    reps = [timed(i, "left", 3.0) for i in range(9)]
    (one,) = of(film(reps), "fatigue")
    assert not one.clear


def test_too_few_reps_cannot_fade() -> None:
    reps = [timed(i, "left", 3.0 - i / 2) for i in range(FADING_FROM - 1)]
    assert of(film(reps), "fatigue") == []
    assert of(film(reps), "tempo") == []


def test_legs_in_turns_give_no_claim_of_fatigue_or_asymmetry() -> None:
    reps = [
        timed(i, "left" if i % 2 else "right", 3.0 if i < 5 else 1.0)
        for i in range(1, 9)
    ]
    found = film(reps)
    assert of(found, "fatigue") == []
    assert of(found, "left_right") == []


def test_each_of_two_sets_is_named_with_its_number() -> None:
    sides: tuple[Side, ...] = ("left", "right")
    sets = [
        [timed(10 * s + i, side, 3.0 if i < 2 else 1.0) for i in range(6)]
        for s, side in enumerate(sides, start=1)
    ]
    fading = of(film(*sets), "fatigue")
    assert {one.first_name for one in fading} == {"first in set 1", "first in set 2"}


@pytest.mark.parametrize(
    ("times_s", "word", "clear"),
    [
        ([3.0, 3.1, 2.9, 3.0, 3.1, 2.9], "even", False),
        ([3.0, 2.2, 3.6, 2.4, 3.6, 2.3], "mixed", True),
        ([3.0, 1.0, 4.0, 1.2, 3.8, 1.0], "uneven", True),
    ],
)
def test_a_tempo_is_even_mixed_or_uneven(
    times_s: list[float], word: str, clear: bool
) -> None:
    (one,) = of(film([timed(i, "left", s) for i, s in enumerate(times_s)]), "tempo")
    assert f"is {word}:" in one.sentence
    assert one.clear == clear
    assert (one.first, one.second) == (min(times_s), max(times_s))


def test_a_tempo_within_its_error_is_no_finding() -> None:
    times_s = [3.0, 2.2, 3.6, 2.4, 3.6, 2.3]
    reps = [timed(i, "left", s, error_s=2.0) for i, s in enumerate(times_s)]
    (one,) = of(film(reps), "tempo")
    assert not one.clear


def test_clear_differences_come_first() -> None:
    found = compare(left_right([3.0] * 5, [1.5] * 5), BOX_BRIDGE)
    clear = [one.clear for one in found]
    assert clear == sorted(clear, reverse=True)


def test_holds_are_compared_by_how_long_the_form_lasts() -> None:
    left = replace(hold(1, "left", 2.0), form_s=30.0)
    right = replace(hold(2, "right", 40.0), form_s=12.0)
    found = compare(report(BIRD_DOG_KEY, holds=(left, right)), BIRD_DOG)
    (one,) = [c for c in found if c.kind == "left_right" and c.measure == "form_s"]
    assert (one.first, one.second, one.unit) == (30.0, 12.0, "s")
    assert one.clear
