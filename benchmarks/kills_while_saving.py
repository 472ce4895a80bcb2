"""Kills a program while it keeps sets, and looks at what is left in the history.

    python -m benchmarks.kills_while_saving --times 200

A process keeps sets in a loop and acknowledges each on its output once it is kept. It
is killed (SIGKILL) at a random moment, and another one goes on with the same history.
Every set that was acknowledged must be there whole: it opens, and its track gives the
report that was kept with it; and the database is sound. A set that was not acknowledged
is there whole, or not at all.
"""

import argparse
import json
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from rich.console import Console
from sqlalchemy.engine import URL

from coach.check import Options, check_video, judge
from coach.history.history import History
from coach.history.kept import NewSet, OpenedSet, Recording
from coach.history.rows import new_id
from coach.reports.json_report import as_json
from vision.track_file import packed_track, unpacked_track

ROOT: Final = Path(__file__).resolve().parents[1]
CLIPS: Final = ("deadlift_not_tall", "none_squat", "box_bridge_low_right")
MODULE: Final = "benchmarks.kills_while_saving"
LIFE_S: Final = 1.5
"""A kill comes at any moment of that after the first acknowledgement."""
EARLY: Final = 0.15
"""Share of the kills that come sooner, when the history is opened or made."""


def patterns() -> list[NewSet]:
    """Return judged sets to be kept again and again, by the names of their clips."""
    made = []
    for clip in CLIPS:
        path = ROOT / "sample_videos" / f"{clip}.mp4"
        # As it comes out of the history, where points are whole steps.
        track = unpacked_track(packed_track(check_video(path).track), clip)
        recording = Recording(name=clip, digest=clip, track=track, options=Options())
        report = judge(track, Options())
        made.append(
            NewSet(
                id="", origin="film", title=clip, report=report, recordings=[recording]
            )
        )
    return made


def keep_for_ever(folder: Path) -> None:
    """Keep sets until somebody ends this process; acknowledge each."""
    sets: list[NewSet] = pickle.loads((folder / "patterns").read_bytes())
    history = History(_url(folder))
    while True:
        for one in sets:
            new = replace(one, id=new_id())
            history.keep(new)
            sys.stdout.write(f"{new.id} {new.title}\n")
            sys.stdout.flush()


class Trial:
    """One history that is written by processes which are killed.

    Attributes:
        acknowledged: Addresses of the sets that must be there, with their clips.
    """

    def __init__(self, folder: Path) -> None:
        """Make the sets that are kept."""
        self._folder = folder
        sets = patterns()
        (folder / "patterns").write_bytes(pickle.dumps(sets))
        self._patterns = {one.title: one for one in sets}
        self.acknowledged: dict[str, str] = {}

    def kill_once(self, random: Random) -> None:
        """Start a process, let it keep sets for a while, and kill it."""
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE, "--keep-in", str(self._folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = ""
        if random.random() < EARLY:
            time.sleep(random.uniform(0.0, 2 * LIFE_S))
        else:
            said = process.stdout.readline()
            time.sleep(random.uniform(0.0, LIFE_S))
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read()
        process.stdout.close()
        process.wait()
        for line in said.splitlines(keepends=True):
            if line.endswith("\n"):
                set_id, clip = line.split()
                self.acknowledged[set_id] = clip

    def faults(self) -> list[str]:
        """Return what is wrong with the history."""
        history = History(_url(self._folder))
        there = {kept.id: kept.title for kept in history.sets()}
        gone = [f"{one} is gone" for one in self.acknowledged if one not in there]
        found = gone + [
            fault for set_id in there if (fault := self._fault_of(history.open(set_id)))
        ]
        history.close()
        with sqlite3.connect(self._folder / "history.sqlite") as connection:
            for check in ("integrity_check", "foreign_key_check"):
                rows = connection.execute(f"PRAGMA {check}").fetchall()
                found += [f"{check}: {row}" for row in rows if row != ("ok",)]
        connection.close()
        return found

    def _fault_of(self, found: OpenedSet | None) -> str:
        if found is None:
            return "a listed set does not open"
        set_id, was = found.kept.id, self._patterns[found.kept.title]
        if [one.track for one in found.recordings].count(None):
            return f"{set_id} has no track"
        (recording,) = found.recordings
        assert recording.track is not None
        packed = packed_track(recording.track)
        if found.report_json != json.loads(_report(found.kept.title, packed)):
            return f"{set_id} is judged to another report"
        if found.kept.counted != len(was.report.units):
            return f"{set_id} has lost its reps"
        return ""


@cache
def _report(clip: str, packed: bytes) -> str:
    """Judge a track; one of the same bytes gives the same report."""
    return json.dumps(as_json(judge(unpacked_track(packed, clip), Options())))


def _url(folder: Path) -> URL:
    return URL.create("sqlite", database=str(folder / "history.sqlite"))


def main() -> int:
    """Kill, look, and print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep-in", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.keep_in is not None:
        keep_for_ever(given.keep_in)
    console, random = Console(highlight=False, markup=False), Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        for _ in range(given.times):
            trial.kill_once(random)
        wrong = trial.faults()
    for fault in wrong:
        console.print(fault)
    console.print(
        f"{given.times} kills while sets were kept: {len(trial.acknowledged)} "
        f"acknowledged, {len(wrong)} faults"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
