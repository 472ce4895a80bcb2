"""Two movements beside each other, aligned by phase, with one button to play both."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from coach.compare.differences import differences_html
from coach.compare.script_data import script_data
from coach.compare.shown import Shown, shown_of
from coach.history.kept import KeptSet
from coach.jobs.sets import SetAtHand
from coach.reports.wording import noun_of, unit_title
from exercises.report import Report
from exercises.units import Unit
from hamstrong.errors import HamstrongError
from ui.component import component
from ui.desk import DESK, film_of
from ui.report.addresses import film_address
from ui.trouble import show_error

MOST_SETS: Final = 12
"""So many earlier sets are offered, the newest (our choice)."""
_NOTHING: Final = "Nothing"
_HTML: Final = Path(__file__).parents[1].joinpath("compare.html")
Both = tuple[Shown, Shown, Path | None, Path | None]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that a set can be compared with.

    Attributes:
        label: What it is called.
        both: Makes the two movements and finds their films.
    """

    label: str
    both: Callable[[], Both]


@st.fragment  # type: ignore[untyped-decorator]
def show_compare(one: SetAtHand, report: Report) -> None:
    """Offer what a set can be compared with, and show it.

    Args:
        one: The set, with its films followed.
        report: What was found in it.
    """
    choices = {choice.label: choice for choice in _choices(one, report)}
    if not choices:
        return
    st.header("Side by side")
    label = st.selectbox(
        "Compare with", [_NOTHING, *choices], key=f"compare_{one.id}", width=420
    )
    if label == _NOTHING:
        return
    try:
        first, second, film, other = choices[label].both()
    except HamstrongError as error:
        show_error(error)
        return
    except LookupError as error:
        st.warning(str(error.args[0]), icon=":material/search_off:")
        return
    if not (first.units and second.units):
        st.html("<p>Nothing in both can be compared.</p>")
        return
    data = script_data(first, second)
    for number, path in enumerate((film, other)):
        key = f"compare-{number}-{one.id}"
        data["sides"][number]["film"] = film_address(path, key)
    component("compare", _HTML.read_text("utf-8"))(key=f"compared_{one.id}", data=data)
    st.html(differences_html(first, second))


def _choices(one: SetAtHand, report: Report) -> list[Choice]:
    """Return what there is: in the film itself, its other film, earlier sets."""
    units, noun = report.units, noun_of(report)
    if not units:
        return []
    found: list[Choice] = []
    legs = [[unit for unit in units if unit.leg == leg] for leg in ("left", "right")]
    if all(legs):
        halves = list(zip(("Left", "Right"), legs, strict=True))
        found.append(
            Choice(
                label="Left against right", both=lambda: _within(one, report, halves)
            )
        )
    if len(units) > 1:
        ends = [(unit_title(unit), [unit]) for unit in (units[0], units[-1])]
        label = f"The first {noun} against the last"
        found.append(Choice(label=label, both=lambda: _within(one, report, ends)))
    if len(one.films) > 1:
        found.append(Choice(label="Its two films", both=lambda: _two_films(one)))
    if one.is_kept and report.exercise:
        sets = DESK.history.sets(exercise=report.exercise, most=MOST_SETS + 1)
        found += [_earlier(one, kept) for kept in sets if kept.id != one.id][:MOST_SETS]
    return found


def _earlier(one: SetAtHand, kept: KeptSet) -> Choice:
    parts = [
        f"{kept.done_at.astimezone():%d %b %Y, %H:%M}",
        f"{kept.side} leg" if kept.side else "",
        f"{kept.counted} counted",
        f"{kept.diary.load_kg:g} kg"
        if math.isfinite(kept.diary.load_kg)
        else kept.load or "",
    ]
    label = " \N{MIDDLE DOT} ".join(filter(None, parts))
    return Choice(label=label, both=lambda: _two_sets(one, kept))


def _within(
    one: SetAtHand, report: Report, halves: Sequence[tuple[str, Sequence[Unit]]]
) -> Both:
    first, second = (_shown(one, 0, report, *half) for half in halves)
    film = film_of(one)
    return first, second, film, film


def _two_films(one: SetAtHand) -> Both:
    halves = []
    for place, name in enumerate(("First film", "Second film")):
        report = one.report_of(place)
        halves.append(_shown(one, place, report, name, report.units))
    return halves[0], halves[1], film_of(one, 0), film_of(one, 1)


def _two_sets(one: SetAtHand, kept: KeptSet) -> Both:
    other = DESK.find(kept.id)
    if other is None or other.tracks is None:
        raise LookupError("This set was forgotten meanwhile.")
    reports = [one.report_of(0), other.report_of(0)]
    now, before = (report.units for report in reports)
    same = [[u for u in units if u.leg == reports[0].side] for units in (now, before)]
    if reports[0].side and all(same):
        now, before = map(tuple, same)
    title = f"{kept.done_at.astimezone():%d %b %Y}"
    return (
        _shown(one, 0, reports[0], "This set", now),
        _shown(other, 0, reports[1], title, before),
        film_of(one),
        film_of(other),
    )


def _shown(
    one: SetAtHand, place: int, report: Report, title: str, units: Sequence[Unit]
) -> Shown:
    tracks = one.tracks
    assert tracks is not None
    asked = one.asked
    mirrored = asked.second_mirrored if place else asked.options.mirrored
    film = one.films[place].digest
    return shown_of(title, film, tracks[place], report, units, mirrored=mirrored)
