"""The tables: each rep, what was not a rep, and all that was or was not measured.

Real tables with headings, so that they can be read aloud; a fault is told in words, the
colour only helps. On a phone each row becomes a card.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from coach.reports.wording import fault_title, measure_name, quantity
from exercises.report import Measure, NotAssessed, Rep, Report
from ui.summary import VIEWS

VERDICTS: Final = {
    "ok": "Fine",
    "fault": "Change",
    "possible": "Worth a look",
    "not_assessed": "Not assessed",
}
_AT_THE_BOTTOM: Final = ("hinge_deg", "lean_deg", "hand_target", "free_hip_rise_deg")
"""Two of these stand in the table of reps: the first that the film shows."""


def reps_html(report: Report) -> str:
    """Return one row a rep: its times, its depth, its score and its faults."""
    shown = [
        key
        for key in _AT_THE_BOTTOM
        if key in report.measures and math.isfinite(report.measures[key].value)
    ][:2]
    head = [
        "Rep", "Lowering", "Pause", "Lifting",
        *(measure_name(key) for key in shown), "Score", "To change",
    ]  # fmt: skip
    rows = "".join(_rep_row(rep, head, shown) for rep in report.reps)
    return _table(
        "All but the times is read at the bottom. \N{PLUS-MINUS SIGN} holds the truth "
        "95 times in 100 for times, 80 for the rest.",
        head,
        rows,
        "reps",
    )


def attempts_html(report: Report) -> str:
    """Return what moved and was not counted, with the reason; empty if nothing."""
    items = "".join(
        f"<li><b>{attempt.start_s:.1f} to {attempt.end_s:.1f} s</b>: "
        f"{escape(attempt.reason)}.</li>"
        for attempt in report.attempts
    )
    return f'<h3>Not counted</h3><ul class="plain">{items}</ul>' if items else ""


def measures_html(report: Report) -> str:
    """Return all measures: the value with its error, what is wanted, the verdict."""
    head = ["Measure", "Your set", "Wanted", "Verdict"]
    rows = "".join(
        _measure_row(key, measure, report.limits.get(key), head)
        for key, measure in report.measures.items()
    )
    rows += "".join(
        _row(
            head,
            [
                measure_name(item.measure),
                "\N{EN DASH}",
                "\N{EN DASH}",
                _unseen(item.reason),
            ],
            "unseen",
        )
        for item in report.not_assessed
        if item.measure not in report.measures
    )
    return _table(
        "The mean of the reps. \N{PLUS-MINUS SIGN} holds the truth 8 times in 10.",
        head,
        rows,
        "measures",
    )


def unseen_html(report: Report) -> str:
    """Return in words what this film could not show, and what to do about it."""
    by_reason: dict[str, list[NotAssessed]] = {}
    for item in report.not_assessed:
        by_reason.setdefault(item.reason, []).append(item)
    view = VIEWS.get(report.view.name, "here")
    lines = []
    for reason, items in by_reason.items():
        names = [measure_name(item.measure) for item in items]
        if reason.startswith("film from"):
            names = [name.lower() for name in names]
            lines.append(f"Not seen from {view}: {reason} for {_listed(names)}.")
        else:
            lines.append(f"{_listed(names)}: {reason}.")
    items_html = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="plain">{items_html}</ul>' if lines else ""


def _rep_row(rep: Rep, head: Sequence[str], shown: Sequence[str]) -> str:
    cells = [
        f"<b>{rep.index}</b>",
        _with_error(rep.lowering_s, rep.lowering_error_s, "s", decimals=2),
        quantity(rep.pause_s, "s"),
        quantity(rep.lifting_s, "s"),
        *(_measured(rep.measures.get(key)) for key in shown),
        f"{rep.score:.0f}" if math.isfinite(rep.score) else "none",
        _marks(rep),
    ]
    return _row(head, cells, "faulty" if rep.faults else "")


def _marks(rep: Rep) -> str:
    marks = [
        f'<span class="mark fault">\N{MULTIPLICATION X} '
        f"{escape(fault_title(fault.code))}</span>"
        for fault in rep.faults
    ] + [
        f'<span class="mark possible">? {escape(fault_title(fault.code))}</span>'
        for fault in rep.possible
    ]
    return "".join(marks) or '<span class="mark ok">\N{CHECK MARK} Nothing clear</span>'


def _measure_row(
    key: str, measure: Measure, limits: object, head: Sequence[str]
) -> str:
    if measure.verdict == "not_assessed":
        verdict = _unseen(measure.reason)
    elif not isinstance(limits, Mapping):
        verdict = '<span class="mark">Shown only</span>'
    else:
        kind = measure.verdict
        sign = {
            "ok": "\N{CHECK MARK}",
            "fault": "\N{MULTIPLICATION X}",
            "possible": "?",
        }
        verdict = f'<span class="mark {kind}">{sign[kind]} {VERDICTS[kind]}</span>'
    cells = [
        measure_name(key),
        _measured(measure),
        _wanted(limits, measure.unit),
        verdict,
    ]
    return _row(head, cells, "unseen" if measure.verdict == "not_assessed" else "")


def _unseen(reason: str) -> str:
    return f'<span class="mark unseen">Not assessed: {escape(reason)}</span>'


def _wanted(limits: object, unit: str) -> str:
    """Return the green band in words."""
    if not isinstance(limits, Mapping):
        return "\N{EN DASH}"
    low, high = limits["green"]
    if low is None:
        return f"at most {quantity(high, unit)}" if high is not None else "\N{EN DASH}"
    if high is None:
        return f"at least {quantity(low, unit)}"
    return f"{_bare(low, unit)} to {quantity(high, unit)}"


def _measured(measure: Measure | None) -> str:
    if measure is None:
        return "\N{EN DASH}"
    return _with_error(measure.value, measure.error, measure.unit)


def _with_error(
    value: float, error: float, unit: str, *, decimals: int | None = None
) -> str:
    if not math.isfinite(value):
        return "\N{EN DASH}"
    if not math.isfinite(error):
        return quantity(value, unit)
    number = quantity(value, unit)
    plain = f"{error:.{decimals}f}" if decimals is not None else _bare(error, unit)
    return f"{number} <small>\N{PLUS-MINUS SIGN} {plain}</small>"


def _bare(number: float, unit: str) -> str:
    return quantity(number, unit).split()[0]


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def _row(head: Sequence[str], cells: Sequence[str], kind: str) -> str:
    first = f'<th scope="row" data-label="{escape(head[0])}">{cells[0]}</th>'
    rest = "".join(
        f'<td data-label="{escape(name)}"><span>{cell}</span></td>'
        for name, cell in zip(head[1:], cells[1:], strict=True)
    )
    return f'<tr class="{kind}">{first}{rest}</tr>'


def _table(caption: str, head: Sequence[str], rows: str, kind: str) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<table class="sheet {kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
