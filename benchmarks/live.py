"""How old is what is shown live, and what does our own work add to the model's?

    uv run python -m benchmarks.live [CLIP]

Plays a sample clip at its own speed into a live session with the real model, once as it
is and once with the model made three times as slow. "Age" is from handing a picture in
to its state being there to show; the bare model's time is clocked in the same run.
"""

import argparse
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES
from coach.live.session import LiveSession, LiveSettings
from vision.people.live import AthletePoses
from vision.pose.estimator import Pose, PoseEstimator
from vision.video.reader import read_frames

SLOWER = 3
STANDS_S = 6.0
"""The first picture is shown so long before the clip, to get into the set, and the last
one a third of it after the clip."""


class Clocked:
    """The real model, timed; `slower` times as slow as it is."""

    def __init__(self, slower: int) -> None:
        """Load the model."""
        self._model = PoseEstimator()
        self._slower = slower
        self.takes_s: list[float] = []
        self.ended_s: dict[float, float] = {}

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        """Look at a picture."""
        began_s = time.perf_counter()
        pose = self._model(image_rgb, time_s)
        if self._slower > 1:
            time.sleep((self._slower - 1) * (time.perf_counter() - began_s))
        self.ended_s[time_s] = time.perf_counter()
        self.takes_s.append(self.ended_s[time_s] - began_s)
        return pose

    def close(self) -> None:
        """Free the model."""
        self._model.close()


def measure(clip: Path, slower: int) -> tuple[str, ...]:
    """Return the cells of one row."""
    frames = [(f.time_s, f.image_rgb) for f in read_frames(clip, long_side_px=640)]
    step_s = float(np.median(np.diff([time_s for time_s, _ in frames])))
    still = [(t, frames[0][1]) for t in np.arange(0.0, STANDS_S - step_s / 2, step_s)]
    shown = [*still, *((STANDS_S + t, image) for t, image in frames)]
    ends_s, last = shown[-1][0], frames[-1][1]
    shown += [(ends_s + step_s + t, last) for t, _ in still[: len(still) // 3]]
    models: list[Clocked] = []

    def clocked() -> Clocked:
        models.append(Clocked(slower))
        return models[-1]

    handed_s: dict[float, float] = {}
    seen_s: dict[float, float] = {}
    with LiveSession(
        LiveSettings(sets=1), pose=lambda: AthletePoses(clocked)
    ) as session:
        session.start()
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(session, seen_s, over))
        watcher.start()
        began_s = time.perf_counter()
        for time_s, image in shown:
            time.sleep(max(0.0, began_s + time_s - time.perf_counter()))
            handed_s[time_s] = time.perf_counter()
            session.submit(image, time_s)
        time.sleep(2.0)
        units = session.state.units
        over.set()
        watcher.join()
    model = models[0]  # the second one is asked only where somebody else may be
    both = [t for t in seen_s if t in handed_s and t in model.ended_s]
    age_s = np.array([seen_s[t] - handed_s[t] for t in both])
    own_s = np.array([seen_s[t] - model.ended_s[t] for t in both])
    late = np.median(age_s[-len(age_s) // 4 :]) - np.median(age_s[: len(age_s) // 4])
    bare_s = float(np.median(model.takes_s))
    return (
        f"{slower}x", f"{bare_s * 1e3:.0f} ms", f"{np.median(age_s) * 1e3:.0f} ms",
        f"{np.percentile(age_s, 95) * 1e3:.0f} ms",
        f"{np.median(age_s) / bare_s:.2f}", f"{late * 1e3:+.0f} ms",
        f"{np.median(own_s) / bare_s:.1%}",
        f"{1 - len(model.takes_s) / len(shown):.0%}",
        str(units),
    )  # fmt: skip


def _watch(
    session: LiveSession, seen_s: dict[float, float], over: threading.Event
) -> None:
    while not over.is_set():
        time_s = session.state.time_s
        if np.isfinite(time_s) and time_s not in seen_s:
            seen_s[time_s] = time.perf_counter()
        time.sleep(0.0005)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = SAMPLES / "box_bridge_good_left.mp4"
    parser.add_argument("clip", nargs="?", type=Path, default=default)
    clip = parser.parse_args().clip
    table = Table(
        "model", "bare model", "age, median", "age, 95th percentile",
        "median age / model", "growth over the run", "own work / model",
        "dropped", "units counted",
    )  # fmt: skip
    for slower in (1, SLOWER):
        table.add_row(*measure(clip, slower))
    Console().print(table)


if __name__ == "__main__":
    main()
