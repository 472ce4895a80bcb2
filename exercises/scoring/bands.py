"""From a number and its error to a verdict, a score and a fault.

A measure has three edges: inside green nothing is wrong, beyond amber a coach would
say something, at red nothing is left of it. A score is 100 inside green, falls to 60
at amber and to 0 at red (rationale.md 7). A verdict looks at the whole interval, never
at the bare value: only what lies beyond amber altogether is a fault.
"""

import itertools
import math
from dataclasses import dataclass
from typing import Final

from exercises.reasons import Reason
from exercises.units import NAN, Fault, Measure, MeasureUnit, Verdict
from hamstrong.errors import LimitsError

INTERVAL_80: Final = 1.28
"""Standard deviations on each side of an 80 % interval. A verdict is given at it: what
lies beyond a limit altogether does so nine times in ten (our choice: at 95 % 22 of the
38 faults that our clips were made with would be clear instead of 30, the others asked
about, and none more would be right: `uv run python -m benchmarks.verdict_levels`)."""
INTERVAL_95: Final = 1.96
"""The same for a 95 % interval: what every report shows."""


UNSEEN: Final = Reason("hidden", "the landmarks it needs were not seen")


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
        key: Measure key of the JSON report (docs/exercises.md).
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
    unit: MeasureUnit
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
            return not_assessed(self, UNSEEN)
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


def not_assessed(of: Rule | Measure, reason: Reason) -> Measure:
    """Return the measure that says why there is none."""
    return Measure(
        value=NAN, unit=of.unit, error=NAN, verdict="not_assessed", reason=reason
    )
