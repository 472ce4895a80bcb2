"""A report in the terminal, as a coach would say it."""

import math
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from coach.reports.columns import caption_of, not_counted
from coach.reports.hanging import hanging
from coach.reports.terminal_tables import (
    colour_of,
    comparison_lines,
    plan_lines,
    sets_table,
    units_table,
)
from coach.reports.terminal_test import clinical_lines
from coach.reports.wording import (
    DASH,
    LEVEL,
    SAFETY,
    VALIDATION,
    count_of,
    exercise_title,
    fault_title,
    in_which,
    leg_words,
    measure_name,
    noun_of,
    quantity,
    shown_and_wanted,
    subscore_name,
)
from exercises.report import Report
from exercises.units import Fault

MOST_CUES = 3
"""More than this nobody changes at once."""


def print_report(report: Report, console: Console) -> None:
    """Print a whole report."""
    blocks: list[Sequence[RenderableType]] = [
        [_headline(report)],
        clinical_lines(report.test),
        _cues(report),
        [_subscores(report)] if report.subscores else [],
        _unit_lines(report),
        sets_table(report),
        comparison_lines(report),
        plan_lines(report),
        _unseen(report),
        [hanging("[cyan]Note[/cyan]", escape(note), gap=2) for note in report.notes],
        [f"[dim]{SAFETY} {VALIDATION}[/dim]"],
    ]
    for block in blocks:
        if block:
            console.print()
        for line in block:
            console.print(line, highlight=False)


def _only_tested(report: Report) -> bool:
    """Whether a clinical test is all that was asked of the film."""
    return report.test is not None and not report.units and not report.attempts


def _headline(report: Report) -> Panel:
    text = Text()
    name = escape(report.source.name)
    if report.test is not None and _only_tested(report):
        text.append(f"{report.test.title}\n", style="bold")
        text.append(f"Filmed from the {_view_words(report)}", style="dim")
        return Panel(text, title=name, title_align="left", expand=False)
    text.append(exercise_title(report.exercise), style="bold")
    if report.exercise and not report.judged:
        text.append("\n")
    elif report.exercise:
        seen = f"{leg_words(report)}, filmed from the {_view_words(report)}"
        text.append(f"\n{seen[0].upper()}{seen[1:]}\n", style="dim")
        if report.variant:
            text.append(f"{_variant(report)}\n", style="dim")
        text.append(_counted(report), style="bold")
        if report.attempts:
            text.append(f" + {not_counted(report)}")
        text.append("   ")
    _append_score(text, report)
    return Panel(text, title=name, title_align="left", expand=False)


def _append_score(text: Text, report: Report) -> None:
    score = report.score
    if math.isfinite(score.value):
        text.append(f"Form {score.value:.0f}", style=f"bold {colour_of(score.value)}")
        if round(score.low) != round(score.high):
            text.append(f" ({score.low:.0f}\N{EN DASH}{score.high:.0f})")
        text.append(f"   picture grade {score.grade}", style="dim")
        if score.coverage < 0.8:
            seen = f"{score.coverage:.0%} of what counts was seen"
            text.append(f"\nPartial check: {seen}")
    elif score.reason:
        text.append(f"No form score: {score.reason}")
    elif report.units:
        seen = f"{score.coverage:.0%} of what counts was seen from here"
        text.append(f"No form score: {seen}")
    else:
        text.append("" if report.exercise else "\n")
        text.append("Nothing to judge.", style="bold")


def _counted(report: Report) -> str:
    """Return "8 reps", or of holds and bouts also how long and how far."""
    counted = count_of(len(report.units), noun_of(report))
    if report.holds:
        held_s = sum(hold.duration_s for hold in report.holds)
        return f"{counted}, {quantity(held_s, 's')} in all"
    if report.bouts:
        strides = sum(bout.steps for bout in report.bouts)
        return f"{counted}, {count_of(strides, 'stride')}"
    return counted


def _variant(report: Report) -> str:
    parts = (f"{name}: {value}" for name, value in report.variant.items())
    return ", ".join(parts).replace("_", " ").capitalize()


def _view_words(report: Report) -> str:
    name = report.view.name
    return {"oblique": "side, at an angle", "end-on": "end"}.get(name, name)


def _cues(report: Report) -> list[RenderableType]:
    first = report.faults[:MOST_CUES]
    questions = report.possible[: max(0, MOST_CUES - len(first))]
    if report.units and not first and not questions and report.score.reason:
        return ["Nothing clear was seen, but too little to say more."]
    if report.units and not first and not questions:
        return ["[bold green]Nothing to change that this view can show.[/bold green]"]
    lines: list[RenderableType] = ["[bold]Change first[/bold]"] if first else []
    for number, fault in enumerate(first, start=1):
        lines += _cue(report, fault, f"{number}.", "bold")
    for fault in questions:
        lines += _cue(report, fault, "? ", "")
    return lines


def _cue(report: Report, fault: Fault, mark: str, style: str) -> list[RenderableType]:
    """Return a cue and its reason, indented however often they wrap."""
    said = Text.assemble((fault.cue, style), "\n", (_why(report, fault), "dim"))
    return [hanging(f" {mark}", said)]


def _why(report: Report, fault: Fault) -> str:
    title = fault_title(fault.code, report.exercise)
    where = in_which(report, fault.code)
    where = f" {where[0].lower()}{where[1:]}" if where else ""
    number = shown_and_wanted(report, fault)
    number = f": {number}" if number else ""
    at = f" (see {_clock(fault.at_s)})" if math.isfinite(fault.at_s) else ""
    return f"{title}{where}{number}{at}"


def _subscores(report: Report) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, part in report.subscores.items():
        if math.isfinite(part.value):
            filled = round(part.value / 5)
            bar = Text("\N{FULL BLOCK}" * filled, style=colour_of(part.value))
            bar.append("\N{LIGHT SHADE}" * (20 - filled), style="dim")
            known = round(part.low) == round(part.high)
            span = "" if known else f"({part.low:.0f}\N{EN DASH}{part.high:.0f})"
            table.add_row(subscore_name(name), bar, f"{part.value:.0f}", span)
        else:
            reason = Text(part.reason.text, style="dim")
            table.add_row(subscore_name(name), reason, DASH, "")
    return table


def _unit_lines(report: Report) -> list[RenderableType]:
    lines: list[RenderableType] = []
    if report.units:
        lines += [
            units_table(report),
            f"[dim]! clear fault   ? possible, within the error   {LEVEL}[/dim]",
        ]
        if caption := caption_of(report):
            lines.append(f"[dim]{caption}[/dim]")
    lines += [
        hanging(
            f"[yellow]Not counted[/yellow] at {_clock(attempt.start_s)}:",
            f"{escape(attempt.reason.text)}.",
        )
        for attempt in report.attempts
    ]
    return lines


def _unseen(report: Report) -> list[RenderableType]:
    if _only_tested(report):
        return []
    by_reason: dict[str, list[str]] = {}
    for item in report.not_assessed:
        name = measure_name(item.measure, report.exercise)
        by_reason.setdefault(item.reason.text, []).append(name)
    return [
        hanging(
            "[dim]Not assessed[/dim]",
            f"{', '.join(names)} [dim]({escape(reason)})[/dim]",
            gap=2,
        )
        for reason, names in by_reason.items()
    ]


def _clock(time_s: float) -> str:
    if not math.isfinite(time_s):
        return DASH
    minutes, seconds = divmod(time_s, 60)
    return f"{int(minutes)}:{seconds:04.1f}"
