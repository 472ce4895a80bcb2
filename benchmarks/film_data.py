"""What the correction by films is taught: what a film tells, and by how much it is off.

    uv run python -m benchmarks.film_data FOLDER --out DATA.npz

`FOLDER` holds what `benchmarks.view_landmarks` wrote of `python -m studio views
--films`. Of each film as many moments as a lot says are known, of `LEAST` to all of
them, so that what is learned holds for short stretches, too; `--whole` takes all, to
measure with.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from vision.geometry import Floats
from vision.space.angles import ANGLES, angles_of
from vision.space.bones import bones_from
from vision.space.features import directions_of, features_of
from vision.space.film import NEAR, Seen, Stretch, told_of
from vision.space.refined import LEAST

OF_LEFT = [ANGLES.index(name) for name in ("lean", "left_hip")]
OF_RIGHT = [ANGLES.index(name) for name in ("lean", "right_hip")]


def films_of(path: Path) -> Iterator[dict[str, Floats]]:
    """Yield what was seen in each film of a file, read by frames, and the truth."""
    with np.load(path) as views:
        stored = {name: views[name] for name in views.files}
    names = [str(name) for name in stored["joint_names"]]
    joints = {name: stored["joints_m"][:, i] for i, name in enumerate(names)}
    world_m, points, visibility = (
        stored[name].astype(float) for name in ("world_m", "points", "visibility")
    )
    bones = bones_from(features_of(world_m, points, visibility))
    columns = {
        "world_m": world_m, "points_px": points, "directions": bones.directions,
        "places": bones.places, "angles": np.radians(bones.angles_deg),
        "angles_sd": np.radians(bones.angles_sd_deg),
        "true": np.radians(angles_of(directions_of(joints))),
        "body": stored["seed"] * 100_000 + stored["body"],
        **{name: stored[name] for name in ("yaw_deg", "shows", "stance", "time_s")},
    }  # fmt: skip
    film = stored["body"] * 100 + stored["film"]
    for number in np.unique(film):
        rows = np.flatnonzero((film == number) & np.isfinite(bones.angles_deg[:, 0]))
        if len(rows) >= LEAST:
            rows = rows[np.argsort(stored["time_s"][rows])]
            yield {name: value[rows] for name, value in columns.items()}


def lessons_of(
    film: dict[str, Floats], lot: np.random.Generator | None
) -> list[dict[str, Floats]]:
    """Return what a film tells of the left leg and, by its mirror image, of the right.

    Args:
        film: From `films_of`.
        lot: Draws the moments that are known; None takes all.
    """
    seen = Seen(**{name: film[name] for name in Seen.__dataclass_fields__})
    count = len(seen.angles)
    known = np.arange(count)
    if lot is not None:
        known = lot.choice(known, lot.integers(LEAST, count + 1), replace=False)
    steps = np.arange(-NEAR, NEAR + 1)
    near = np.clip(np.arange(count)[:, None] + steps, 0, count - 1)
    lessons = []
    for one, order in ((seen, OF_LEFT), (seen.mirrored(), OF_RIGHT)):
        stretch = Stretch.of(one.at(known[None])).at(np.zeros(count, dtype=np.intp))
        own, other = stretch.standing().T
        lessons.append({
            "features": told_of(one, stretch, one.angles[near]),
            "gates": np.column_stack([np.maximum(own, other), own]),
            "told": film["angles"][:, order],
            "spread": film["angles_sd"][:, order],
            "true": film["true"][:, order],
        })  # fmt: skip
    return lessons


def collected(files: Sequence[Path], *, whole: bool) -> dict[str, Floats]:
    """Return all lessons, the left leg's before the right one's, and whose they are."""
    lot = None if whole else np.random.default_rng(0)
    films = [film for path in files for film in films_of(path)]
    pairs = [lessons_of(film, lot) for film in films]
    data = {
        name: np.stack(
            [np.concatenate([pair[k][name] for pair in pairs]) for k in (0, 1)]
        )
        for name in pairs[0][0]
    }
    for name in ("body", "yaw_deg", "shows", "stance"):
        data[name] = np.concatenate([film[name] for film in films])
    data["frame"] = np.concatenate([film["angles"] for film in films])
    data["frame_sd"] = np.concatenate([film["angles_sd"] for film in films])
    data["angles"] = np.concatenate([film["true"] for film in films])
    return data


def main() -> None:
    """Write one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    np.savez(
        given.out, **collected(sorted(given.folder.glob("*.npz")), whole=given.whole)
    )


if __name__ == "__main__":
    main()
