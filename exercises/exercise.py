"""What an exercise is: data and a few small functions, not a class to inherit from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from exercises.coaching import Coaching
from exercises.drawing.set_signals import SetSignals
from exercises.engine.pairing import Alone, Cycle, Order
from exercises.engine.scene import Scene
from exercises.filming import Shot
from exercises.reasons import Reason
from exercises.report import PlanItem, Report
from exercises.scoring.bands import Band, Rule, not_assessed
from exercises.units import Attempt, Direction, Load, Measure, Side
from exercises.words import Words
from vision.view import View


@dataclass(frozen=True, kw_only=True)
class MeasuredRep:
    """A rep with its measures, before it is scored."""

    cycle: Cycle
    measures: Mapping[str, Measure]
    side: Side | None = None

    @property
    def start_s(self) -> float:
        """When it begins."""
        return self.cycle.start_s

    @property
    def end_s(self) -> float:
        """When it ends."""
        return self.cycle.end_s


@dataclass(frozen=True, kw_only=True)
class MeasuredHold:
    """A hold with its measures, before it is scored."""

    start_s: float
    end_s: float
    form_s: float
    measures: Mapping[str, Measure]
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class MeasuredBout:
    """A bout with its measures, before it is scored; its side is the front leg."""

    start_s: float
    end_s: float
    direction: Direction
    steps: int
    distance_m: float
    measures: Mapping[str, Measure]
    side: Side | None = None


MeasuredUnit = MeasuredRep | MeasuredHold | MeasuredBout


@dataclass(frozen=True, kw_only=True)
class SetReading:
    """What an exercise read from one set: one leg, one camera view.

    Attributes:
        view: Where the camera stands.
        side: The working leg, None when unsure.
        side_confidence: 0..1.
        units: Reps, holds or bouts in order.
        attempts: What was not counted.
        partial: Measures of the attempts that say why they do not count; the set's
            faults where no unit counts.
        notes: Sentences about variants and doubts.
        timed: Whether durations can be told from this view.
        in_space: Whether some of it is read in space, which no picture shows by itself.
        legs: How many legs work at once, where that tells two ways to do it apart: with
            2 nobody is asked which leg it was. None where there is only one way.
        variant: How else it was done where several ways are right.
        signals: What it was judged on, to be drawn; None where nothing was.
    """

    view: View
    side: Side | None
    side_confidence: float
    units: tuple[MeasuredUnit, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    partial: tuple[Mapping[str, Measure], ...] = ()
    notes: tuple[str, ...] = ()
    timed: bool = True
    in_space: bool = False
    legs: Literal[1, 2] | None = None
    variant: Mapping[str, str] = field(default_factory=dict)
    signals: SetSignals | None = None

    @property
    def parts(self) -> tuple[MeasuredUnit | Attempt, ...]:
        """Units and attempts."""
        return (*self.units, *self.attempts)

    @property
    def found_any(self) -> bool:
        """Whether there was any movement to name a leg by."""
        return bool(self.parts)


@dataclass(frozen=True, kw_only=True)
class MatchScore:
    """How much a film looks like one exercise.

    Attributes:
        confidence: The smallest of the conditions, each from 0 (fails) to 1 (holds).
        looks_like: What the film looks like where that condition fails.
        closeness: 0..1: how well the conditions hold on the whole.
    """

    confidence: float
    looks_like: str = ""
    closeness: float = 0.0

    @staticmethod
    def of(conditions: Mapping[str, float]) -> "MatchScore":
        """Return the likeness by the weakest of some conditions.

        Args:
            conditions: What the film looks like where the condition fails -> how well
                it holds, 0..1.
        """
        weakest = min(conditions, key=lambda name: conditions[name])
        return MatchScore(
            confidence=conditions[weakest],
            looks_like=weakest,
            closeness=sum(conditions.values()) / len(conditions),
        )


def attempt_of(moved: Cycle | Alone, reason: Reason, rom_deg: float) -> Attempt:
    """Return a movement that does not count; it may have begun before the film."""
    return Attempt(
        start_s=max(0.0, moved.start_s),
        end_s=moved.end_s,
        reason=reason,
        rom_deg=rom_deg,
    )


def with_attempts(
    readings: Sequence[SetReading], attempts: Sequence[Attempt], view: View
) -> list[SetReading]:
    """Return sets with attempts that belong to no rep's leg, each in the nearest set.

    Args:
        readings: Sets in order.
        attempts: What was not counted.
        view: The view of a set of their own, where there is no other.
    """
    if not attempts:
        return list(readings)
    if not readings:
        alone = SetReading(view=view, side=None, side_confidence=0.0)
        return [replace(alone, attempts=tuple(attempts))]
    own: list[list[Attempt]] = [list(one.attempts) for one in readings]
    for attempt in attempts:
        away_s = [
            min(
                (abs(part.start_s - attempt.start_s) for part in one.parts),
                default=float("inf"),
            )
            for one in readings
        ]
        own[away_s.index(min(away_s))].append(attempt)
    return [
        replace(one, attempts=tuple(sorted(mine, key=lambda a: a.start_s)))
        for one, mine in zip(readings, own, strict=True)
    ]


def no_plan(_report: Report) -> tuple[PlanItem, ...]:
    """Return the plan of an exercise of which one film cannot tell the plan."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise of the circuit.

    Attributes:
        key: Its name in the JSON report and on the command line.
        title: Its name for people.
        unit: What is counted.
        order: Which of its two movements a rep starts with.
        fit: What watches call it: category and name within it, by the numbers of
            Garmin's FIT profile 21.212 (exercise_category and that category's names);
            None where none of theirs is like it.
        needed: Landmarks it cannot do without.
        rules: By measure key.
        bands: The limits in use, by measure key.
        subscores: Name to the measure keys it is the mean of.
        always_unseen: What no camera tells here, with the reason.
        find: (scene, this exercise with the limits in use) -> its sets in order.
        likeness: How much a scene looks like it.
        dose: What the circuit asks for.
        target: The same as a number: reps of a set, or seconds of a hold; None where
            it is neither.
        loads: What weight the circuit's rounds have here, round by round.
        lighter_first: Whether the heavy round wants clean lighter sets before it.
        compared: Measure key -> name in a sentence, of what is compared between legs
            and between the first and the last units of a set; "form_s" is a hold's.
        plan: What the circuit asks for, ticked off on a report.
        words: What its parts are called in front of people.
        coaching: How it is followed live.
        filming: How it is filmed.
        evidence_at: Where in a rep one picture tells most of it.
        from_the_front: Whether a film from the front shows what one from the side does
            not.
        faults_at_bottom: Whether its faults show at a rep's bottom, wherever they were
            read.
    """

    key: str
    title: str
    unit: Literal["rep", "hold", "bout"] = "rep"
    order: Order = "either"
    fit: tuple[int, int] | None = None
    needed: tuple[int, ...]
    rules: Mapping[str, Rule]
    bands: Mapping[str, Band]
    subscores: Mapping[str, tuple[str, ...]]
    always_unseen: Mapping[str, str]
    find: Callable[[Scene, "Exercise"], Sequence[SetReading]]
    likeness: Callable[[Scene], MatchScore]
    dose: str
    words: Words
    coaching: Coaching
    filming: Shot
    evidence_at: Literal["top", "bottom"] = "bottom"
    from_the_front: bool = False
    faults_at_bottom: bool = False
    target: int | None = None
    loads: tuple[Load, ...] = ("body weight", "medium", "heavy")
    lighter_first: bool = False
    compared: Mapping[str, str] = field(default_factory=dict)
    plan: Callable[[Report], tuple[PlanItem, ...]] = no_plan

    def limited(self, bands: Mapping[str, Band]) -> "Exercise":
        """Return the exercise with some limits replaced, by measure key."""
        return replace(self, bands={**self.bands, **bands})

    def judge(
        self, readings: Mapping[str, tuple[float, float, float]]
    ) -> dict[str, Measure]:
        """Return measures from readings: key -> (value, error, when in seconds)."""
        return {
            key: self.rules[key].judge(self.bands.get(key), value, error, at_s=at_s)
            for key, (value, error, at_s) in readings.items()
        }

    def in_order(
        self, measures: Mapping[str, Measure], reason: Reason
    ) -> dict[str, Measure]:
        """Return all measures in the rules' order, the missing ones with a reason."""
        return {
            key: measures[key] if key in measures else not_assessed(rule, reason)
            for key, rule in self.rules.items()
        }


def linear_step(value: float, none: float, full: float) -> float:
    """Return how well a condition holds: 0 up to `none`, 1 from `full` on.

    Where `none` is the larger one it runs downwards: 1 up to `full`, 0 from `none` on.
    NaN holds not at all.
    """
    share = (value - none) / (full - none)
    return float(min(1.0, max(0.0, share))) if share == share else 0.0
