"""What people put right in their sets, as labels: truths that a program is measured by.

A label says of one film what was done in it and when, as the person left it: the reps
that they timed, those that they let stand, and what they said is none. Times are in the
film's own clock. `benchmarks/labels.py` reads the file.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from coach.check import Options
from coach.history.history import History
from coach.history.kept import OpenedSet

SCHEMA: Final = 1
EDGES: Final = ("start_s", "bottom_s", "leave_s", "end_s")
"""Of a rep; holds and bouts have the first and the last."""
_LISTS: Final = ("reps", "holds", "bouts")
_DIGITS: Final = 4


def labels_of(history: History, *, all_sets: bool = False) -> dict[str, Any]:
    """Return the labels of all kept sets in which reps were put right, as plain data.

    Args:
        history: Where sets are kept.
        all_sets: Those in which nothing was put right as well: their reps were let
            stand, which says less.

    Raises:
        HistoryError: The history cannot be used.
    """
    labels = list(_labels(history, all_sets=all_sets))
    return {"schema": SCHEMA, "labels": labels}


def _labels(history: History, *, all_sets: bool) -> Iterator[dict[str, Any]]:
    for kept in history.sets():
        opened = history.open(kept.id)  # None where another program was faster
        if opened is None or not opened.recordings:
            continue
        if all_sets or opened.recordings[0].options.marks:
            yield _label(opened)


def _label(opened: OpenedSet) -> dict[str, Any]:
    """Return the label of a set's first film: times and marks are its."""
    film, report = opened.recordings[0], opened.report_json
    speed = float(report["source"]["speed"])
    marks = film.options.marks
    return {
        "film": film.name,
        "digest": film.digest,
        "exercise": report["exercise"],
        "side": report["side"],
        "load": report["load"],
        "said": _said(film.options),
        "units": [
            _unit(unit, speed) for kind in _LISTS for unit in report.get(kind, ())
        ],
        "none_at_s": [round(at_s, _DIGITS) for at_s in marks.removed_s],
    }


def _unit(unit: Mapping[str, Any], speed: float) -> dict[str, Any]:
    edges = {
        edge: round(unit[edge] / speed, _DIGITS)
        for edge in EDGES
        if unit.get(edge) is not None
    }
    return edges | {"by_user": bool(unit.get("by_user"))}


def _said(options: Options) -> dict[str, Any]:
    """Return what the person said of the film, as `coach.check.Options` takes it."""
    usual = Options()
    names = ("exercise", "side", "height_m", "mirrored", "speed", "test")
    return {
        name: getattr(options, name)
        for name in names
        if getattr(options, name) != getattr(usual, name)
    }
