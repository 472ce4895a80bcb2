"""How right is it? The real pipeline over every clip with truth.

uv run python -m benchmarks.accuracy                    # the sample clips; prints
uv run python -m benchmarks.accuracy FOLDER...          # others; prints
uv run python -m benchmarks.accuracy --write            # and writes docs/accuracy.md
uv run python -m benchmarks.accuracy --write --grid FOLDER --held-out FOLDER2
uv run python -m benchmarks.accuracy --lean-only        # timed on the trunk's lean
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import exercises.standing.posture
from benchmarks.card import card, rows
from benchmarks.legs import leg_rows
from benchmarks.real import DOCUMENT, FILES, PEOPLE
from benchmarks.sections import section
from benchmarks.tally import Tally
from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import Options, check_video


def measure(clips: Sequence[Clip], console: Console) -> dict[str | None, Tally]:
    """Run every clip through the real pipeline; a tally for each exercise."""
    tallies: dict[str | None, Tally] = {}
    for clip in clips:
        report = check_video(clip.path, Options(height_m=clip.stature_m)).report
        tallies.setdefault(clip.exercise, Tally()).add(clip, report)
        console.print(
            f"{clip.name}: {report.exercise} {report.side}, "
            f"{len(report.units)}/{len(clip.units)} units, "
            f"{len(report.attempts)}/{len(clip.truth.get('attempts', []))} attempts, "
            f"faults {[f.code for f in report.faults]} for {clip.truth['faults']}",
            highlight=False,
        )
    return tallies


def measure_grid(folder: Path, console: Console) -> dict[tuple[str, str], Tally]:
    """Return a tally for each exercise and view, body or frame rate."""
    grid: dict[tuple[str, str], Tally] = {}
    for clip in clips_in([folder]):
        varied = clip.name.rsplit("_", 1)[1]
        if varied.startswith("yaw"):
            varied = f"{int(varied[3:])} degrees"
        elif varied.endswith("fps"):
            varied = f"{int(varied[:-3])} frames/s"
        for tally in measure([clip], console).values():
            grid[str(clip.exercise), varied] = tally
    order = {key: place for place, key in enumerate(dict.fromkeys(k for k, _ in grid))}
    return dict(sorted(grid.items(), key=lambda item: (order[item[0][0]],
                       "frames" in item[0][1], _number(item[0][1]))))  # fmt: skip


def _number(varied: str) -> int:
    first = varied.split()[0]
    return int(first) if first.isdigit() else -1


def main() -> None:
    """Print the tables; write the card when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--grid", type=Path, metavar="FOLDER")
    parser.add_argument("--held-out", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--lean-only", action="store_true")
    given = parser.parse_args()
    if given.lean_only:  # shows what the curves of head and trunk are worth
        vars(exercises.standing.posture)["along_curves"] = lambda _track, lean_deg: (
            lean_deg
        )
    console = Console()
    tallies = measure(clips_in(given.folders or [SAMPLES]), console)
    for key, tally in tallies.items():
        table = Table("what", "wanted", "measured", title=str(key))
        for row in rows(tally):
            table.add_row(*row)
        console.print(table)
        for item in (*tally.missed, *tally.invented, *tally.wrong):
            console.print(item, highlight=False)
    if given.write:
        grid = measure_grid(given.grid, console) if given.grid else {}
        apart = clips_in([given.held_out]) if given.held_out else []
        held_out = measure(apart, console)
        legs = leg_rows(clips_in([SAMPLES]))
        before = DOCUMENT.read_text(encoding="utf-8")
        kept = [section(before, title) for title in (PEOPLE, FILES)]
        text = card(tallies, grid, held_out, kept, legs)
        DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
