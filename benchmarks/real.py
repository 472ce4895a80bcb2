"""Is it right about real people and odd files?

    uv run python -m benchmarks.real                # prints the tables
    uv run python -m benchmarks.real --only NAME    # films whose path holds NAME
    uv run python -m benchmarks.real --write        # into docs/accuracy.md, too

Over ../shared/real and ../shared/cases, where they are at hand; nothing of them is in
this repository but what is expected (`real_expected.toml`), read from the lists beside
them. A film's track is kept in the user's cache, so that a second run takes minutes.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.real_expected import SHARED, Pair, Trial, pairs, trials
from benchmarks.real_markers import lines, measured
from benchmarks.real_verdict import Outcome, judged, refused
from benchmarks.sections import with_section
from benchmarks.truth import ROOT
from coach.check import Options, check_video
from exercises.report import Report
from hamstrong.errors import HamstrongError

DOCUMENT: Final = ROOT / "docs" / "accuracy.md"
PEOPLE: Final = "Real people"
FILES: Final = "Real files"
AFTER_THEM: Final = "What the numbers mean"
HEADS: Final = ("film", "shows", "named", "expected", "found", "verdict")
WIDTH: Final = 180
"""Of the table, so that it stands in a file as on a wide screen."""

Row = tuple[str, ...]


@cache
def report_of(film: str, **told: Any) -> Report:
    """Return the report of a film under the shared folder, judged once."""
    return check_video(SHARED / film, Options(**told)).report


def tried(trial: Trial) -> Outcome:
    """Return what comes of one trial, whatever it is."""
    told: dict[str, Any] = {"exercise": trial.named}
    if trial.speed is not None:
        if "speed" not in {field.name for field in fields(Options)}:
            return Outcome(trial=trial, found="", problems=("cannot be told a speed",))
        told["speed"] = trial.speed
    try:
        return judged(trial, report_of(trial.film, **told))
    except HamstrongError as error:
        return refused(trial, str(error))
    # A traceback in front of a user is one of the things this looks for.
    except Exception as error:  # noqa: BLE001
        crash = f"traceback: {type(error).__name__}"
        return Outcome(trial=trial, found=str(error), problems=(crash,))


def row_of(outcome: Outcome) -> Row:
    """Return a film's row of the table."""
    trial = outcome.trial
    found = outcome.found
    if outcome.lowerings:
        found += f"; lowering {_coverage(outcome)}"
    verdict = outcome.verdict
    if outcome.problems:
        verdict_in_words = f"**{verdict}**: {'; '.join(outcome.problems)}"
    else:
        verdict_in_words = verdict
    name = trial.path.stem + ("" if trial.speed is None else f" (x{trial.speed:g})")
    named = "by hand" if trial.wanted.get("named") else ""
    return name, trial.shows, named, expected(trial), found, verdict_in_words


def expected(trial: Trial) -> str:
    """Return in words what must come of a trial."""
    parts = [" or ".join(trial.exercises) or "a sentence"]
    if counted := trial.wanted.get("counted"):
        parts.append(" or ".join(map(str, counted)))
    if attempts := trial.wanted.get("attempts"):
        parts.append(f"{attempts} not counted")
    if side := trial.wanted.get("side"):
        parts.append("both legs" if side == "none" else side)
    parts += [f'"{pattern}"' for pattern in trial.wanted.get("said", ())]
    parts += [f"no {p.replace('.', ' ')}" for p in trial.wanted.get("unsaid", ())]
    return ", ".join(parts).replace("|", " or ")


def _coverage(*outcomes: Outcome) -> str:
    all_of = [one for outcome in outcomes for one in outcome.lowerings]
    timed = [one for one in all_of if one.timed]
    inside = sum(one.inside for one in timed)
    return f"inside {inside} of {len(timed)} timed, of {len(all_of)}"


