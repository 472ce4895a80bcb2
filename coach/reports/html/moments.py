"""What of a report leads into its film: attributes that the app's one cursor reads.

A page that runs no script, as the printed one, goes without them. All times are
seconds of true time, as everywhere in a report.
"""

import math
from html import escape
from typing import Final

from coach.reports.wording import fault_title, shown_and_wanted, unit_title
from exercises.report import Report
from exercises.units import Fault, Rep, Unit

LEAD_IN_S: Final = 0.5
"""A stretch is played from a little before it, so that the eye is there in time."""
LEAD_OUT_S: Final = 0.4
AROUND_S: Final = 2.5
"""Of a hold or bout so much is played before and after what is to be seen of it."""
PLAY: Final = (
    '<span class="sign" aria-hidden="true">\N{BLACK RIGHT-POINTING TRIANGLE}</span>'
)


def to_moment(at_s: float, says: str = "") -> str:
    """Return attributes that lead to a moment; none where that is not finite.

    Args:
        at_s: When.
        says: What stands below the film while it shows that.
    """
    return f' data-at-s="{at_s:.3f}"{_says(says)}' if math.isfinite(at_s) else ""


def to_unit(unit: Unit) -> str:
    """Return attributes that play a rep, hold or bout."""
    return _stretch(unit.began_s - LEAD_IN_S, unit.ended_s + LEAD_OUT_S)


def to_proof(unit: Unit, fault: Fault, report: Report) -> str:
    """Return attributes that play what proves a fault, again and again.

    A rep is played whole; a hold and a bout are long, and a part of them is.
    """
    from_s, to_s = unit.began_s - LEAD_IN_S, unit.ended_s + LEAD_OUT_S
    if not isinstance(unit, Rep) and math.isfinite(fault.at_s):
        from_s = max(from_s, fault.at_s - AROUND_S)
        to_s = min(to_s, fault.at_s + AROUND_S)
    says = sentence_on_fault(unit, fault, report)
    return f"{_stretch(from_s, to_s)} data-again{_says(says)}"


def sentence_on_fault(unit: Unit, fault: Fault, report: Report) -> str:
    """Return where a fault is, its number and what is wanted, as one sentence."""
    title = fault_title(fault.code, report.exercise)
    number = shown_and_wanted(report, fault, of_set=False)
    said = f"{unit_title(unit)}: {title[:1].lower()}{title[1:]}"
    return f"{said}, {number}." if number else f"{said}."


def worst_of(report: Report, fault: Fault) -> tuple[Unit, Fault] | None:
    """Return the unit in which a fault of the set is worst, and the fault there.

    None where no unit has it, as where only a second film shows it.
    """
    found = [
        (unit, own)
        for unit in report.units
        for own in (*unit.faults, *unit.possible)
        if own.code == fault.code
    ]
    same = (one for one in found if one[1].measured == fault.measured)
    return next(same, found[0] if found else None)


def _stretch(from_s: float, to_s: float) -> str:
    return f' data-from-s="{max(0.0, from_s):.3f}" data-to-s="{to_s:.3f}"'


def _says(said: str) -> str:
    return f' data-says="{escape(said)}"' if said else ""
