"""The accuracy card, docs/accuracy.md, from what was tallied."""

from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.tally import Tally
from exercises.registry import EXERCISES

ANGLES = ("hinge_deg", "lean_deg", "extension_deficit_deg", "hip_deg")
"""Measures that are wanted within 4 degrees (rationale.md 0.4)."""

Row = tuple[str, str, str]


def rows(tally: Tally) -> list[Row]:
    """Return (what, wanted, measured) of one exercise."""
    of = f"of {tally.clips} clips"
    table = [
        ("Exercise right", "all", f"{tally.exercises_right} {of}"),
        ("Count exact", "all", f"{tally.counts_exact} {of}"),
        ("Attempts exact", "all", f"{tally.attempts_exact} {of}"),
        ("Side right, or none for two legs", "all, or unsure",
         f"{tally.sides_right} {of}"),
        ("Side wrong and sure", "0", str(tally.sides_wrong_and_sure)),
        *_timing(tally),
    ]  # fmt: skip
    if tally.steps:
        near = sum(abs(steps) <= 1 for steps in tally.steps)
        exact = sum(steps == 0 for steps in tally.steps)
        table += [
            ("Strides within 1 (exact)", "all",
             f"{near} of {len(tally.steps)} ({exact})"),
            ("Direction and lead right", "all",
             f"{sum(tally.leads_right)} of {len(tally.leads_right)}"),
        ]  # fmt: skip
    for key, errors in tally.errors.items():
        values = np.array(errors)
        table.append(
            (f"`{key}`, mean absolute error", "<= 4" if key in ANGLES else "",
             f"{abs(values).mean():.2g} (bias {values.mean():+.2g}, n {len(values)})")
        )  # fmt: skip
    found = f"{tally.found} of {tally.wanted}, {tally.asked} more asked about"
    table += [
        ("Intended faults found", ">= 95 %", found),
        (
            "False faults, of clean measures",
            "<= 3 %",
            f"{tally.false} of {tally.clean}",
        ),
        ("Verdicts where the view cannot tell", "0", str(tally.overstepped)),
    ]
    if tally.scores:
        table.append(
            ("Scores of clips without a fault", ">= 90",
             f"lowest {min(tally.scores):.0f}")
        )  # fmt: skip
    return table


def _timing(tally: Tally) -> list[Row]:
    table: list[Row] = []
    if tally.lowering_s:
        error_s, bar_s = np.array(tally.lowering_s).T
        inside = np.mean(abs(error_s) <= bar_s)
        table += [
            ("Lowering time, median error", "<= 0.07 s",
             f"{np.median(abs(error_s)):.3f} s"),
            ("Lowering time, 95th percentile", "<= 0.2 s",
             f"{np.percentile(abs(error_s), 95):.3f} s"),
            ("Lowering time, bias", "within 0.03 s", f"{error_s.mean():+.3f} s"),
            ("Lowering time, truth inside the 95 % interval", "90-99 %",
             f"{inside:.0%} of {len(error_s)}"),
            ("Lowering time, median interval", "", f"+-{np.median(bar_s):.2f} s"),
        ]  # fmt: skip
    if tally.edges_s:
        off_s = np.abs(tally.edges_s)
        table.append(
            ("Hold's start and end, worst error", "<= 0.3 s", f"{off_s.max():.2f} s")
        )
    return table


def card(
    tallies: Mapping[str | None, Tally],
    grid: Mapping[tuple[str, str], Tally],
    held_out: Mapping[str | None, Tally],
    kept: Sequence[str],
    legs: Sequence[tuple[str, ...]] = (),
) -> str:
    """Return the accuracy card as Markdown.

    Args:
        tallies: By exercise key; None holds the clips of none of them.
        grid: By exercise key and what was varied, such as "45 degrees".
        held_out: As `tallies`, of athletes drawn by lot.
        kept: Sections that other commands wrote (`benchmarks.real`), as they stand.
        legs: From `benchmarks.legs.leg_rows`.
    """
    lines = [*_HEAD]
    for key, exercise in EXERCISES.items():
        if key in tallies:
            lines += ["", f"## {exercise.title}", "", *_table(rows(tallies[key]))]
            lines += _list(tallies[key])
    if None in tallies:
        none = tallies[None]
        lines += ["", "## None of these", "",
                  f"{none.exercises_right} of {none.clips} clips of other movements "
                  "come out as none of the five."]  # fmt: skip
        lines += _list(none)
    if legs:
        lines += ["", *_LEGS_HEAD]
        lines += [f"| {' | '.join(row)} |" for row in legs]
    if grid:
        lines += ["", *_GRID_HEAD, *_grid(grid)]
    if held_out:
        lines += ["", *_HELD_OUT_HEAD, *_held_out(held_out)]
    for section in filter(None, kept):
        lines += ["", section.strip()]
    return "\n".join([*lines, "", *_CAVEATS])


def _table(of: Sequence[Row]) -> list[str]:
    head = ["| what | wanted | measured |", "|---|---|---|"]
    return [*head, *(f"| {what} | {wanted} | {value} |" for what, wanted, value in of)]


def _list(tally: Tally) -> list[str]:
    lines = []
    for title, items in (("Missed", tally.missed), ("Invented", tally.invented),
                         ("Otherwise wrong", tally.wrong)):  # fmt: skip
        if items:
            lines += ["", f"{title}: {'; '.join(items)}."]
    return lines


