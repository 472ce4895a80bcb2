"""What has to be so before a step: pain, and lighter sets that went well.

Training feedback, not medical advice; where a rule stops a step, it says why, and who
trains decides. The pain rule is that of supervised rehabilitation: up to 4 of 10 was
no worse than no pain at all (Hickey 2019, JOSPT), and tendon programmes go on up to 3
(rationale.md 13).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from coach.circuit.plan import LOADS, Plan, Step
from exercises.registry import EXERCISES

GO_PAIN: Final = 3
EASIER_PAIN: Final = 5
"""Up to the first all is allowed, up to the second the two easiest exercises without
weight (rationale.md 13)."""
CLEAN_SCORE: Final = 70.0
CLEAN_SEVERITY: Final = 3
"""A set that goes before more weight has that form score or more, and no fault that
defeats the exercise's purpose (rationale.md 9)."""
WORSE_SCORE: Final = 15.0
WORSE_LOWERING: Final = 0.30
"""Against the first set of the day, a load that costs more is ahead of today's control
(rationale.md 10)."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """A set that was done in this training, as the gates need it.

    Attributes:
        score: NaN where there is none.
        severity: Of its worst clear fault; 0 for none.
        lowering_s: Mean; NaN where not assessed.
    """

    exercise: str
    side: str | None
    load: str | None
    score: float
    severity: int
    lowering_s: float

    @property
    def clean(self) -> bool:
        """Whether it went well enough for more weight."""
        return self.score >= CLEAN_SCORE and self.severity < CLEAN_SEVERITY


def dones_from(report_json: Mapping[str, Any]) -> list[Done]:
    """Return what the gates need of a kept report: one for each leg that it shows."""
    lowering = (report_json["measures"].get("lowering_s") or {}).get("value")
    score = report_json["score"]["value"]
    units = [*report_json["reps"], *report_json["holds"], *report_json["bouts"]]
    legs = {one.get("side") or one.get("lead") for one in units} - {None}
    return [
        Done(
            exercise=str(report_json["exercise"]),
            side=side,
            load=report_json["load"],
            score=float("nan") if score is None else float(score),
            severity=max((one["severity"] for one in report_json["faults"]), default=0),
            lowering_s=float("nan") if lowering is None else float(lowering),
        )
        for side in (sorted(legs) or [report_json["side"]])
    ]


def held_back(step: Step, plan: Plan, done: list[Done]) -> str:
    """Return why a step had better not be done now, a sentence; "" where it may be.

    Args:
        step: The step.
        plan: The training's plan.
        done: What was done in it.
    """
    checks: tuple[Callable[[Step, Plan, list[Done]], str], ...] = (
        _pain, _lighter_first,
    )  # fmt: skip
    return next(filter(None, (check(step, plan, done) for check in checks)), "")


def too_much(step: Step, done: list[Done]) -> str:
    """Return that the last weight was ahead of today's control; "" where it was not.

    Args:
        step: The step that was done last.
        done: What was done in this training, in order.
    """
    own = [
        one for one in done
        if one.exercise == step.exercise and one.side == step.side
    ]  # fmt: skip
    if len(own) < 2:
        return ""
    first, last = own[0], own[-1]
    if LOADS.index(step.load) == 0 or first.load == last.load:
        return ""
    worse = first.score - last.score > WORSE_SCORE
    faster = last.lowering_s < (1 - WORSE_LOWERING) * first.lowering_s
    if not (worse or faster):
        return ""
    what = "The form was worse" if worse else "The lowering was faster"
    return (
        f"{what} than with {first.load} today: this weight is ahead of your control. "
        "Take the lighter one for the sets that follow."
    )


def _pain(step: Step, plan: Plan, _done: list[Done]) -> str:
    pain = plan.pain_before
    if pain is None or pain <= GO_PAIN:
        return ""
    if pain > EASIER_PAIN:
        return (
            f"You noted pain of {pain} of 10. Do not train on it; see a clinician if "
            "it was sharp, came with a pop, bruising, numbness or a limp."
        )
    easy = list(EXERCISES)[:2]
    if step.exercise in easy and step.load == LOADS[0]:
        return ""
    return (
        f"You noted pain of {pain} of 10: today only the first two exercises, without "
        "weight."
    )


def _lighter_first(step: Step, _plan: Plan, done: list[Done]) -> str:
    exercise = EXERCISES[step.exercise]
    if step.load != LOADS[-1] or not exercise.lighter_first:
        return ""
    for load in LOADS[:-1]:
        own = [
            one for one in done
            if (one.exercise, one.side, one.load) == (step.exercise, step.side, load)
        ]  # fmt: skip
        if not any(one.clean for one in own):
            return (
                f"No clean set of the {step.side} leg with {load} today yet (a form "
                f"score of {CLEAN_SCORE:.0f}, nothing that defeats the purpose): heavy "
                "comes after that."
            )
    return ""
