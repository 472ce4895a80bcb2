"""The circuit as steps: three rounds of five exercises, each leg in turn.

A plan is data; every change gives a new one. It is kept with its training, so that
going on tomorrow finds it where it was left.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from exercises.registry import EXERCISES
from exercises.scoring.bands import Band
from exercises.units import Load, Side

State = Literal["todo", "done", "skipped"]
LOADS: Final[tuple[Load, ...]] = ("body weight", "medium", "heavy")
"""Of the rounds, in their order (the article: three sets of rising weight)."""
LEGS: Final[tuple[Side, ...]] = ("left", "right")
MOST_PAIN: Final = 10
SLACK: Final = 5 / 6
"""Of a prescribed time, which is counted in the head: 2.5 s of 3 count as kept, as in
the exercises' own limits (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One set of the circuit.

    Attributes:
        round: From 1.
        exercise: Key.
        side: The working leg; of a gallop the one in front.
        load: The weight of this set.
        state: Whether it was done or skipped.
        sets: Addresses of the sets that were done for it.
    """

    round: int
    exercise: str
    side: Side
    load: Load
    state: State = "todo"
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tempo:
    """A tempo in four digits, such as 3-1-1-0: seconds down, held, up, held.

    Attributes:
        lowering_s, bottom_s, lifting_s, top_s: 0 of a lift is as fast as one likes.
    """

    lowering_s: int = 3
    bottom_s: int = 1
    lifting_s: int = 1
    top_s: int = 0

    def __str__(self) -> str:
        """Return it as it is written."""
        digits = (self.lowering_s, self.bottom_s, self.lifting_s, self.top_s)
        return "-".join(map(str, digits))

    def limits(self) -> dict[str, dict[str, Band]]:
        """Return the bands of the lowering time by this tempo, by exercise.

        Green begins at the prescribed time, less what a person counting seconds is off
        by; amber and red keep their shares of it (our choice).
        """
        limits = {}
        for key, exercise in EXERCISES.items():
            band = exercise.bands.get("lowering_s")
            if band is None or not math.isfinite(band.green[0]):
                continue
            times = SLACK * self.lowering_s / band.green[0]
            edges = ((times * low, high) for low, high in vars(band).values())
            limits[key] = {"lowering_s": Band(*edges)}
        return limits

    @staticmethod
    def read(text: str) -> "Tempo":
        """Return the tempo of a text such as "3-1-1-0" or "3110".

        Raises:
            ValueError: It is none.
        """
        digits = text.strip().split("-") if "-" in text else list(text.strip())
        if len(digits) != 4 or not all(digit.isdecimal() for digit in digits):
            raise ValueError(f"{text!r} is no tempo: four digits, such as 3-1-1-0.")
        tempo = Tempo(**dict(zip(_PARTS, map(int, digits), strict=True)))
        if not 1 <= tempo.lowering_s <= 10:
            raise ValueError(
                f"{tempo.lowering_s} s is no time to lower in: 1 to 10 s are."
            )
        return tempo


_PARTS: Final = ("lowering_s", "bottom_s", "lifting_s", "top_s")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A training's circuit.

    Attributes:
        steps: In the order in which they are to be done.
        tempo: What is prescribed for lowering.
        pain_before: 0 to 10, asked before anything; None until it was answered.
        pain_on: The day of that answer, as in 2026-03-09; "" where nobody knows.
    """

    steps: tuple[Step, ...]
    tempo: Tempo = Tempo()
    pain_before: int | None = None
    pain_on: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return all(step.state != "todo" for step in self.steps)

    def next(self) -> int | None:
        """Return the place of the next step; None when nothing is left."""
        places = (n for n, step in enumerate(self.steps) if step.state == "todo")
        return next(places, None)

    def with_step(self, place: int, **changes: Any) -> "Plan":
        """Return the plan with one step changed."""
        steps = list(self.steps)
        steps[place] = replace(steps[place], **changes)
        return replace(self, steps=tuple(steps))

    def with_set(self, place: int, set_id: str) -> "Plan":
        """Return the plan with a set done for a step."""
        sets = self.steps[place].sets
        if set_id not in sets:
            sets = (*sets, set_id)
        return self.with_step(place, state="done", sets=sets)

    def skipping(self, place: int) -> "Plan":
        """Return the plan without a step; one that was done stays done."""
        if self.steps[place].state == "done":
            return self
        return self.with_step(place, state="skipped")

    def fitting(self, exercise: str, sides: Sequence[Side | None]) -> int | None:
        """Return the first open step that a set of an exercise and leg does.

        Args:
            exercise: Key.
            sides: Legs that the set shows; None among them is one that nobody knows,
                which does a step only where it is the only one left.
        """
        for place, step in enumerate(self.steps):
            fits = step.side in sides or None in sides
            if step.state == "todo" and step.exercise == exercise and fits:
                return place
        return None


def new_plan(
    rounds: int = 3, exercises: Sequence[str] | None = None, tempo: Tempo = Tempo()
) -> Plan:
    """Return the article's circuit: least to most demanding, round by round.

    Args:
        rounds: So many of the three; each with more weight than the one before.
        exercises: Keys of those to do; None for all five.
        tempo: What is prescribed.
    """
    steps = [
        Step(round=number, exercise=key, side=side, load=exercise.loads[number - 1])
        for number in range(1, rounds + 1)
        for key, exercise in EXERCISES.items()
        if (exercises is None or key in exercises) and len(exercise.loads) >= number
        for side in LEGS
    ]
    return Plan(steps=tuple(steps), tempo=tempo)


def as_data(plan: Plan) -> dict[str, Any]:
    """Return what was said of a plan as plain data: which sets did it is found anew."""
    steps = [
        {**vars(step), "state": "skipped" if step.state == "skipped" else "todo"}
        for step in plan.steps
    ]
    return {
        "tempo": str(plan.tempo),
        "pain_before": plan.pain_before,
        "pain_on": plan.pain_on,
        "steps": [{**step, "sets": []} for step in steps],
    }


def from_data(data: Mapping[str, Any]) -> Plan | None:
    """Return the plan of `as_data`; None of a training without one, or one not known.

    A step of an exercise that this version does not have is left out. Whatever else is
    in it, nothing is raised: what another version or program wrote is no circuit.
    """
    try:
        steps = [
            _step(step)
            for step in data.get("steps") or []
            if step.get("exercise") in EXERCISES
        ]
        if not steps:
            return None
        return Plan(
            steps=tuple(steps),
            tempo=Tempo.read(str(data.get("tempo") or Tempo())),
            pain_before=_pain(data.get("pain_before")),
            pain_on=str(data.get("pain_on") or ""),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _step(data: Mapping[str, Any]) -> Step:
    step = Step(**{**data, "sets": (), "state": _said(data["state"])})
    counted = type(step.round) is int and step.round >= 1
    if not counted or step.side not in LEGS or step.load not in LOADS:
        raise ValueError("no step of a circuit")
    return step


def _pain(said: object) -> int | None:
    if said is None:
        return None
    if type(said) is int and 0 <= said <= MOST_PAIN:
        return said
    raise ValueError("no pain from 0 to 10")


def _said(state: str) -> State:
    """Return what was said of a step: earlier versions kept what was done, too."""
    return "skipped" if state == "skipped" else "todo"