def _grid(grid: Mapping[tuple[str, str], Tally]) -> list[str]:
    return [
        f"| {key} | {varied} | {_judged(tally, tally.exercises_right)} | "
        f"{_judged(tally, tally.counts_exact)} | {_side(tally)} | {_median(tally)} | "
        f"{_angle(tally)} | {tally.false} of {tally.clean} | {tally.overstepped} |"
        for (key, varied), tally in grid.items()
    ]


def _judged(tally: Tally, count: int) -> str:
    if any(line.endswith("named None") for line in tally.wrong):
        return "refused"
    return "yes" if count else "no"


def _held_out(held_out: Mapping[str | None, Tally]) -> list[str]:
    lines = []
    for key, tally in sorted(held_out.items(), key=lambda item: str(item[0])):
        lowering = "-"
        if tally.lowering_s:
            error_s, bar_s = np.array(tally.lowering_s).T
            inside = np.mean(abs(error_s) <= bar_s)
            lowering = f"{np.median(abs(error_s)):.2f} s, {inside:.0%} inside"
        sides = f"{tally.sides_right} ({tally.sides_wrong_and_sure})"
        lines.append(
            f"| {key} | {tally.clips} | {tally.exercises_right} | "
            f"{tally.counts_exact} | {sides} | {lowering} | "
            f"{tally.found} of {tally.wanted} | {tally.false} of {tally.clean} |"
        )
    wrong = [
        item for tally in held_out.values() for item in (*tally.missed, *tally.wrong)
    ]
    return [*lines, "", f"Missed or wrong: {'; '.join(wrong) or 'nothing'}."]


def _side(tally: Tally) -> str:
    if tally.sides_right:
        return "right"
    return "wrong" if tally.sides_wrong_and_sure else "unsure"


def _median(tally: Tally) -> str:
    if tally.lowering_s:
        return f"{np.median([abs(e) for e, _ in tally.lowering_s]):.2f} s"
    if tally.edges_s:
        return f"{max(abs(e) for e in tally.edges_s):.2f} s"
    return f"{tally.steps} strides" if tally.steps else "-"


def _angle(tally: Tally) -> str:
    values = [abs(e) for key in ANGLES for e in tally.errors.get(key, [])]
    return f"{np.mean(values):.1f}" if values else "-"


_HEAD = (
    "# Accuracy",
    "",
    "Written by `uv run python -m benchmarks.accuracy --write`: the real pipeline over",
    "the rendered clips of `sample_videos/`, whose every joint is known (`studio/`).",
    "Rendered athletes are not people: nothing here was checked against motion capture",
    "of humans doing these exercises. What is bad is listed too.",
)
_GRID_HEAD = (
    "## By camera angle and frame rate",
    "",
    "The same short set filmed again and again (`python -m studio grid --out FOLDER`,",
    "then `--grid FOLDER` here); 0 degrees is exactly from the side, 90 from the front",
    "or the feet. Time is the median error of the lowering time, or the worst of a",
    "hold's two ends, or how many strides were missed in each bout; angle the mean",
    "absolute error in degrees of what was assessed. \"-\" means not assessed,",
    "\"refused\" that the film was sent back with the advice to film from the side.",
    "",
    "| exercise | varied | exercise right | count | side | time | angle | false faults "
    "| verdicts it must not give |",
    "|---|---|---|---|---|---|---|---|---|",
)  # fmt: skip
_LEGS_HEAD = (
    "## Which leg is which",
    "",
    "The model gives a leg the other's name now and then. Frame by frame, as it names",
    "the ankles and after the gallop's untangling; the other exercises choose the",
    "working leg by its place and vote on its name (`benchmarks.legs`; only",
    "frames in which the ankles are a quarter of the trunk apart).",
    "",
    "| clips | frames told | exchanged by the model | after the repair | "
    "reps, holds, bouts with the wrong leg |",
    "|---|---|---|---|---|",
)
_HELD_OUT_HEAD = (
    "## Athletes drawn by lot",
    "",
    "Bodies, clothes, rooms, cameras, tempo and faults by chance, on which no constant",
    "was fitted (`python -m studio random --count 30 --seed 301 --out FOLDER`, then",
    "`--held-out FOLDER` here). Faults of counting that they showed were mended, so",
    "they are no blind test of it any more.",
    "",
    "| exercise | clips | exercise right | count exact | side right (wrong and sure) | "
    "lowering time, median error | faults found | false faults |",
    "|---|---|---|---|---|---|---|---|",
)
_CAVEATS = (
    "## What the numbers mean",
    "",
    "- Angles are corrected to the joint centres of the rendered bodies by constants",
    "  in `exercises/`, fitted on these very clips (`uv run python -m",
    "  benchmarks.calibrate`), so that some biases above are small by construction.",
    "- In the deadlift the standing knee is the weakest measure: read too bent at the",
    "  bottom, most where the dumbbell hangs before it.",
    "- From the front a deadlift's durations are not given: a trunk leaning toward the",
    "  camera hardly changes its picture at first.",
    "- In the bridges the height of the hips depends on build and trousers; it is set",
    "  right by where they read on the floor. A film that never shows the hips on the",
    "  floor has a larger error than the one that is stated.",
    "- In a gallop the knee's give after landing is only read going forwards; going",
    "  backwards the tracker misses it and it is not assessed.",
    "- Lowering times of the bridges are less exact than the deadlift's: the tracker",
    "  follows hips and arms late at the slow ends of a movement.",
    "",
)
