"""From a number and its error to a verdict, a score and a fault.

A measure has three edges: inside green nothing is wrong, beyond amber a coach would
say something, at red nothing is left of it. A score is 100 inside green, falls to 60
at amber and to 0 at red (rationale.md 7). A verdict looks at the whole interval, never
at the bare value: only what lies beyond amber altogether is a fault.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from exercises.report import NAN, Fault, Measure, Score, Subscore, Unit, Verdict
from vision.errors import LimitsError

INTERVAL_80: Final = 1.28
"""Standard deviations on each side of an 80 % interval. A verdict is given at it: what
lies beyond a limit altogether does so nine times in ten (our choice; at 95 % a third of
the faults that our clips were made with would only be asked about)."""
INTERVAL_95: Final = 1.96
"""The same for a 95 % interval: what every report shows."""
CAPS: Final = {1: 100.0, 2: 84.0, 3: 69.0, 4: 40.0}
"""The best score a rep can have with a clear fault of each severity: a plain mean would
let good knees buy off a collapsed hip (our choice, rationale.md 7)."""
LEAST_COVERAGE: Final = 0.5
"""Below this share of the weight a score would pretend to know the whole."""


@dataclass(frozen=True)
class Band:
    """Edges of one measure.

    Attributes:
        green: Inside this (low, high) nothing is wrong.
        amber: Beyond this a coach would mention it.
        red: Beyond this nothing is left.
    """

    green: tuple[float, float]
    amber: tuple[float, float]
    red: tuple[float, float]

    def __post_init__(self) -> None:
        """Refuse edges that contradict each other."""
        order = [self.red[0], self.amber[0], self.green[0]]
        order += [self.green[1], self.amber[1], self.red[1]]
        if any(a > b for a, b in itertools.pairwise(order)):
            raise LimitsError(
                f"Limits must widen from green over amber to red; got green "
                f"{self.green}, amber {self.amber}, red {self.red}."
            )

    @staticmethod
    def at_most(green: float, amber: float, red: float) -> "Band":
        """Smaller is better."""
        inf = math.inf
        return Band((-inf, green), (-inf, amber), (-inf, red))

    @staticmethod
    def at_least(green: float, amber: float, red: float) -> "Band":
        """Larger is better."""
        inf = math.inf
        return Band((green, inf), (amber, inf), (red, inf))

    def score(self, value: float) -> float:
        """Return 0..100 for a value."""
        low = self._one_sided(-value, -self.green[0], -self.amber[0], -self.red[0])
        high = self._one_sided(value, self.green[1], self.amber[1], self.red[1])
        return min(low, high)

    def verdict(self, value: float, error: float) -> Verdict:
        """Return the verdict on a value with an 80 % interval of +- error."""
        low, high = self.amber
        if value - error > high or value + error < low:
            return "fault"
        if value + error <= high and value - error >= low:
            return "ok"
        return "possible"

    def limit(self, value: float) -> float:
        """Return the amber edge that a value is nearest to crossing."""
        if not math.isfinite(self.amber[0]):
            return self.amber[1]
        if not math.isfinite(self.amber[1]):
            return self.amber[0]
        middle = (self.amber[0] + self.amber[1]) / 2
        return self.amber[1] if value > middle else self.amber[0]

    @staticmethod
    def _one_sided(value: float, green: float, amber: float, red: float) -> float:
        if value <= green or not math.isfinite(green):
            return 100.0
        if value <= amber:
            return 100.0 - 40.0 * (value - green) / (amber - green)
        if value >= red:
            return 0.0
        return 60.0 * (red - value) / (red - amber)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How one measure is judged.

    Attributes:
        key: Measure key of the contract.
        unit: Of its value.
        weight: Share of the exercise's score; 0 for what is only remarked.
        severity: 1 to 4; 0 for what can never be a fault.
        low_code: Fault code below the band, empty when low is never wrong.
        high_code: Fault code above the band.
        low_cue: What to say when too low.
        high_cue: What to say when too high.
        possible_only: The tracker is too weak for a clear fault here.
    """

    key: str
    unit: str
    weight: float
    severity: int
    low_code: str = ""
    high_code: str = ""
    low_cue: str = ""
    high_cue: str = ""
    possible_only: bool = False

    def judge(
        self, band: Band | None, value: float, error: float, *, at_s: float
    ) -> Measure:
        """Return the measure with its verdict and score.

        Args:
            band: The edges; None for a measure that is only shown.
            value: NaN makes it not assessed.
            error: Half the 80 % interval, which the verdict is given at. The measure
                keeps half the 95 % one, which is shown.
            at_s: When it was read.
        """
        if not math.isfinite(value) or not math.isfinite(error):
            return not_assessed(self, "the landmarks it needs were not seen")
        shown = error * INTERVAL_95 / INTERVAL_80
        if band is None:
            return Measure(
                value=value, unit=self.unit, error=shown, verdict="ok", at_s=at_s
            )
        verdict = band.verdict(value, error)
        floor = 60.0 if self.possible_only else 0.0
        if self.possible_only and verdict == "fault":
            verdict = "possible"
        scores = [
            max(floor, band.score(v)) for v in (value, value - shown, value + shown)
        ]
        return Measure(
            value=value,
            unit=self.unit,
            error=shown,
            verdict=verdict,
            score=scores[0],
            score_low=min(scores),
            score_high=max(scores),
            at_s=at_s,
        )

    def fault(self, band: Band, measure: Measure) -> Fault:
        """Return the fault (or question) for a measure that is not clearly ok."""
        limit = band.limit(measure.value)
        high = limit == band.amber[1]
        cue = self.high_cue if high else self.low_cue
        return Fault(
            code=self.high_code if high else self.low_code,
            severity=self.severity,
            at_s=measure.at_s,
            measured=measure.value,
            limit=limit,
            cue=cue if measure.verdict == "fault" else f"Check in a mirror: {cue}",
        )


