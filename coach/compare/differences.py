"""What differs between two movements, and whether films can tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from coach.compare.shown import Shown
from coach.reports.html.summary import VIEWS
from coach.reports.html.tables import row_html, table_html
from coach.reports.wording import measure_name, measured, with_error
from exercises.scoring.comparisons import between
from exercises.scoring.scores import mean_measure
from exercises.units import Hold

TRUSTED: Final = frozenset("AB")
"""Grades of films whose numbers are compared, as in `coach.history.progress`."""
CAPTION: Final = (
    "Means of what is compared. A difference counts where it is larger than its error, "
    "which holds the truth 19 times in 20: of twenty that are none, one looks clear by "
    "chance."
)
HELD: Final = "form_s"
"""Not a measure but what a hold has by itself: how long it lasted in form."""
LEAST_POINTS: Final = 1.0
"""Scores closer together than a point are the same (our choice)."""
Better = Literal["first", "second", "neither"]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One measure of both.

    Attributes:
        measure: Its key.
        first, second: In `unit`.
        difference: second - first.
        error: Half its 95 % interval. Of one film it is what its readings of one thing
            wander by; of two, both errors, as of independent films.
        clear: Whether the difference is larger than that.
        better: Whose score for it is higher, where it is clear.
    """

    measure: str
    unit: str
    first: float
    second: float
    difference: float
    error: float
    clear: bool
    better: Better


def why_not(first: Shown, second: Shown) -> str:
    """Return why the numbers of two films cannot be compared; "" where they can."""
    if first.views != second.views:
        seen = [" and ".join(VIEWS.get(one, one) for one in sorted(side.views))
                for side in (first, second)]  # fmt: skip
        return (
            f"One is filmed from {seen[0]}, the other one from {seen[1]}: their "
            "numbers are not compared, since each place of the camera has errors of "
            "its own."
        )
    doubted = [one for one in (first, second) if one.report.score.grade not in TRUSTED]
    if doubted and first.film != second.film:
        return (
            f"Picture grade C ({doubted[0].title}): its numbers are too uncertain to "
            "be compared with another film's."
        )
    return ""


def differences(first: Shown, second: Shown) -> tuple[Difference, ...]:
    """Return what both have been measured by, clear differences first; maybe none."""
    if why_not(first, second):
        return ()
    found = [one for key in _keys(first) if (one := _difference(key, first, second))]
    return tuple(sorted(found, key=lambda one: not one.clear))


def differences_html(first: Shown, second: Shown) -> str:
    """Return the differences as a table, or why there are none."""
    reason = why_not(first, second)
    found = differences(first, second)
    if reason or not found:
        return f"<p>{escape(reason or 'Nothing was measured in both.')}</p>"
    head = ["Measure", first.title, second.title, "Difference", "What it means"]
    rows = "".join(
        row_html(head, list(_cells(one, first, second)), "") for one in found
    )
    return table_html(CAPTION, head, rows, "differences")


def _cells(one: Difference, first: Shown, second: Shown) -> Iterator[str]:
    key, unit = one.measure, one.unit
    yield escape(_name(key, first))
    yield escape(measured(key, one.first, unit))
    yield escape(measured(key, one.second, unit))
    text = with_error(key, one.difference, one.error, unit)
    more = any(digit in text.partition(" ")[0] for digit in "123456789")
    yield escape(f"+{text}" if one.difference > 0 and more else text)
    better = {"first": first, "second": second}.get(one.better)
    if not one.clear:
        yield "Within the error"
    elif better is None:
        yield "<b>Differs</b>"
    else:
        yield f"<b>Better: {escape(better.title)}</b>"


def _keys(shown: Shown) -> list[str]:
    timed = [HELD] if isinstance(shown.units[0], Hold) else []
    return timed + list(shown.units[0].measures)


def _name(key: str, shown: Shown) -> str:
    if key == HELD:
        return "Time in form"
    return measure_name(key, shown.report.exercise)


def _difference(key: str, first: Shown, second: Shown) -> Difference | None:
    one_film = first.film == second.film
    found = between(first.units, second.units, key, one_film=one_film)
    if found is None:
        return None
    difference = found.second - found.first
    clear = abs(difference) > found.error
    return Difference(
        measure=key,
        unit=found.unit,
        first=found.first,
        second=found.second,
        difference=difference,
        error=found.error,
        clear=clear,
        better=_better(key, first, second, difference) if clear else "neither",
    )


def _better(key: str, first: Shown, second: Shown, difference: float) -> Better:
    if key == HELD:
        return "second" if difference > 0 else "first"
    one, other = (
        mean_measure([unit.measures[key] for unit in side.units]).score
        for side in (first, second)
    )
    if not abs(other - one) >= LEAST_POINTS:  # or one of them has no score
        return "neither"
    return "second" if other > one else "first"
