"""How fast is a check?

    uv run python -m benchmarks.speed [--minutes 5] [--memory] [--films FOLDER]

Against the loop that everybody writes (`benchmarks.naive`), and against the bare model,
which sees pictures that are in memory already and nothing else: MediaPipe's as it
comes, which the naive loop runs, too, and ours, which computes no mask
(`vision.pose.prune`). All in one run, because these machines are shared and noisy: look
at the ratios. Commands are clocked whole, start-up included.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.clock import clocked
from benchmarks.long_films import long_film
from benchmarks.naive import model_as_it_comes, naive_loop
from benchmarks.truth import SAMPLES
from coach.check import Options, check_video, judge
from vision.pose.estimator import PoseEstimator
from vision.pose.model import PoseModel, resolve_model
from vision.tracking.track_video import track_video
from vision.video.reader import read_frames

FILMS: Final = Path(tempfile.gettempdir()) / "hamstrong-films"
PICTURES: Final = 150
CHECK: Final = ("coach.cli.command", "check")
OURS: Final = "check"
NAIVE: Final = "naive loop"
BARE: Final = "bare model as it comes, one core"
OURS_BARE: Final = "bare model without mask, one core"


def bare_model(film: Path) -> float:
    """Return how many pictures a second MediaPipe's model sees, without video."""
    with model_as_it_comes() as model:
        return _seen_a_second(film, model)


def bare_model_without_mask(film: Path) -> float:
    """Return how many pictures a second our model sees, without video."""
    return _seen_a_second(film, resolve_model())


def _seen_a_second(film: Path, model: PoseModel) -> float:
    pictures = [one.image_rgb for one in islice(read_frames(film), PICTURES)]
    with PoseEstimator(model) as look:
        for number, picture in enumerate(pictures[:20]):
            look(picture, number / 30)
        started_s = time.perf_counter()
        for number, picture in enumerate(pictures):
            look(picture, 1 + number / 30)
        return PICTURES / (time.perf_counter() - started_s)


def naive(film: Path) -> float:
    """Return the naive loop's frames a second."""
    with tempfile.TemporaryDirectory() as folder, model_as_it_comes() as model:
        started_s = time.perf_counter()
        frames = naive_loop(film, Path(folder) / "out.mp4", model)
        return frames / (time.perf_counter() - started_s)


def apart(measure: str, film: Path) -> float:
    """Measure in a process of its own, as each of ours is."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(globals()[measure], film).result()


def checked(film: Path, *more: str) -> float:
    """Return how long a check takes."""
    return clocked([*CHECK, str(film), *more]).took_s


def again_s(film: Path) -> float:
    """Return how long it takes once all is loaded and the track kept, as in the app."""
    check_video(film)
    started_s = time.perf_counter()
    check_video(film)
    return time.perf_counter() - started_s


def film_table(film: Path, repeats: int, *, only_check: bool) -> Table:
    """Return how fast one film is checked in several ways."""
    frames = sum(1 for _ in read_frames(film))
    rates: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.mp4")
        ways: dict[str, tuple[str, ...]] = {OURS: ()}
        if not only_check:
            ways[f"{OURS} --annotate"] = ("--annotate", out)
            ways[f"{OURS} --workers 1"] = ("--workers", "1")
        for _ in range(repeats):  # in turn, so that a slow minute slows all of them
            rates.setdefault(BARE, []).append(apart("bare_model", film))
            ours = apart("bare_model_without_mask", film)
            rates.setdefault(OURS_BARE, []).append(ours)
            if not only_check:
                rates.setdefault(NAIVE, []).append(apart("naive", film))
            for name, more in ways.items():
                took_s = checked(film, "--no-cache", *more)
                rates.setdefault(name, []).append(frames / took_s)
        checked(film)
        kept = [frames / checked(film) for _ in range(repeats)]
        rates["the same from the cache"] = kept
        again = [frames / apart("again_s", film) for _ in range(repeats)]
        rates["the same in the app"] = again
    middle = {name: statistics.median(values) for name, values in rates.items()}
    cores = os.cpu_count() or 1
    table = Table("what", "frames/s", "of naive loop", "of cores x bare", "x ours bare")
    table.add_column("takes, of check")
    for name, rate in middle.items():
        table.add_row(
            name,
            f"{rate:.1f}",
            f"{rate / middle[NAIVE]:.2f}" if NAIVE in middle else "-",
            f"{rate / (cores * middle[BARE]):.2f}",
            f"{rate / (cores * middle[OURS_BARE]):.2f}",
            f"{middle[OURS] / rate:.1%}",
        )
    table.caption = f"{film.name}: {frames} frames, {cores} cores, {repeats} runs each"
    return table


def memory_table(films: Sequence[Path]) -> Table:
    """Return how much memory checks of films hold, this process and its helpers."""
    table = Table("film", "peak", "its track")
    for film in films:
        peak_mb = clocked([*CHECK, str(film), "--no-cache"], memory=True).peak_mb
        frames = sum(1 for _ in read_frames(film, long_side_px=64))
        track_mb = frames * 33 * 6 * 8 / 2**20
        table.add_row(film.name, f"{peak_mb:.0f} MB", f"{track_mb:.0f} MB")
    return table


def own_table(film: Path) -> Table:
    """Return what judging a track costs, and the commands' start."""
    track = track_video(film)
    started_s = time.perf_counter()
    judge(track, Options())
    judged_s = time.perf_counter() - started_s
    table = Table("what", "takes")
    table.add_row(
        "judging 1,000 frames, after the track",
        f"{judged_s / len(track) * 1e6:.0f} ms",
    )
    helps = [clocked(["coach.cli.command", "--help"]).took_s for _ in range(5)]
    table.add_row("hamstrong --help", f"{statistics.median(helps):.2f} s")
    short = SAMPLES / "none_camera_set_up.mp4"
    table.add_row(
        f"first result of {short.name}, cold", f"{checked(short, '--no-cache'):.1f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        clips = [str(clip) for clip in sorted(SAMPLES.glob("deadlift*.mp4"))[:20]]
        for workers in range(1, (os.cpu_count() or 1) + 1):
            told = ["--out", f"{folder}/{workers}", "--workers", str(workers)]
            took_s = clocked(
                ["coach.cli.command", "batch", *clips, "--no-cache", *told]
            ).took_s
            table.add_row(
                f"batch of {len(clips)} clips, {workers} processes", f"{took_s:.0f} s"
            )
    return table


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="1 against 20 minutes")
    parser.add_argument(
        "--only-check", action="store_true", help="without naive loop and annotating"
    )
    parser.add_argument("--own", action="store_true", help="start-up, judging, batch")
    parser.add_argument("--films", type=Path, default=FILMS)
    given = parser.parse_args()
    console = Console(width=110)
    if given.memory:
        films = [long_film(given.films, seconds) for seconds in (60, 1200)]
        console.print(memory_table(films))
    elif given.own:
        console.print(own_table(SAMPLES / "deadlift_good_left.mp4"))
    else:
        film = long_film(given.films, 60 * given.minutes)
        console.print(film_table(film, given.repeats, only_check=given.only_check))


if __name__ == "__main__":
    main()
