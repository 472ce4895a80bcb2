"""From a number and its error to a verdict, a score and a fault."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.reasons import FILM_SIDE, Reason
from exercises.scoring.bands import Band, Rule, not_assessed
from exercises.scoring.faults import faults_of, set_faults
from exercises.scoring.scores import (
    cap_of,
    mean_measure,
    mean_of_units,
    subscore,
    unit_score,
)
from exercises.units import NAN, Fault, Measure, Rep
from hamstrong.errors import LimitsError

HIDDEN = Reason("hidden", "hidden")

DEPTH = Band((60, 95), (45, 105), (30, 120))
SLOW = Band.at_least(2.5, 1.5, 0.8)
TALL = Band.at_most(12, 20, 35)
DEPTH_RULE = Rule(
    key="depth", unit="deg", weight=0.6, severity=2, low_code="too_little",
    high_code="too_much", low_cue="More.", high_cue="Less.",
)  # fmt: skip
SLOW_RULE = Rule(
    key="slow", unit="s", weight=0.4, severity=3, low_code="too_fast", low_cue="Slower."
)
RULES = {"depth": DEPTH_RULE, "slow": SLOW_RULE}
BANDS = {"depth": DEPTH, "slow": SLOW}


@pytest.mark.parametrize(
    ("band", "value", "score"),
    [
        pytest.param(DEPTH, 75, 100, id="inside green"),
        pytest.param(DEPTH, 60, 100, id="at green"),
        pytest.param(DEPTH, 52.5, 80, id="half way to amber"),
        pytest.param(DEPTH, 45, 60, id="at amber"),
        pytest.param(DEPTH, 37.5, 30, id="half way to red"),
        pytest.param(DEPTH, 30, 0, id="at red"),
        pytest.param(DEPTH, -50, 0, id="far beyond red"),
        pytest.param(DEPTH, 100, 80, id="half way to the upper amber"),
        pytest.param(DEPTH, 105, 60, id="at the upper amber"),
        pytest.param(DEPTH, 130, 0, id="beyond the upper red"),
        pytest.param(SLOW, 60, 100, id="slower than slow"),
        pytest.param(SLOW, 2.0, 80, id="half way to fast"),
        pytest.param(SLOW, 1.5, 60, id="fast"),
        pytest.param(SLOW, 0.2, 0, id="dropped"),
        pytest.param(TALL, -30, 100, id="leaning back"),
        pytest.param(TALL, 16, 80, id="half way to bent"),
        pytest.param(TALL, 27.5, 30, id="half way to red, bent"),
    ],
)
def test_a_band_falls_from_100_over_60_to_0(
    band: Band, value: float, score: float
) -> None:
    assert band.score(value) == pytest.approx(score)


def test_a_band_may_have_edges_that_coincide() -> None:
    step = Band.at_most(10, 10, 10)
    assert step.score(10) == 100
    assert step.score(10.001) == 0
    amber_is_red = Band.at_most(5, 10, 10)
    assert amber_is_red.score(10) == pytest.approx(60)
    assert amber_is_red.score(10.1) == 0


numbers = st.integers(-100_000, 100_000).map(lambda number: number / 100)


@given(st.lists(numbers, min_size=6, max_size=6), numbers, numbers)
def test_the_farther_from_green_the_lower_the_score(
    edges: list[float], one: float, other: float
) -> None:
    r_lo, a_lo, g_lo, g_hi, a_hi, r_hi = sorted(edges)
    band = Band((g_lo, g_hi), (a_lo, a_hi), (r_lo, r_hi))

    def outside(value: float) -> float:
        return max(g_lo - value, value - g_hi, 0.0)

    assert 0 <= band.score(one) <= 100
    same_side = (one < g_lo) == (other < g_lo) and (one > g_hi) == (other > g_hi)
    if same_side and outside(one) <= outside(other):
        assert band.score(one) >= band.score(other) - 1e-9
    if outside(one) == 0:
        assert band.score(one) == 100


@pytest.mark.parametrize(
    ("green", "amber", "red"),
    [
        pytest.param((60, 95), (65, 105), (30, 120), id="amber inside green"),
        pytest.param((60, 95), (45, 105), (50, 120), id="red inside amber"),
        pytest.param((95, 60), (45, 105), (30, 120), id="upside down"),
    ],
)
def test_edges_that_contradict_each_other_are_refused(
    green: tuple[float, float], amber: tuple[float, float], red: tuple[float, float]
) -> None:
    with pytest.raises(LimitsError, match="widen from green over amber to red"):
        Band(green, amber, red)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        pytest.param(75, "ok", id="inside"),
        pytest.param(51, "ok", id="the whole interval inside amber"),
        pytest.param(49, "possible", id="straddling from inside"),
        pytest.param(41, "possible", id="straddling from outside"),
        pytest.param(39, "fault", id="the whole interval beyond"),
        pytest.param(99, "ok", id="inside at the upper end"),
        pytest.param(103, "possible", id="straddling at the upper end"),
        pytest.param(111, "fault", id="beyond the upper end"),
    ],
)
def test_a_verdict_looks_at_the_whole_interval(value: float, verdict: str) -> None:
    assert DEPTH.verdict(value, 5.0) == verdict


def test_an_interval_wider_than_the_band_is_never_clear() -> None:
    assert DEPTH.verdict(75.0, 100.0) == "possible"


@given(numbers, st.floats(0, 100), st.floats(0, 100))
def test_a_larger_error_never_makes_a_verdict_clearer(
    value: float, error: float, more: float
) -> None:
    if DEPTH.verdict(value, error) == "possible":
        assert DEPTH.verdict(value, error + more) == "possible"


@given(numbers, st.floats(0, 100))
def test_the_interval_of_a_score_holds_the_score(value: float, error: float) -> None:
    measure = DEPTH_RULE.judge(DEPTH, value, error, at_s=1.0)
    assert 0 <= measure.score_low <= measure.score <= measure.score_high <= 100


@pytest.mark.parametrize(
    ("value", "error"),
    [(NAN, 1.0), (50.0, NAN), (math.inf, 1.0), (50.0, math.inf)],
)
def test_what_is_not_known_gets_no_verdict(value: float, error: float) -> None:
    measure = DEPTH_RULE.judge(DEPTH, value, error, at_s=1.0)
    assert measure.verdict == "not_assessed"
    assert measure.reason.text
    assert math.isnan(measure.value)
    assert math.isnan(measure.score)


def test_a_measure_too_weak_for_a_fault_stays_a_question() -> None:
    weak = replace(DEPTH_RULE, possible_only=True)
    measure = weak.judge(DEPTH, 500.0, 1.0, at_s=1.0)
    assert measure.verdict == "possible"
    assert measure.score == 60.0


def test_a_fault_names_the_side_it_is_on_and_an_instruction() -> None:
    low = DEPTH_RULE.fault(DEPTH, DEPTH_RULE.judge(DEPTH, 20, 2, at_s=3.5))
    high = DEPTH_RULE.fault(DEPTH, DEPTH_RULE.judge(DEPTH, 140, 2, at_s=3.5))
    assert (low.code, low.limit, low.measured, low.cue) == (
        "too_little", 45, 20, "More.",
    )  # fmt: skip
    assert (high.code, high.limit, high.cue) == ("too_much", 105, "Less.")
    assert low.at_s == 3.5


def test_what_straddles_is_asked_not_ordered() -> None:
    question = DEPTH_RULE.fault(DEPTH, DEPTH_RULE.judge(DEPTH, 46, 5, at_s=0))
    assert question.cue != "More."
    assert "More." in question.cue


def test_faults_are_sorted_by_severity_and_what_straddles_stands_apart() -> None:
    measures = {
        "depth": DEPTH_RULE.judge(DEPTH, 20, 2, at_s=1),
        "slow": SLOW_RULE.judge(SLOW, 0.5, 0.1, at_s=1),
    }
    clear, possible = faults_of(measures, RULES, BANDS)
    assert [fault.code for fault in clear] == ["too_fast", "too_little"]
    assert possible == ()
    measures["slow"] = SLOW_RULE.judge(SLOW, 1.5, 0.1, at_s=1)
    clear, possible = faults_of(measures, RULES, BANDS)
    assert [fault.code for fault in clear] == ["too_little"]
    assert [fault.code for fault in possible] == ["too_fast"]


def fault(code: str = "too_fast", severity: int = 3, measured: float = 1.0) -> Fault:
    return Fault(
        code=code, severity=severity, at_s=0.0, measured=measured, limit=1.5, cue=""
    )


@pytest.mark.parametrize(
    ("faulty", "reps", "held"),
    [
        pytest.param(1, 8, False, id="one of eight is a slip"),
        pytest.param(2, 8, True, id="two of eight"),
        pytest.param(1, 3, True, id="a third"),
        pytest.param(1, 4, False, id="a quarter"),
        pytest.param(1, 1, True, id="the only one"),
        pytest.param(0, 5, False, id="none"),
    ],
)
def test_a_fault_holds_for_a_set_in_two_reps_or_a_third(
    faulty: int, reps: int, held: bool
) -> None:
    units = [(fault(),)] * faulty + [()] * (reps - faulty)
    assert bool(set_faults(units)) is held


def test_the_evidence_of_a_set_is_its_worst_rep() -> None:
    (kept,) = set_faults([(fault(measured=m),) for m in (1.4, 0.6, 1.2)])
    assert kept.measured == 0.6


def test_set_faults_are_told_worst_first() -> None:
    mild, grave = fault("mild", 2), fault("grave", 4)
    kept = set_faults([(mild, grave), (mild, grave), (mild,)])
    assert [item.code for item in kept] == ["grave", "mild"]


@pytest.mark.parametrize(
    ("severities", "cap"),
    [((), 100), ((1,), 100), ((2,), 84), ((3,), 69), ((4,), 40), ((2, 3, 1), 69)],
)
def test_a_clear_fault_caps_the_score(severities: tuple[int, ...], cap: float) -> None:
    assert cap_of(fault(severity=s) for s in severities) == cap


def scored(
    score: float, low: float | None = None, high: float | None = None
) -> Measure:
    return Measure(
        value=1.0, unit="deg", error=1.0, verdict="ok", score=score,
        score_low=score if low is None else low,
        score_high=score if high is None else high,
    )  # fmt: skip


def test_a_score_is_the_weighted_mean() -> None:
    score, low, high, coverage = unit_score(
        {"depth": scored(100), "slow": scored(50)}, RULES
    )
    assert score == low == high == pytest.approx(0.6 * 100 + 0.4 * 50)
    assert coverage == pytest.approx(1.0)


def test_each_measures_doubt_adds_as_a_right_angle() -> None:
    # 0.6 * 5 = 3 and 0.4 * 10 = 4 make 5.
    measures = {"depth": scored(80, 75, 85), "slow": scored(80, 70, 90)}
    score, low, high, _ = unit_score(measures, RULES)
    assert (score, low, high) == pytest.approx((80, 75, 85))


def test_good_measures_cannot_buy_off_a_clear_fault() -> None:
    score, low, high, _ = unit_score(
        {"depth": scored(100), "slow": scored(90)}, RULES, 69.0
    )
    assert score == high == 69.0
    assert low <= 69.0


def test_what_is_not_assessed_is_left_out_of_the_mean() -> None:
    measures = {
        "depth": scored(90),
        "slow": not_assessed(SLOW_RULE, HIDDEN),
    }
    score, _, _, coverage = unit_score(measures, RULES)
    assert score == pytest.approx(90)
    assert coverage == pytest.approx(0.6)


def test_less_than_half_of_the_weight_gives_no_score() -> None:
    measures = {
        "depth": not_assessed(DEPTH_RULE, HIDDEN),
        "slow": scored(90),
    }
    score, low, high, coverage = unit_score(measures, RULES)
    assert math.isnan(score)
    assert math.isnan(low)
    assert math.isnan(high)
    assert coverage == pytest.approx(0.4)


def test_just_half_of_the_weight_gives_one() -> None:
    rules = {k: replace(rule, weight=0.5) for k, rule in RULES.items()}
    measures = {
        "depth": not_assessed(DEPTH_RULE, HIDDEN),
        "slow": scored(90),
    }
    assert unit_score(measures, rules)[0] == pytest.approx(90)


def test_the_mean_of_units_keeps_the_worst_verdict_and_the_error() -> None:
    reps = [DEPTH_RULE.judge(DEPTH, value, 5.0, at_s=value) for value in (70, 80, 20)]
    mean = mean_measure(reps)
    assert mean.value == pytest.approx((70 + 80 + 20) / 3)
    assert mean.error == pytest.approx(
        reps[0].error
    )  # one camera errs the same way each time
    assert mean.verdict == "fault"
    assert mean.at_s == 20


def test_a_rep_not_seen_does_not_spoil_the_mean_of_the_others() -> None:
    seen = DEPTH_RULE.judge(DEPTH, 70, 5.0, at_s=1)
    mean = mean_measure([not_assessed(DEPTH_RULE, HIDDEN), seen])
    assert mean.value == 70
    assert mean_measure([not_assessed(DEPTH_RULE, HIDDEN)]).reason.text == "hidden"


def rep(score: float) -> Rep:
    return Rep(
        index=1, start_s=0, bottom_s=1, leave_s=1, end_s=2, lowering_s=1,
        lowering_error_s=0.1, pause_s=0, lifting_s=1, score=score, measures={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        pytest.param([80, 80, 80, 80, 20], 68, id="five count all"),
        pytest.param([80, 80, 80, 80, 80, 20], 80, id="six leave the worst out"),
        pytest.param([90, NAN, 70], 80, id="without a score is left out"),
    ],
)
def test_a_sets_score_is_the_mean_of_its_reps(scores: list[float], mean: float) -> None:
    reps = [rep(score) for score in scores]
    score = mean_of_units(reps, [(s - 5, s + 5) for s in scores])
    assert (score.value, score.low, score.high) == pytest.approx(
        (mean, mean - 5, mean + 5)
    )


def test_a_set_without_scored_reps_has_no_score() -> None:
    assert math.isnan(mean_of_units([], []).value)
    assert math.isnan(mean_of_units([rep(NAN)], [(NAN, NAN)]).value)


def test_a_subscore_is_the_weighted_mean_of_its_measures() -> None:
    part = subscore({"depth": scored(100), "slow": scored(0)}, RULES)
    assert part.value == pytest.approx(60)


def test_a_subscore_never_seen_says_why() -> None:
    part = subscore({"slow": not_assessed(SLOW_RULE, FILM_SIDE)}, RULES)
    assert math.isnan(part.value)
    assert part.reason == FILM_SIDE
