"""How far off are bones in space: on people, and on athletes that nobody learned from?

    uv run python -m benchmarks.space
    uv run python -m benchmarks.space --held-out DATA.npz

People: two synchronous cameras on one set of kettlebell deadlifts
(../shared/real/clips/TBY66__*), from the side and from an angle, which should agree;
and knees of people with markers. Five ways stand beside each other: angles in the
picture, the pose model's own landmarks in space, the learned bones as the product reads
them, these frame by frame, and by their linear part alone. `--held-out`
takes a file of `benchmarks.space_data` whose bodies took no part in the learning, and
tells the errors by the camera's angle.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.real_expected import SHARED
from benchmarks.real_markers import MARKERS, in_step, true_flexion_deg
from exercises.scoring.bands import INTERVAL_80
from vision import landmarks
from vision.cleaning import repaired
from vision.geometry import Floats
from vision.knee_angles import flexion_deg
from vision.space.angles import ANGLES, BENDS, SIDES, bends_of
from vision.space.bones import bones_from, bones_of
from vision.space.features import JOINTS, directions_of
from vision.track import Track
from vision.tracking.track_video import default_cache, track_video

PAIRS: Final = ("0016a", "0016c")
BENT_DEG: Final = 45.0
"""Frames whose trunk leans farther, seen from the side, are those at the bottom."""
STEP_DEG: Final = 15
KINDS: Final = ("lean", "hip", "knee", "turn")
"""Of angles: `exercises` calls the last one the hip's internal rotation."""
Angles = Mapping[str, Floats]


def of_points(points: Floats) -> Angles:
    """Return the angles between landmarks, (T, 33, 3): lean, and each leg's two."""
    joints = {name: points[:, getattr(landmarks, name.upper())] for name in JOINTS}
    bends = bends_of(directions_of(joints))
    return _named(bends)


def in_picture(track: Track) -> Angles:
    """Return the angles as the picture shows them."""
    flat = np.zeros((*track.points_px.shape[:2], 1))
    return of_points(np.concatenate([track.points_px, flat], axis=2))


def in_world(track: Track) -> Angles:
    """Return the angles between the pose model's landmarks in space."""
    return of_points(track.world_m)


def by_line(track: Track) -> Angles:
    """Return the angles as the linear part alone tells them."""
    return _named(bones_of(track, linear=True).angles_deg)


def learned(track: Track) -> Angles:
    """Return the learned angles."""
    return _named(bones_of(track).angles_deg)


def _named(angles_deg: Floats) -> Angles:
    return dict(zip(BENDS, angles_deg.T, strict=False))


def frame_by_frame(track: Track) -> Angles:
    """Return the learned angles, without what the film tells of each frame."""
    return _named(bones_of(track, film=False).angles_deg)


WAYS: Final[Mapping[str, Callable[[Track], Angles]]] = {
    "picture": in_picture,
    "model's own": in_world,
    "linear": by_line,
    "frame by frame": frame_by_frame,
    "learned": learned,
}


def pair_rows() -> Iterator[tuple[str, ...]]:
    """Yield how far two cameras disagree at the bottom: the median, degrees."""
    for name in PAIRS:
        side, angle = (
            repaired(
                track_video(
                    SHARED / "real" / "clips" / f"TBY66__{name}_{number}.mp4",
                    cache=default_cache(),
                )
            )
            for number in (1, 2)
        )
        bent = in_picture(side)["lean"] > BENT_DEG
        for way, angles_of in WAYS.items():
            seen, other = angles_of(side), angles_of(angle)
            cells = []
            for key in seen:
                there = np.interp(side.time_s, angle.time_s, other[key])
                off = np.abs(seen[key] - there)[bent]
                cells.append(f"{np.nanmedian(off):.1f}")
            yield (name, way, *cells)


def marker_rows() -> Iterator[tuple[str, ...]]:
    """Yield the error of people's knees: mean and median, degrees."""
    people = list(_people())
    for way, angles_of in WAYS.items():
        off = np.concatenate([_knees_off(true, angles_of(one)) for one, true in people])
        yield way, f"{np.nanmean(off):.1f}", f"{np.nanmedian(off):.1f}"


def within(spreads: float) -> float:
    """Return in which share of frames people's knees are within so many spreads."""
    known = []
    for track, true in _people():
        off = _knees_off(true, learned(track))
        spread = _knees_off(np.zeros_like(true), _named(bones_of(track).angles_sd_deg))
        known.append((off < spreads * spread)[np.isfinite(off)])
    return float(np.concatenate(known).mean())


def _people() -> Iterator[tuple[Track, Floats]]:
    """Yield the track of each film with markers, and its true knees (T, 2)."""
    for film in sorted(MARKERS.glob("*.mp4")):
        track = track_video(film, cache=default_cache())
        true = true_flexion_deg(film.with_suffix(".npz"))
        yield track, in_step(true, flexion_deg(track.points_px))


def _knees_off(true: Floats, angles: Angles) -> Floats:
    """How far both knees are from the truth, one after another."""
    knees = np.stack([angles[f"{side}_knee"] for side in SIDES], axis=1)
    return np.abs(knees[: len(true)] - true[: len(knees)]).ravel()


def held_out_rows(data: Path) -> Iterator[tuple[str, ...]]:
    """Yield each angle's mean error by the camera's angle, and how its spread holds.

    Beside the error stand that of the linear part alone, and in how many of a hundred
    pictures the truth is within 1.96 spreads.
    """
    with np.load(data) as views:
        features, true = views["features"][0], views["angles"][0]
        yaw_deg = np.abs(views["yaw_deg"])
    bones = bones_from(features)
    off = np.abs(bones.angles_deg - true)
    line = np.abs(bones_from(features, linear=True).angles_deg - true)
    within = np.where(np.isnan(off), np.nan, off < 1.96 * bones.angles_sd_deg)
    for low in range(0, 90, STEP_DEG):
        rows = (yaw_deg >= low) & (yaw_deg < low + STEP_DEG)
        if rows.any():
            cells = [
                f"{_mean(off[rows], kind):.1f} ({_mean(line[rows], kind):.1f}; "
                f"{100 * _mean(within[rows], kind):.0f})"
                for kind in KINDS
            ]
            yield (f"{low}..{low + STEP_DEG}", str(rows.sum()), *cells)


def _mean(values: Floats, kind: str) -> float:
    """Mean over the pictures and both sides of a kind of angle."""
    columns = [place for place, name in enumerate(ANGLES) if name.endswith(kind)]
    return float(np.nanmean(values[:, columns]))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", type=Path)
    given = parser.parse_args()
    console = Console(width=200)
    if given.held_out:
        table = Table("off the side", "pictures", *KINDS)
        for row in held_out_rows(given.held_out):
            table.add_row(*row)
        console.print(table)
    table = Table("pair", "way", *BENDS)
    for row in pair_rows():
        table.add_row(*row)
    console.print(table)
    table = Table("knees with markers", "mean", "median")
    for row in marker_rows():
        table.add_row(*row)
    table.caption = (
        f"{within(1.96):.0%} within the learned 95 % interval, "
        f"{within(INTERVAL_80):.0%} within that of 80 %"
    )
    console.print(table)


if __name__ == "__main__":
    main()
