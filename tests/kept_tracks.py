"""Tracks of the chosen clips, kept in the repository so that no test run makes them.

    uv run python -m tests.kept_tracks

writes them anew, as is needed where the tracker or the pose model changes: a track is
kept under the name that the cache would give it, and what has another name by now is
not used. `tests/accuracy/test_kept_tracks.py` makes some of them again.
"""

import os
import shutil
from pathlib import Path
from typing import Final

from rich.console import Console

from benchmarks.truth import SAMPLES
from tests.chosen import CHOSEN
from vision.track_file import save_track
from vision.tracking.track_video import default_cache, kept_as, track_video

FOLDER: Final = Path(__file__).parent / "tracks"


def kept(clip: str) -> Path | None:
    """Return the file with the track of a clip; None if there is none."""
    return next(FOLDER.glob(f"{clip}.*.npz"), None)


def fill_cache() -> None:
    """Copy what is kept to where a check looks for it."""
    cache = default_cache()
    for path in FOLDER.glob("*.npz"):
        copy = cache / path.name.split(".", 1)[1]
        if not copy.is_file():
            cache.mkdir(parents=True, exist_ok=True)
            # Another test run may be at it: the file is there whole or not at all.
            beside = copy.with_suffix(f".{os.getpid()}.part")
            shutil.copyfile(path, beside)
            beside.replace(copy)


def main() -> None:
    """Follow every chosen clip and keep its track."""
    FOLDER.mkdir(exist_ok=True)
    for clip in CHOSEN:
        film = SAMPLES / f"{clip}.mp4"
        old, new = kept(clip), FOLDER / f"{clip}.{kept_as(film)}"
        if old == new:
            continue
        if old is not None:
            old.unlink()
        save_track(track_video(film, workers=2), new)
        Console().print(f"kept {new.name}")


if __name__ == "__main__":
    main()
