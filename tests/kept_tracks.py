"""Tracks of the chosen clips, kept in the repository so that no test run makes them.

    uv run python -m tests.kept_tracks

writes them anew, as is needed where the tracker or the pose model changes: a track is
kept under the name that the cache would give it, and what has another name by now is
not used. `tests/accuracy/test_kept_tracks.py` makes them again, in the sweep.
"""

import contextlib
import shutil
from pathlib import Path
from typing import Final

from rich.console import Console

from benchmarks.truth import SAMPLES
from hamstrong.errors import OutputError
from tests.chosen import CHOSEN
from vision.files import write_then_rename
from vision.track_file import save_track
from vision.tracking.track_video import default_cache, kept_as, track_video

FOLDER: Final = Path(__file__).parent / "tracks"


def kept(clip: str) -> Path | None:
    """Return the file with the track of a clip; None if there is none."""
    return next(FOLDER.glob(f"{clip}.*.npz"), None)


def fill_cache() -> None:
    """Copy what is kept to where a check looks for it; a cache of no use costs time."""
    cache = default_cache()
    with contextlib.suppress(OutputError, OSError):
        cache.mkdir(parents=True, exist_ok=True)
        for path in FOLDER.glob("*.npz"):
            copy = cache / path.name.split(".", 1)[1]
            if not copy.is_file():
                # Other processes may be at it.
                with write_then_rename(copy) as temporary:
                    shutil.copyfile(path, temporary)


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
