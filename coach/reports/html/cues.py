"""What to change first: two or three cues, big, with the number behind each."""

from html import escape
from typing import Final

from coach.reports.html.moments import PLAY, to_proof, worst_of
from coach.reports.wording import (
    capital,
    fault_title,
    in_which,
    shown_and_wanted,
    unit_title,
    words_of,
)
from exercises.report import Report
from exercises.units import Fault

MOST_CUES: Final = 3
"""Nobody changes more than this in one set."""


def cues_html(report: Report, *, playable: bool = False) -> str:
    """Return the cues as cards: clear faults, then questions; praise if neither.

    Args:
        report: What was found.
        playable: Whether a film or chart beside them goes to what is clicked here.
    """
    clear = report.faults[:MOST_CUES]
    possible = report.possible[: MOST_CUES - len(clear)]
    cards = [
        _card(report, fault, clear=fault in clear, playable=playable)
        for fault in (*clear, *possible)
    ]
    if not cards:
        cards = [_fine(report)]
    return f'<ol class="cues">{"".join(cards)}</ol>'


def _fine(report: Report) -> str:
    """Return the praise; it names the lowering only where that was seen."""
    if report.score.reason:  # too little was seen to praise anything
        return (
            '<li class="card cue possible"><p class="say">Nothing clear was seen, but '
            f'too little to say more.</p><p class="why">'
            f"{escape(capital(report.score.reason.text))}.</p></li>"
        )
    lowering = report.measures.get("lowering_s")
    slow = lowering is not None and lowering.verdict == "ok"
    words = words_of(report.exercise)
    way = words.on_the_way if words else "down"
    keep = f" Keep it that slow on the way {way}." if slow else ""
    say = f"Nothing clear to change.{keep}"
    return (
        f'<li class="card cue fine"><p class="say">{say}</p>'
        '<p class="why">As far as this film can show.</p></li>'
    )


def _card(report: Report, fault: Fault, *, clear: bool, playable: bool) -> str:
    kind = "Change" if clear else "Worth a look"
    title = fault_title(fault.code, report.exercise)
    parts = (in_which(report, fault.code), shown_and_wanted(report, fault))
    why = ": ".join(part for part in parts if part)
    why = f"{why}." if why else ""
    return (
        f'<li class="card cue {"clear" if clear else "possible"}">'
        f'<p class="kind">{kind}: {escape(title[:1].lower() + title[1:])}</p>'
        f'<p class="say">{escape(fault.cue)}</p>'
        f'<p class="why">{escape(why)}</p>'
        f"{_where(report, fault) if playable else ''}</li>"
    )


def _where(report: Report, fault: Fault) -> str:
    """Return what plays the unit in which a fault is worst; "" where none has it."""
    worst = worst_of(report, fault)
    if worst is None:
        return ""
    unit, own = worst
    return (
        f'<button type="button" class="to"{to_proof(unit, own, report)}>{PLAY}'
        f"Show {unit_title(unit).lower()}</button>"
    )
