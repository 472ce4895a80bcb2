"""What became of many films, to read in a browser: one page that needs nothing else."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from coach.reports.wording import exercise_short, fault_title
from vision.files import write_text

_STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;
background:#FAF7F1;color:#1F2B2B}
h1{font-family:Georgia,serif;font-weight:600;margin:0 0 .3rem}
p.sum{color:#57625F;margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th{text-align:left;font-size:.85rem;color:#57625F;cursor:pointer;white-space:nowrap;
user-select:none}
th,td{padding:.5rem .7rem;border-bottom:1px solid #D9D0C0;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.film{overflow-wrap:anywhere}
td.film img{float:left;width:6.5rem;margin:0 .8rem .2rem 0;border-radius:.3rem}
small{color:#57625F;display:block}
a{color:#0E5A5A}.failed,.failed small{color:#A8321F}
th:nth-child(1){width:26%}th:nth-child(2){width:6.5rem}th:nth-child(3){width:12%}
th:nth-child(4){width:5rem}th:nth-child(5){width:8rem}th:nth-child(7){width:5rem}
th:nth-child(4),th:nth-child(5){text-align:right}
@media(max-width:50rem){thead{display:none}tr{display:block;padding:.6rem 0;
border-bottom:1px solid #D9D0C0}td,td.n{display:block;border:0;padding:.1rem 0;
clear:left;text-align:left}td:empty{display:none}td.film{font-weight:600}
td.film small{font-weight:400}td.n[data-key]:not([data-key="0"])::before{
content:"Score "}}
"""
_SORT: Final = """
document.querySelectorAll("th").forEach((head, column) => {
  let up = false;
  head.tabIndex = 0;
  const sort = () => {
    up = !up;
    const body = document.querySelector("tbody");
    const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
    [...body.rows]
      .sort((a, b) => (up ? 1 : -1) *
        key(a).localeCompare(key(b), undefined, { numeric: true }))
      .forEach((row) => body.append(row));
  };
  head.onclick = sort;
  head.onkeydown = (event) => { if (event.key === "Enter") sort(); };
});
"""
_HEADS: Final = (
    "Film",
    "Recorded",
    "Exercise",
    "Counted",
    "Score",
    "What to change",
    "Details",
)


def write_index(rows: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write `index.html`.

    Args:
        rows: From `coach.batch.summary.row_of`.
        folder: Where to; its reports and films are linked from there.

    Raises:
        OutputError: It cannot be written.
    """
    counts = {
        status: sum(row["status"] == status for row in rows)
        for status in ("judged", "not judged", "failed")
    }
    counted = ", ".join(
        f"{count} {status}" for status, count in counts.items() if count
    )
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    body = "\n".join(row_html(row, folder) for row in rows)
    write_text(
        folder / "index.html",
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Hamstrong: {len(rows)} films</title><style>{_STYLE}</style>"
        f'<h1>{len(rows)} films</h1><p class="sum">{counted}</p>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>"
        f"<script>{_SORT}</script></html>\n",
    )


def row_html(row: dict[str, Any], folder: Path) -> str:
    """Return a row of the table.

    Args:
        row: From `coach.batch.summary.row_of`.
        folder: Where the index is.
    """
    failed = row["status"] == "failed"
    place, _, name = row["film"].rpartition("/")
    cells = [
        f'<td class="film">{_picture(row, folder)}{escape(name)}'
        f"<small>{escape(place)}</small></td>",
        f'<td data-key="{escape(row["recorded"] or "")}">{_day(row)}</td>',
        f"<td>{_exercise(row)}</td>",
        f'<td class="n">{_counted(row)}</td>',
        f'<td class="n" data-key="{row["score"] or 0}">{_score(row)}</td>',
        f"<td>{_faults(row)}</td>",
        f"<td>{_details(row, folder)}</td>",
    ]
    return f"<tr{' class=failed' if failed else ''}>{''.join(cells)}</tr>"


def _picture(row: dict[str, Any], folder: Path) -> str:
    """Return the film's picture, which leads to its page or report."""
    if not row["report"]:
        return ""
    place = row["report"].replace("reports/", "pictures/").replace(".json", ".jpg")
    if not (folder / place).is_file():
        return ""
    return f'<img src="{escape(place)}" alt="" loading="lazy">'


def _day(row: dict[str, Any]) -> str:
    """Return the day and time of recording, by the clock of where it was."""
    if not row["recorded"]:
        return ""
    day, _, time = row["recorded"].partition("T")
    zone = " UTC" if time.endswith("+00:00") else ""
    return f"{escape(day)}<small>{escape(time[:5])}{zone}</small>"


def _exercise(row: dict[str, Any]) -> str:
    if row["status"] == "failed":
        return "Failed"
    side = f"<small>{escape(row['side'])} leg</small>" if row["side"] else ""
    return escape(exercise_short(row["exercise"])) + side


def _counted(row: dict[str, Any]) -> str:
    for kind in ("reps", "holds", "bouts"):
        if row[kind]:
            return f"{row[kind]} {kind if row[kind] > 1 else kind[:-1]}"
    return "0" if row["reps"] is not None else ""


def _score(row: dict[str, Any]) -> str:
    if row["score"] is None:
        return "" if row["status"] == "failed" else "no score"
    return f"{row['score']:.0f}<small>{row['score_low']:.0f}&ndash;" + (
        f"{row['score_high']:.0f}, grade {escape(row['grade'])}</small>"
    )


def _faults(row: dict[str, Any]) -> str:
    if row["reason"]:
        return escape(row["reason"])
    codes = (row["faults"] or "").split()
    titles = [escape(fault_title(code, row["exercise"])) for code in codes]
    if not titles and row["status"] == "judged":
        titles = ["Nothing that shows clearly"]
    notes = f"<small>{escape(row['notes'])}</small>" if row["notes"] else ""
    return "<br>".join(titles) + notes


def _details(row: dict[str, Any], folder: Path) -> str:
    if not row["report"]:
        return ""
    places = {"report": row["report"]}
    for called, kept, ending in (("page", "pages", "html"), ("film", "films", "mp4")):
        beside = row["report"].replace("reports/", f"{kept}/")
        places[called] = beside.replace(".json", f".{ending}")
    return " ".join(
        f'<a href="{escape(place)}">{called}</a>'
        for called, place in places.items()
        if called == "report" or (folder / place).is_file()
    )
