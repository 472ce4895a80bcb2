"""The nouns of a judgement: what every checker returns and every report shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["left", "right"]
Verdict = Literal["ok", "fault", "possible", "not_assessed"]
Load = Literal["body weight", "medium", "heavy"]
Grade = Literal["A", "B", "C"]

NAN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number about one rep, hold or bout, and what it means.

    Attributes:
        value: In `unit`; NaN when not assessed.
        unit: "deg", "s", "share", "trunk lengths", "shank lengths", "%" or "m".
        error: Half width of the 80 % interval, so that a clear fault is right nine
            times in ten; NaN when not assessed.
        verdict: "fault" when the whole interval lies beyond the limit, "possible" when
            it straddles it.
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
        start_s: Leaves the top.
        bottom_s: Arrives at the end of the lowering.
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
        low: The worse end of its interval.
        high: The better end.
        coverage: Share of the weight that was assessed.
        grade: How far the picture can be trusted: A, B or C.
    """

    value: float
    low: float
    high: float
    coverage: float
    grade: Grade


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
    """What the report says of the film."""

    name: str
    duration_s: float
    fps: float
    width: int
    height: int
    frames: int


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
        exercise_confidence: 0..1; 1 when the user named it.
        side: The working leg; None when unsure.
        side_confidence: 0..1; 1 when the user named it.
        measures: Each measure over the whole set: the reps' mean, or why not.
        limits: The numbers judged by, so that old results stay explainable.
        faults: Codes that hold for the set, worst first.
        possible: Likewise, straddling.
        notes: Sentences for the user: framing first, then form.
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
    measures: Mapping[str, Measure] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    possible: tuple[Fault, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    notes: tuple[str, ...] = ()
    limits: Mapping[str, object] = field(default_factory=dict)

    @property
    def judged(self) -> bool:
        """Whether there was anything to judge."""
        return bool(self.reps or self.attempts)
