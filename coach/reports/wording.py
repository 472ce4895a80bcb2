"""What things are called in front of people: plain gym words."""

import math
import re
from collections.abc import Callable, Iterable
from typing import Final, Literal

from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import Fault, Unit
from exercises.words import Words

Noun = Literal["rep", "hold", "bout"]

_UNITS: Final = {
    "deg": "\N{DEGREE SIGN}",
    "s": " s",
    "share": "",
    "ratio": "",
    "": "",
    "trunk lengths": " trunk lengths",
    "shank lengths": " shin lengths",
    "leg lengths": " leg lengths",
    "%": " %",
    "m": " m",
}
_DECIMALS: Final = {"deg": 0, "s": 1, "%": 0, "m": 1}
_YARD_M: Final = 0.9144

SAFETY: Final = (
    "Training feedback, not a diagnosis. Stop at sharp pain, a pop, numbness or a "
    "limp, and see a clinician."
)
VALIDATION: Final = (
    "Angles and limits were checked on rendered athletes, not against motion capture "
    "of people."
)
DASH: Final = "\N{EN DASH}"
LEVEL: Final = "\N{PLUS-MINUS SIGN} holds the truth 19 times in 20"
"""Of every interval shown."""


def measure_name(key: str, exercise: str | None = None) -> str:
    """Return what a measure is called in an exercise, or in whichever has it."""
    return _said(exercise, lambda words: words.measures.get(key)) or _plain(key)


def meaning_of(key: str, exercise: str | None = None) -> str:
    """Return what a measure is, in a sentence; empty where its name says it."""
    return _said(exercise, lambda words: words.meanings.get(key)) or ""


def fault_title(code: str, exercise: str | None = None) -> str:
    """Return a fault as a short sentence without a full stop."""
    return _said(exercise, lambda words: words.faults.get(code)) or _plain(code)


def words_of(exercise: str | None) -> Words | None:
    """Return an exercise's words; None of one that is none of ours."""
    known = EXERCISES.get(exercise or "")
    return known.words if known else None


def _said(exercise: str | None, word: Callable[[Words], str | None]) -> str | None:
    """Return a word of an exercise, or of the first that has it."""
    own = words_of(exercise)
    others = (one.words for one in EXERCISES.values())
    return next(filter(None, map(word, [own, *others] if own else others)), None)


def _plain(key: str) -> str:
    return key.replace("_", " ").capitalize()


def subscore_name(key: str) -> str:
    """Return what a subscore is called."""
    return _said(None, lambda words: words.subscores.get(key)) or _plain(key)


def exercise_title(key: str | None) -> str:
    """Return an exercise's name for people; None is none of ours."""
    known = EXERCISES.get(key) if key else None
    if known:
        return known.title
    return _plain(key) if key else "No exercise of the circuit"


def exercise_short(key: str | None) -> str:
    """Return an exercise's name for headings, without what tells it from none."""
    words = words_of(key)
    return (words.short if words else "") or exercise_title(key)


def leg_name(exercise: str | None) -> str:
    """Return what the working leg is called, such as "Standing leg"."""
    words = words_of(exercise)
    return words.leg if words else "Working leg"


def noun_of(report: Report) -> Noun:
    """Return what this report counts."""
    if report.holds or report.bouts:
        return "hold" if report.holds else "bout"
    return "rep" if report.reps else noun_for(report.exercise)


def noun_for(exercise: str | None) -> Noun:
    """Return what an exercise counts."""
    known = EXERCISES.get(exercise or "")
    return known.unit if known else "rep"


def unit_title(unit: Unit) -> str:
    """Return "Rep 2", "Hold 1" or "Bout 4"."""
    return f"{type(unit).__name__} {unit.index}"


def count_of(count: int, noun: str) -> str:
    """Return "1 rep", "2 reps"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def leg_words(report: Report) -> str:
    """Return whose work it was: "left leg", "both legs in turn", "leg unsure"."""
    sides = {unit.leg for unit in report.units} - {None}
    if len(sides) == 2:
        return "both legs in turn"
    if report.side:
        return f"{report.side} leg"
    if report.two_legged:
        return "both legs together"
    return "leg unsure"


def report_title(report: Report) -> str:
    """Return what a report is about: the exercise and leg, or that none was seen."""
    if report.exercise is None:
        return exercise_title(None)
    return f"{exercise_short(report.exercise)}, {leg_words(report)}"


def in_plain_words(note: str, report: Report) -> str:
    """Return a note with measures called by their names."""
    for key in report.measures:
        name = measure_name(key, report.exercise).lower()
        note = re.sub(rf"\b{key}\b", name, note)
    return note


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit, as precise as it deserves; a dash when unknown."""
    if not math.isfinite(value):
        return DASH
    # z: minus zero is a rounding, not a finding.
    return f"{value:z.{_DECIMALS.get(unit, 2)}f}{_UNITS.get(unit, ' ' + unit)}"


