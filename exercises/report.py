"""The nouns of a judgement: what every checker returns and every report shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from exercises.clinical.result import ClinicalReport
from exercises.drawing.set_signals import SetSignals
from exercises.reasons import NO_REASON, Reason
from exercises.scoring.bands import Band
from exercises.units import Attempt, Bout, Fault, Hold, Load, Measure, Rep, Side, Unit

Grade = Literal["A", "B", "C"]
ComparisonKind = Literal["left_right", "fatigue", "tempo"]
LEGS_IN_WORDS: Final[Mapping[int, str]] = {1: "one leg", 2: "two legs"}
"""How many legs work at once, as a report's `variant` says it under "legs"."""


@dataclass(frozen=True, kw_only=True)
class SetSummary:
    """Units that belong together: one leg, one camera view, no long rest.

    Attributes:
        index: From 1.
        side: The working leg; None when unsure or when the legs alternate.
        units: Indices of its reps, holds or bouts.
        attempts: How many movements in it were not counted.
        score: Mean of its units' scores; NaN when none has one.
        view: Name of the camera's view.
    """

    index: int
    side: Side | None
    start_s: float
    end_s: float
    units: tuple[int, ...]
    attempts: int
    score: float
    view: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two numbers of one film against each other.

    Attributes:
        kind: "fatigue" is the first third of a set against the last one.
        measure: Measure key.
        first_name: What the first number belongs to, such as "left".
        first: In `unit`.
        difference: second - first.
        error: Half the 95 % interval of the difference, as far as one film can tell.
        clear: Whether the difference is larger than that error.
        sentence: What it means; says so when the difference is within the error.
    """

    kind: ComparisonKind
    measure: str
    first_name: str
    second_name: str
    first: float
    second: float
    unit: str
    difference: float
    error: float
    clear: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class PlanItem:
    """One part of what the circuit asks for, and whether this film shows it."""

    name: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class Score:
    """The form score of a set.

    Attributes:
        value: 0..100; NaN when too little could be assessed.
        low, high: The worse and the better end of its interval.
        coverage: Share of the weight that was assessed.
        grade: How far the picture can be trusted: A, B or C.
        reason: Why there is none though units were counted.
    """

    value: float
    low: float
    high: float
    coverage: float
    grade: Grade
    reason: Reason = NO_REASON


@dataclass(frozen=True, kw_only=True)
class Subscore:
    """A part of the score that people ask for by name."""

    value: float
    low: float
    high: float
    reason: Reason = NO_REASON


@dataclass(frozen=True, kw_only=True)
class NotAssessed:
    """A measure that this film cannot give, and why."""

    measure: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class SourceInfo:
    """What the report says of the film; all times are the film's, times `speed`."""

    name: str
    duration_s: float
    fps: float
    width: int
    height: int
    frames: int
    speed: float = 1.0


@dataclass(frozen=True, kw_only=True)
class ViewInfo:
    """What the report says of the camera."""

    yaw_deg: float
    name: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that one check found. See `coach.reports.json_report` for its JSON.

    Attributes:
        exercise: Key of the exercise; None when it is none that we know.
        side: The working leg; None when unsure.
        exercise_confidence, side_confidence: 0..1; 1 when the user named it.
        measures: Each measure over all units: their mean, or why not.
        holds, bouts: Of an exercise that is held; of one that travels.
        sets: The units in their sets.
        comparisons: Left against right, first reps against last, evenness.
        plan: What the circuit asks for, ticked off; empty where one film cannot tell.
        variant: How it was done where both ways are right: "legs" -> one of
            `LEGS_IN_WORDS`.
        limits: The numbers judged by, so that old results stay explainable.
        faults, possible: Codes that hold for the set, worst first; and straddling.
        notes: Sentences for the user: framing first, then form.
        signals: What each of the sets was judged on, for pictures; never in the JSON.
        picture_grade: The score's grade, had nothing been read in space; never in the
            JSON.
        test: What a clinical test came to; None where none was asked for.
    """

    source: SourceInfo
    exercise: str | None
    exercise_confidence: float
    side: Side | None
    side_confidence: float
    load: Load | None
    view: ViewInfo
    score: Score
    subscores: Mapping[str, Subscore] = field(default_factory=dict)
    reps: tuple[Rep, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    holds: tuple[Hold, ...] = ()
    bouts: tuple[Bout, ...] = ()
    sets: tuple[SetSummary, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    variant: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    possible: tuple[Fault, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    notes: tuple[str, ...] = ()
    limits: Mapping[str, Band] = field(default_factory=dict)
    signals: tuple[SetSignals | None, ...] = field(
        default=(), repr=False, compare=False
    )
    test: ClinicalReport | None = None
    picture_grade: Grade = "C"

    @property
    def two_legged(self) -> bool:
        """Whether both legs worked at once, so that there is no one leg to name."""
        return self.variant.get("legs") == LEGS_IN_WORDS[2]

    @property
    def judged(self) -> bool:
        """Whether there was anything to judge."""
        tested = self.test is not None and self.test.assessed
        return bool(self.units or self.attempts or tested)

    @property
    def units(self) -> tuple[Unit, ...]:
        """What was counted: reps, holds or bouts."""
        return self.reps or self.holds or self.bouts
