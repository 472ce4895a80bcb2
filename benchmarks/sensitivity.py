"""How much do the results hang on the constants that are our choice?

    uv run python -m benchmarks.sensitivity

Judges the sample clips of an exercise again with one constant changed at a time. A
constant on which much hangs wants a better reason than "our choice".
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from rich.console import Console
from rich.table import Table

import exercises.engine.trunk_motion
import exercises.standing.legs
import exercises.supine.signals
from benchmarks.accuracy import measure
from benchmarks.card import rows
from benchmarks.truth import SAMPLES, clips_in
from exercises.bridge_foot_on_box.definition import BOX_BRIDGE
from exercises.exercise import Exercise
from exercises.internal_rotation_deadlift.definition import DEADLIFT
from vision import landmarks

LINES = {
    "reps": "Count exact",
    "lowering, median": "Lowering time, median error",
    "lowering, 95 %": "Lowering time, 95th percentile",
    "hip at the bottom": "`hinge_deg`, mean absolute error",
    "hip at the top": "`extension_deficit_deg`, mean absolute error",
    "knee": "`stance_knee_deg`, mean absolute error",
}
ARMS = (13, 14, 15, 16)
"""Elbows and wrists."""
BELOW = tuple(range(landmarks.LEFT_HIP, landmarks.COUNT))
"""Hips and legs."""


@contextmanager
def changed(module: ModuleType, name: str, value: object) -> Iterator[None]:
    """Give a module's constant another value for a while."""
    usual = vars(module)[name]
    vars(module)[name] = value
    try:
        yield
    finally:
        vars(module)[name] = usual


def main() -> None:
    """Print one row a change."""
    legs, motion, bridge = (
        exercises.standing.legs,
        exercises.engine.trunk_motion,
        exercises.supine.signals,
    )
    changes: list[tuple[Exercise, ModuleType, str, object]] = [
        (DEADLIFT, legs, "JUMP_WEIGHT", legs.JUMP_WEIGHT),
        *((DEADLIFT, legs, "JUMP_WEIGHT", weight) for weight in (1.0, 10.0)),
        *((DEADLIFT, motion, "DEGREE", degree) for degree in (2, 4, 5)),
        (DEADLIFT, motion, "CARRIED", (*motion.CARRIED, *ARMS)),
        (BOX_BRIDGE, bridge, "CARRIED", bridge.CARRIED),
        (BOX_BRIDGE, bridge, "CARRIED", BELOW),
        (BOX_BRIDGE, bridge, "LEAST_TRAVEL_DEG", 1e3),
    ]
    table = Table("exercise", "changed", *LINES)
    for exercise, module, name, value in changes:
        with changed(module, name, value):
            clips = [c for c in clips_in([SAMPLES]) if c.exercise == exercise.key]
            tally = measure(clips, Console(file=io.StringIO()))[exercise.key]
        found = {what: measured for what, _, measured in rows(tally)}
        cells = (found.get(line, "-") for line in LINES.values())
        table.add_row(exercise.key, f"{name} = {value}", *cells)
    Console().print(table)


if __name__ == "__main__":
    main()
