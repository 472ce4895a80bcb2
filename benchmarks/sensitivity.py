"""How much do the results hang on the constants that are our choice?

    uv run python -m benchmarks.sensitivity

Judges the deadlift's sample clips again with one constant changed at a time. A constant
on which much hangs wants a better reason than "our choice".
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from rich.console import Console
from rich.table import Table

import exercises.legs
import exercises.trunk_motion
from benchmarks.accuracy import measure
from benchmarks.card import rows
from benchmarks.truth import SAMPLES, clips_in
from exercises.internal_rotation_deadlift import DEADLIFT

LINES = {
    "reps": "Count exact",
    "lowering, median": "Lowering time, median error",
    "lowering, 95 %": "Lowering time, 95th percentile",
    "hip at the bottom": "`hinge_deg`, mean absolute error",
    "knee": "`stance_knee_deg`, mean absolute error",
}
ARMS = (13, 14, 15, 16)
"""Elbows and wrists."""


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
    legs, motion = exercises.legs, exercises.trunk_motion
    changes: list[tuple[ModuleType, str, object]] = [
        (legs, "JUMP_WEIGHT", legs.JUMP_WEIGHT),
        *((legs, "JUMP_WEIGHT", weight) for weight in (1.0, 10.0)),
        *((motion, "DEGREE", degree) for degree in (2, 4, 5)),
        (motion, "CARRIED", (*motion.CARRIED, *ARMS)),
    ]
    table = Table("changed", *LINES)
    for module, name, value in changes:
        with changed(module, name, value):
            clips = [c for c in clips_in([SAMPLES]) if c.exercise == DEADLIFT.key]
            tally = measure(clips, Console(file=io.StringIO()))[DEADLIFT.key]
        found = {what: measured for what, _, measured in rows(tally)}
        table.add_row(f"{name} = {value}", *(found[line] for line in LINES.values()))
    Console().print(table)


if __name__ == "__main__":
    main()
