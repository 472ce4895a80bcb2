"""A report in the terminal, as a coach would say it."""

import math

from rich.console import Console
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
    console.print()
    console.print(_headline(report))
    _print_cues(report, console)
    if report.subscores:
        console.print(_subscores(report))
    if report.reps:
        console.print(_reps(report))
        console.print("[dim]! clear fault   ? possible, within the error[/dim]")
    for attempt in report.attempts:
        console.print(
            f"[yellow]Not counted[/yellow] at {_clock(attempt.start_s)}: "
            f"{attempt.reason}."
        )
    _print_unseen(report, console)
    for note in report.notes:
        console.print(f"[cyan]Note[/cyan] {note}")
    console.print(f"[dim]{SAFETY} {VALIDATION}[/dim]")


def _headline(report: Report) -> Panel:
    text = Text()
    text.append(exercise_title(report.exercise), style="bold")
    if report.exercise:
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
        text.append("Nothing to judge.", style="bold")
    return Panel(text, title=report.source.name, title_align="left", expand=False)


def _view_words(report: Report) -> str:
    name = report.view.name
    return {"oblique": "side, at an angle", "end-on": "end"}.get(name, name)


def _print_cues(report: Report, console: Console) -> None:
    first = report.faults[:MOST_CUES]
    if first:
        console.print("[bold]Change first[/bold]")
        for number, fault in enumerate(first, start=1):
            console.print(
                f" {number}. [bold]{fault.cue}[/bold]  [dim]{_why(fault)}[/dim]"
            )
    elif report.reps and not report.possible:
        console.print(
            "[bold green]Nothing to change that this view can show.[/bold green]"
        )
    for fault in report.possible[: max(0, MOST_CUES - len(first))]:
        console.print(f" ? {fault.cue}  [dim]{_why(fault)}[/dim]")


def _why(fault: Fault) -> str:
    digits = ".2g" if abs(fault.measured) < 10 else ".0f"
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
            span = f"({part.low:.0f}\N{EN DASH}{part.high:.0f})"
            table.add_row(subscore_name(name), bar, f"{part.value:.0f}", span)
        else:
            table.add_row(
                subscore_name(name), Text(part.reason, style="dim"), "\N{EN DASH}", ""
            )
    return table


def _reps(report: Report) -> Table:
    table = Table(header_style="bold", border_style="dim")
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
            ", ".join(fault_title(fault.code) for fault in rep.faults),
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


def _print_unseen(report: Report, console: Console) -> None:
    by_reason: dict[str, list[str]] = {}
    for item in report.not_assessed:
        by_reason.setdefault(item.reason, []).append(measure_name(item.measure))
    for reason, names in by_reason.items():
        console.print(
            f"[dim]Not assessed:[/dim] {', '.join(names)} [dim]({reason})[/dim]"
        )


def _clock(time_s: float) -> str:
    if not math.isfinite(time_s):
        return "\N{EN DASH}"
    minutes, seconds = divmod(time_s, 60)
    return f"{int(minutes)}:{seconds:04.1f}"


def _colour(score: float) -> str:
    return "green" if score >= 80 else "yellow" if score >= 60 else "red"