def measured(key: str, value: float, unit: str) -> str:
    """Return a measure's value as people read it: shares as %, distances in yards."""
    if not math.isfinite(value):
        return DASH
    if unit == "m":
        return distance(value)
    percent_of = _said(None, lambda words: words.percent_of.get(key))
    if unit in ("share", "") and percent_of:
        return f"{100 * value:z.0f}{percent_of}"
    if any(key in exercise.words.fine for exercise in EXERCISES.values()):
        return f"{value:z.3f}{_UNITS[unit]}"
    return quantity(value, unit)


def bare(key: str, value: float, unit: str) -> str:
    """Return `measured` without its unit, to stand before another one that has it."""
    if unit == "m" and math.isfinite(value):
        return f"{yards(value):z.1f}"
    return measured(key, value, unit).split(" ")[0]


def distance(value_m: float) -> str:
    """Return a distance in yards, as the circuit asks for it, and in metres."""
    if not math.isfinite(value_m):
        return DASH
    return f"{yards(value_m):z.1f} yd ({value_m:z.1f} m)"


def yards(value_m: float) -> float:
    """Return metres in yards."""
    return value_m / _YARD_M


def in_which(report: Report, code: str) -> str:
    """Return where a fault shows: "In every rep", "In holds 1 and 2"; maybe nothing.

    Where it is clear, the units in which it is only possible are not named.
    """
    noun, indices = noun_of(report), _showing(report, code)
    if not indices:
        return ""
    if len(indices) == len(report.units) > 1:
        return f"In every {noun}" if len(indices) > 2 else f"In both {noun}s"
    listed = listing([str(index) for index in indices])
    return f"In {noun}{'s' if len(indices) > 1 else ''} {listed}"


def wanted(report: Report, key: str, unit: str) -> str:
    """Return the green range of a measure as "at least 2.5 s"; empty if it has none.

    The one place that says what to aim for: cards, tables, terminal and evidence ask
    it, so that nobody is told the edge of a fault as the aim.
    """
    exercise = EXERCISES.get(report.exercise or "")
    band = report.limits.get(key) or (exercise.bands.get(key) if exercise else None)
    return green_words(key, unit, *band.green) if band else ""


def green_words(key: str, unit: str, low: float, high: float) -> str:
    """Return a range as "60° to 95°"; an infinite end is open."""
    if math.isfinite(low) and math.isfinite(high):
        return f"{bare(key, low, unit)} to {measured(key, high, unit)}"
    if math.isfinite(low):
        return f"at least {measured(key, low, unit)}"
    return f"at most {measured(key, high, unit)}" if math.isfinite(high) else ""


def shown_and_wanted(report: Report, fault: Fault, *, of_set: bool = True) -> str:
    """Return a fault's number and the aim, as "0.6 ± 0.04 s; at least 2.5 s is wanted".

    Of a set it is the worst unit's, which is said where several show the fault.
    What is only possible lies within the error of a limit, and may even lie in the
    green: without its error the sentence would contradict itself.
    """
    key, unit = measure_of(report, fault.code)
    if not math.isfinite(fault.measured):
        return ""
    number = with_error(key, fault.measured, _error_of(report, key, fault), unit)
    if of_set and len(_showing(report, fault.code)) > 1:
        number += " at worst"
    aim = wanted(report, key, unit)
    long_unit = measured(key, 0.0, unit).partition(" ")[2]
    if " " in long_unit and unit != "m":  # said once is enough
        aim = aim.removesuffix(long_unit).rstrip()
    return f"{number}; {aim} is wanted" if aim else number


def with_error(key: str, value: float, error: float, unit: str) -> str:
    """Return a value with half its interval, as "6° ± 7°" or "0.6 ± 0.04 s"."""
    number, _, tail = measured(key, value, unit).partition(" ")
    if not math.isfinite(error):
        return f"{number} {tail}".rstrip()
    tail = "yd" if unit == "m" else tail
    return f"{number} {error_words(key, error, unit)} {tail}".rstrip()


def error_words(key: str, error: float, unit: str) -> str:
    """Return half an interval, to stand behind its value, as "± 0.04"."""
    # A tenth of a second is too coarse for what a lowering is known to.
    digits = f"{error:.2f}" if unit == "s" else bare(key, error, unit)
    return f"\N{PLUS-MINUS SIGN} {digits}"


def _error_of(report: Report, key: str, fault: Fault) -> float:
    """Return the error of the measure that a fault was read from; NaN if unknown."""
    found = (unit.measures.get(key) for unit in report.units)
    known = (one.error for one in found if one and one.value == fault.measured)
    return next(known, math.nan)


def _showing(report: Report, code: str) -> list[int]:
    clear = [unit.index for unit in report.units if _has(unit.faults, code)]
    possible = [unit.index for unit in report.units if _has(unit.possible, code)]
    return clear or possible


def capital(text: str) -> str:
    """Return a text with a capital first letter, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def _has(faults: Iterable[Fault], code: str) -> bool:
    return any(fault.code == code for fault in faults)


def listing(names: list[str]) -> str:
    """Return names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def measure_of(report: Report, code: str) -> tuple[str, str]:
    """Return key and unit of the measure that a fault comes from; empty if unknown."""
    exercise = EXERCISES.get(report.exercise or "")
    for key, rule in exercise.rules.items() if exercise else ():
        if code in (rule.low_code, rule.high_code):
            return key, rule.unit
    return "", ""
