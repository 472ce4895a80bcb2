"""From measures to scores: of a rep, of a part of it, of a film."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from exercises.reasons import NO_REASON
from exercises.report import Score, Subscore
from exercises.scoring.bands import Rule
from exercises.scoring.faults import holds_for_the_set
from exercises.units import NAN, Fault, Measure, Unit, Verdict

CAPS: Final = {1: 100.0, 2: 84.0, 3: 69.0, 4: 40.0}
"""The best score a rep can have with a clear fault of each severity: a plain mean would
let good knees buy off a collapsed hip (our choice, rationale.md 7)."""
LEAST_COVERAGE: Final = 0.5
"""Below this share of the weight a score would pretend to know the whole."""


def unit_score(
    measures: Mapping[str, Measure], rules: Mapping[str, Rule], cap: float = 100.0
) -> tuple[float, float, float, float]:
    """Return a rep's (score, low, high, coverage).

    The weighted mean over what was assessed, capped. The interval moves one measure
    at a time to its worse and better end and adds the changes as root sum of squares.
    NaN below half of the weight.
    """
    assessed = [
        (rules[key].weight, measure)
        for key, measure in measures.items()
        if rules[key].weight and math.isfinite(measure.score)
    ]
    weight = sum(w for w, _ in assessed)
    if weight < LEAST_COVERAGE - 1e-9:
        return NAN, NAN, NAN, weight
    mean = sum(w * m.score for w, m in assessed) / weight
    down = math.hypot(*(w * (m.score - m.score_low) / weight for w, m in assessed))
    up = math.hypot(*(w * (m.score_high - m.score) / weight for w, m in assessed))
    return (
        min(mean, cap),
        min(max(0.0, mean - down), cap),
        min(100.0, mean + up, cap),
        weight,
    )


def cap_of(faults: Iterable[Fault]) -> float:
    """Return the best score that these faults allow."""
    return min((CAPS[fault.severity] for fault in faults), default=100.0)


def mean_measure(measures: Sequence[Measure]) -> Measure:
    """Return one measure over several reps.

    The errors of reps filmed by one camera are mostly the same error, so the mean's
    error is their mean, not less (rationale.md 7).
    """
    seen = [m for m in measures if m.verdict != "not_assessed"]
    if not seen:
        return measures[0]
    order = ("ok", "possible", "fault")
    worst = max(seen, key=lambda m: order.index(m.verdict))
    verdict: Verdict = "ok"
    if holds_for_the_set(sum(m.verdict == "fault" for m in seen), len(measures)):
        verdict = "fault"
    elif holds_for_the_set(sum(m.verdict != "ok" for m in seen), len(measures)):
        verdict = "possible"

    def mean(name: str) -> float:
        values = [getattr(m, name) for m in seen]
        return float(sum(values) / len(values))

    return Measure(
        value=mean("value"),
        unit=seen[0].unit,
        error=mean("error"),
        verdict=verdict,
        score=mean("score"),
        score_low=mean("score_low"),
        score_high=mean("score_high"),
        at_s=worst.at_s,
    )


def subscore(measures: Mapping[str, Measure], rules: Mapping[str, Rule]) -> Subscore:
    """Return the weighted mean of some measures of a set, or why there is none."""
    seen = {k: m for k, m in measures.items() if math.isfinite(m.score)}
    weight = sum(rules[key].weight for key in seen)
    if weight <= 0:
        reasons = [m.reason for m in measures.values() if m.reason]
        return Subscore(
            value=NAN, low=NAN, high=NAN, reason=reasons[0] if reasons else NO_REASON
        )

    def mean(name: str) -> float:
        total = sum(rules[k].weight * getattr(m, name) for k, m in seen.items())
        return float(total / weight)

    return Subscore(value=mean("score"), low=mean("score_low"), high=mean("score_high"))


def mean_of_units(
    units: Sequence[Unit], intervals: Sequence[tuple[float, float]]
) -> Score:
    """Return a film's score from its units'; the worst of six or more is left out."""
    scored = [
        (unit.score, low, high)
        for unit, (low, high) in zip(units, intervals, strict=True)
        if math.isfinite(unit.score)
    ]
    if not scored:
        return Score(value=NAN, low=NAN, high=NAN, coverage=0.0, grade="C")
    if len(scored) >= 6:
        scored.remove(min(scored))
    value, low, high = (
        sum(column) / len(scored) for column in zip(*scored, strict=True)
    )
    return Score(value=value, low=low, high=high, coverage=0.0, grade="C")
