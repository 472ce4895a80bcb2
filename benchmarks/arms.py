"""What do a pull over's arms do, and what does a passer-by make of them?

    uv run python -m benchmarks.arms [FOLDER...]

Of each pull over filmed from the side: how far the hands seem apart at most, by how
much the arms' directions differ, and how fast the arms turn at most.
`exercises.bridge_pull_over.arms` takes its limits from the clips without a passer-by;
those of `benchmarks.altered_films --keep FOLDER` show the others.
"""

import argparse
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES
from exercises.bridge_pull_over.arms import (
    KNOWN_TO_YAW_DEG,
    arms_differ_deg,
    fastest_deg_s,
    hands_apart,
)
from exercises.bridge_pull_over.definition import DEFICIT_OFFSET_DEG
from exercises.engine.scene import read_scene
from exercises.supine.sets import supine_scenes
from exercises.supine.signals import bridge_signals_of
from vision.tracking.track_video import default_cache, track_video


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    folders = parser.parse_args().folders or [SAMPLES]
    table = Table("film", "off the side", "hands apart, arm's lengths")
    table.add_column("arms differ, degrees")
    table.add_column("degrees/s")
    rows = []
    for film in (one for folder in folders for one in folder.glob("*pull_over*.mp4")):
        track = track_video(film, cache=default_cache())
        for passage in supine_scenes(read_scene(track)):
            bridge = bridge_signals_of(passage, DEFICIT_OFFSET_DEG)
            if bridge.view.yaw_deg <= KNOWN_TO_YAW_DEG:
                apart = float(np.nanmax(hands_apart(bridge)))
                speed_deg_s = float(np.nanmax(fastest_deg_s(bridge)))
                differ_deg = float(np.nanmax(arms_differ_deg(bridge)))
                rows.append(
                    (speed_deg_s, differ_deg, apart, bridge.view.yaw_deg, film.stem)
                )
    for speed_deg_s, differ_deg, apart, yaw_deg, name in sorted(rows, reverse=True):
        table.add_row(
            name,
            f"{yaw_deg:.0f}",
            f"{apart:.2f}",
            f"{differ_deg:.0f}",
            f"{speed_deg_s:.0f}",
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
