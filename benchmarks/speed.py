"""Where the time of a check goes, in one run.

    uv run python -m benchmarks.speed [VIDEO...]

Prints, for each video, the time of the bare pose model on frames already decoded, of
the whole check without cache, and the share that is our own. Ratios within one run:
these machines are shared and noisy, so look at the last column.
"""

import argparse
import time
import tracemalloc
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES
from coach.check import Options, judge
from vision.model import resolve_model
from vision.pose import INPUT_LONG_SIDE_PX, PoseEstimator
from vision.tracking import track_video
from vision.video import Frame, read_frames


def bare_model_s(path: Path) -> tuple[float, int]:
    """Return the seconds the model needs for a video's frames, and their number.

    Frames are decoded in blocks outside the clock, so that memory stays small.
    """
    spent_s, count = 0.0, 0
    block: list[Frame] = []

    def run(estimate: PoseEstimator) -> None:
        nonlocal spent_s, count
        started_s = time.perf_counter()
        for frame in block:
            estimate(frame.image_rgb, frame.time_s)
        spent_s += time.perf_counter() - started_s
        count += len(block)
        block.clear()

    with PoseEstimator(resolve_model()) as estimate:
        for frame in read_frames(path, long_side_px=INPUT_LONG_SIDE_PX):
            block.append(frame)
            if len(block) == 64:
                run(estimate)
        run(estimate)
    return spent_s, count


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("videos", nargs="*", type=Path)
    videos = parser.parse_args().videos or [SAMPLES / "deadlift_good_left.mp4"]
    table = Table(
        "video", "frames", "bare model", "tracking", "judging", "per 1,000 frames",
        "own share", "peak Python memory while judging",
    )  # fmt: skip
    for path in videos:
        model_s, frames = bare_model_s(path)
        started_s = time.perf_counter()
        track = track_video(path)
        tracked_s = time.perf_counter() - started_s
        started_s = time.perf_counter()
        judge(track, Options())
        judged_s = time.perf_counter() - started_s
        tracemalloc.start()
        judge(track, Options())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        total_s = tracked_s + judged_s
        own = max(0.0, total_s - model_s) / total_s
        table.add_row(
            path.name, str(frames), f"{model_s:.1f} s", f"{tracked_s:.1f} s",
            f"{judged_s * 1000:.0f} ms", f"{judged_s / frames * 1e6:.0f} ms",
            f"{own:.1%}", f"{peak / 2**20:.0f} MiB",
        )  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
