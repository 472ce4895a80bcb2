"""How far off is a knee, and do bones and continuity tell the legs apart?

    uv run python -m benchmarks.knees [FOLDER...]

Over rendered clips from the side, whose every joint is known: the knee's bend in the
picture against the true one, in every frame and where `vision.knee_angles` assesses it;
and in how many frames the ankles bear each other's names, as the model gives them and
as `vision.leg_names` does (only frames in which they are a quarter of the trunk apart).
`benchmarks.real_markers` does the first of it for people.
"""

import argparse
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.legs import APART, true_ankles_px
from benchmarks.real_markers import HEADS, Errors, cells, errors_of
from benchmarks.truth import SAMPLES, Clip, clips_in
from vision import landmarks
from vision.geometry import Floats, distance, midpoint
from vision.leg_names import tell_legs, with_legs_told
from vision.track import Track
from vision.tracking.track_video import default_cache, track_video
from vision.view import SIDE_LIMIT_DEG

ANKLES: Final = (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE)
NAMES: Final = ("ankles misnamed", "after")


def knee_errors(clip: Clip, track: Track) -> Errors:
    """Return how far off a rendered clip's knees are."""
    true = [
        np.interp(track.time_s, clip.time_s, clip.knee_flexion_deg(side))
        for side in ("left", "right")
    ]
    return errors_of(clip.name, track, np.stack(true, axis=1))


def misnamed(clip: Clip, track: Track) -> NDArray[np.int_]:
    """Return frames that can be told, misnamed by the model, misnamed afterwards."""
    true_px = true_ankles_px(clip, track)
    body = track.points_px
    trunk = midpoint(body, landmarks.SHOULDERS) - midpoint(body, landmarks.HIPS)
    trunk_px = float(np.nanmedian(np.linalg.norm(trunk, axis=1)))
    told = distance(true_px[:, 0], true_px[:, 1]) > APART * trunk_px
    after = with_legs_told(track, tell_legs(track))
    wrong = [
        _exchanged(one.points_px[:, ANKLES], true_px) & told for one in (track, after)
    ]
    return np.array([told.sum(), *(flags.sum() for flags in wrong)])


def _exchanged(ankles: Floats, true_px: Floats) -> NDArray[np.bool_]:
    as_named, as_not = (
        distance(ankles[:, order], true_px).sum(axis=1) for order in ([0, 1], [1, 0])
    )
    return np.asarray(as_not < as_named)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    knees: dict[str, list[Errors]] = {}
    names: dict[str, NDArray[np.int_]] = {}
    for clip in clips_in(parser.parse_args().folders or [SAMPLES]):
        if clip.yaw_deg > SIDE_LIMIT_DEG:
            continue
        track = track_video(clip.path, cache=default_cache())
        key = str(clip.exercise or "none of the five")
        knees.setdefault(key, []).append(knee_errors(clip, track))
        names[key] = names.get(key, np.zeros(3, dtype=int)) + misnamed(clip, track)
    table = Table(*HEADS, *NAMES)
    for key, errors in sorted(knees.items()):
        told, *wrong = names[key]
        shares = (f"{count / max(1, told):.1%}" for count in wrong)
        table.add_row(key, *cells(errors), *shares)
    Console(width=180).print(table)


if __name__ == "__main__":
    main()
