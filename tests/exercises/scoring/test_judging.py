"""From what was found to units, sets, scores and faults."""

import math
from dataclasses import replace

import pytest

from exercises.engine.pairing import Cycle
from exercises.engine.phases import Ramp
from exercises.exercise import (
    MatchScore,
    MeasuredBout,
    MeasuredHold,
    MeasuredRep,
    SetReading,
    linear_step,
)
from exercises.internal_rotation_deadlift.definition import DEADLIFT
from exercises.reasons import Reason
from exercises.scoring.bands import Band, Rule
from exercises.scoring.judging import Judgement, judge_sets, named_side
from exercises.scoring.scores import cap_of
from exercises.units import Attempt, Bout, Hold, Measure, Rep, Side
from vision.view import View

TOO_LITTLE = Reason("too_small", "too little")

RULES = {
    "depth": Rule(key="depth", unit="deg", weight=0.5, severity=2,
                  high_code="too_deep", high_cue="Less deep."),
    "lowering_s": Rule(key="lowering_s", unit="s", weight=0.5, severity=3,
                       low_code="too_fast", low_cue="Slower."),
}  # fmt: skip
TOY = replace(
    DEADLIFT, key="toy", needed=(), rules=RULES,
    bands={"depth": Band.at_most(10, 20, 30), "lowering_s": Band.at_least(2, 1, 0.5)},
    subscores={}, always_unseen={}, target=None, compared={},
)  # fmt: skip
SIDE_VIEW = View(
    yaw_deg=0.0, name="side", error_deg=8.0, confidence=1.0, near_side="left"
)


def measures(depth: float = 5.0, lowering_s: float = 3.0) -> dict[str, Measure]:
    return TOY.judge({"depth": (depth, 1.0, 2.5), "lowering_s": (lowering_s, 0.1, 2.0)})


def ramp(on_s: float, off_s: float) -> Ramp:
    return Ramp(
        on_s=on_s, off_s=off_s, from_level=0.0, to_level=50.0, duration_error_s=0.1,
        complete=True,
    )  # fmt: skip


def rep(at_s: float = 0.0, side: Side | None = "left", **read: float) -> MeasuredRep:
    cycle = Cycle(lowering=ramp(at_s + 1, at_s + 4), lifting=ramp(at_s + 4.5, at_s + 6))
    return MeasuredRep(cycle=cycle, measures=measures(**read), side=side)


def found(
    *units: MeasuredRep | MeasuredHold | MeasuredBout, **changed: object
) -> SetReading:
    one = SetReading(view=SIDE_VIEW, side="left", side_confidence=0.9, units=units)
    return replace(one, **changed)  # type: ignore[arg-type]


def judged(*sets: SetReading) -> Judgement:
    return judge_sets(TOY, sets)


def codes(judgement: Judgement) -> list[str]:
    return [fault.code for fault in judgement.faults]


def test_nothing_found_is_nothing_judged() -> None:
    nothing = judged()
    assert (nothing.units, nothing.sets, nothing.faults) == ((), (), ())
    assert nothing.measures == {}
    assert math.isnan(nothing.score.value)


def test_units_are_numbered_through_all_sets() -> None:
    result = judged(found(rep(0), rep(10)), found(rep(30), rep(40), rep(50)))
    assert [unit.index for unit in result.units] == [1, 2, 3, 4, 5]
    assert [one.units for one in result.sets] == [(1, 2), (3, 4, 5)]
    assert [one.index for one in result.sets] == [1, 2]


def test_each_kind_of_unit_becomes_its_own() -> None:
    hold = MeasuredHold(
        start_s=1.0, end_s=13.0, form_s=8.0, measures=measures(), side="left"
    )
    bout = MeasuredBout(
        start_s=2.0, end_s=6.0, direction="backward", steps=5, distance_m=4.0,
        measures=measures(), side="right",
    )  # fmt: skip
    one, two, three = judged(found(rep()), found(hold), found(bout)).units
    assert isinstance(one, Rep)
    assert isinstance(two, Hold)
    assert isinstance(three, Bout)
    assert (two.duration_s, two.form_s, two.side) == (12.0, 8.0, "left")
    assert (three.direction, three.steps, three.lead) == ("backward", 5, "right")
    assert (one.start_s, one.bottom_s, one.leave_s, one.end_s) == (1, 4, 4.5, 6)
    assert (one.lowering_s, one.pause_s, one.lifting_s) == pytest.approx((3, 0.5, 1.5))


def test_a_rep_that_began_before_the_film_starts_with_it() -> None:
    (unit,) = judged(found(rep(-1.5))).units
    assert unit.start_s == 0.0


def test_a_view_without_times_gives_none() -> None:
    (unit,) = judged(found(rep(), timed=False)).units
    assert isinstance(unit, Rep)
    assert math.isnan(unit.pause_s)
    assert math.isnan(unit.lifting_s)


