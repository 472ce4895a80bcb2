"""What an exercise is: data and a few small functions, not a class to inherit from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from exercises.posture import Posture
from exercises.report import Attempt, Measure, Side
from exercises.reps import Cycle
from exercises.scoring import Band, Rule


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A cycle with its measures, before it is scored."""

    cycle: Cycle
    measures: Mapping[str, Measure]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What an exercise read from a posture.

    Attributes:
        side: The working leg, None when unsure.
        side_confidence: 0..1.
        reps: Counted reps in order.
        attempts: What was not a rep.
        notes: Sentences about variants and doubts.
        timed: Whether durations can be told from this view.
    """

    side: Side | None
    side_confidence: float
    reps: tuple[Measured, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    notes: tuple[str, ...] = ()
    timed: bool = True

    @property
    def found_any(self) -> bool:
        """Whether there was any movement to name a leg by."""
        return bool(self.reps or self.attempts)


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise of the circuit.

    Attributes:
        key: Its name in the contract.
        title: Its name for people.
        needed: Landmarks it cannot do without.
        rules: By measure key.
        bands: The limits in use, by measure key.
        subscores: Name to the measure keys it is the mean of.
        always_unseen: What no camera tells here, with the reason.
        find: (posture, side the user named, error factor) -> findings.
        dose: What the circuit asks for.
    """

    key: str
    title: str
    needed: tuple[int, ...]
    rules: Mapping[str, Rule]
    bands: Mapping[str, Band]
    subscores: Mapping[str, tuple[str, ...]]
    always_unseen: Mapping[str, str]
    find: Callable[[Posture, Side | None, "Exercise", float], Findings]
    dose: str
    settings: Mapping[str, float] = field(default_factory=dict)
