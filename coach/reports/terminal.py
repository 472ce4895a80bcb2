"""A report in the terminal, as a coach would say it."""

import math
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from coach.reports.wording import (
    SAFETY,
    VALIDATION,
    exercise_title,
    fault_title,
    measure_name,
    quantity,
    subscore_name,
)
from exercises.report import Fault, Measure, Rep, Report

MOST_CUES = 3
"""More than this nobody changes at once."""

_STYLE = {"ok": "green", "possible": "yellow", "fault": "bold red"}
_MARK = {"ok": "", "possible": "?", "fault": "!"}


def print_report(report: Report, console: Console) -> None:
    """Print a whole report."""
    blocks: list[Sequence[RenderableType]] = [
        [_headline(report)],
        _cues(report),
        [_subscores(report)] if report.subscores else [],
        _rep_lines(report),
        _unseen(report),
        [f"[cyan]Note[/cyan]  {escape(note)}" for note in report.notes],
        [f"[dim]{SAFETY} {VALIDATION}[/dim]"],
    ]
    for block in blocks:
        if block:
            console.print()
        for line in block:
            console.print(line, highlight=False)


def _headline(report: Report) -> Panel:
    text = Text()
    text.append(exercise_title(report.exercise), style="bold")
    if report.exercise and not report.judged:
        text.append("\n")
    elif report.exercise:
        leg = f"{report.side} leg" if report.side else "leg unsure"
        text.append(f"  {leg}, filmed from the {_view_words(report)}\n", style="dim")
        reps = len(report.reps)
        text.append(f"{reps} rep{'' if reps == 1 else 's'}", style="bold")
        if report.attempts:
            count = len(report.attempts)
            text.append(f" + {count} attempt{'' if count == 1 else 's'} not counted")
        text.append("   ")
    score = report.score
    if math.isfinite(score.value):
        text.append(f"Form {score.value:.0f}", style=f"bold {_colour(score.value)}")
        text.append(f" ({score.low:.0f}\N{EN DASH}{score.high:.0f})")
        text.append(f"   picture grade {score.grade}", style="dim")
        if score.coverage < 0.8:
            text.append(
                f"   partial check: {score.coverage:.0%} of what counts was seen"
            )
    elif report.reps:
        text.append(
            f"No form score: {score.coverage:.0%} of what counts was seen from here"
        )
    else:
        text.append("" if report.exercise else "\n")
        text.append("Nothing to judge.", style="bold")
    name = escape(report.source.name)
    return Panel(text, title=name, title_align="left", expand=False)


def _view_words(report: Report) -> str:
    name = report.view.name
    return {"oblique": "side, at an angle", "end-on": "end"}.get(name, name)


def _cues(report: Report) -> list[str]:
    first = report.faults[:MOST_CUES]
    questions = report.possible[: max(0, MOST_CUES - len(first))]
    if report.reps and not first and not questions:
        return ["[bold green]Nothing to change that this view can show.[/bold green]"]
    lines = ["[bold]Change first[/bold]"] if first else []
    for number, fault in enumerate(first, start=1):
        lines += [
            f" {number}. [bold]{fault.cue}[/bold]",
            f"    [dim]{_why(fault)}[/dim]",
        ]
    for fault in questions:
        lines += [f" ?  {fault.cue}", f"    [dim]{_why(fault)}[/dim]"]
    return lines


def _why(fault: Fault) -> str:
    digits = ".2f" if abs(fault.measured) < 10 else ".0f"
    return (
        f"{fault_title(fault.code)}: {fault.measured:{digits}} at "
        f"{_clock(fault.at_s)}, limit {fault.limit:{digits}}"
    )


def _subscores(report: Report) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, part in report.subscores.items():
        if math.isfinite(part.value):
            filled = round(part.value / 5)
            bar = Text("\N{FULL BLOCK}" * filled, style=_colour(part.value))
            bar.append("\N{LIGHT SHADE}" * (20 - filled), style="dim")
            known = round(part.low) == round(part.high)
            span = "" if known else f"({part.low:.0f}\N{EN DASH}{part.high:.0f})"
            table.add_row(subscore_name(name), bar, f"{part.value:.0f}", span)
        else:
            table.add_row(
                subscore_name(name), Text(part.reason, style="dim"), "\N{EN DASH}", ""
            )
    return table


def _rep_lines(report: Report) -> list[Table | str]:
    lines: list[Table | str] = []
    if report.reps:
        lines += [
            _reps(report),
            "[dim]! clear fault   ? possible, within the error[/dim]",
        ]
    lines += [
        f"[yellow]Not counted[/yellow] at {_clock(attempt.start_s)}: {attempt.reason}."
        for attempt in report.attempts
    ]
    return lines


def _reps(report: Report) -> Table:
    table = Table(header_style="bold", border_style="dim", box=SIMPLE_HEAD)
    for name in (
        "Rep",
        "Hinge",
        "Knee",
        "Lowering",
        "Pause",
        "Lift",
        "Score",
        "To change",
    ):
        table.add_column(name, justify="left" if name == "To change" else "right")
    for rep in report.reps:
        table.add_row(
            str(rep.index),
            _cell(rep.measures.get("hinge_deg"), like=rep.measures.get("lean_deg")),
            _cell(rep.measures.get("stance_knee_deg")),
            _lowering(rep),
            quantity(rep.pause_s, "s"),
            quantity(rep.lifting_s, "s"),
            f"{rep.score:.0f}" if math.isfinite(rep.score) else "\N{EN DASH}",
            ", ".join(fault_title(fault.code).lower() for fault in rep.faults),
        )
    return table


def _cell(measure: Measure | None, like: Measure | None = None) -> Text:
    """A number in the colour of its verdict, or of another measure's."""
    if measure is None or measure.verdict == "not_assessed":
        return Text("\N{EN DASH}", style="dim")
    judged = like if like and like.verdict != "not_assessed" else measure
    text = quantity(measure.value, measure.unit) + _MARK.get(judged.verdict, "")
    return Text(text, style=_STYLE[judged.verdict])


def _lowering(rep: Rep) -> Text:
    if not math.isfinite(rep.lowering_s):
        return Text("\N{EN DASH}", style="dim")
    measure = rep.measures["lowering_s"]
    text = f"{rep.lowering_s:.1f} s \N{PLUS-MINUS SIGN}{rep.lowering_error_s:.1f}"
    return Text(text + _MARK.get(measure.verdict, ""), style=_STYLE[measure.verdict])


def _unseen(report: Report) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for item in report.not_assessed:
        by_reason.setdefault(item.reason, []).append(measure_name(item.measure))
    return [
        f"[dim]Not assessed[/dim]  {', '.join(names)} [dim]({reason})[/dim]"
        for reason, names in by_reason.items()
    ]


def _clock(time_s: float) -> str:
    if not math.isfinite(time_s):
        return "\N{EN DASH}"
    minutes, seconds = divmod(time_s, 60)
    return f"{int(minutes)}:{seconds:04.1f}"


def _colour(score: float) -> str:
    return "green" if score >= 80 else "yellow" if score >= 60 else "red"
