"""Does it show where the pieces of a film meet?

    uv run python -m benchmarks.seams [--warm-s 2] [FOLDER...]

Each clip is looked through in two pieces, each with a model of its own, and compared
with one look: the landmarks' differences after the seam with how far they move from
frame to frame, and what was counted, when.
"""

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES
from coach.check import Options, judge
from exercises.report import Report
from vision.model import resolve_model
from vision.sight import WARM_S, Piece, joined, look_through
from vision.tracking import default_cache, track_of, track_video
from vision.video import probe

LEAST_S: Final = 6.0
"""Shorter clips are left out."""


@dataclass(frozen=True, kw_only=True)
class Seam:
    """One clip's two looks compared.

    Attributes:
        film: Its name.
        apart_px: (3,) median, 95th and 99th percentile of the differences after the
            seam; before it there are none.
        step_px: Median movement from frame to frame.
        jitter_px: Median of the second difference: what is no movement but noise.
        same: Whether as many units and attempts were found, with the same sides.
        off_frames: By how many frames the units' times differ at most.
        off_score: By how much the scores do.
    """

    film: str
    apart_px: tuple[float, float, float]
    step_px: float
    jitter_px: float
    same: bool
    off_frames: float
    off_score: float


def compared(film: Path, warm_s: float) -> Seam:
    """Compare one clip's two looks."""
    whole = track_video(film, cache=default_cache())
    model, info = resolve_model(), probe(film)
    at_s = 0.5 * float(whole.time_s[-1])
    pieces = (Piece(until_s=at_s), Piece(from_s=at_s, warm_s=warm_s))
    sight = joined([look_through(film, model, piece) for piece in pieces])
    track = track_of(sight, info, model)
    after = whole.time_s >= at_s
    apart = np.linalg.norm(track.points_px - whole.points_px, axis=2)[after]
    way = whole.points_px[after]
    steps = np.linalg.norm(np.diff(way, axis=0), axis=2)
    jitter = np.linalg.norm(np.diff(way, n=2, axis=0), axis=2)
    one, two = judge(whole, Options()), judge(track, Options())
    p50, p95, p99 = np.nanpercentile(apart, [50, 95, 99])
    return Seam(
        film=film.stem,
        apart_px=(float(p50), float(p95), float(p99)),
        step_px=float(np.nanmedian(steps)),
        jitter_px=float(np.nanmedian(jitter)),
        same=_same(one, two),
        off_frames=_off_s(one, two) * info.fps,
        off_score=abs(one.score.value - two.score.value),
    )


def _same(one: Report, two: Report) -> bool:
    if (one.exercise, one.side) != (two.exercise, two.side):
        return False
    return len(one.units) == len(two.units) and len(one.attempts) == len(two.attempts)


def _off_s(one: Report, two: Report) -> float:
    if not one.units or not _same(one, two):
        return float("nan")
    return max(
        max(abs(a.start_s - b.start_s), abs(a.end_s - b.end_s))
        for a, b in zip(one.units, two.units, strict=True)
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warm-s", type=float, default=WARM_S)
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    films = [
        film
        for folder in given.folders or [SAMPLES]
        for film in sorted(folder.glob("*.mp4"))
        if probe(film).duration_s >= LEAST_S
    ]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        seams = list(pool.map(partial(compared, warm_s=given.warm_s), films))
    table = Table("film", "50th", "95th", "99th px", "step", "jitter px", "same",
                  "off, frames", "off, score")  # fmt: skip
    for one in sorted(seams, key=lambda one: -one.apart_px[1]):
        table.add_row(
            one.film, *(f"{px:.2f}" for px in one.apart_px), f"{one.step_px:.2f}",
            f"{one.jitter_px:.2f}", "yes" if one.same else "NO",
            f"{one.off_frames:.1f}", f"{one.off_score:.1f}",
        )  # fmt: skip
    apart = np.array([one.apart_px for one in seams])
    off = np.array([one.off_frames for one in seams])
    table.caption = (
        f"warm-up {given.warm_s:g} s; {len(seams)} clips: 95th percentile below the "
        f"median step in {sum(s.apart_px[1] < s.step_px for s in seams)}, below the "
        f"jitter in {sum(s.apart_px[1] < s.jitter_px for s in seams)}; middle one "
        f"{np.median(apart[:, 1]):.2f} px; same in {sum(s.same for s in seams)}; off "
        f"by more than a frame in {int((off > 1.01).sum())}"
    )
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
