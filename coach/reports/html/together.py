"""What belongs together: sets side by side, comparisons, and the plan ticked off."""

from html import escape

from coach.reports.columns import set_figures
from coach.reports.html.summary import VIEWS
from coach.reports.html.tables import row_html, table_html
from coach.reports.terminal_tables import said_of
from coach.reports.wording import DASH, capital
from exercises.report import Comparison, PlanItem, Report


def together(report: Report) -> list[tuple[str, str]]:
    """Return sets, comparisons and plan, where there are any, with their headings."""
    found = []
    if len(report.sets) > 1:
        found.append(("Set against set", sets_html(report)))
    if report.comparisons:
        found.append(("Compared", comparisons_html(report)))
    if report.plan:
        found.append(("What the circuit asks for", plan_html(report)))
    return found


def sets_html(report: Report) -> str:
    """Return the sets side by side, a column each."""
    figures = [set_figures(report, summary) for summary in report.sets]
    for summary, row in zip(report.sets, figures, strict=True):
        row["Filmed from"] = VIEWS.get(summary.view, summary.view)
        row["In the film"] = f"{summary.start_s:.1f} to {summary.end_s:.1f} s"
    head = ["", *(f"Set {summary.index}" for summary in report.sets)]
    rows = "".join(
        row_html(head, [name, *(escape(row.get(name, DASH)) for row in figures)], "")
        for name in figures[0]
    )
    return table_html("Means of the set; the score is out of 100.", head, rows, "sets")


def comparisons_html(report: Report) -> str:
    """Return the comparisons as sentences: clear ones first, the rest quieter."""
    items = sorted(report.comparisons, key=lambda item: not item.clear)
    return f'<ul class="compared">{"".join(map(_comparison, items))}</ul>'


def plan_html(report: Report) -> str:
    """Return the plan as a list, ticked where this film shows it."""
    return f'<ul class="plan">{"".join(map(_plan_item, report.plan))}</ul>'


def _comparison(item: Comparison) -> str:
    kind = "clear" if item.clear else "within"
    return f'<li class="{kind}">{escape(said_of(item))}</li>'


def _plan_item(item: PlanItem) -> str:
    mark, kind = ("\N{CHECK MARK}", "done") if item.done else ("\N{WHITE CIRCLE}", "")
    rest = "" if item.done else " <small>not in this film</small>"
    return (
        f'<li class="{kind}"><span aria-hidden="true">{mark}</span> '
        f"{escape(capital(item.name))}{rest}</li>"
    )
