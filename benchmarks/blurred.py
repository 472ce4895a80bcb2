"""From which blur on do errors grow?

    uv run python -m benchmarks.blurred

Sample clips, blurred more and more, against their truth: what `vision.capture.blur`
says of them, how far the landmarks are off, and whether the count stays right.
"""

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.alterations import alter, blurred
from benchmarks.truth import SAMPLES, clips_in
from coach.check import Options, judge
from vision import landmarks
from vision.tracking.track_video import track_video

CLIPS: Final = (
    "bird_dog_good_left", "pull_over_good_left", "box_bridge_good_left",
    "gallop_good_left", "deadlift_good_left",
)  # fmt: skip
SIGMAS: Final = (0.0, 2.0, 4.0, 6.0, 8.0, 12.0)
JOINTS: Final = ("shoulder", "hip", "knee", "ankle")


def of_clip(name: str, sigma: float) -> tuple[float, float, float, int, int]:
    """Return blur, median and 90th percentile of the errors in trunks, counts."""
    (clip,) = (one for one in clips_in([SAMPLES]) if one.name == name)
    with tempfile.TemporaryDirectory() as folder:
        film = clip.path
        if sigma:
            film = alter(clip.path, Path(folder) / film.name, blurred(sigma))
        track = track_video(film)
    assert track.surroundings is not None
    with np.load(clip.path.with_suffix(".truth.npz")) as data:
        names = [str(joint) for joint in data["joint_names"]]
        which = [f"{side}_{joint}" for joint in JOINTS for side in ("left", "right")]
        true_px = data["joints_px"][:, [names.index(joint) for joint in which]]
    count = min(len(true_px), len(track))
    seen = [getattr(landmarks, joint.upper()) for joint in which]
    off = np.linalg.norm(track.points_px[:count, seen] - true_px[:count], axis=2)
    trunk_px = np.median(np.linalg.norm(true_px[:, 0] - true_px[:, 2], axis=1))
    middle, large = np.nanpercentile(off, [50, 90]) / trunk_px
    found = len(judge(track, Options()).units)
    return track.surroundings.blur, float(middle), float(large), found, len(clip.units)


def main() -> None:
    """Print the table."""
    asked = [(name, sigma) for name in CLIPS for sigma in SIGMAS]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = list(pool.map(of_clip, *zip(*asked, strict=True)))
    table = Table(
        "clip", "sigma, px of 720", "blur", "error, median", "90th", "counted"
    )
    table.caption = "errors in trunk lengths, of shoulders, hips, knees and ankles"
    for (name, sigma), (blur, middle, large, counted, units) in zip(
        asked, found, strict=True
    ):
        table.add_row(
            name, f"{sigma:g}", f"{blur:.2f}", f"{middle:.3f}", f"{large:.3f}",
            f"{counted} of {units}",
        )  # fmt: skip
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
