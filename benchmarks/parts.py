"""Where does the time of a check go?

    uv run python -m benchmarks.parts [--films FOLDER]

In processor time, which other work on the machine changes less than the clock's: what
each frame costs, part by part, and what each film costs once.
"""

import argparse
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import cv2
from rich.console import Console
from rich.table import Table

from benchmarks.long_films import long_film
from benchmarks.speed import FILMS
from coach.check import Options, judge
from vision.capture.camera_motion import CameraMotionEstimator
from vision.capture.preflight import preflight
from vision.people.identity import body_of
from vision.people.tracker import MultiPersonTracker
from vision.pose.estimator import INPUT_LONG_SIDE_PX, Pose, PoseEstimator, luma_of
from vision.pose.model import PoseModel, resolve_model
from vision.tracking.stitch import Chunk, track_chunk
from vision.tracking.track_video import track_of
from vision.video.probe import Frame, Image, probe
from vision.video.reader import read_frames

UNTIL_S: Final = 12.0
LOADS: Final = {
    "loading what judges": "import exercises.check",
}


def spent_s(do: Callable[[], object]) -> float:
    """Return the processor time that something takes."""
    started_s = time.process_time()
    do()
    return time.process_time() - started_s


def frame_table(film: Path, model: PoseModel) -> Table:
    """Return what a frame costs, part by part."""

    def read() -> Iterator[Frame]:
        return read_frames(film, long_side_px=INPUT_LONG_SIDE_PX, until_s=UNTIL_S)

    # Not kept, as in a check: memory that is new each time costs as much again.
    spent = {"decoding": spent_s(lambda: deque(read(), maxlen=0))}
    frames = list(read())
    with PoseEstimator(model) as look:
        look(frames[0].image_rgb, 0.0)
        poses: list[Pose | None] = []
        spent["the model"] = spent_s(
            lambda: poses.extend(look(one.image_rgb, one.time_s) for one in frames)
        )
    seen = [
        (frame.image_rgb, pose)
        for frame, pose in zip(frames, poses, strict=True)
        if pose
    ]
    spent["the body's colours"] = spent_s(
        lambda: [body_of(pose, image) for image, pose in seen]
    )
    spent["comparing pictures"] = spent_s(lambda: _compare(seen))
    spent["brightness"] = spent_s(lambda: [luma_of(one.image_rgb) for one in frames])
    follower = MultiPersonTracker(lambda: PoseEstimator(model))
    follow_s = spent_s(lambda: [follower(f.image_rgb, f.time_s) for f in frames])
    follower.close()
    spent["looking for others"] = (
        follow_s - spent["the model"] - spent["the body's colours"]
    )
    whole_s = spent_s(lambda: track_chunk(film, model, Chunk(until_s=UNTIL_S)))
    spent["lines, blur, memory, threads"] = whole_s - sum(spent.values())
    table = Table("of a frame", "ms", "share of the model's")
    for name, part_s in {**spent, "all": whole_s}.items():
        ms = 1000 * part_s / len(frames)
        table.add_row(name, f"{ms:.2f}", f"{100 * part_s / spent['the model']:.0f} %")
    table.caption = f"{film.name}: the first {len(frames)} frames"
    return table


def _compare(seen: Sequence[tuple[Image, Pose]]) -> None:
    watcher = CameraMotionEstimator()
    for image, pose in seen:
        watcher.look(image, [pose.points])


def film_table(film: Path, model: PoseModel) -> Table:
    """Return what a film costs once."""
    table = Table("of a film", "s")
    nothing_s = _fresh_s("import vision.tracking.track_video")
    table.add_row("starting Python, OpenCV, PyAV (each process)", f"{nothing_s:.2f}")
    for name, code in LOADS.items():
        took_s = _fresh_s(f"import vision.tracking.track_video; {code}") - nothing_s
        table.add_row(name, f"{took_s:.2f}")
    model_s = _fresh_s(
        "from vision.pose.estimator import PoseEstimator; PoseEstimator()"
    ) - _fresh_s("import vision.pose.estimator")
    table.add_row(
        "loading MediaPipe and the pose model (each process)", f"{model_s:.2f}"
    )
    table.add_row(
        "the first look", f"{spent_s(lambda: preflight(film, model=model)):.2f}"
    )
    piece = Chunk(until_s=UNTIL_S)
    track = track_of(track_chunk(film, model, piece), probe(film), model)
    judge(track, Options())
    judged_s = spent_s(lambda: judge(track, Options()))
    table.add_row("judging 1,000 frames", f"{1000 * judged_s / len(track):.2f}")
    return table


def _fresh_s(code: str) -> float:
    """Return the processor time of a Python that does no more than this."""
    told = f"{code}\nimport time; print(time.process_time())"
    done = subprocess.run(
        [sys.executable, "-c", told],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return float(done.stdout.strip().splitlines()[-1])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=Path, default=FILMS)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    film, model = long_film(given.films, 60.0), resolve_model()
    console = Console(width=90)
    console.print(frame_table(film, model))
    console.print(film_table(film, model))


if __name__ == "__main__":
    main()