def test_one_slip_is_listed_with_its_unit_and_caps_nothing() -> None:
    slip = rep(40, lowering_s=0.6)
    result = judged(found(rep(0), rep(10), rep(20), rep(30), slip))
    assert codes(result) == []
    assert [fault.code for fault in result.units[4].faults] == ["too_fast"]
    # A plain mean of 100 and of what is left of a band between amber and red.
    assert result.units[4].score == pytest.approx((100 + 12) / 2)


def test_what_a_set_shows_caps_its_units() -> None:
    result = judged(found(*(rep(10 * i, lowering_s=0.8) for i in range(4))))
    assert codes(result) == ["too_fast"]
    cap = cap_of(result.faults)
    assert all(unit.score <= cap for unit in result.units)
    assert result.score.value <= cap


def test_a_fault_of_one_set_is_a_fault_of_the_film_and_caps_that_set_alone() -> None:
    fast = found(*(rep(10 * i, lowering_s=0.8) for i in range(3)))
    slow = found(*(rep(100 + 10 * i) for i in range(3)))
    result = judged(fast, slow)
    assert codes(result) == ["too_fast"]
    assert [unit.score for unit in result.units[3:]] == [100.0] * 3
    assert result.sets[0].score < result.sets[1].score == 100.0


def test_each_code_is_told_once_with_its_worst_evidence() -> None:
    sets = [
        found(*(rep(100 * s + 10 * i, lowering_s=value) for i in range(3)))
        for s, value in enumerate((0.8, 0.5, 0.7))
    ]
    (fault,) = judged(*sets).faults
    assert fault.measured == 0.5


def test_the_gravest_fault_comes_first() -> None:
    result = judged(found(*(rep(10 * i, depth=50, lowering_s=0.5) for i in range(3))))
    assert codes(result) == ["too_fast", "too_deep"]


def test_what_is_clear_in_one_set_is_not_asked_of_another() -> None:
    clear = found(*(rep(10 * i, depth=40) for i in range(3)))
    perhaps = found(*(rep(100 + 10 * i, depth=20) for i in range(3)))
    assert [fault.code for fault in judged(perhaps).possible] == ["too_deep"]
    assert judged(clear, perhaps).possible == ()


def test_where_nothing_counts_the_attempts_say_what_to_change() -> None:
    attempts = tuple(
        Attempt(
            start_s=s,
            end_s=s + 2.0,
            reason=TOO_LITTLE,
            rom_deg=20.0,
        )
        for s in (1.0, 5.0)
    )
    partial = tuple({"depth": measures(depth=50)["depth"]} for _ in attempts)
    result = judged(found(attempts=attempts, partial=partial))
    assert result.units == ()
    assert codes(result) == ["too_deep"]
    assert math.isnan(result.score.value)
    (one,) = result.sets
    assert (one.start_s, one.end_s, one.attempts) == (1.0, 7.0, 2)


def test_attempts_beside_reps_that_count_are_no_faults() -> None:
    partial = tuple({"depth": measures(depth=50)["depth"]} for _ in range(3))
    assert codes(judged(found(rep(0), rep(10), partial=partial))) == []


def test_a_leg_unsure_is_not_named() -> None:
    unsure = found(rep(), side_confidence=0.3)
    assert named_side(unsure) is None
    result = judged(unsure)
    assert result.units[0].side is None  # type: ignore[union-attr]
    assert result.sets[0].side is None
    assert named_side(found()) is None  # nothing moved, nothing to name


def test_legs_in_turns_have_no_one_leg_for_the_set() -> None:
    (one,) = judged(found(rep(0, "left"), rep(10, "right"), rep(20, "left"))).sets
    assert one.side is None


def test_a_measure_not_assessed_takes_its_weight_along() -> None:
    hidden = Reason("hidden", "hidden")
    half = TOY.in_order(TOY.judge({"depth": (5.0, 1.0, 0.0)}), hidden)
    unit = replace(rep(), measures=half)
    result = judged(found(unit))
    assert result.measures["lowering_s"].reason == hidden
    assert result.score.coverage == pytest.approx(0.5)
    assert math.isnan(result.units[0].lowering_s)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "share"),
    [(-9.0, 0.0), (2.0, 0.0), (3.0, 0.5), (4.0, 1.0), (9.0, 1.0), (math.nan, 0.0)],
)
def test_a_condition_rises_from_none_to_full(value: float, share: float) -> None:
    assert linear_step(value, 2.0, 4.0) == pytest.approx(share)


def test_a_likeness_is_as_good_as_its_weakest_condition() -> None:
    likeness = MatchScore.of({"a squat": 0.9, "walking": 0.2, "lying": 0.5})
    assert (likeness.confidence, likeness.looks_like) == (0.2, "walking")
