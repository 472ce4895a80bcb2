"""What is counted and measured of it: reps, holds and bouts, measures and faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from exercises.reasons import NO_REASON, Reason

Side = Literal["left", "right"]
Verdict = Literal["ok", "fault", "possible", "not_assessed"]
Load = Literal["body weight", "medium", "heavy"]
MeasureUnit = Literal[
    "deg",
    "s",
    "share",          # 0..1 of a whole
    "%",
    "m",
    "trunk lengths",  # mid-shoulder to mid-hip
    "shank lengths",  # knee to ankle
    "leg lengths",    # hip to ankle
]  # fmt: skip
"""What a measure is given in: `coach.reports.wording` writes each of them."""
Direction = Literal["forward", "backward"]
NAN = float("nan")
LONGEST_REP_S: Final = 60.0
"""A lowering and a lift further apart than this are not one rep (our choice; the
slowest tempo coached is some 10 s each way)."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number about one rep, hold or bout, and what it means.

    Attributes:
        value: In `unit`; NaN when not assessed.
        unit: Of `value` and `error`; times are seconds of true time.
        error: Half width of the 95 % interval; NaN when not assessed.
        verdict: "fault" when it lies beyond the limit with 90 % certainty, "possible"
            when it lies there or here.
        reason: Why it was not assessed.
        score: 0..100 by the measure's band; NaN when not assessed.
        score_low: The score at the worse end of the interval.
        score_high: The score at the better end.
        at_s: When it was read, for the evidence picture; NaN when nowhere.
    """

    value: float
    unit: MeasureUnit
    error: float
    verdict: Verdict
    reason: Reason = NO_REASON
    score: float = NAN
    score_low: float = NAN
    score_high: float = NAN
    at_s: float = NAN


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something to change, with its evidence.

    Attributes:
        code: As in the JSON report (docs/exercises.md).
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
        by_user: Whether a person has timed it.
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
    by_user: bool = False

    @property
    def leg(self) -> Side | None:
        """The working leg."""
        return self.side

    @property
    def began_s(self) -> float:
        """When the first of its two movements began."""
        return min(self.start_s, self.leave_s)

    @property
    def ended_s(self) -> float:
        """When the later of its two movements ended."""
        return max(self.bottom_s, self.end_s)


class _OneMovement:
    """Begins and ends once; a rep's two movements may come in either order."""

    start_s: float
    end_s: float

    @property
    def began_s(self) -> float:
        """When it began."""
        return self.start_s

    @property
    def ended_s(self) -> float:
        """When it ended."""
        return self.end_s


@dataclass(frozen=True, kw_only=True)
class Hold(_OneMovement):
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

    @property
    def leg(self) -> Side | None:
        """The working leg."""
        return self.side


@dataclass(frozen=True, kw_only=True)
class Bout(_OneMovement):
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

    @property
    def leg(self) -> Side | None:
        """The leg in front."""
        return self.lead


Unit = Rep | Hold | Bout
"""What is counted: an exercise has one kind of them. All have an `index`, a `leg`,
`began_s`, `ended_s`, a `score`, `measures`, `faults` and `possible` ones."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A movement that was not a rep, and why."""

    start_s: float
    end_s: float
    reason: Reason
    rom_deg: float
