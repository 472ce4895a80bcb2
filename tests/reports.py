"""Reports written by hand, one of each kind of exercise, for what shows reports."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from exercises.exercise import Exercise
from exercises.reasons import Reason
from exercises.registry import EXERCISES
from exercises.report import (
    Comparison,
    PlanItem,
    Report,
    Score,
    SetSummary,
    SourceInfo,
    Subscore,
    ViewInfo,
)
from exercises.units import (
    NAN,
    Attempt,
    Bout,
    Direction,
    Fault,
    Hold,
    Measure,
    MeasureUnit,
    Rep,
    Side,
    Verdict,
)

TOO_LITTLE = Reason("too_small", "too little")

DEADLIFT: Final = "internal_rotation_deadlift"
BIRD_DOG: Final = "bird_dog_wall_push"
PULL_OVER: Final = "bridge_pull_over"
BOX: Final = "bridge_foot_on_box"
GALLOP: Final = "gallop"
EVERY: Final = (BIRD_DOG, PULL_OVER, BOX, GALLOP, DEADLIFT)


def measure(
    value: float,
    unit: MeasureUnit = "deg",
    error: float = 5.0,
    verdict: Verdict = "ok",
) -> Measure:
    return Measure(
        value=value, unit=unit, error=error, verdict=verdict, score=80.0,
        score_low=70.0, score_high=90.0, at_s=2.0,
    )  # fmt: skip


def fault(code: str, at_s: float, measured: float, limit: float, cue: str) -> Fault:
    return Fault(
        code=code, severity=3, at_s=at_s, measured=measured, limit=limit, cue=cue
    )


SINK: Final = fault(
    "hips_sink", 11.0, 0.14, 0.10,
    "Don't let your tummy sink. Lift it and keep pushing.",
)  # fmt: skip
THROWN: Final = fault(
    "fast_lowering", 2.2, 0.4, 0.9,
    "Slow on the way back. Let your core do the work.",
)  # fmt: skip
LOW: Final = fault(
    "low_bridge", 5.0, 30.0, 18.0, "Higher. Power your bum UP to a straight line."
)
LOST: Final = fault(
    "lead_lost", 4.5, 70.0, 85.0,
    "Same foot stays in front. The back foot chases but never catches.",
)  # fmt: skip


def rep(
    index: int, start_s: float, *faults: Fault, side: Side = "left", **measures: Measure
) -> Rep:
    """Return a rep of 2 s down, 0.5 s still and 1 s up."""
    bottom_s, leave_s, end_s = start_s + 2.0, start_s + 2.5, start_s + 3.5
    return Rep(
        index=index, start_s=start_s, bottom_s=bottom_s, leave_s=leave_s, end_s=end_s,
        lowering_s=2.0, lowering_error_s=0.12, pause_s=0.5, lifting_s=1.0, score=82.0,
        measures={"lowering_s": measure(2.0, "s", 0.1)} | measures, faults=faults,
        side=side,
    )  # fmt: skip


def measured(made: Rep, measures: Mapping[str, Measure]) -> Rep:
    """Return a rep with more measures."""
    return replace(made, measures={**made.measures, **measures})


def hold(index: int, side: Side | None, start_s: float, *faults: Fault) -> Hold:
    """Return a hold of 10 s whose form lasts for 8."""
    return Hold(
        index=index, side=side, start_s=start_s, end_s=start_s + 10.0, duration_s=10.0,
        form_s=8.0, score=69.0, faults=faults,
        measures={
            "hip_sink": measure(0.14, "trunk lengths", 0.02, "fault"),
            "sway": measure(0.008, "trunk lengths", 0.004),
        },
    )  # fmt: skip


def bout(
    index: int, direction: Direction, lead: Side | None, start_s: float, *faults: Fault
) -> Bout:
    """Return a bout of 4 s, 6 strides and 5 yards."""
    return Bout(
        index=index, direction=direction, lead=lead, start_s=start_s,
        end_s=start_s + 4.0, steps=6, distance_m=4.572, score=75.0, faults=faults,
        measures={
            "rhythm_phase": measure(0.34, "share", 0.02),
            "distance_m": measure(4.572, "m", 0.5),
            "lead_kept_percent": measure(70.0, "%", 4.0, "fault"),
        },
    )  # fmt: skip


def summary(index: int, side: Side | None, *units: int) -> SetSummary:
    return SetSummary(
        index=index, side=side, start_s=1.0, end_s=9.0, units=units, attempts=index - 1,
        score=80.0 - index, view="side",
    )  # fmt: skip


FASTER: Final = Comparison(
    kind="left_right", measure="lowering_s", first_name="left", second_name="right",
    first=2.0, second=1.2, unit="s", difference=-0.8, error=0.3, clear=True,
    sentence="You lower faster on the right: 1.2 s against 2.0 s.",
)  # fmt: skip
SAME: Final = replace(
    FASTER, measure="rom_deg", first=60.0, second=62.0, unit="deg", difference=2.0,
    error=6.0, clear=False, sentence="Left and right reach equally far.",
)  # fmt: skip


def report(exercise: str, **changed: object) -> Report:
    """Return a report of an exercise with its own kind of units."""
    made = Report(
        source=SourceInfo(
            name="film.mp4", duration_s=30, fps=30, width=960, height=540, frames=900
        ),
        exercise=exercise, exercise_confidence=0.9, side="left", side_confidence=0.9,
        load=None, view=ViewInfo(yaw_deg=5.0, name="side", confidence=1.0),
        score=Score(value=76.0, low=70.0, high=82.0, coverage=0.95, grade="A"),
        subscores={"stillness": Subscore(value=88.0, low=80.0, high=95.0)},
    )  # fmt: skip
    units = _UNITS.get(exercise) or _made_up(EXERCISES[exercise])
    made = replace(made, **units)  # type: ignore[arg-type]
    seen = {key: m for unit in made.units for key, m in unit.measures.items()}
    first = tuple(f for unit in made.units for f in unit.faults)
    return replace(made, measures=seen, faults=first, **changed)  # type: ignore[arg-type]


def _made_up(exercise: Exercise) -> dict[str, object]:
    """Return two units without faults, of an exercise without a report below."""
    read = {key: measure(1.0, rule.unit) for key, rule in exercise.rules.items()}
    if exercise.unit == "rep":
        return {"reps": tuple(measured(rep(n, 5.0 * n - 4.0), read) for n in (1, 2))}
    if exercise.unit == "hold":
        held = (hold(n, "left", 14.0 * n) for n in (1, 2))
        return {"holds": tuple(replace(one, measures=read) for one in held)}
    gone = (bout(n, "forward", "left", 5.0 * n) for n in (1, 2))
    return {"bouts": tuple(replace(one, measures=read) for one in gone)}


_STRAIGHT: Final = {
    "extension_deficit_deg": measure(9.0),
    "hip_deg": measure(171.0),
    "bridge_height": measure(0.92, "share", 0.05),
    "rom_deg": measure(55.0),
}
_SUNK: Final = {
    "extension_deficit_deg": measure(30.0, verdict="fault"),
    "hip_deg": measure(150.0),
    "bridge_height": measure(0.7, "share", 0.05),
    "rom_deg": measure(40.0),
}
_ARMS: Final = {
    "reach_deg": measure(160.0),
    "hip_drop_with_arms": measure(0.08, "trunk lengths", 0.03, "possible"),
}
_FOLD: Final = {
    "hinge_deg": measure(85.0),
    "lean_deg": measure(75.0),
    "stance_knee_deg": measure(15.0),
}
_UNITS: Final[dict[str, dict[str, object]]] = {
    BIRD_DOG: {
        "side": None,
        "holds": (hold(1, "left", 2.0, SINK), hold(2, "right", 16.0)),
        "sets": (summary(1, "left", 1), summary(2, "right", 2)),
        "comparisons": (SAME, FASTER),
    },
    PULL_OVER: {
        "reps": (
            measured(rep(1, 1.0, THROWN), _ARMS),
            measured(rep(2, 6.0), _ARMS),
        ),
        "variant": {"legs": "one leg"},
    },
    BOX: {
        "reps": (
            measured(rep(1, 1.0), _STRAIGHT),
            measured(rep(2, 5.0, LOW), _SUNK),
            measured(rep(3, 15.0, side="right"), _STRAIGHT),
        ),
        "attempts": (
            Attempt(
                start_s=10.0,
                end_s=11.0,
                reason=TOO_LITTLE,
                rom_deg=15.0,
            ),
        ),
        "sets": (summary(1, "left", 1, 2), summary(2, "right", 3)),
        "plan": (
            PlanItem(name="8 reps on the left", done=True),
            PlanItem(name="8 reps on the right", done=False),
        ),
        "variant": {"legs": "one leg", "lever": "long"},
    },
    GALLOP: {
        "side": None,
        "bouts": (
            bout(1, "forward", "left", 1.0),
            bout(2, "backward", "left", 6.0, LOST),
            replace(bout(3, "forward", "right", 11.0), distance_m=NAN),
            bout(4, "backward", "right", 16.0),
        ),
        "plan": (PlanItem(name="Forwards, left leg in front", done=True),),
    },
    DEADLIFT: {"reps": tuple(measured(rep(n, 5.0 * n - 4.0), _FOLD) for n in (1, 2))},
}
