"""Some weeks of training on one page for a physiotherapist: to read, print, hand on."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final

from coach.history.history import History
from coach.history.kept import Diary, KeptSet
from coach.history.progress import Series, followed, leg_pairs
from coach.history.progress_words import measure_title, pair_sentence, sentences_on
from coach.history.sheet_chart import sheet_chart_html
from coach.reports.html.page import whole_page
from coach.reports.html.tables import row_html, table_html
from coach.reports.wording import (
    DASH,
    capital,
    count_of,
    exercise_title,
    fault_title,
    noun_for,
)
from exercises.registry import EXERCISES

_HEAD: Final = (
    "Day", "Leg", "Counted", "Score", "Film", "Weight", "Effort", "Pain", "To change",
    "Note",
)  # fmt: skip
_CAPTION: Final = (
    "Effort and pain are 0 to 10 as the athlete noted them; pain before, after and the "
    "next morning. Film: how far its numbers can be trusted, from A to C."
)
_TRENDS: Final = (
    "Bars hold the truth 19 times in 20; the band is what is wanted. Films of grade C, "
    "and from other sides, are not among them."
)


def sheet_of(
    history: History, days: int | None, today: dt.datetime | None = None
) -> str:
    """Return a page with all sets, trends and what was noted, exercise by exercise.

    Args:
        history: Where the sets are kept.
        days: So far back; None for all.
        today: UTC; None for now.

    Raises:
        HistoryError: The history cannot be used.
    """
    now = today or dt.datetime.now(dt.UTC)
    since = None if days is None else now - dt.timedelta(days=days)
    kept = [
        one
        for one in history.sets()
        if one.exercise in EXERCISES and (since is None or one.done_at >= since)
    ]
    sections = "".join(
        _exercise_html(history, key, own, since)
        for key in EXERCISES
        if (own := [one for one in kept if one.exercise == key])
    )
    first = min((one.done_at for one in kept), default=now)
    about = (
        f"{_day(since or first)} to {_day(now)} \N{MIDDLE DOT} "
        f"{count_of(len(kept), 'set')} on "
        f"{count_of(len({_day(one.done_at) for one in kept}), 'day')}"
    )
    return whole_page(
        "Training at home", escape(about), sections or "<p>No set was kept.</p>"
    )


def _exercise_html(
    history: History, exercise: str, kept: Sequence[KeptSet], since: dt.datetime | None
) -> str:
    numbers = history.numbers(exercise=exercise)
    series = followed(exercise, numbers, since)
    lasting = [one for one in series if len(one.numbers) > 1]
    pairs = [
        pair_sentence(pair)
        for pair in leg_pairs(numbers)
        if since is None or min(pair.left.at, pair.right.at) >= since
    ]
    trends = "".join(
        _trend_html(
            measure, exercise, [one for one in series if one.measure == measure]
        )
        for measure in dict.fromkeys(one.measure for one in lasting)
    )
    return (
        f"<section><h2>{escape(exercise_title(exercise))}</h2>"
        + (f'<p class="small">{_TRENDS}</p>{trends}' if trends else "")
        + (f"<h3>Left against right</h3>{_list(pairs)}" if pairs else "")
        + _sets_html(history, kept)
        + "</section>"
    )


def _trend_html(measure: str, exercise: str, series: Sequence[Series]) -> str:
    lines = [line for one in series for line in sentences_on(one)]
    return (
        f'<div class="trend"><h3>{escape(measure_title(measure, exercise))}</h3>'
        f"{sheet_chart_html(series)}{_list(lines)}</div>"
    )


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="plain">{items}</ul>'


def _sets_html(history: History, kept: Sequence[KeptSet]) -> str:
    rows = "".join(
        row_html(_HEAD, [escape(cell) for cell in _cells(history, one)], "")
        for one in kept
    )
    return f"<h3>Every set</h3>{table_html(_CAPTION, list(_HEAD), rows, 'sheet-sets')}"


def _cells(history: History, one: KeptSet) -> list[str]:
    diary = one.diary
    return [
        _day(one.done_at),
        one.side or DASH,
        count_of(one.counted, noun_for(one.exercise)),
        _score(one),
        one.grade,
        f"{diary.load_kg:g} kg" if math.isfinite(diary.load_kg) else one.load or DASH,
        f"{diary.effort:g}" if math.isfinite(diary.effort) else DASH,
        _pain(diary),
        _faults(history, one),
        diary.note or DASH,
    ]


def _score(one: KeptSet) -> str:
    if not math.isfinite(one.score):
        return "none"
    low, high = round(one.score_low), round(one.score_high)
    return f"{one.score:.0f} ({low}\N{EN DASH}{high})"


def _pain(diary: Diary) -> str:
    said = (diary.pain_before, diary.pain_after, diary.pain_next_morning)
    if all(one is None for one in said):
        return DASH
    return " / ".join(DASH if one is None else str(one) for one in said)


def _faults(history: History, one: KeptSet) -> str:
    """Return the clear faults of a set; what is only possible is not told on."""
    opened = history.open(one.id)
    faults: Sequence[dict[str, Any]] = opened.report_json["faults"] if opened else ()
    titles = dict.fromkeys(fault_title(fault["code"], one.exercise) for fault in faults)
    return capital("; ".join(title.lower() for title in titles) or "nothing clear")


def _day(at: dt.datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"
