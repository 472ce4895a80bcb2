"""Many checks and hours of live in one process: does anything grow?

    python -m benchmarks.endurance --checks 200 --live-min 120

After a tenth of the time, which loads what is loaded once, memory, threads and open
files are noted; at the end memory may be larger by `GROWTH`, and of the others there
may be no more. Live is fed a clip again and again, twice as fast, set after set; its
minutes are the camera's.
"""

import argparse
import gc
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
from rich.console import Console

from coach.check import Options, check_video
from coach.live.session import LiveSession, LiveSettings
from vision.video.reader import read_frames

ROOT: Final = Path(__file__).resolve().parents[1]
CLIP: Final = ROOT / "sample_videos" / "deadlift_not_tall.mp4"
GROWTH: Final = 0.10
PAUSE_S: Final = 1.0
"""Between two rounds of the clip, so that its set ends."""
STEP_S: Final = 1 / 30


@dataclass(frozen=True)
class Held:
    """What a process holds."""

    memory_mib: float
    threads: int
    files: int

    @staticmethod
    def now() -> "Held":
        """Return what this process holds now."""
        gc.collect()
        own = psutil.Process()
        with own.oneshot():
            return Held(
                memory_mib=own.memory_info().rss / (1 << 20),
                threads=own.num_threads(),
                files=own.num_fds() if hasattr(own, "num_fds") else 0,
            )

    def grown_to(self, other: "Held") -> bool:
        """Whether the other holds more than noise explains."""
        return (
            other.memory_mib > (1 + GROWTH) * self.memory_mib
            or other.threads > self.threads
            or other.files > self.files
        )


def checks(count: int) -> tuple[Held, Held]:
    """Check a clip so often, followed anew each time; return what was held."""
    early = Held.now()
    for number in range(count):
        check_video(CLIP, Options(cached=False))
        if number == max(1, count // 10):
            early = Held.now()
    return early, Held.now()


def live(minutes: float) -> tuple[Held, Held]:
    """Coach sets for so long by the camera; return what was held early and late."""
    frames = [frame.image_rgb for frame in read_frames(CLIP, long_side_px=640)]
    settings = LiveSettings(
        exercise="internal_rotation_deadlift", sets=10_000, rest_s=5
    )
    early: Held | None = None
    with LiveSession(settings) as session:
        session.start()
        at_s = 0.0
        while at_s < 60 * minutes:
            for image in [*frames, *[frames[-1]] * round(PAUSE_S / STEP_S)]:
                at_s += STEP_S
                session.submit(image, at_s)
                time.sleep(STEP_S / 2)
            if early is None and at_s > 6 * minutes:
                early = Held.now()
        late = Held.now()
    return early or late, late


def main() -> int:
    """Run both, and print what was held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=20)
    parser.add_argument("--live-min", type=float, default=2.0)
    given = parser.parse_args()
    console, grown = Console(highlight=False, markup=False), False
    for name, (early, late) in (
        (f"{given.checks} checks", checks(given.checks)),
        (f"{given.live_min:g} minutes of live", live(given.live_min)),
    ):
        grown |= early.grown_to(late)
        console.print(
            f"{name}: {early.memory_mib:.0f} -> {late.memory_mib:.0f} MiB, "
            f"{early.threads} -> {late.threads} threads, "
            f"{early.files} -> {late.files} files"
        )
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
