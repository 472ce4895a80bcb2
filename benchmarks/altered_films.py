"""Do the counts survive what goes wrong with films?

    uv run python -m benchmarks.altered_films [--only TEXT] [--keep FOLDER]
    uv run python -m benchmarks.altered_films --lot 20 --seed 1
    uv run python -m benchmarks.altered_films --piece-s 4

Sample clips with a passer-by before or behind the athlete, a bystander who stays, a
cut, a tilted phone, a hand that sways, a hidden far leg, a long pause. A count is
right, or something in the report says why a movement was not counted; anything else is
wrong. `--lot` draws other clips, walkers, tilts and hands: what nothing was tuned on.
With `--piece-s` each film is looked through in pieces far shorter than any film's: who
is who must survive where they meet.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.alterations import (
    Alteration,
    alter,
    behind_furniture,
    held_by_hand,
    rolled,
    standing,
    then,
    titled,
    with_mirror,
    without,
)
from benchmarks.bystanders import Walk, with_walker
from benchmarks.seams import track_in_pieces
from benchmarks.truth import SAMPLES, clips_in
from coach.check import Options, judge
from exercises.report import Report
from vision.tracking.track_video import default_cache, track_video

BASES: Final = {
    "bird_dog_good_left": 0.7,
    "pull_over_good_left": 0.75,
    "box_bridge_good_left": 0.75,
    "gallop_good_left": 0.6,
    "deadlift_good_left": 0.75,
}
"""One clip of each exercise, and how tall a second person is in it."""
CLIPS_OF_THE_WALKER: Final = ("deadlift_shallow", "pull_over_arched")
"""Clips whose athlete is the one who walks through the others."""
PAUSE_S: Final = 10.0
ROLL_DEG: Final = 10.0
REASONS: Final = (
    "walked through",
    "is cut in it",
    "was seen for",
    "was seen where",
    "passed before the arms",
)
"""Why one movement was not counted."""
MOVES: Final = ("camera moves", "Whether the camera moves")
"""Why all may be missing."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A film and what is true of it.

    Attributes:
        name: What was done to which clip.
        base: The clip.
        steps: What was done.
        expected: How many units can be counted.
    """

    name: str
    base: Path
    steps: tuple[Alteration, ...]
    expected: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a trial."""

    trial: Trial
    report: Report

    @property
    def verdict(self) -> str:
        """Return "right", "abstains", or "WRONG"."""
        counted = len(self.report.units)
        if counted == self.trial.expected:
            return "right"
        said = [attempt.reason.text for attempt in self.report.attempts]
        said += self.report.notes
        excused = sum(any(reason in text for reason in REASONS) for text in said)
        missing = self.trial.expected - counted
        shaken = any(why in note for note in self.report.notes for why in MOVES)
        hidden = not self.report.judged and any("omebody else" in text for text in said)
        abstains = missing > 0 and (missing <= excused or shaken or hidden)
        return "abstains" if abstains else "WRONG"


def trials() -> Iterator[Trial]:
    """Yield all trials."""
    for clip, tall in BASES.items():
        film = SAMPLES / f"{clip}.mp4"
        truth = json.loads(film.with_suffix(".truth.json").read_text())
        units = truth["reps"] or truth.get("holds") or truth.get("bouts")
        for what, (steps, lost) in _done_to(film, tall, truth, units).items():
            yield Trial(
                name=f"{clip}: {what}",
                base=film,
                steps=steps,
                expected=len(units) - lost,
            )
    film = SAMPLES / "deadlift_good_left.mp4"
    yield Trial(
        name="deadlift_good_left: another person afterwards",
        base=film,
        steps=(then(SAMPLES / "none_standing.mp4"),),
        expected=4,
    )
    mirror = with_mirror(0.0, 0.33)
    yield Trial(
        name="deadlift_good_left: a mirror on the wall",
        base=film,
        steps=(mirror,),
        expected=4,
    )
    title = titled("LEG DAY", 2.0)
    yield Trial(
        name="deadlift_good_left: a title before", base=film, steps=(title,), expected=4
    )
    yield from _doubles()
    yield Trial(
        name="none_camera_set_up: then a set from the front",
        base=SAMPLES / "none_camera_set_up.mp4",
        steps=(then(SAMPLES / "deadlift_front_good_left.mp4"),),
        expected=3,
    )


def _doubles() -> Iterator[Trial]:
    """Yield trials in which the second person is the athlete herself, same clothes."""
    for clip in CLIPS_OF_THE_WALKER:
        film = SAMPLES / f"{clip}.mp4"
        truth = json.loads(film.with_suffix(".truth.json").read_text())
        units = truth["reps"] or truth["bouts"]
        stays = Walk(enters_s=1, tall=0.7, feet=0.9, stops=0.85)
        passes = Walk(enters_s=4, tall=0.7, feet=0.85, leftwards=True)
        for what, step in (
            ("her double comes and stays", with_walker(stays)),
            ("her double walks past behind", with_walker(passes, behind=film)),
        ):
            yield Trial(
                name=f"{clip}: {what}", base=film, steps=(step,), expected=len(units)
            )


