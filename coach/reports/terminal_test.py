"""A clinical test in the terminal."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from coach.reports.clinical_words import leg_of, reached, sentences_on
from coach.reports.hanging import hanging
from exercises.clinical.result import ClinicalReport, LegResult, Norm


def clinical_lines(test: ClinicalReport | None) -> list[RenderableType]:
    """Return a test with its norms and what it does not tell; nothing without one."""
    if test is None:
        return []
    title = Text(f"Test: {test.title}", style="bold")
    results = [row for result in test.results for row in _result(result)]
    norms = [("Others", _norm(norm)) for norm in test.norms]
    limits = [("Not told", Text(said, style="dim")) for said in test.not_measured]
    return [title, *_named_once([*results, *norms, *limits])]


def _result(result: LegResult) -> list[tuple[str, Text]]:
    head = Text(reached(result), style="bold" if result.assessed else "yellow")
    said = [Text(sentence) for sentence in sentences_on(result)]
    return [(leg_of(result), text) for text in (head, *said)]


def _norm(norm: Norm) -> Text:
    text = Text(f"{norm.people}: {norm.values} ")
    return text.append(f"({norm.source})", style="dim")


def _named_once(rows: Sequence[tuple[str, Text]]) -> list[RenderableType]:
    """Return rows whose name stands beside the first of those that share it."""
    names = ["", *(name for name, _ in rows)]
    return [
        hanging(f"{'' if name == before else name:<10}", text)
        for before, (name, text) in zip(names, rows, strict=False)
    ]
