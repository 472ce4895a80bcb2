"""Where the time of a check goes.

    uv run python -m benchmarks.speed [VIDEO...]

Clocks the pose model inside the real check (loading it and each picture), so that all
the rest is ours: decoding, collecting, judging. Both are measured in one run, because
these machines are shared and noisy: look at the share.
"""

import argparse
import time
import tracemalloc
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES
from coach.check import Options, check_video, judge
from vision import tracking
from vision.model import PoseModel
from vision.pose import Pose, PoseEstimator


class ClockedEstimator(PoseEstimator):
    """The pose model with a clock on it."""

    spent_s = 0.0

    def __init__(self, model: PoseModel | None = None) -> None:
        """Load the model on the clock."""
        before_s, started_s = ClockedEstimator.spent_s, time.perf_counter()
        super().__init__(model)  # looks at a first picture itself: not counted twice
        ClockedEstimator.spent_s = before_s + time.perf_counter() - started_s

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        """Look at a picture on the clock."""
        started_s = time.perf_counter()
        pose = super().__call__(image_rgb, time_s)
        ClockedEstimator.spent_s += time.perf_counter() - started_s
        return pose


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("videos", nargs="*", type=Path)
    videos = parser.parse_args().videos or [SAMPLES / "deadlift_good_left.mp4"]
    vars(tracking)["PoseEstimator"] = ClockedEstimator
    table = Table("video", "frames", "check", "model", "ours", "judging", "memory")
    table.caption = "memory: peak of Python's own while judging"
    for path in videos:
        ClockedEstimator.spent_s = 0.0
        started_s = time.perf_counter()
        track = check_video(path, Options(cached=False)).track
        total_s = time.perf_counter() - started_s
        model_s = ClockedEstimator.spent_s
        started_s = time.perf_counter()
        judge(track, Options())
        judged_s = time.perf_counter() - started_s
        tracemalloc.start()
        judge(track, Options())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        table.add_row(
            path.name,
            str(len(track)),
            f"{total_s:.1f} s",
            f"{model_s:.1f} s",
            f"{1 - model_s / total_s:.1%}",
            f"{judged_s / len(track) * 1e6:.0f} ms per 1,000 frames",
            f"{peak / 2**20:.0f} MiB",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
