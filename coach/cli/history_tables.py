"""Kept sets in the terminal: in a list, and one with its report."""

import math
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coach.check import VideoAnalysis, check_two_views, judge
from coach.cli.output import plain
from coach.history.kept import KG_OF_A_POUND, Diary, KeptSet, OpenedSet
from coach.reports.json_report import as_json
from coach.reports.terminal import print_report
from coach.reports.terminal_tables import colour_of
from coach.reports.wording import DASH, count_of, exercise_title, noun_for
from exercises.report import Report
from vision.files import legible

SHOWN_DIGITS: Final = 8
"""Of an address: two of a thousand sets hardly begin alike, and where they do the
program asks for more."""


def sets_table(sets: Sequence[KeptSet], *, in_pounds: bool = False) -> Table:
    """Return sets as a table, a row each."""
    table = Table(
        header_style="bold", border_style="dim", box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0), pad_edge=False,
    )  # fmt: skip
    for title in ("ID", "Date", "Exercise", "Leg"):
        table.add_column(title, no_wrap=title != "Exercise")
    for title in ("Count", "Score", "Load", "Pain"):
        table.add_column(title, justify="right", no_wrap=True)
    for kept in sets:
        table.add_row(
            kept.id[:SHOWN_DIGITS],
            _date(kept),
            Text(legible(exercise_title(kept.exercise))),
            kept.side or DASH,
            count_of(kept.counted, noun_for(kept.exercise)),
            _score(kept),
            Text(load_words(kept, in_pounds=in_pounds)),
            pain_words(kept.diary),
        )
    table.caption = "Pain: before / after / next morning" if _any_pain(sets) else None
    table.caption_justify = "left"
    return table


def print_set(opened: OpenedSet, console: Console) -> None:
    """Print a set: its track judged again by its own options, as `check` shows it."""
    kept = opened.kept
    report = judged_again(opened)
    if report is not None:
        print_report(report, console)
    console.print()
    console.print(f"[bold]{plain(what_it_is(kept))}[/bold]  {kept.id}")
    if diary := diary_line(kept.diary):
        console.print(plain(diary))
    for sentence in _doubts(opened, report):
        console.print(f"[yellow]Note[/yellow]  {plain(sentence)}")


def judged_again(opened: OpenedSet) -> Report | None:
    """Return the report that the kept tracks give now; None where one is unreadable."""
    films = []
    for recording in opened.recordings:
        if recording.track is None:
            return None
        report = judge(recording.track, recording.options)
        films.append(
            VideoAnalysis(
                path=Path(recording.name), track=recording.track, report=report
            )
        )
    return check_two_views(*films[:2]) if len(films) > 1 else films[0].report


def what_it_is(kept: KeptSet) -> str:
    """Return a set as "8 reps, Single Leg Bridge, left, 2026-11-27 17:03"."""
    counted = count_of(kept.counted, noun_for(kept.exercise))
    leg = [kept.side] if kept.side else []
    return ", ".join([counted, exercise_title(kept.exercise), *leg, _date(kept)])


def diary_line(diary: Diary) -> str:
    """Return what was noted of a set; empty where nothing was."""
    parts = []
    if math.isfinite(diary.load_kg):
        parts.append(f"load {diary.load_kg:.4g} kg")
    if math.isfinite(diary.effort):
        parts.append(f"effort {diary.effort:g} of 10")
    for name in ("before", "after", "next_morning"):
        pain = getattr(diary, f"pain_{name}")
        if pain is not None:
            parts.append(f"pain {name.replace('_', ' ')} {pain} of 10")
    return ", ".join([*parts, *([diary.note] if diary.note else [])])


def load_words(kept: KeptSet, *, in_pounds: bool = False) -> str:
    """Return what was lifted: as noted, or as the report says it."""
    load_kg = kept.diary.load_kg
    if not math.isfinite(load_kg):
        return kept.load or DASH
    return f"{load_kg / KG_OF_A_POUND:.4g} lb" if in_pounds else f"{load_kg:.4g} kg"


def pain_words(diary: Diary) -> str:
    """Return pain before, after and the next morning as "2/3/1"; a dash is unknown."""
    said = (diary.pain_before, diary.pain_after, diary.pain_next_morning)
    if all(one is None for one in said):
        return DASH
    return "/".join(DASH if one is None else str(one) for one in said)


def _any_pain(sets: Sequence[KeptSet]) -> bool:
    return any(pain_words(one.diary) != DASH for one in sets)


def _date(kept: KeptSet) -> str:
    return kept.done_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _score(kept: KeptSet) -> Text:
    if not math.isfinite(kept.score):
        return Text(DASH, style="dim")
    return Text(f"{kept.score:.0f}", style=colour_of(kept.score))


def _doubts(opened: OpenedSet, report: Report | None) -> list[str]:
    """Return what must be known of a report that is made again."""
    kept, now = opened.kept, version("hamstrong")
    score = "no score" if math.isnan(kept.score) else f"a score of {kept.score:.0f}"
    then = f"{count_of(kept.counted, noun_for(kept.exercise))} and {score}"
    if report is None:
        return [
            f"Its track cannot be read by version {now}; version {kept.version} kept "
            f"it. It found {then} then. Check the film again to see the report."
        ]
    if kept.version != now:
        return [
            f"This is what version {now} makes of the kept track. Version "
            f"{kept.version} found {then}."
        ]
    if as_json(report)["score"] != opened.report_json.get("score"):
        return [f"The kept track now gives another score; it had {then}."]
    return []
