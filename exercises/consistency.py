"""Do an exercise's tables agree with each other?

A key that is misspelt in one of them would not fail where it stands: a band would never
judge, a column would stay empty, a subscore would break the report of the first film.
So the registry asks once, when the program starts, and each answer is a sentence.
"""

import math
from collections.abc import Collection, Iterator
from typing import Final, get_args

from exercises.exercise import Exercise
from exercises.scoring.bands import Rule
from exercises.units import MeasureUnit

OF_THE_HOLD: Final = ("form_s", "duration_s")
"""What `compared` may name beside the measures: fields of a hold."""
ROUNDING: Final = 1e-6
"""Weights that are decimal fractions add up to 1 within this."""


def refuse_inconsistent(exercise: Exercise) -> None:
    """Refuse an exercise whose tables contradict each other.

    Limits that a user gives in place of its bands need no second look: they replace
    bands that are there, and their edges are compared by `Band`.

    Raises:
        ValueError: With one sentence for each contradiction.
    """
    found = list(contradictions(exercise))
    if found:
        raise ValueError(f"The exercise '{exercise.key}': " + " ".join(found))


def contradictions(exercise: Exercise) -> Iterator[str]:
    """Yield a sentence for each thing that does not fit together."""
    yield from _unknown_keys(exercise)
    for key, rule in exercise.rules.items():
        if rule.key != key:
            yield f"The rule at '{key}' calls itself '{rule.key}'."
        if rule.unit not in get_args(MeasureUnit):
            yield (
                f"The unit '{rule.unit}' of '{key}' is none of "
                f"{', '.join(get_args(MeasureUnit))}."
            )
        yield from _unjudged(exercise, rule)
    total = sum(rule.weight for rule in exercise.rules.values())
    if abs(total - 1.0) > ROUNDING:
        yield f"The weights of its rules add up to {total:g}, not to 1."
    if exercise.unit == "rep":
        for name, table in (("rule", exercise.rules), ("band", exercise.bands)):
            if "lowering_s" not in table:
                yield f"It counts reps and has no {name} for 'lowering_s'."
    yield from _nameless(exercise)
    yield from _columns(exercise)


def _unknown_keys(exercise: Exercise) -> Iterator[str]:
    """Yield what is told of measures that no rule knows."""
    members = [key for keys in exercise.subscores.values() for key in keys]
    compared = [key for key in exercise.compared if key not in OF_THE_HOLD]
    named = [
        key for key in exercise.words.measures if key not in exercise.always_unseen
    ]
    for table, keys in (
        ("bands", exercise.bands),
        ("subscores", members),
        ("compared", compared),
        ("words.measures", named),
        ("words.meanings", exercise.words.meanings),
        ("words.percent_of", exercise.words.percent_of),
        ("words.fine", exercise.words.fine),
    ):
        yield from _strangers(table, keys, exercise.rules, "rule")


def _strangers(
    table: str, keys: Collection[str], known: Collection[str], of: str
) -> Iterator[str]:
    for key in keys:
        if key not in known:
            yield f"In {table} stands '{key}', and there is no {of} for it."


def _unjudged(exercise: Exercise, rule: Rule) -> Iterator[str]:
    """Yield what a rule lacks for a band to be judged, and the other way round."""
    band = exercise.bands.get(rule.key)
    if band is None:
        if rule.weight > 0:
            yield f"'{rule.key}' weighs {rule.weight:g} and has no band to score it by."
        return
    if rule.severity == 0:
        return
    low, high = band.amber
    for edge, side, code, cue in (
        (low, "low", rule.low_code, rule.low_cue),
        (high, "high", rule.high_code, rule.high_cue),
    ):
        for what, text in (("code", code), ("cue", cue)):
            if math.isfinite(edge) and not text:
                yield (
                    f"'{rule.key}' can go beyond its amber edge {edge:g} and has no "
                    f"{side}_{what}."
                )


def _nameless(exercise: Exercise) -> Iterator[str]:
    """Yield what people would read by its key, and names of what is not there."""
    words = exercise.words
    measures = (*exercise.rules, *exercise.always_unseen)
    codes = {
        code
        for rule in exercise.rules.values()
        for code in (rule.low_code, rule.high_code)
        if code
    }
    for table, names, needed in (
        ("words.measures", words.measures, measures),
        ("words.faults", words.faults, sorted(codes)),
        ("words.subscores", words.subscores, exercise.subscores),
    ):
        for key in needed:
            if key not in names:
                yield f"{table} has no name for '{key}'."
    yield from _strangers("words.faults", words.faults, codes, "rule with that code")
    yield from _strangers(
        "words.subscores", words.subscores, exercise.subscores, "subscore"
    )


def _columns(exercise: Exercise) -> Iterator[str]:
    """Yield what is wrong with the columns of the table of reps."""
    alternatives = exercise.words.columns
    if exercise.unit == "rep" and not alternatives:
        yield "It counts reps and words.columns names no column for their table."
    shown: list[str] = []
    for columns in alternatives:
        if not columns or not all(_is_column(column) for column in columns):
            yield (
                "Each alternative of words.columns must be a tuple of columns (title, "
                "(measure key,)) or (title, (measure key, key of the verdict)); got "
                f"{columns!r}."
            )
            continue
        keys = [key for _, keys in columns for key in keys]
        yield from _strangers("words.columns", keys, exercise.rules, "rule")
        shown += [key for _, (key, *_) in columns]
    yield from _strangers("words.set_means", exercise.words.set_means, shown, "column")


def _is_column(column: object) -> bool:
    match column:
        case (str(), tuple(keys)):
            return 1 <= len(keys) <= 2 and all(isinstance(key, str) for key in keys)
    return False
