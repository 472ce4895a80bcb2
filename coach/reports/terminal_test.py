"""A clinical test in the terminal."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from coach.reports.clinical_words import leg_of, reached, sentences_on
from exercises.clinical.result import ClinicalReport, LegResult, Norm


def clinical_lines(test: ClinicalReport | None) -> list[RenderableType]:
    """Return a test with its norms and what it does not tell; nothing without one."""
    if test is None:
        return []
    title = Text(f"Test: {test.title}", style="bold")
    results = _table([row for result in test.results for row in _result(result)])
    norms = _table([(Text("Others"), _norm(norm)) for norm in test.norms])
    limits = [(Text("Not told"), Text(said)) for said in test.not_measured]
    return [title, results, norms, _table(limits, style="dim")]


def _result(result: LegResult) -> list[tuple[Text, Text]]:
    head = Text(reached(result), style="bold" if result.assessed else "yellow")
    said = [(Text(""), Text(sentence)) for sentence in sentences_on(result)]
    return [(Text(leg_of(result)), head), *said]


def _norm(norm: Norm) -> Text:
    text = Text(f"{norm.people}: {norm.values} ")
    return text.append(f"({norm.source})", style="dim")


def _table(rows: Sequence[tuple[Text, Text]], style: str = "") -> Table:
    """Return rows of which the second column keeps its indent where it wraps."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=10, no_wrap=True)
    for name, text in rows:
        table.add_row(name, text, style=style)
    return table
