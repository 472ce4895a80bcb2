"""Tracks in files of other programs, by the file's ending."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from hamstrong.errors import OutputError, TrackError
from vision import landmarks
from vision.exchange.imported_track import times_from_zero, track_of_points
from vision.exchange.named_points import LARGEST_BYTES
from vision.exchange.netcdf_reader import PosesFile, points_of, read_poses
from vision.exchange.netcdf_writer import SOFTWARE, as_netcdf
from vision.exchange.trc import as_trc, read_trc
from vision.files import legible, write_then_rename
from vision.geometry import Floats
from vision.track import Source, Track

ENDINGS: Final = (".nc", ".trc")
ANGLES: Final = (".mot", ".sto")
"""OpenSim's files of angles: they do not say where anything was."""


def is_points_file(path: Path) -> bool:
    """Whether a file holds a body's points by its name, and is no film."""
    return path.suffix.lower() in ENDINGS


def write_points(track: Track, path: Path, *, stature_m: float | None = None) -> None:
    """Write a track for other programs: `.nc` or `.trc`.

    Args:
        track: As it was judged.
        path: Where to.
        stature_m: The person's height; see `vision.exchange.trc.as_trc`.

    Raises:
        OutputError: It cannot be written, or has another ending.
    """
    refuse_ending(path)
    if path.suffix.lower() == ".nc":
        content = as_netcdf(track)
    else:
        content = as_trc(track, stature_m).encode()
    with write_then_rename(path) as temporary:
        temporary.write_bytes(content)


def refuse_ending(path: Path) -> None:
    """Refuse to write what is no file of points by its name.

    Raises:
        OutputError: It is none.
    """
    if not is_points_file(path):
        raise OutputError(f"{path} must end in {' or '.join(ENDINGS)}.")


def refuse_angles(path: Path) -> None:
    """Refuse files that hold angles only, and say what to give instead.

    Raises:
        TrackError: It is one, by its name.
    """
    if path.suffix.lower() in ANGLES:
        raise TrackError(
            f"{legible(path.name)} holds angles and not where the joints were, which "
            "is what is judged. Give the .trc that they were made from."
        )


def read_points(path: Path, *, individual: str | None = None) -> Track:
    """Read a track of another program, or one that `write_points` wrote.

    Args:
        path: A file of `ENDINGS`.
        individual: Whose points, where the file has several bodies'.

    Raises:
        TrackError: It is no such file, is damaged, or lacks what exercises need.
    """
    name = legible(path.name)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise TrackError(
                f"{name} is larger than {LARGEST_BYTES / 1e6:.0f} MB. Save one set."
            )
        content = path.read_bytes()
    except OSError as error:
        raise TrackError(
            f"{name} cannot be read ({error.strerror or error}). Name another file."
        ) from error
    if path.suffix.lower() == ".trc":
        given, axes = read_trc(content, name)
        return _tracked(lambda: track_of_points(given, axes, name), name)
    file = read_poses(content, name)
    if individual is None and _is_ours(file):
        return _tracked(lambda: _restored(file, name), name)
    points = points_of(file, individual, name)
    return _tracked(lambda: track_of_points(points, "picture", name), name)


def _tracked(make: Callable[[], Track], name: str) -> Track:
    try:
        return make()
    except TrackError:
        raise
    except (ValueError, ArithmeticError) as error:
        raise TrackError(f"{name} holds no track ({error}). Save it again.") from error


def _is_ours(file: PosesFile) -> bool:
    """Whether a file has all that `write_points` wrote, be it edited since."""
    return (
        file.text("source_software") == SOFTWARE
        and file.names["keypoints"] == landmarks.NAMES
        and len(file.names["individuals"]) == 1
        and {"world_position", "confidence"} <= set(file.numbers)
    )


def _restored(file: PosesFile, name: str) -> Track:
    """Return the track that a file of ours was written from, its surroundings lost."""
    arrays: Mapping[str, Floats] = {
        name: file.numbers[name][..., 0]
        for name in ("position", "world_position", "confidence")
    }
    time_s = times_from_zero(file.numbers["time"], name)
    return Track(
        time_s=time_s,
        points_px=np.moveaxis(arrays["position"], 1, 2),
        world_m=np.moveaxis(arrays["world_position"], 1, 2),
        visibility=arrays["confidence"],
        luma=file.numbers.get("luma", np.full(len(time_s), np.nan)),
        size_wh=_size(file, name),
        source=Source(
            name=file.text("source_file") or name,
            fps=(len(time_s) - 1) / float(time_s[-1]),
            duration_s=float(time_s[-1]) * len(time_s) / (len(time_s) - 1),
            model=file.text("pose_model"),
            smoothed=True,
            imported=True,
        ),
    )


def _size(file: PosesFile, name: str) -> tuple[int, int]:
    sides = [file.number(f"picture_{side}_px") for side in ("width", "height")]
    if not all(1 <= side <= 1 << 20 for side in sides):
        raise TrackError(
            f"{name} does not say how large the picture is. Save it again."
        )
    return int(sides[0]), int(sides[1])