def totals(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the sums of a table in sentences."""
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    parts = [f"{verdicts[key]} {key}" for key in ("right", "abstains", "wrong")]
    lines = [f"{', '.join(parts)} of {len(outcomes)}."]
    timed = [one for o in outcomes for one in o.lowerings if one.timed]
    if timed:
        median_s = float(np.median([abs(one.error_s) for one in timed]))
        lines.append(
            f"Truth of the lowering time within the stated interval: "
            f"{_coverage(*outcomes)}; median error {median_s:.2f} s."
        )
    return lines


def agreement(pair: Pair, reports: Sequence[Report]) -> str:
    """Return how well two cameras' lowerings of one set agree, in a sentence."""
    first, second = (report.reps for report in reports)
    if len(first) != len(second):
        return f"{_name(pair)}: {len(first)} and {len(second)} counted."
    apart_s, bars_s = [], []
    for one, other in zip(first, second, strict=True):
        apart_s.append(abs(one.lowering_s - other.lowering_s))
        bars_s.append(np.hypot(one.lowering_error_s, other.lowering_error_s))
    both = np.isfinite(apart_s)
    within = int((np.array(apart_s)[both] <= np.array(bars_s)[both]).sum())
    return (
        f"{_name(pair)}: {len(first)} and {len(second)} counted; lowerings agree "
        f"within their errors in {within} of {both.sum()} timed by both; median "
        f"difference {np.median(np.array(apart_s)[both]) if both.any() else np.nan:.2f}"
        " s."
    )


def _name(pair: Pair) -> str:
    return " and ".join(film.rsplit("/", 1)[1].removesuffix(".mp4") for film in
                        pair.films)  # fmt: skip


def body(outcomes: Sequence[Outcome], says: Sequence[str]) -> str:
    """Return a section of the document: what it shows, the table, the sums."""
    table = [f"| {' | '.join(HEADS)} |", "|" + "---|" * len(HEADS)]
    table += [
        f"| {' | '.join(cell.replace('|', ' or ') for cell in row_of(outcome))} |"
        for outcome in outcomes
    ]
    return "\n".join([*says, "", *totals(outcomes), "", *table])


def shown(console: Console, title: str, outcomes: Sequence[Outcome]) -> None:
    """Print a table, if there is anything in it."""
    if not outcomes:
        return
    table = Table(*HEADS, title=title)
    for outcome in outcomes:
        table.add_row(*(cell.replace("**", "") for cell in row_of(outcome)))
    console.print(table)
    for line in totals(outcomes):
        console.print(line, highlight=False)


def _present(only: str, folder: str) -> Iterator[Trial]:
    return (
        trial for trial in trials(only)
        if trial.film.startswith(folder) and trial.path.is_file()
    )  # fmt: skip


def main() -> None:
    """Print the tables; write them when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="NAME")
    parser.add_argument("--write", action="store_true", help="all of it")
    given = parser.parse_args()
    if given.write and given.only:
        parser.error("--write takes all films: leave out --only")
    console = Console(width=max(Console().width, WIDTH))
    people, files = (
        [tried(trial) for trial in _present(given.only, folder)]
        for folder in ("real/", "cases/")
    )
    cameras = [
        agreement(pair, [report_of(film, exercise=pair.named) for film in pair.films])
        for pair in pairs(given.only)
        if all((SHARED / film).is_file() for film in pair.films)
    ]
    for title, outcomes in ((PEOPLE, people), (FILES, files)):
        shown(console, title, outcomes)
    for line in cameras:
        console.print(line, highlight=False)
    if given.write and people and files:
        text = DOCUMENT.read_text(encoding="utf-8")
        cameras = [f"- {line}" for line in cameras]
        markers = ["", *lines(measured())]
        of_people = [body(people, _PEOPLE_SAYS), "", *_CAMERAS, *cameras, *markers]
        text = with_section(text, PEOPLE, "\n".join(of_people), before=AFTER_THEM)
        text = with_section(text, FILES, body(files, _FILES_SAYS), before=AFTER_THEM)
        DOCUMENT.write_text(text, encoding="utf-8")


_PEOPLE_SAYS: Final = (
    "Clips of people whose repetitions were counted by eye (not in this repository),",
    "from `uv run python -m benchmarks.real --write`. Each is recognised by itself; of",
    "some the exercise is named by hand as well. *Abstains* is fewer counted than",
    "there are, with a reason that a viewer would agree with. A two-leg movement named",
    "as the single-leg deadlift must be counted, but has no leg and no back foot.",
)
_CAMERAS: Final = ("Two cameras on one set:", "")
_FILES_SAYS: Final = (
    "Films that are not what they seem, most of them made from the sample clips:",
    "turned, mirrored, slowed down, cut off, damaged; and another renderer's athletes.",
)


if __name__ == "__main__":
    main()
