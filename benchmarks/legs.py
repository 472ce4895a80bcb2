"""How often do the legs bear each other's names?

    uv run python -m benchmarks.legs [FOLDER...]

Frame by frame against the clips' truth: as the model names the ankles, and after
`exercises.engine.feet.swapped_labels`, which the gallop rests on (the other exercises
choose the working leg by its place and vote on its name). Frames in which the ankles
are closer than a quarter of the trunk are left out: there no name can be told by place.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import check_video
from exercises.engine.feet import swapped_labels
from vision import landmarks
from vision.cleaning import repaired
from vision.geometry import Floats, midpoint
from vision.track import Track

APART: Final = 0.25
HEADS: Final = (
    "what", "frames told", "exchanged by the model", "after the repair",
    "units with the wrong leg",
)  # fmt: skip
ANKLE: Final = 1
"""Of knee, ankle, heel and toe."""


def true_ankles_px(clip: Clip, track: Track) -> Floats:
    """Return (T, 2, 2): the true left and right ankle in each frame."""
    with np.load(clip.path.with_suffix(".truth.npz")) as data:
        names = [str(name) for name in data["joint_names"]]
        which = [names.index("left_ankle"), names.index("right_ankle")]
        true_px = np.asarray(data["joints_px"], np.float64)[:, which]
        frames = np.searchsorted(data["time_s"], track.time_s - 1e-3)
    return true_px[np.clip(frames, 0, len(true_px) - 1)]


def wrong_names(clip: Clip, track: Track) -> tuple[int, int, int]:
    """Return frames that can be told, wrong as the model names, wrong when repaired."""
    body = repaired(track).points_px
    legs = [landmarks.LEGS[side][1:] for side in ("left", "right")]
    pairs = np.stack([body[:, list(leg)] for leg in legs], axis=1)
    true_px = true_ankles_px(clip, track)
    trunk = midpoint(body, landmarks.SHOULDERS) - midpoint(body, landmarks.HIPS)
    trunk_px = float(np.nanmedian(np.linalg.norm(trunk, axis=1)))
    apart = np.linalg.norm(true_px[:, 0] - true_px[:, 1], axis=1) > APART * trunk_px
    told = apart & np.isfinite(pairs).all(axis=(1, 2, 3))
    model = _exchanged(pairs[:, :, ANKLE], true_px)
    swaps = swapped_labels(pairs, track.time_s, 2 * trunk_px)
    return (
        int(told.sum()),
        int((model & told).sum()),
        int(((model ^ swaps) & told).sum()),
    )


def _exchanged(ankles: Floats, true_px: Floats) -> NDArray[np.bool_]:
    keep = np.linalg.norm(ankles - true_px, axis=2).sum(axis=1)
    swap = np.linalg.norm(ankles[:, ::-1] - true_px, axis=2).sum(axis=1)
    return np.asarray(swap < keep)


def leg_rows(clips: Sequence[Clip]) -> list[tuple[str, ...]]:
    """Return what, frames told, wrong by the model, wrong when repaired, wrong units.

    Args:
        clips: With their truth.
    """
    sums: dict[str, NDArray[np.int_]] = {}
    units: dict[str, list[bool]] = {}
    for clip in clips:
        checked = check_video(clip.path)
        key = str(clip.exercise or clip.truth.get("label"))
        counts = np.array(wrong_names(clip, checked.track))
        sums[key] = sums.get(key, np.zeros(3, dtype=int)) + counts
        side = clip.truth["side"]
        for unit in checked.report.units if side else ():
            named = unit.leg
            units.setdefault(key, []).append(named not in (side, None))
    return [
        (
            key,
            str(told),
            *(f"{count / told:.1%}" if told else "-" for count in (model, left)),
            f"{sum(units.get(key, []))} of {len(units.get(key, []))}",
        )
        for key, (told, model, left) in sorted(sums.items())
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    table = Table(*HEADS)
    for row in leg_rows(clips_in(parser.parse_args().folders or [SAMPLES])):
        table.add_row(*row)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
