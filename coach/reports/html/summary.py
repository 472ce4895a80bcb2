"""The answer first: the score with its interval, its parts, and the set in four facts.

Functions return HTML; every text that is not ours is escaped.
"""

import math
from html import escape
from typing import Final

from coach.reports.wording import (
    capital,
    count_of,
    exercise_title,
    leg_name,
    leg_words,
    noun_of,
    quantity,
    subscore_name,
    words_of,
    yards,
)
from exercises.registry import EXERCISES
from exercises.report import Report, Subscore

VIEWS: Final = {
    "side": "the side",
    "front": "the front",
    "back": "behind",
    "oblique": "an angle",
    "end-on": "one end",
}


SHOWS: Final = {
    "side": "shows hinge and tempo",
    "front": "shows reach and hips",
    "oblique": "shows reps and tempo only",
}
_LOADS: Final = {
    "body weight": "body weight",
    "medium": "medium weight",
    "heavy": "heavy weight",
}
PICTURE: Final = {
    "A": "The picture is good (A)",
    "B": "The picture is fair (B)",
    "C": "The picture is poor (C): stand square to the lens, in good light",
}


def score_html(report: Report) -> str:
    """Return the score card: the number, how sure it is, and its parts."""
    parts = "".join(
        _part(subscore_name(name), part) for name, part in report.subscores.items()
    )
    return (
        '<section class="card score" aria-label="Form score">'
        f"<h2>Form score</h2>{_number(report)}"
        f'<dl class="parts">{parts}</dl></section>'
    )


def facts_html(report: Report, *, two_films: bool = False) -> str:
    """Return the set in four facts: the count, how long or far, leg, view."""
    noun = noun_of(report)
    view = VIEWS.get(report.view.name, "unsure")
    seen_from = ("two sides", f"{noun}s and times from {view}")
    facts = [
        (f"{noun.capitalize()}s", str(len(report.units)), _beside_count(report)),
        _second_fact(report),
        _leg(report),
        ("Filmed from", *(seen_from if two_films else (view, _beside_view(report)))),
    ]
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}"
        f"<small>{escape(beside)}</small></dd></div>"
        for name, value, beside in facts
    )
    return f'<dl class="facts">{items}</dl>'


def film_line(report: Report) -> str:
    """Return what is known of the film and the exercise, in one line of text."""
    source = report.source
    parts = [
        exercise_title(report.exercise),
        f"{source.duration_s:.0f} s",
        f"{source.width} \N{MULTIPLICATION SIGN} {source.height}",
        f"{source.fps:.0f} frames a second",
    ]
    if report.load is not None:
        parts.insert(1, _LOADS[report.load])
    parts += [f"{name}: {value}" for name, value in report.variant.items()]
    return " \N{MIDDLE DOT} ".join(parts)


def _number(report: Report) -> str:
    score = report.score
    picture = PICTURE[score.grade]
    if not math.isfinite(score.value):
        return (
            '<p class="number none">No score</p>'
            f'<p class="interval">{escape(_why_no_score(report))} {picture}.</p>'
        )
    return (
        f'<p class="number">{score.value:.0f}<span> of 100</span></p>'
        f'<p class="interval">{_interval(report)} {score.coverage:.0%} of what counts '
        f"was seen. {picture}.</p>"
    )


def _interval(report: Report) -> str:
    low, high = f"{report.score.low:.0f}", f"{report.score.high:.0f}"
    if low != high:
        return f"Between {low} and {high}, 19 times in 20."
    if report.faults:
        return "Held there by the first fault, however well the rest goes."
    return "Sure to the point."


def _why_no_score(report: Report) -> str:
    if not report.units:
        return f"No whole {noun_of(report)} was found."
    if report.score.reason:
        return f"{capital(report.score.reason.text)}."
    view = VIEWS.get(report.view.name, "here")
    return (
        f"Only {report.score.coverage:.0%} of what counts can be seen from {view}; a "
        "score takes half."
    )


def _part(name: str, part: Subscore) -> str:
    if not math.isfinite(part.value):
        reason = part.reason.text or "not seen"
        return (
            f'<div class="unseen"><dt>{escape(name)}</dt>'
            f"<dd><span>Not seen: {escape(reason)}</span></dd></div>"
        )
    low, high = min(part.low, part.value), max(part.high, part.value)
    width = high - low
    spread = f'<i class="spread" style="left:{low:.0f}%;width:{width:.0f}%"></i>'
    spread = spread if width >= 1 else ""
    fill = f'<i class="fill" style="width:{part.value:.0f}%"></i>'
    between = f"<small>{low:.0f} to {high:.0f}</small> " if width >= 1 else ""
    return (
        f"<div><dt>{escape(name)}</dt><dd>{between}<b>{part.value:.0f}</b>"
        f'<span class="bar" aria-hidden="true">'
        f"{fill}{spread}</span></dd></div>"
    )


def _beside_count(report: Report) -> str:
    attempts = len(report.attempts)
    if attempts:
        return f"{attempts} not counted"
    return "no other try seen" if report.units else "none found"


def _second_fact(report: Report) -> tuple[str, str, str]:
    """Return what tells most after the count: a tempo, a time, or a distance."""
    if report.holds:
        form_s = sum(hold.form_s for hold in report.holds)
        held_s = sum(hold.duration_s for hold in report.holds)
        return ("Held in form", quantity(form_s, "s"), f"of {quantity(held_s, 's')}")
    if report.bouts:
        known = [b.distance_m for b in report.bouts if math.isfinite(b.distance_m)]
        strides = count_of(sum(bout.steps for bout in report.bouts), "stride")
        if not known:
            return ("Distance", "not measured", strides)
        beside = f"{quantity(sum(known), 'm')}, {strides}"
        return ("Distance in all", f"{yards(sum(known)):.1f} yd", beside)
    lowering = report.measures.get("lowering_s")
    timed = lowering is not None and math.isfinite(lowering.value)
    words = words_of(report.exercise)
    return (
        words.lowering if words else "Lowering, on average",
        quantity(lowering.value, "s") if timed and lowering else "not timed",
        _beside_lowering(report),
    )


def _leg(report: Report) -> tuple[str, str, str]:
    words = leg_words(report)
    name = leg_name(report.exercise)
    if words == "leg unsure":
        return (name, "Unsure", "name it above")
    value = words.removesuffix(" leg").capitalize()
    if report.side and value.lower() == report.side:
        return (name, value, f"{report.side_confidence:.0%} sure")
    first, _, rest = words.partition(" legs ")
    return (name, first.capitalize(), rest)


def _beside_lowering(report: Report) -> str:
    lowering = report.measures.get("lowering_s")
    if lowering is None:
        return "no rep to time"
    if not math.isfinite(lowering.value):
        return lowering.reason.text
    return f"\N{PLUS-MINUS SIGN} {lowering.error:.2f} s, 19 times in 20"


def _beside_view(report: Report) -> str:
    if not math.isfinite(report.view.yaw_deg):
        return "nobody stands in view"
    if report.view.confidence < 1:
        return "roughly: stand square to the lens"
    if report.exercise and EXERCISES[report.exercise].from_the_front:
        return SHOWS.get(report.view.name, "")
    return "" if report.view.name == "side" else "film from the side to see all"
