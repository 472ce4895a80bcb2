"""The tables and lists of a report in the terminal."""

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from coach.reports.columns import (
    Cell,
    columns_of,
    faults_cell,
    score_cell,
    set_figures,
)
from coach.reports.hanging import hanging
from coach.reports.wording import DASH, capital, noun_of
from exercises.report import Comparison, PlanItem, Report

_STYLE = {"ok": "green", "possible": "yellow", "fault": "bold red"}
_MARK = {"possible": "?", "fault": "!"}
_WITHIN = "within the measurement error"


def units_table(report: Report) -> Table:
    """Return one row a rep, hold or bout."""
    columns = columns_of(report)
    table = _table(noun_of(report).capitalize(), *(column.title for column in columns))
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("To change", overflow="ellipsis")
    for unit in report.units:
        table.add_row(
            str(unit.index),
            *(_styled(column.cell(unit), column.error_shown) for column in columns),
            score_cell(unit.score),
            faults_cell(unit, report.exercise),
        )
    return table


def sets_table(report: Report) -> list[RenderableType]:
    """Return the sets side by side, a column each; nothing for a single one."""
    if len(report.sets) < 2:
        return []
    figures = [set_figures(report, summary) for summary in report.sets]
    table = _table("", *(f"Set {summary.index}" for summary in report.sets))
    for name in figures[0]:
        table.add_row(
            Text(name, style="dim"), *(row.get(name, DASH) for row in figures)
        )
    views = [summary.view for summary in report.sets]
    if len(set(views)) > 1:
        table.add_row(Text("Filmed from", style="dim"), *views)
    return [table]


def comparison_lines(report: Report) -> list[RenderableType]:
    """Return what compares: clear differences first, the rest dim and said so."""
    items = sorted(report.comparisons, key=lambda item: not item.clear)
    return ["[bold]Compared[/bold]", *map(_comparison, items)] if items else []


def said_of(item: Comparison) -> str:
    """Return a comparison as a sentence that tells when it proves nothing."""
    sentence = item.sentence.rstrip(".")
    doubt = "" if item.clear or "error" in sentence else f"; {_WITHIN}"
    return f"{sentence}{doubt}."


def plan_lines(report: Report) -> list[RenderableType]:
    """Return the plan of the circuit ticked off; nothing where one film cannot tell."""
    lines = [_plan_item(item) for item in report.plan]
    return ["[bold]The circuit asks for[/bold]", *lines] if lines else []


def colour_of(score: float) -> str:
    """Return the colour of a score."""
    return "green" if score >= 80 else "yellow" if score >= 60 else "red"


def _comparison(item: Comparison) -> Table:
    said = escape(said_of(item))
    if item.clear:
        return hanging(" [bold]![/bold]", said)
    return hanging("  ", f"[dim]{said}[/dim]")


def _plan_item(item: PlanItem) -> Table:
    name = escape(capital(item.name))
    if item.done:
        return hanging(" [green]\N{CHECK MARK}[/green]", name)
    return hanging(" [dim]\N{MIDDLE DOT}[/dim]", f"[dim]{name}: not in this film[/dim]")


def _styled(cell: Cell, with_error: bool) -> Text:
    text = cell.text
    if with_error and cell.error:
        text += f" \N{PLUS-MINUS SIGN}{cell.error}"
    mark = _MARK.get(cell.verdict or "", "")
    style = "dim" if cell.text == DASH else _STYLE.get(cell.verdict or "", "")
    return Text(text + mark, style=style, no_wrap=True)


def _table(*titles: str) -> Table:
    table = Table(
        header_style="bold",
        border_style="dim",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for title in titles:
        table.add_column(title, justify="right", no_wrap=True)
    return table
