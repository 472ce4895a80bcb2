"""What to change first: two or three cues, big, with the number behind each."""

import math
from html import escape
from typing import Final

from coach.reports.wording import fault_title, quantity
from exercises.check import EXERCISES
from exercises.report import Fault, Report

MOST_CUES: Final = 3
"""Nobody changes more than this in one set."""


def cues_html(report: Report) -> str:
    """Return the cues as cards: clear faults, then questions; praise if neither."""
    clear = report.faults[:MOST_CUES]
    possible = report.possible[: MOST_CUES - len(clear)]
    cards = [_card(report, fault, clear=True) for fault in clear]
    cards += [_card(report, fault, clear=False) for fault in possible]
    if not cards:
        cards = [_fine(report)]
    return f'<ol class="cues">{"".join(cards)}</ol>'


def wanted(fault: Fault, unit: str) -> str:
    """Return a fault's number and its limit, as "0.6 s; at least 1.5 s is wanted"."""
    if not math.isfinite(fault.measured) or not math.isfinite(fault.limit):
        return ""
    bound = "at least" if fault.measured < fault.limit else "at most"
    return (
        f"{quantity(fault.measured, unit)} at worst; {bound} "
        f"{quantity(fault.limit, unit)} is wanted"
    )


def unit_of(report: Report, code: str) -> str:
    """Return the unit in which a fault is measured."""
    exercise = EXERCISES.get(report.exercise or "")
    for rule in exercise.rules.values() if exercise else ():
        if code in (rule.low_code, rule.high_code):
            return rule.unit
    return ""


def _fine(report: Report) -> str:
    """Return the praise; it names the lowering only where that was seen."""
    lowering = report.measures.get("lowering_s")
    slow = lowering is not None and lowering.verdict == "ok"
    say = "Nothing clear to change." + (" Keep it that slow on the way down." * slow)
    return (
        f'<li class="card cue fine"><p class="say">{say}</p>'
        '<p class="why">As far as this film can show.</p></li>'
    )


def _card(report: Report, fault: Fault, *, clear: bool) -> str:
    kind = "Change" if clear else "Worth a look"
    why = ". ".join(
        part
        for part in (
            _in_reps(report, fault.code),
            wanted(fault, unit_of(report, fault.code)),
        )
        if part
    )
    return (
        f'<li class="card cue {"clear" if clear else "possible"}">'
        f'<p class="kind">{kind}: {escape(fault_title(fault.code).lower())}</p>'
        f'<p class="say">{escape(fault.cue)}</p>'
        f'<p class="why">{escape(why)}.</p></li>'
    )


def _in_reps(report: Report, code: str) -> str:
    indices = [
        rep.index
        for rep in report.reps
        if any(fault.code == code for fault in (*rep.faults, *rep.possible))
    ]
    if not indices:
        return ""
    if len(indices) == len(report.reps) > 1:
        return "In every rep"
    named = ", ".join(str(index) for index in indices[:-1])
    last = indices[-1]
    return f"In reps {named} and {last}" if named else f"In rep {last}"
