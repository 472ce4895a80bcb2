"""What does it cost that a film is looked through in pieces?

    uv run python -m benchmarks.seams [--piece-s 5] [--warm-s 1] [FOLDER...]

Each clip with truth is looked through in pieces far shorter than any film's, each with
a model of its own, and judged; beside it stands what one look gives. Both are compared
with the truth, and the landmarks with each other.
"""

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.tally import Errors, told_of
from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import Options, judge
from exercises.report import Report
from vision.geometry import Floats
from vision.pose.model import resolve_model
from vision.track import Track
from vision.tracking.chunks import chunks_of
from vision.tracking.stitch import WARMUP_S, WHOLE, Chunk, joined, track_chunk
from vision.tracking.track_video import default_cache, track_of, track_video
from vision.video.probe import probe

PIECE_S: Final = 5.0
BESIDE_S: Final = 0.25


@dataclass(frozen=True, kw_only=True)
class Looks:
    """One clip looked through both ways.

    Attributes:
        clip: The clip.
        whole: The report from one look.
        pieces: The report from pieces.
        seams: How many there were.
        apart_px: (T,) median difference of the landmarks in each frame.
        step_px: (T - 1,) their median movement between frames, in one look.
        seam_step_px: The largest such movement near each seam, in pieces.
        there_px: The same near the same moments, in one look.
    """

    clip: Clip
    whole: Report
    pieces: Report
    seams: int
    apart_px: Floats
    step_px: Floats
    seam_step_px: list[float]
    there_px: list[float]


def starts_of(duration_s: float, piece_s: float) -> list[float]:
    """Return where pieces of about that length meet, at least one place."""
    count = max(2, round(duration_s / piece_s))
    return [duration_s * number / count for number in range(1, count)]


def track_in_pieces(film: Path, piece_s: float, warm_s: float = WARMUP_S) -> Track:
    """Look through a film in pieces of about that length."""
    model, info = resolve_model(), probe(film)
    starts_s = starts_of(info.duration_s, piece_s)
    ends_s = [*starts_s[1:], float("inf")]
    pieces = [Chunk(until_s=starts_s[0])] + [
        Chunk(from_s=start_s, until_s=end_s, warm_s=warm_s)
        for start_s, end_s in zip(starts_s, ends_s, strict=True)
    ]
    sights = [track_chunk(film, model, piece) for piece in pieces]
    return track_of(joined(sights), info, model)


def track_of_one_look(film: Path) -> Track:
    """Look through a film in one piece, however long it is."""
    model, info = resolve_model(), probe(film)
    if chunks_of(info.duration_s, info.packets) == [WHOLE]:
        return track_video(film, model=model, cache=default_cache())
    return track_of(track_chunk(film, model), info, model)


def looked_at(clip: Clip, piece_s: float, warm_s: float) -> Looks:
    """Look through a clip both ways; in a process of its own."""
    starts_s = starts_of(probe(clip.path).duration_s, piece_s)
    one = track_of_one_look(clip.path)
    two = track_in_pieces(clip.path, piece_s, warm_s)
    options = Options(height_m=clip.stature_m)
    steps = [_steps(track.points_px) for track in (one, two)]
    near = [np.abs(one.time_s[1:] - start_s) < BESIDE_S for start_s in starts_s]
    return Looks(
        clip=clip,
        whole=judge(one, options),
        pieces=judge(two, options),
        seams=len(starts_s),
        apart_px=np.median(
            np.linalg.norm(two.points_px - one.points_px, axis=2), axis=1
        ),
        step_px=steps[0],
        seam_step_px=[_largest(steps[1][there]) for there in near],
        there_px=[_largest(steps[0][there]) for there in near],
    )


def _steps(points_px: Floats) -> Floats:
    return np.asarray(
        np.median(np.linalg.norm(np.diff(points_px, axis=0), axis=2), axis=1)
    )


def _largest(steps_px: Floats) -> float:
    known = steps_px[np.isfinite(steps_px)]
    return float(known.max()) if len(known) else float("nan")


def table_of(looks: Sequence[Looks]) -> Table:
    """Return both ways side by side."""
    ways = (Errors(), Errors())
    for look in looks:
        ways[0].add(look.clip, look.whole)
        ways[1].add(look.clip, look.pieces)
    table = Table("against the truth", "one look", "pieces")
    for name, values in told_of(ways).items():
        table.add_row(name, *values)
    apart = np.concatenate([one.apart_px for one in looks])
    step = np.concatenate([one.step_px for one in looks])
    seam = np.array([px for one in looks for px in one.seam_step_px])
    there = np.array([px for one in looks for px in one.there_px])
    table.caption = (
        f"{len(looks)} clips, {sum(one.seams for one in looks)} seams. Landmarks of "
        f"the two: middle {np.nanmedian(apart):.2f} px, 95 in 100 of the frames "
        f"{np.nanpercentile(apart, 95):.2f} px; from frame to frame they move "
        f"{np.nanmedian(step):.2f} px. Largest step within {BESIDE_S} s of a seam: "
        f"{np.nanmedian(seam):.2f} px, in one look {np.nanmedian(there):.2f} px; "
        f"95 in 100 {np.nanpercentile(seam, 95):.2f} and "
        f"{np.nanpercentile(there, 95):.2f} px"
    )
    return table


def main() -> None:
    """Print the table and each clip that one way judges otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--piece-s", type=float, default=PIECE_S)
    parser.add_argument("--warm-s", type=float, default=WARMUP_S)
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    clips = clips_in(given.folders or [SAMPLES])
    look = partial(looked_at, piece_s=given.piece_s, warm_s=given.warm_s)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        looks = list(pool.map(look, clips))
    console = Console(width=100)
    console.print(table_of(looks))
    for one in looks:
        ways = [_told(report) for report in (one.whole, one.pieces)]
        if ways[0] != ways[1]:
            console.print(f"{one.clip.name}: {ways[0]} / {ways[1]}", highlight=False)


def _told(report: Report) -> str:
    faults = sorted(fault.code for fault in report.faults)
    return (
        f"{report.exercise} {report.side}, {len(report.units)} units, "
        f"{len(report.attempts)} attempts {faults}"
    )


if __name__ == "__main__":
    main()
