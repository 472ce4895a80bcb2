"""What a test of strength endurance comes to, leg by leg."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from exercises.reasons import NO_REASON, Reason
from exercises.units import NAN, Side

ResultUnit = Literal["reps", "s"]


@dataclass(frozen=True, kw_only=True)
class Norm:
    """What some people reached in a test.

    Attributes:
        people: Who they were.
        values: What they reached, in words.
        source: Where that is written.
        place_of: A result -> where it lies among theirs, in words; None where their
            numbers only stand beside the result.
    """

    people: str
    values: str
    source: str
    place_of: Callable[[float], str] | None = None


@dataclass(frozen=True, kw_only=True)
class LegResult:
    """What one leg reached.

    Attributes:
        side: The working leg; None when unsure.
        value: In `unit`; NaN when not assessed.
        low, high: The ends of the 95 % interval. Where the film does not show the end
            of the test, `low` is what was reached until then. NaN when not known.
        unit: Repetitions, or seconds of true time.
        start_s, end_s: When the test began and was over; NaN when not known.
        ended: How it ended, in a sentence; empty when not known.
        reason: Why there is no value.
        norm_reason: Why the value is not to be compared with the norms.
        compared: Where the value lies among the norm's people, in a sentence.
        notes: What else is to be known, in sentences.
    """

    side: Side | None
    value: float = NAN
    low: float = NAN
    high: float = NAN
    unit: ResultUnit
    start_s: float = NAN
    end_s: float = NAN
    ended: str = ""
    reason: Reason = NO_REASON
    norm_reason: Reason = NO_REASON
    compared: str = ""
    notes: tuple[str, ...] = ()

    @property
    def assessed(self) -> bool:
        """Whether there is a value."""
        return math.isfinite(self.value)


@dataclass(frozen=True, kw_only=True)
class ClinicalReport:
    """One test of a film.

    Attributes:
        key: Its name on the command line and in the JSON.
        title: Its name for people.
        results: One a leg that the film shows, or one that says why there is none.
        norms: What others reached.
        not_measured: What the test does not tell, in sentences.
    """

    key: str
    title: str
    results: tuple[LegResult, ...]
    norms: tuple[Norm, ...]
    not_measured: tuple[str, ...]

    @property
    def assessed(self) -> bool:
        """Whether any leg has a value."""
        return any(result.assessed for result in self.results)