def drawn(count: int, seed: int) -> Iterator[Trial]:
    """Yield trials drawn by lot: a sample clip of an exercise, and a trouble."""
    random = np.random.default_rng(seed)
    clips = [clip for clip in clips_in([SAMPLES]) if clip.units]
    for number in range(count):
        clip = clips[random.integers(len(clips))]
        walk = Walk(
            enters_s=float(random.uniform(0.5, 5)),
            tall=float(random.uniform(0.5, 0.9)),
            feet=float(random.uniform(0.8, 1.0)),
            width_s=float(random.uniform(2.0, 6.0)),
            leftwards=bool(random.integers(2)),
            stops=float(random.uniform(0.2, 0.9)) if random.integers(2) else None,
        )
        behind = clip.path if random.integers(2) else None
        steps: dict[str, Alteration] = {
            "a walker": with_walker(walk, behind=behind),
            "a tilt": rolled(float(random.uniform(-15, 15))),
            "a hand": held_by_hand(float(random.uniform(0.005, 0.02))),
        }
        what = list(steps)[random.choice(3, p=(0.6, 0.2, 0.2))]
        yield Trial(
            name=f"lot {seed}-{number} {clip.name}: {what}",
            base=clip.path,
            steps=(steps[what],),
            expected=len(clip.units) if clip.exercise else 0,
        )


def run(trial: Trial, folder: Path, piece_s: float | None = None) -> Outcome:
    """Make a trial's film, track it with the real model, and judge it."""
    film = folder / (trial.name.replace(": ", "+").replace(" ", "_") + ".mp4")
    if not film.exists():
        alter(trial.base, film, *trial.steps)
    if piece_s is None:
        track = track_video(film, cache=default_cache())
    else:
        track = track_in_pieces(film, piece_s)
    return Outcome(trial=trial, report=judge(track, Options()))


def _done_to(
    film: Path, tall: float, truth: dict[str, Any], units: list[dict[str, Any]]
) -> dict[str, tuple[tuple[Alteration, ...], int]]:
    """Return what is done to a clip, and how many units that makes impossible."""
    far = "right" if truth["camera"]["facing"] == "left" else "left"
    last = units[-1]
    middle_s = (last["start_s"] + last.get("bottom_s", last["end_s"])) / 2
    front = Walk(enters_s=4, tall=1.1 * tall, feet=0.98)
    behind = Walk(enters_s=4, tall=tall, feet=0.85, leftwards=True)
    stays = Walk(enters_s=1, tall=tall, feet=0.9, stops=0.85)
    done: dict[str, tuple[tuple[Alteration, ...], int]] = {
        "somebody walks past before": ((with_walker(front),), 0),
        "somebody walks past behind": ((with_walker(behind, behind=film),), 0),
        "somebody comes and stays": ((with_walker(stays),), 0),
        "the phone is tilted": ((rolled(ROLL_DEG),), 0),
        "held by hand": ((held_by_hand(),), 0),
        "the far leg is hidden": ((behind_furniture(film, side=far, share=0.4),), 0),
    }
    if len(units) > 1:
        # Of a gallop only strides are missing.
        lost = 1 if "bottom_s" in last else 0
        cut = without(middle_s - 0.4, middle_s + 0.4)
        done["cut while the last goes down"] = ((cut,), lost)
        rest_s = (units[-2]["end_s"] + last["start_s"]) / 2
        done["a long pause"] = ((standing(rest_s, PAUSE_S),), 0)
    return done


def _trials(lot: int | None, seed: int) -> Iterator[Trial]:
    return drawn(lot, seed) if lot else trials()


def _run_by_name(
    name: str,
    *,
    lot: int | None,
    seed: int,
    folder: Path,
    piece_s: float | None,
) -> tuple[str, ...]:
    """Run a trial in a process of its own: alterations cannot be sent there."""
    (trial,) = (one for one in _trials(lot, seed) if one.name == name)
    outcome = run(trial, folder, piece_s)
    counted, notes = len(outcome.report.units), " / ".join(outcome.report.notes)
    return name, str(trial.expected), str(counted), outcome.verdict, notes


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="trials whose name contains this")
    parser.add_argument("--lot", type=int, metavar="N", help="N trials by lot instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the films")
    parser.add_argument("--piece-s", type=float, help="look in pieces of that length")
    given = parser.parse_args()
    table = Table("trial", "expected", "counted", "verdict", "notes")
    verdicts = []
    console = Console(width=180)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        names = [trial.name for trial in _trials(given.lot, given.seed)]
        names = [name for name in names if given.only in name]
        by_name = partial(
            _run_by_name,
            lot=given.lot,
            seed=given.seed,
            folder=folder,
            piece_s=given.piece_s,
        )
        context = get_context("spawn")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
            for row in pool.map(by_name, names):
                verdicts.append(row[3])
                console.print(*row[:4])
                table.add_row(*row)
    right, abstains = verdicts.count("right"), verdicts.count("abstains")
    table.caption = f"{right} right, {abstains} abstain, of {len(verdicts)}"
    console.print(table)


if __name__ == "__main__":
    main()
