"""How far off is a knee of a person whose joints were measured?

    uv run python -m benchmarks.real_markers    # `benchmarks.real --write` writes it

Over ../shared/real/markers: fast, hard films of people with reflective markers. The
knee's bend in the picture is held against the one between the measured joints in space,
in every frame, and once more only where `vision.knee_angles` assesses it. Half of the
clips took no part in choosing any constant (`HELD_OUT`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.real_expected import SHARED
from vision.geometry import Floats
from vision.knee_angles import flexion_deg, read_knees
from vision.track import Track
from vision.tracking.track_video import default_cache, track_video

MARKERS: Final = SHARED / "real" / "markers"
KINDS: Final = {
    "pu": "pull-ups",
    "mu": "muscle-ups",
    "kv": "kong vaults",
    "sv": "safety vaults",
}
"""By the first letters of a clip's name."""
HELD_OUT: Final = ("kv03", "kv06", "mu05", "mu09", "pu02", "pu04", "sv03")
MOST_SHIFT: Final = 3
"""The markers were seen for two or three frames more than the film shows."""
LEGS: Final = (("l_hip", "l_knee", "l_ankle"), ("r_hip", "r_knee", "r_ankle"))
HEADS: Final = (
    "film of", "clips", "frames", "both knees, as tracked", "near knee, every frame",
    "near knee, where assessed", "assessed", "far knee, where assessed", "assessed",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Errors:
    """How far off a clip's knees are, (T,) degrees each, NaN where nobody was seen.

    Attributes:
        clip: Its name.
        tracked: (T, 2) left and right by the model's own names.
        near: Of the leg nearer to the camera, its names told.
        far: Of the other one.
        near_assessed: (T,) where the near knee is assessed.
        far_assessed: (T,) where the far one is.
    """

    clip: str
    tracked: Floats
    near: Floats
    far: Floats
    near_assessed: NDArray[np.bool_]
    far_assessed: NDArray[np.bool_]


def true_flexion_deg(markers: Path) -> Floats:
    """Return how far the left and the right knee truly are bent, (T, 2)."""
    with np.load(markers) as data:
        joints_m = np.asarray(data["joints_m"], dtype=np.float64)
        names = [str(name) for name in data["names"]]
    bent = []
    for leg in LEGS:
        hip, knee, ankle = (joints_m[:, names.index(joint)] for joint in leg)
        thigh, shank = knee - hip, ankle - knee
        across = np.linalg.norm(np.cross(thigh, shank), axis=1)
        bent.append(np.degrees(np.arctan2(across, (thigh * shank).sum(axis=1))))
    return np.stack(bent, axis=1)


def errors_of(name: str, track: Track, true: Floats) -> Errors:
    """Return how far off a film's knees are.

    Args:
        name: The film's.
        track: As the model gave it, (T,) frames.
        true: (at most T, 2) the true bend of left and right from the first frame on.
    """
    knees = read_knees(track)
    frames = np.arange(len(true))
    near = knees.near[: len(true)]
    off = np.abs(knees.flexion_deg[: len(true)] - true)
    told = knees.assessed[: len(true)]
    return Errors(
        clip=name,
        tracked=np.abs(flexion_deg(track.points_px)[: len(true)] - true),
        near=off[frames, near],
        far=off[frames, 1 - near],
        near_assessed=told[frames, near],
        far_assessed=told[frames, 1 - near],
    )


def errors_of_film(film: Path) -> Errors:
    """Return how far off the knees of one film with markers are."""
    track = track_video(film, cache=default_cache())
    true = true_flexion_deg(film.with_suffix(".npz"))
    shifted = in_step(true, flexion_deg(track.points_px))
    return errors_of(film.stem, track, shifted)


def in_step(true: Floats, tracked: Floats) -> Floats:
    """Return the truth from the frame on in which it fits the film's knees best."""
    shifted = [true[shift:][: len(tracked)] for shift in range(MOST_SHIFT + 1)]
    return min(shifted, key=lambda s: float(np.nanmedian(abs(tracked[: len(s)] - s))))


def measured() -> list[Errors]:
    """Return the errors of every clip that is at hand."""
    return [errors_of_film(film) for film in sorted(MARKERS.glob("*.mp4"))]


def rows(clips: Sequence[Errors]) -> list[tuple[str, ...]]:
    """Return a row of each kind, then of each kind's held-out half."""
    held_out = [one for one in clips if one.clip.startswith(HELD_OUT)]
    table = []
    for these, of_which in ((clips, ""), (held_out, ", held out")):
        for kind, title in KINDS.items():
            own = [one for one in these if one.clip.startswith(kind)]
            if own:
                table.append((title + of_which, *cells(own)))
    return table


def cells(clips: Sequence[Errors]) -> tuple[str, ...]:
    """Return what stands in a row behind its name, as in `HEADS`."""
    near, far = (np.concatenate([getattr(c, k) for c in clips]) for k in
                 ("near", "far"))  # fmt: skip
    told = [np.concatenate([getattr(c, f"{k}_assessed") for c in clips]) for k in
            ("near", "far")]  # fmt: skip
    return (
        str(len(clips)),
        str(len(near)),
        spread(np.concatenate([clip.tracked.ravel() for clip in clips])),
        spread(near),
        spread(near[told[0]]),
        f"{told[0].mean():.0%}",
        spread(far[told[1]]),
        f"{told[1].mean():.0%}",
    )


def spread(off_deg: Floats) -> str:
    """Return the median and the 95th percentile of what is there."""
    off_deg = off_deg[np.isfinite(off_deg)]
    if not len(off_deg):
        return "-"
    return f"{np.median(off_deg):.1f}, {np.percentile(off_deg, 95):.0f}"


def lines(clips: Sequence[Errors]) -> Iterable[str]:
    """Return the table as Markdown, with what it shows."""
    yield from _SAYS
    yield ""
    yield f"| {' | '.join(HEADS)} |"
    yield "|" + "---|" * len(HEADS)
    yield from (f"| {' | '.join(row)} |" for row in rows(clips))


_SAYS: Final = (
    "### Knees of people with markers",
    "",
    "People with reflective markers at their joints, filmed while they do fast things",
    "that are none of the five exercises (25 frames a second; one leg hides the other",
    "most of the time). By how many degrees (median, 95th percentile) the knee's bend",
    "in the picture is off the one between the joints in space. A knee is assessed",
    "where bones out of the picture, the view, the speed of the movement and doubtful",
    "names of the legs together leave no more than 10 degrees open",
    "(`vision/knee_angles.py`; no exercise uses it yet). The held-out clips took no",
    "part in choosing the constants; the limit of 10 was chosen after a look at them.",
)


def main() -> None:
    """Print the table."""
    table = Table(*HEADS)
    for row in rows(measured()):
        table.add_row(*row)
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
