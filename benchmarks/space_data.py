"""What the model of bones in space is taught: features and true directions.

    uv run python -m benchmarks.space_data FOLDER --out DATA.npz

`FOLDER` holds what `benchmarks.view_landmarks` wrote.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from vision.geometry import Floats
from vision.space.angles import ANGLES, NAMES, angles_of, mirrored_angles
from vision.space.features import (
    POINTS,
    directions_of,
    features_of,
    mirrored,
    mirrored_directions,
    mirrored_places,
    places_of,
)


def pairs_of(path: Path) -> dict[str, Floats]:
    """Return features, true directions and where they come from, of one file."""
    with np.load(path) as views:
        names = [str(name) for name in views["joint_names"]]
        joints = {name: views["joints_m"][:, i] for i, name in enumerate(names)}
        features = features_of(
            views["world_m"].astype(float),
            views["points"].astype(float),
            views["visibility"].astype(float),
        )
        body = views["seed"] * 100_000 + views["body"]
        directions = directions_of(joints)
        seen = np.isfinite(features).all(axis=1)
        return {
            "features": features[seen],
            "directions": directions[seen],
            "angles": angles_of(directions)[seen],
            "places": places_of(joints)[seen],
            "body": body[seen],
            "yaw_deg": views["yaw_deg"][seen],
            "shows": views["shows"][seen].astype("U32"),
            "stance": views["stance"][seen].astype("U8"),
        }


def collected(files: Sequence[Path]) -> dict[str, Floats]:
    """Return all files' pairs, one after another."""
    parts = [pairs_of(path) for path in files]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def main() -> None:
    """Write one file, each picture and its mirror image."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    data = collected(sorted(given.folder.glob("*.npz")))
    data["features"] = np.stack([data["features"], mirrored(data["features"])])
    for name, flip in (
        ("directions", mirrored_directions),
        ("places", mirrored_places),
        ("angles", mirrored_angles),
    ):
        data[name] = np.stack([data[name], flip(data[name])])
    names = {"names": np.array(NAMES), "angle_names": np.array(ANGLES)}
    np.savez(given.out, points=POINTS, **names, **data)


if __name__ == "__main__":
    main()
