"""What the panel of a drawn film says, in plain letters: the font has no others."""

import math
from dataclasses import dataclass
from typing import Final

from coach.reports.wording import (
    Noun,
    count_of,
    noun_of,
    quantity,
    unit_title,
    words_of,
    yards,
)
from exercises.drawing.overlay import Overlay
from exercises.report import Report
from exercises.units import Attempt, Bout, Fault, Hold, Unit
from vision.drawing.canvas import AMBER, GREEN, MUTED, TEAL, Colour

MOVING: Final = frozenset({"lowering", "lifting", "hold", "forwards", "backwards"})


@dataclass(frozen=True)
class Count:
    """The big number, what it counts, and what happens."""

    number: str
    noun: str
    doing: str
    moving: bool


@dataclass(frozen=True)
class Clock:
    """The bar below: how full, in which colour, and the text beside it."""

    share: float
    colour: Colour
    text: str
    running: bool


@dataclass(frozen=True)
class Result:
    """What to say of a unit, an attempt or the set when it has ended."""

    title: str
    value: str
    colour: Colour
    facts: str = ""
    advice: str = ""


def phase_word(exercise: str | None, phase: str) -> str:
    """Return what a phase is called in an exercise, as "Pulling over"."""
    words = words_of(exercise)
    return (words.phases.get(phase) if words else None) or phase.capitalize()


def count_at(report: Report, drawing: Overlay, frame: int) -> Count:
    """Return the count of a frame: reps, or seconds of a hold, strides of a bout."""
    phase, noun = drawing.phase[frame], noun_of(report)
    word = phase_word(report.exercise, phase)
    moving = phase in MOVING
    if drawing.attempt[frame] >= 0:
        word = "Attempt"
    number, counted = int(drawing.units_done[frame]), str(noun)
    if phase == "hold" and math.isfinite(drawing.held_s[frame]):
        number, counted = int(drawing.held_s[frame]), "second"
    elif noun == "bout" and moving and drawing.strides[frame] >= 0:
        number, counted = int(drawing.strides[frame]), "stride"
    return Count(str(number), f"{counted}{'' if number == 1 else 's'}", word, moving)


def is_clocked(report: Report, drawing: Overlay) -> bool:
    """Whether there is anything to clock: a clock that never runs puzzles."""
    noun = noun_of(report)
    values = {
        "rep": drawing.lowering_s,
        "hold": drawing.held_s,
        "bout": drawing.way_m,
    }[noun]
    return any(math.isfinite(value) for value in values)


def widest(report: Report, drawing: Overlay) -> str:
    """Return the widest text that a clock will have beside its bar."""
    return {"hold": "form 00.0 s", "bout": "0.0 yd, 0.0 m"}.get(
        noun_of(report), _aim("rep", drawing.target)
    )


def clock_at(report: Report, drawing: Overlay, frame: int) -> Clock:
    """Return the clock of a frame: the lowering, the hold, or the way of a bout."""
    noun, target = noun_of(report), drawing.target
    value = {
        "rep": drawing.lowering_s,
        "hold": drawing.held_s,
        "bout": drawing.way_m,
    }[noun][frame]
    if not math.isfinite(value):
        return Clock(0.0, MUTED, _aim(noun, target), False)
    colour = GREEN if value >= target else TEAL
    text = quantity(float(value), "s")
    place = int(drawing.unit[frame] or drawing.just_done[frame])
    unit = report.units[place - 1] if place else None
    if isinstance(unit, Hold):
        in_form_s = min(float(value), unit.form_s)
        lost = value > unit.form_s + 0.05
        return Clock(
            value / target,
            AMBER if lost else colour,
            f"form {quantity(in_form_s, 's')}",
            True,
        )
    if isinstance(unit, Bout):
        both = f"{yards(float(value)):.1f} yd, {value:.1f} m"
        return Clock(value / target, colour, both, True)
    if unit is not None and drawing.phase[frame] != "lowering":
        tempo = unit.measures.get("lowering_s")
        if tempo and tempo.verdict == "fault" and value < target:
            colour = AMBER
    return Clock(value / target, colour, text, True)


def result_at(report: Report, drawing: Overlay, frame: int) -> Result | None:
    """Return what to say in a frame: of what has just ended, or nothing."""
    if drawing.attempt[frame] >= 0:
        return _of_attempt(report.attempts[int(drawing.attempt[frame])])
    if drawing.just_done[frame]:
        return _of_unit(report.units[int(drawing.just_done[frame]) - 1])
    if drawing.phase[frame] == "done" and math.isfinite(report.score.value):
        return _said("Set", report.score.value, report.faults)
    return None


def _aim(noun: Noun, target: float) -> str:
    if noun == "bout":
        return f"aim {yards(target):.0f} yd"
    return f"aim {target:.0f} s" if noun == "hold" else f"aim {target:.1f} s"


def _of_unit(unit: Unit) -> Result:
    facts = ""
    if isinstance(unit, Hold) and math.isfinite(unit.form_s):
        facts = f"Form {unit.form_s:.1f} of {quantity(unit.duration_s, 's')}"
    elif isinstance(unit, Bout):
        known = math.isfinite(unit.distance_m)
        way = f", {yards(unit.distance_m):.1f} yd" if known else ""
        facts = f"{count_of(unit.steps, 'stride')}{way}"
    return _said(unit_title(unit), unit.score, unit.faults, facts)


def _of_attempt(attempt: Attempt) -> Result:
    reason = attempt.reason.text[:1].upper() + attempt.reason.text[1:]
    return Result("Attempt, not counted", "", AMBER, advice=reason)


def _said(
    title: str, score: float, faults: tuple[Fault, ...], facts: str = ""
) -> Result:
    value = ""
    if math.isfinite(score):
        title, value = f"{title} score", f"{score:.0f}"
    if not faults:
        return Result(title, value, GREEN, facts)
    # The worst one, and of its cue what to do: there is time for no more.
    advice = faults[0].cue.split(". ")[0].rstrip(".")
    return Result(title, value, AMBER, facts, advice)
