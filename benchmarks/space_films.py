"""What does the film add to bones in space that were read frame by frame?

    uv run python -m benchmarks.space_films DATA.npz [--weights FILM.npz]

`DATA` is of `benchmarks.film_data --whole`, of bodies that nothing was learned from.
Beside each mean error stands in how many of a hundred frames the truth is within 1.96
spreads.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from vision.geometry import Floats
from vision.space.refined import REFINED, corrected

STEP_DEG: Final = 15
DEEP_DEG: Final = 45.0
"""A trunk that leans farther is at the bottom."""
EXERCISE: Final = "internal_rotation_deadlift"


def read(path: Path) -> dict[str, Floats]:
    """Return the held-out frames: told by each frame, by the film, and the truth.

    `frame` and `film` are (N, 3), degrees: lean, left hip, right hip; `frame_sd` and
    `film_sd` their spreads; `true` the truth.
    """
    with np.load(path) as stored:
        data = {name: stored[name] for name in stored.files}
    sides = [
        corrected(*(data[name][k] for name in ("features", "gates", "told", "spread")))
        for k in (0, 1)
    ]

    def joined(left: Floats, right: Floats) -> Floats:
        lean = (left[:, 0] + right[:, 0]) / 2
        return np.degrees(np.column_stack([lean, left[:, 1], right[:, 1]]))

    return {
        "frame": joined(*data["told"]), "frame_sd": joined(*data["spread"]),
        "film": joined(sides[0][0], sides[1][0]),
        "film_sd": joined(sides[0][1], sides[1][1]),
        "true": joined(*data["true"]),
        **{name: data[name] for name in ("yaw_deg", "shows", "stance")},
    }  # fmt: skip


def rows(data: dict[str, Floats]) -> Iterator[tuple[str, ...]]:
    """Yield by the camera's angle the errors of all frames, and of those at the bottom.

    Those: the standing leg's at the bottom of single-leg deadlifts.
    """
    yaw_deg = np.abs(data["yaw_deg"])
    deep = (data["shows"] == EXERCISE) & (data["true"][:, 0] > DEEP_DEG)
    hips = np.column_stack([data["stance"] != "right", data["stance"] != "left"])
    for low in [*range(0, 90, STEP_DEG), None]:
        here = np.ones(len(deep), dtype=bool)
        if low is not None:
            here = (yaw_deg >= low) & (yaw_deg < low + STEP_DEG)
        name = "all" if low is None else f"{low}..{low + STEP_DEG}"
        every = here[:, None] & np.ones((1, 3), dtype=bool)
        standing = np.column_stack([np.ones(len(deep), dtype=bool), hips])
        every = np.repeat(here[:, None], 3, axis=1)
        places = (every, (here & deep)[:, None] & standing)
        cells = [_cell(data, chosen, kind) for chosen in places for kind in (0, 1)]
        yield name, str(here.sum()), str((here & deep).sum()), *cells


def _cell(data: dict[str, Floats], chosen: NDArray[np.bool_], kind: int) -> str:
    """Mean error by the frame, then by the film, of a kind of `REFINED`."""
    columns = [0] if kind == 0 else [1, 2]
    parts = []
    for way in ("frame", "film"):
        off = np.abs(data[way] - data["true"])[:, columns][chosen[:, columns]]
        spread = data[f"{way}_sd"][:, columns][chosen[:, columns]]
        parts.append(f"{off.mean():.1f} ({100 * (off < 1.96 * spread).mean():.0f})")
    return ", ".join(parts) if len(off) else "-"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    names = [f"{kind}, {where}" for where in ("all", "bottom") for kind in REFINED]
    table = Table("off the side", "frames", "at the bottom", *names)
    for row in rows(read(given.data)):
        table.add_row(*row)
    table.caption = "frame by frame, then with the film: error (within 95 %)"
    Console(width=200).print(table)


if __name__ == "__main__":
    main()
