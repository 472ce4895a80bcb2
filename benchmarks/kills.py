"""Kills the program at random moments, and looks at what is left.

    python -m benchmarks.kills --times 1000

Check, batch, app and live (fed a clip for a camera, `benchmarks.endurance`) are started
in turn and killed (SIGKILL, the first process alone) at a random moment of their lives.
Afterwards no process of theirs may run for longer than `GONE_S`, every result that lies
there must be whole, what was finished before must be there still, and the next start
must clear the temporary folder.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Final
from uuid import uuid4

import psutil
from rich.console import Console

from hamstrong.errors import HamstrongError
from vision.temporary import remove_ownerless
from vision.track_file import load_track

ROOT: Final = Path(__file__).resolve().parents[1]
CLIPS: Final = ("deadlift_not_tall", "none_squat", "deadlift_partials")
GONE_S: Final = 5.0
MARK: Final = "HAMSTRONG_TRIAL"
LIVES_S: Final[Mapping[str, float]] = {
    "check": 14.0, "batch": 25.0, "app": 8.0, "live": 14.0,
}  # fmt: skip
"""About how long each takes here; a kill comes at any moment of that."""


class Place:
    """A home for the trials: caches, results and temporary files."""

    def __init__(self, folder: Path) -> None:
        """Use an empty folder."""
        self.home, self.out, self.temporary = (
            folder / name for name in ("home", "out", "tmp")
        )
        for path in (self.home, self.out, self.temporary):
            path.mkdir()
        self.finished: dict[Path, int] = {}

    def environment(self, trial: str) -> dict[str, str]:
        """Return the environment of one trial, which marks all its processes."""
        return {
            **os.environ, "HOME": str(self.home), "TMPDIR": str(self.temporary),
            "XDG_CACHE_HOME": str(self.home / "cache"), MARK: trial,
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def faults(self) -> list[str]:
        """Return what is wrong with the files that lie there."""
        found = [f"{path.name} is gone" for path in self.finished if not path.exists()]
        for path in self.out.rglob("*.json"):
            with suppress(FileNotFoundError):
                try:
                    json.loads(path.read_text("utf-8"))
                    self.finished[path] = 1
                except ValueError:
                    found.append(f"{path.name} is half a file")
        for path in (self.home / "cache").rglob("*.npz"):
            if path.name.startswith("."):  # under another name until it is whole
                continue
            try:
                load_track(path)
                self.finished[path] = 1
            except HamstrongError:
                found.append(f"{path.name} is half a track")
        return found


def commands(place: Place, random: Random, port: int) -> dict[str, list[str]]:
    """Return what is started, by name."""
    clips = [str(ROOT / "sample_videos" / f"{name}.mp4") for name in CLIPS]
    clip = random.choice(clips)
    run = [sys.executable, "-m", "coach.cli.command"]
    report = place.out / f"{Path(clip).stem}.json"
    return {
        "check": [*run, "check", clip, "--workers", "2", "--json", str(report)],
        "batch": [*run, "batch", *clips, "--workers", "2", "--out", str(place.out)],
        "app": [*run, "app", "--no-browser", "--port", str(port)],
        "live": [
            sys.executable, "-m", "benchmarks.endurance", "--checks", "0",
            "--live-min", "60",
        ],
    }  # fmt: skip


def processes_of(trial: str) -> list[psutil.Process]:
    """Return the processes that a trial left running."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == trial and process.status() != "zombie":
                found.append(process)
    return found


def kill_once(place: Place, kind: str, random: Random, port: int) -> list[str]:
    """Start, kill and look once; return what is wrong."""
    trial = uuid4().hex
    if random.random() < 0.5:  # tracks that were kept make the judging the longest part
        for path in (place.home / "cache").rglob("*.npz"):
            path.unlink()
            place.finished.pop(path, None)
    process = subprocess.Popen(
        commands(place, random, port)[kind],
        cwd=place.out,
        env=place.environment(trial),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=random.uniform(0.0, LIVES_S[kind]))
    process.send_signal(signal.SIGKILL)
    process.wait()
    wrong = _stays(lambda: processes_of(trial))
    for orphan in processes_of(trial):
        with suppress(psutil.Error):
            orphan.kill()
    wrong += place.faults()
    until_s = time.monotonic() + GONE_S  # a process that ends lets go a little later
    while (left := _cleared(place.temporary)) and time.monotonic() < until_s:
        time.sleep(0.1)
    return wrong + [f"{name} stays for ever" for name in left]


def _cleared(place: Path) -> list[str]:
    """Return what a start some minutes later does not clear away."""
    for folder in place.glob("hamstrong-*"):
        with suppress(FileNotFoundError):
            os.utime(folder, (0, 0))
    remove_ownerless(place)
    return [path.name for path in place.glob("hamstrong-*")]


def _stays(running: Callable[[], list[psutil.Process]]) -> list[str]:
    until_s = time.monotonic() + GONE_S
    while time.monotonic() < until_s:
        if not running():
            return []
        time.sleep(0.1)
    return [f"process {one.pid} runs on after {GONE_S:g} s" for one in running()]


def main() -> int:
    """Kill, and print what is wrong as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--only", choices=tuple(LIVES_S))
    given = parser.parse_args()
    console, random = Console(highlight=False, markup=False), Random(given.seed)
    killed, wrong = Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        for number in range(given.times):
            kind = given.only or tuple(LIVES_S)[number % len(LIVES_S)]
            killed[kind] += 1
            for fault in kill_once(place, kind, random, given.port):
                wrong += 1
                console.print(f"{kind}, number {number}: {fault}")
        finished = len(place.finished)
    told = ", ".join(f"{count} of {kind}" for kind, count in killed.items())
    console.print(f"{told} killed: {wrong} faults; {finished} results whole at the end")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
