"""The tables: what was counted and what not, and all that was or was not measured.

Real tables with headings, so that they can be read aloud; a fault is told in words, the
colour only helps. On a phone each row becomes a card.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Final

from coach.reports.columns import Cell, caption_of, columns_of, score_cell
from coach.reports.html.moments import (
    PLAY,
    sentence_on_fault,
    to_moment,
    to_unit,
)
from coach.reports.html.summary import VIEWS
from coach.reports.wording import (
    DASH,
    LEVEL,
    error_words,
    fault_title,
    listing,
    meaning_of,
    measure_name,
    measured,
    noun_of,
    unit_title,
    wanted,
)
from exercises.reasons import Reason
from exercises.report import NotAssessed, Report
from exercises.units import Fault, Measure, Rep, Unit

VERDICTS: Final = {
    "ok": "Fine",
    "fault": "Change",
    "possible": "Worth a look",
    "not_assessed": "Not assessed",
}
_COLOURED: Final = ("fault", "possible")


def units_html(report: Report, *, playable: bool = False) -> str:
    """Return one row a rep, hold or bout: its numbers, its score and its faults.

    Args:
        report: What was found.
        playable: Whether a film or chart beside it goes to what is clicked here.
    """
    columns = columns_of(report)
    titles = [column.title for column in columns]
    head = [noun_of(report).capitalize(), *titles, "Score", "To change"]
    rows = "".join(
        row_html(
            head,
            [
                _index(unit, playable=playable),
                *(_cell(column.cell(unit)) for column in columns),
                score_cell(unit.score),
                _marks(unit, report, playable=playable),
            ],
            "faulty" if unit.faults else "",
        )
        for unit in report.units
    )
    caption = caption_of(report)
    tips = {c.title: meaning_of(c.key, report.exercise) for c in columns}
    return table_html(f"{caption} {LEVEL}.".strip(), head, rows, "units", tips)


def attempts_html(report: Report) -> str:
    """Return what moved and was not counted, with the reason; empty if nothing."""
    items = "".join(
        f"<li><b>{attempt.start_s:.1f} to {attempt.end_s:.1f} s</b>: "
        f"{escape(attempt.reason.text)}.</li>"
        for attempt in report.attempts
    )
    return f'<h3>Not counted</h3><ul class="plain">{items}</ul>' if items else ""


def measures_html(report: Report) -> str:
    """Return all measures: the value with its error, what is wanted, the verdict."""
    head = ["Measure", "Your set", "Wanted", "Verdict"]
    rows = "".join(
        _measure_row(key, measure, report, head)
        for key, measure in report.measures.items()
    )
    rows += "".join(
        row_html(
            head,
            [
                measure_name(item.measure, report.exercise),
                DASH,
                DASH,
                _unseen(item.reason),
            ],
            "unseen",
        )
        for item in report.not_assessed
        if item.measure not in report.measures
    )
    return table_html(
        f"The mean of the {noun_of(report)}s. {LEVEL}.",
        head,
        rows,
        "measures",
    )


def unseen_html(report: Report) -> str:
    """Return in words what this film could not show, and what to do about it."""
    by_reason: dict[Reason, list[NotAssessed]] = {}
    for item in report.not_assessed:
        by_reason.setdefault(item.reason, []).append(item)
    view = VIEWS.get(report.view.name, "here")
    lines = []
    for reason, items in by_reason.items():
        names = [measure_name(item.measure, report.exercise) for item in items]
        if reason.code == "view":
            names = [name.lower() for name in names]
            lines.append(f"Not seen from {view}: {reason} for {listing(names)}.")
        else:
            lines.append(f"{listing(names)}: {reason}.")
    items_html = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="plain">{items_html}</ul>' if lines else ""


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.verdict in _COLOURED:
        text = f'<b class="{cell.verdict}">{text}</b>'
    if not cell.error or cell.text == DASH:
        return text
    plain = cell.error.split(" ")[0]
    return f"{text} <small>\N{PLUS-MINUS SIGN} {escape(plain)}</small>"


def _index(unit: Unit, *, playable: bool) -> str:
    said = f"<b>{unit.index}</b>"
    yours = isinstance(unit, Rep) and unit.by_user
    by_you = "<small>timed by you</small>" if yours else ""
    if not playable:
        return f"{said} {by_you}".rstrip()
    title = f"Show {unit_title(unit).lower()}"
    return (
        f'<button type="button" class="to" aria-label="{title}" title="{title}"'
        f"{to_unit(unit)}>{PLAY}{said}</button> {by_you}"
    )


def _marks(unit: Unit, report: Report, *, playable: bool) -> str:
    marks = [
        _mark(unit, fault, report, kind, sign, playable=playable)
        for kind, sign, faults in (
            ("fault", "\N{MULTIPLICATION X}", unit.faults),
            ("possible", "?", unit.possible),
        )
        for fault in faults
    ]
    return "".join(marks) or '<span class="mark ok">\N{CHECK MARK} Nothing clear</span>'


def _mark(
    unit: Unit, fault: Fault, report: Report, kind: str, sign: str, *, playable: bool
) -> str:
    said = f"{sign} {escape(fault_title(fault.code, report.exercise))}"
    way = to_moment(fault.at_s, sentence_on_fault(unit, fault, report))
    if not (playable and way):
        return f'<span class="mark {kind}">{said}</span>'
    return f'<button type="button" class="to mark {kind}"{way}>{said}</button>'


def _measure_row(
    key: str, measure: Measure, report: Report, head: Sequence[str]
) -> str:
    exercise = report.exercise
    if measure.verdict == "not_assessed":
        verdict = _unseen(measure.reason)
    elif key not in report.limits:
        verdict = '<span class="mark">Shown only</span>'
    else:
        kind = measure.verdict
        sign = {
            "ok": "\N{CHECK MARK}",
            "fault": "\N{MULTIPLICATION X}",
            "possible": "?",
        }
        verdict = f'<span class="mark {kind}">{sign[kind]} {VERDICTS[kind]}</span>'
    name, meaning = measure_name(key, exercise), escape(meaning_of(key, exercise))
    cells = [
        f"{name}<small>{meaning}</small>",
        _measured(key, measure),
        escape(wanted(report, key, measure.unit)) or DASH,
        verdict,
    ]
    return row_html(head, cells, "unseen" if measure.verdict == "not_assessed" else "")


def _unseen(reason: Reason) -> str:
    return f'<span class="mark unseen">Not assessed: {escape(reason.text)}</span>'


def _measured(key: str, measure: Measure) -> str:
    if not math.isfinite(measure.value):
        return DASH
    number = escape(measured(key, measure.value, measure.unit))
    if not math.isfinite(measure.error):
        return number
    error = error_words(key, measure.error, measure.unit)
    return f"{number} <small>{escape(error)}</small>"


def row_html(head: Sequence[str], cells: Sequence[str], kind: str) -> str:
    """Return a table row; the headings stand by the cells on a phone."""
    first = f'<th scope="row" data-label="{escape(head[0])}">{cells[0]}</th>'
    rest = "".join(
        f'<td data-label="{escape(name)}"><span>{cell}</span></td>'
        for name, cell in zip(head[1:], cells[1:], strict=True)
    )
    return f'<tr class="{kind}">{first}{rest}</tr>'


def table_html(
    caption: str,
    head: Sequence[str],
    rows: str,
    kind: str,
    tips: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a table of rows that are HTML already; tips say what headings mean."""
    heads = "".join(
        f'<th scope="col"{_tip(tips.get(name, ""))}>{escape(name)}</th>'
        for name in head
    )
    return (
        f'<table class="sheet {kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _tip(text: str) -> str:
    return f' title="{escape(text)}"' if text else ""
