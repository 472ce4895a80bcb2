"""The card of a clinical test: what each leg reached, among whom, what it is not."""

from html import escape

from coach.reports.clinical_words import leg_of, reached, sentences_on
from exercises.clinical.result import ClinicalReport, LegResult, Norm


def clinical_html(test: ClinicalReport) -> str:
    """Return the card as HTML."""
    results = "".join(_result(result) for result in test.results)
    norms = "".join(f"<li>{_norm(norm)}</li>" for norm in test.norms)
    limits = "".join(f"<li>{escape(said)}</li>" for said in test.not_measured)
    return (
        f'<section class="card clinical" aria-label="{escape(test.title)}">'
        f"<h2>Test: {escape(test.title)}</h2>"
        f'<div class="legs">{results}</div>'
        f'<div class="beside"><div><h3>What others reached</h3>'
        f'<ul class="plain">{norms}</ul></div>'
        f'<div><h3>What it does not tell</h3><ul class="plain">{limits}</ul></div>'
        "</div></section>"
    )


def _result(result: LegResult) -> str:
    said = "".join(f"<p>{escape(one)}</p>" for one in sentences_on(result))
    kind = "reached" if result.assessed else "reached none"
    return (
        f'<div><p class="leg">{escape(leg_of(result))}</p>'
        f'<p class="{kind}">{escape(reached(result))}</p>{said}</div>'
    )


def _norm(norm: Norm) -> str:
    return (
        f"{escape(norm.people)}: <b>{escape(norm.values)}</b> "
        f"<small>({escape(norm.source)})</small>"
    )
