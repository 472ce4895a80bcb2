"""What a person measures by hand on the film of a set: kept with it, told beside it."""

from dataclasses import replace
from typing import Any

from coach.by_hand import MOST, MeasuredByHand
from coach.jobs.sets import SetAtHand
from exercises.report import Report
from hamstrong.errors import MarksError


def measurable(one: SetAtHand, report: Report, size_wh: tuple[int, int]) -> Any:
    """Return what was measured so far, times as in the report."""
    return [
        {
            "at_s": round(report.source.speed * measured.at_s, 4),
            "points": [list(point) for point in measured.points],
            "says": measured.words(size_wh),
        }
        for measured in one.asked.options.by_hand
    ]


def measure(one: SetAtHand, said: Any) -> None:
    """Take all that is measured on a set's film, in place of what was.

    Args:
        one: The set.
        said: From the browser: a list of `{"at_s": true seconds, "points": shares}`;
            what is none is passed over.
    """
    report = one.report
    if report is None or not isinstance(said, list):
        return
    try:
        taken = tuple(
            MeasuredByHand(
                at_s=float(item["at_s"]) / report.source.speed,
                points=tuple((float(x), float(y)) for x, y in item["points"]),
            )
            for item in said[:MOST]
        )
    except (MarksError, KeyError, TypeError, ValueError):
        return  # of a page that is older than the report
    options = replace(one.asked.options, by_hand=taken)
    asked = replace(one.asked, options=options)
    one.ask(asked, (*one.films, None)[1], later=True)
