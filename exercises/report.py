"""The nouns of a judgement: what every checker returns and every report shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from exercises.drawing.set_signals import SetSignals

Side = Literal["left", "right"]
Verdict = Literal["ok", "fault", "possible", "not_assessed"]
Load = Literal["body weight", "medium", "heavy"]
Grade = Literal["A", "B", "C"]
Direction = Literal["forward", "backward"]
ComparisonKind = Literal["left_right", "fatigue", "tempo"]

NAN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number about one rep, hold or bout, and what it means.

    Attributes:
        value: In `unit`; NaN when not assessed.
        unit: "deg", "s", "share", "%", "m", or "trunk", "shank" or "leg lengths".
        error: Half width of the 95 % interval; NaN when not assessed.
        verdict: "fault" when it lies beyond the limit with 90 % certainty, "possible"
            when it lies there or here.
        reason: Why it was not assessed, or a remark; may be empty.
        score: 0..100 by the measure's band; NaN when not assessed.
        score_low: The score at the worse end of the interval.
        score_high: The score at the better end.
        at_s: When it was read, for the evidence picture; NaN when nowhere.
    """

    value: float
    unit: str
    error: float
    verdict: Verdict
    reason: str = ""
    score: float = NAN
    score_low: float = NAN
    score_high: float = NAN
    at_s: float = NAN


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something to change, with its evidence.

    Attributes:
        code: From the contract, docs/exercises.md.
        severity: 1 note, 2 moderate, 3 defeats the exercise's purpose, 4 safety.
        at_s: When it shows.
        measured: The value.
        limit: The amber edge it went beyond.
        cue: What to say: an instruction, or a question when it is only possible.
    """

    code: str
    severity: int
    at_s: float
    measured: float
    limit: float
    cue: str


@dataclass(frozen=True, kw_only=True)
class Rep:
    """One completed lowering with one lift of its own.

    Attributes:
        index: From 1.
        start_s, bottom_s: Leaves the top; arrives at the end of the lowering.
        leave_s: Starts back.
        end_s: Arrives back. Where a clip opens at the bottom the lift comes first and
            leave_s and end_s lie before start_s.
        lowering_s: bottom_s - start_s; NaN when either end is not on the film.
        lowering_error_s: Half the 95 % interval of lowering_s.
        pause_s: leave_s - bottom_s; NaN where the lift comes first.
        lifting_s: end_s - leave_s.
        score: 0..100; NaN when too little was seen.
        measures: By measure key.
        faults: Clear ones.
        possible: What straddles a limit.
    """

    index: int
    start_s: float
    bottom_s: float
    leave_s: float
    end_s: float
    lowering_s: float
    lowering_error_s: float
    pause_s: float
    lifting_s: float
    score: float
    measures: Mapping[str, Measure]
    faults: tuple[Fault, ...] = ()
    possible: tuple[Fault, ...] = ()
    side: Side | None = None

    @property
    def ended_s(self) -> float:
        """When the later of its two movements ended."""
        return max(self.bottom_s, self.end_s)


@dataclass(frozen=True, kw_only=True)
class Hold:
    """One stretch of holding a position.

    Attributes:
        index: From 1.
        side: The working leg; None when unsure.
        start_s, end_s: The position is reached, and given up.
        duration_s: end_s - start_s.
        form_s: How long the form lasted; duration_s when it lasted to the end.
        score: 0..100; NaN when too little was seen or it is too short.
    """

    index: int
    side: Side | None
    start_s: float
    end_s: float
    duration_s: float
    form_s: float
    score: float
    measures: Mapping[str, Measure]
    faults: tuple[Fault, ...] = ()
    possible: tuple[Fault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bout:
    """One stretch of travelling one way with one leg in front.

    Attributes:
        index: From 1.
        direction: With the face or with the back to where one goes.
        lead: The leg that stays in front; None when unsure.
        start_s, end_s: Where the travelling starts and ends.
        steps: Strides: touchdowns of the front foot.
        distance_m: How far the hips travelled; NaN when this view cannot tell.
        score: 0..100; NaN when too little was seen.
        measures: By measure key.
    """

    index: int
    direction: Direction
    lead: Side | None
    start_s: float
    end_s: float
    steps: int
    distance_m: float
    score: float
    measures: Mapping[str, Measure]
    faults: tuple[Fault, ...] = ()
    possible: tuple[Fault, ...] = ()


Unit = Rep | Hold | Bout
"""What is counted: an exercise has one kind of them."""


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
class Attempt:
    """A movement that was not a rep, and why."""

    start_s: float
    end_s: float
    reason: str
    rom_deg: float


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
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Subscore:
    """A part of the score that people ask for by name."""

    value: float
    low: float
    high: float
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NotAssessed:
    """A measure that this film cannot give, and why."""

    measure: str
    reason: str


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
        variant: How it was done where both ways are right: "legs" -> "two legs".
        limits: The numbers judged by, so that old results stay explainable.
        faults, possible: Codes that hold for the set, worst first; and straddling.
        notes: Sentences for the user: framing first, then form.
        signals: What each of the sets was judged on, for pictures; never in the JSON.
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
    limits: Mapping[str, object] = field(default_factory=dict)
    signals: tuple[SetSignals | None, ...] = field(
        default=(), repr=False, compare=False
    )

    @property
    def judged(self) -> bool:
        """Whether there was anything to judge."""
        return bool(self.units or self.attempts)

    @property
    def units(self) -> tuple[Unit, ...]:
        """What was counted: reps, holds or bouts."""
        return self.reps or self.holds or self.bouts