def not_assessed(of: Rule | Measure, reason: str) -> Measure:
    """Return the measure that says why there is none."""
    return Measure(
        value=NAN, unit=of.unit, error=NAN, verdict="not_assessed", reason=reason
    )


def faults_of(
    measures: Mapping[str, Measure],
    rules: Mapping[str, Rule],
    bands: Mapping[str, Band],
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Return the clear and the possible faults among some measures, worst first."""
    found: dict[Verdict, list[Fault]] = {"fault": [], "possible": []}
    for key, measure in measures.items():
        if measure.verdict in found and key in bands and rules[key].severity:
            found[measure.verdict].append(rules[key].fault(bands[key], measure))
    clear, possible = (
        tuple(sorted(found[kind], key=lambda fault: -fault.severity))
        for kind in ("fault", "possible")
    )
    return clear, possible


def set_faults(units: Sequence[Sequence[Fault]]) -> tuple[Fault, ...]:
    """Return the faults that hold for a set: in two reps, or in a third of them.

    A single slip is listed with its rep and not held against the set.

    Args:
        units: The faults of each rep.

    Returns:
        One fault a code, its evidence from the worst rep; worst first.
    """
    by_code: dict[str, list[Fault]] = {}
    for faults in units:
        for fault in faults:
            by_code.setdefault(fault.code, []).append(fault)
    kept = [
        (len(faults), max(faults, key=lambda fault: abs(fault.measured - fault.limit)))
        for faults in by_code.values()
        if holds_for_the_set(len(faults), len(units))
    ]
    kept.sort(key=lambda item: (-item[1].severity, -item[0]))
    return tuple(fault for _, fault in kept)


def holds_for_the_set(count: int, reps: int) -> bool:
    """Return whether something seen in so many reps is more than a slip."""
    return count > 0 and (count >= 2 or 3 * count >= reps)


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
            value=NAN, low=NAN, high=NAN, reason=reasons[0] if reasons else ""
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
