"""Limits of one's own from a small TOML file.

    [internal_rotation_deadlift.lowering_s]
    green = [3.0, inf]
    amber = [2.0, inf]
    red = [1.0, inf]

What is not named keeps the built-in limits; what is not known is refused.
"""

import math
import tomllib
from pathlib import Path
from typing import Final

from exercises.registry import exercise_named
from exercises.scoring.bands import Band
from hamstrong.errors import LimitsError

_EDGES = ("green", "amber", "red")
LARGEST_BYTES: Final = 1 << 16


def read_limits(path: Path) -> dict[str, dict[str, Band]]:
    """Return bands by exercise key and measure key.

    Raises:
        LimitsError: The file cannot be read, names something unknown, or its edges
            contradict each other.
        UnknownExerciseError: A table is no exercise of ours.
    """
    data = _parsed(path)
    limits: dict[str, dict[str, Band]] = {}
    for key, tables in data.items():
        exercise = exercise_named(key)
        if not isinstance(tables, dict):
            raise LimitsError(f"{path}: '{key}' must be a table of measures.")
        for measure, table in tables.items():
            if measure not in exercise.bands:
                raise LimitsError(
                    f"{path}: {key} has no limits for '{measure}'. Known: "
                    f"{', '.join(exercise.bands)}."
                )
            limits.setdefault(key, {})[measure] = _band(path, measure, table)
    return limits


def _parsed(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST_BYTES or not path.is_file():
            raise LimitsError(
                f"{path} is no file of limits: one takes a few lines of TOML, "
                f"{LARGEST_BYTES >> 10} KiB at most."
            )
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LimitsError(f"{path} cannot be read ({error.strerror}).") from error
    # Python refuses numbers of thousands of digits, and tables in tables without end.
    except (ValueError, RecursionError) as error:
        if isinstance(error, LimitsError):
            raise
        raise LimitsError(f"{path} is not a TOML file ({error}).") from error


def _band(path: Path, measure: str, table: object) -> Band:
    if not isinstance(table, dict) or set(table) != set(_EDGES):
        raise LimitsError(
            f"{path}: '{measure}' needs exactly green, amber and red, each [low, high]."
        )
    edges = []
    for name in _EDGES:
        pair = table[name]
        numbers = isinstance(pair, list) and len(pair) == 2
        if not numbers or not all(type(edge) in (int, float) for edge in pair):
            raise LimitsError(f"{path}: '{measure}.{name}' must be [low, high].")
        try:
            low, high = float(pair[0]), float(pair[1])
        except OverflowError as error:
            raise LimitsError(
                f"{path}: '{measure}.{name}' holds a number of hundreds of digits."
            ) from error
        if not low < high or (low, high) == (-math.inf, math.inf):
            raise LimitsError(
                f"{path}: '{measure}.{name}' must be [low, high], low < high."
            )
        edges.append((low, high))
    try:
        return Band(*edges)
    except LimitsError as error:
        raise LimitsError(f"{path}: '{measure}': {error}") from error
