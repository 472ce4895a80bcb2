"""Follow the bodies of all sample and real clips, a process a core, into the cache.

    uv run python -m benchmarks.warm_tracks [FOLDER...]

Tests and benchmarks then judge at once what they would follow one after another.
"""

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from benchmarks.truth import ROOT, SAMPLES
from vision.tracking.track_video import default_cache, is_tracked, track_video

REAL = ROOT.parent / "shared" / "real" / "clips"


def follow(film: Path) -> int:
    """Follow one film and return its number of frames."""
    return len(track_video(film, cache=default_cache()))


def main() -> None:
    """Follow what is not in the cache yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    folders = parser.parse_args().folders or [SAMPLES, REAL]
    films = [film for folder in folders for film in sorted(folder.glob("*.mp4"))]
    cold = [film for film in films if not is_tracked(film, cache=default_cache())]
    started_s = time.monotonic()
    # The model has threads of its own, which a forked process would lack.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        frames = sum(pool.map(follow, cold))
    took_s = time.monotonic() - started_s
    Console().print(
        f"{len(cold)} of {len(films)} films followed, {frames} frames in {took_s:.0f} s"
    )


if __name__ == "__main__":
    main()
