"""What a person says of a set's reps beside its film: moved, added, removed, undone."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from coach.jobs.sets import SetAtHand
from coach.reports.signals import Signal
from coach.reports.wording import noun_of, unit_title, words_of
from exercises.engine.suggested import suggested_rep
from exercises.marks import NO_MARKS, MarkedRep, Marks, Span
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.scoring.by_user import as_marked_rep
from exercises.units import Rep, Unit
from hamstrong.errors import MarksError

_MOVEMENTS: Final = ("Lowering", "At the bottom", "Lifting")
_ORDERED: Final = ("start_s", "bottom_s", "leave_s", "end_s")
_LIFT_FIRST: Final = ("leave_s", "end_s", "start_s", "bottom_s")
ALL: Final = "all"


def correctable(one: SetAtHand, report: Report) -> dict[str, Any] | None:
    """Return what the cursor needs to let reps be corrected; None where there are none.

    All times are as in the report.
    """
    exercise = EXERCISES.get(report.exercise or "")
    if exercise is None or report.test is not None:
        return None
    noun, is_rep = noun_of(report), exercise.unit == "rep"
    if not is_rep and not (report.units or one.asked.options.marks):
        return None
    return {
        "units": [_unit(unit, report) for unit in report.units],
        "changes": _changes(one.asked.options.marks, report),
        "refused": st.session_state.get(_refused(one), ""),
        "words": {
            "open": f"Correct the {noun}s",
            "how": _how(noun, is_rep=is_rep),
            "remove": f"This is no {noun}",
            "add": f"A {noun} is missing here" if is_rep else "",
            "none": f"Go to a {noun} to change it.",
            "by_user": "timed by you",
            "changed": "What you changed",
            "undo": "Undo",
            "undo_all": "Undo all",
            "here": "Set here",
        },
    }


def correct(one: SetAtHand, signal: Signal, said: Any) -> None:
    """Take what was said, and judge anew; what cannot be is told beside the film.

    Args:
        one: The set.
        signal: What the chart shows, in the report's times.
        said: From the browser: one of `{"rep": four times, "of": number}`,
            `{"remove": number}`, `{"add": time}`, `{"undo": number or "all"}`; numbers
            are of the report's units or of the changes, from 0.
    """
    report = one.report
    if report is None or not isinstance(said, dict):
        return
    options = one.asked.options
    try:
        marks = _marked(options.marks, report, signal, said)
    except MarksError as error:
        st.session_state[_refused(one)] = str(error)
        return
    except (KeyError, IndexError, TypeError, ValueError):
        return  # of a page that is older than the report
    st.session_state.pop(_refused(one), None)
    asked = replace(one.asked, options=replace(options, marks=marks))
    one.ask(asked, (*one.films, None)[1], later=True)


def _marked(
    marks: Marks, report: Report, signal: Signal, said: dict[str, Any]
) -> Marks:
    to_film = 1.0 / report.source.speed
    if "undo" in said:
        return NO_MARKS if said["undo"] == ALL else marks.undone(int(said["undo"]))
    if "remove" in said:
        unit = report.units[int(said["remove"])]
        return marks.without(_span(unit, to_film))
    exercise = EXERCISES[report.exercise or ""]
    if "add" in said:
        found = suggested_rep(
            float(said["add"]),
            report.units,
            report.attempts,
            signal.time_s,
            signal.values,
            lift_first=_lift_first(report, default=exercise.order == "lift first"),
        )
        return marks.with_rep(found.timed(to_film))
    unit = report.units[int(said["of"])]
    if not isinstance(unit, Rep):
        raise TypeError(unit)
    new = MarkedRep(**dict(zip(_edges_of(unit), map(float, said["rep"]), strict=True)))
    for other in report.units:
        if other is not unit and new.overlaps(_span(other, 1.0)):
            raise MarksError(
                f"{unit_title(unit)} cannot reach into {unit_title(other).lower()}. "
                "Move the edge of that one first."
            )
    return marks.with_rep(new.timed(to_film), as_marked_rep(unit, marks, to_film))


def _span(unit: Unit, to_film: float) -> MarkedRep | Span:
    if isinstance(unit, Rep):
        return as_marked_rep(unit, NO_MARKS, to_film)
    return Span(first_s=to_film * unit.began_s, last_s=to_film * unit.ended_s)


def _unit(unit: Unit, report: Report) -> dict[str, Any]:
    edges: list[dict[str, Any]] = []
    if isinstance(unit, Rep):
        words = words_of(report.exercise)
        down, _, up = words.charted if words else _MOVEMENTS
        names = dict(
            zip(
                _ORDERED,
                (f"{down} begins", f"{down} ends", f"{up} begins", f"{up} ends"),
                strict=True,
            )
        )
        edges = [
            {"name": names[edge], "at_s": getattr(unit, edge)}
            for edge in _edges_of(unit)
        ]
    return {
        "name": unit_title(unit),
        "edges": edges,
        "from_s": unit.began_s,
        "to_s": unit.ended_s,
        "by_user": isinstance(unit, Rep) and unit.by_user,
    }


def _edges_of(rep: Rep) -> tuple[str, ...]:
    """Return a rep's edges in the order of time."""
    return _LIFT_FIRST if rep.leave_s < rep.start_s else _ORDERED


def _lift_first(report: Report, *, default: bool) -> bool:
    for unit in report.units:
        if isinstance(unit, Rep):
            return unit.leave_s < unit.start_s
    return default


def _changes(marks: Marks, report: Report) -> list[str]:
    noun, speed = noun_of(report), report.source.speed
    timed = [f"A {noun} from {speed * one.first_s:.1f} s" for one in marks.reps]
    return timed + [f"No {noun} at {speed * at_s:.1f} s" for at_s in marks.removed_s]


def _how(noun: str, *, is_rep: bool) -> str:
    if not is_rep:
        return f"Go to a {noun} that is none, and remove it."
    return (
        "Go to a rep; drag its edges on the curve, step them frame by frame, or set "
        "one to where the film stands. All numbers follow at once."
    )


def _refused(one: SetAtHand) -> str:
    return f"refused_{one.id}"
