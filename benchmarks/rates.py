"""How many pictures a second does the judgement need?

    uv run python -m benchmarks.rates [FOLDER...] [--fps 30 20 15 12 10]

Each clip with truth is thinned to so many pictures a second, as a dark room or a slow
computer does it, followed and judged, and compared with its truth. All are written
anew, so that they differ in nothing else.
"""

import argparse
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.alterations import alter, thinned
from benchmarks.tally import Errors, told_of
from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import Options, judge
from exercises.report import Report
from vision.tracking.track_video import track_video

LEFT_FPS: Final = (30.0, 20.0, 15.0, 12.0, 10.0)


def judged_at(clip: Clip, fps: float) -> Report:
    """Return the report of a clip with so many pictures a second."""
    options = Options(height_m=clip.stature_m)
    with tempfile.TemporaryDirectory() as folder:
        film = alter(clip.path, Path(folder) / clip.path.name, thinned(fps))
        return judge(track_video(film), options)


def main() -> None:
    """Print the table, and what each rate gets wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fps", type=float, nargs="+", default=LEFT_FPS)
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    clips = clips_in(given.folders or [SAMPLES])
    rates_fps = list(given.fps)
    asked = [(clip, fps) for fps in rates_fps for clip in clips]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        reports = list(pool.map(judged_at, *zip(*asked, strict=True)))
    ways = {fps: Errors() for fps in rates_fps}
    for (clip, fps), report in zip(asked, reports, strict=True):
        ways[fps].add(clip, report)
    table = Table("against the truth", *(f"{fps:g}/s" for fps in rates_fps))
    for name, values in told_of(list(ways.values())).items():
        table.add_row(name, *values)
    table.caption = f"{len(clips)} clips"
    console = Console(width=100)
    console.print(table)
    for fps, way in ways.items():
        for line in way.tally.wrong + way.tally.invented:
            console.print(f"{fps:g}/s: {line}", highlight=False)


if __name__ == "__main__":
    main()
