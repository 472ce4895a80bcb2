"""Tracks in files: small, exact to a fixed step, written whole or not at all."""

import io
import math
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from hamstrong.errors import TrackError
from vision.capture.conditions import CaptureConditions
from vision.files import write_then_rename
from vision.track import Source, Track
from vision.video.flaws import as_text, from_text

_VERSION: Final = 4
_STEPS_A_UNIT: Final = {"points_px": 100, "world_m": 10_000, "visibility": 1000}
"""Points are kept to 1/100 pixel and 1/10 millimetre: far below the model's own noise
(our choice)."""
_FARTHEST: Final = 2**30
"""Steps; a landmark ten million pixels away is as good as one farther."""
_LARGEST_BYTES: Final = 1 << 30
"""Unpacked; an hour at 30 frames a second takes a tenth of it (our choice)."""
_MISSING: Final = np.iinfo(np.int32).min


def save_track(track: Track, path: Path) -> None:
    """Write a track as a compressed `.npz`; see `packed_track`.

    Raises:
        OutputError: The file cannot be written.
    """
    # Not into the file: on a full disk NumPy's archive complains once more when it
    # is cleared away, past every `except`.
    packed = packed_track(track)
    with write_then_rename(path) as temporary:
        temporary.write_bytes(packed)


def packed_track(track: Track) -> bytes:
    """Return a track as the content of a compressed `.npz`.

    Points go in as whole steps and differences from frame to frame, which takes a
    third of the space that floats take.

    Args:
        track: The track; its times and its surroundings are kept as they are.
    """
    arrays: dict[str, NDArray[Any]] = {
        "version": np.array(_VERSION),
        "time_s": track.time_s,
        "luma": track.luma.astype(np.float32),
        "size_wh": np.array(track.size_wh),
    }
    for name, steps in _STEPS_A_UNIT.items():
        arrays[name] = _packed(getattr(track, name), steps)
    if track.surroundings is not None:
        for field in fields(track.surroundings):
            value = np.array(getattr(track.surroundings, field.name))
            arrays[f"around_{field.name}"] = value
    about = asdict(track.source) | {"flaws": as_text(track.source.flaws)}
    if not track.source.imported:  # versions that know no other tracks read it, too
        del about["imported"]
    for key, value in about.items():
        arrays[f"source_{key}"] = np.array(value)
    archive = io.BytesIO()
    np.savez_compressed(archive, **arrays)
    return archive.getvalue()


def load_track(path: Path) -> Track:
    """Read a track that `save_track` wrote.

    Raises:
        TrackError: The file is not a track, is damaged, or is of another version.
    """
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise TrackError(
            f"{path.name} is not a readable track ({error}). Check the video again."
        ) from error
    return unpacked_track(packed, path.name)


def unpacked_track(packed: bytes, name: str) -> Track:
    """Return the track that `packed_track` packed.

    Args:
        packed: The content of its file.
        name: What to call it in a complaint.

    Raises:
        TrackError: It is not a track, is damaged, or is of another version.
    """
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as data:
            if int(data["version"]) != _VERSION:
                raise TrackError(
                    f"{name} is a track of version {int(data['version'])}; "
                    f"this program reads version {_VERSION}. Check the video again."
                )
            source = _named("source_", data)
            flaws = from_text(source.pop("flaws", "[]"))
            around = _named("around_", data)
            return Track(
                time_s=data["time_s"].astype(np.float64),
                luma=data["luma"].astype(np.float64),
                size_wh=(int(data["size_wh"][0]), int(data["size_wh"][1])),
                source=Source(**source, flaws=flaws),
                surroundings=CaptureConditions(**around) if around else None,
                **{
                    name: _unpacked(data[name], steps)
                    for name, steps in _STEPS_A_UNIT.items()
                },
            )
    except TrackError:
        raise
    # A damaged archive fails in whatever part of NumPy, zip or zlib meets it.
    except Exception as error:
        raise TrackError(
            f"{name} is not a readable track ({error}). Check the video again."
        ) from error


def refuse_hostile_track(packed: bytes) -> None:
    """Refuse a stranger's track that would run code or fill the memory when read.

    Only headers are read: whether it is a sound track says `unpacked_track`.

    Args:
        packed: The content of its file.

    Raises:
        TrackError: It is no archive of plain arrays, or a larger one than it looks.
    """
    try:
        with ZipFile(io.BytesIO(packed)) as archive:
            infos = archive.infolist()
            if sum(one.file_size for one in infos) > _LARGEST_BYTES:
                raise TrackError("A track of more than a gigabyte is none.")
            for one in infos:
                with archive.open(one) as file:
                    shape, dtype = _header_of(file)
                if dtype.hasobject or math.prod(shape) * dtype.itemsize > one.file_size:
                    raise TrackError(
                        f"{one.filename[:40]} is no array of plain values."
                    )
    except TrackError:
        raise
    except Exception as error:
        raise TrackError(f"This is not a readable track ({error}).") from error


def _header_of(file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    """Return shape and type of an array's file; NumPy evaluates literals only."""
    npy: Any = np.lib.format
    read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    shape, _, dtype = read[npy.read_magic(file)](file)
    return shape, dtype


def _packed(values: NDArray[np.float64], steps_a_unit: int) -> NDArray[np.uint8]:
    """Return (T, ...) values as bytes that compress well: (4, ..., T)."""
    steps = np.nan_to_num(values) * steps_a_unit
    whole = np.round(np.clip(steps, -_FARTHEST, _FARTHEST)).astype(np.int32)
    whole[np.isnan(values)] = _MISSING
    # Differences overflow where a value goes missing, and sums overflow back.
    changes = np.diff(np.moveaxis(whole, 0, -1), prepend=np.int32(0))
    in_bytes = np.frombuffer(changes.astype("<i4").tobytes(), np.uint8)
    return np.moveaxis(in_bytes.reshape(*changes.shape, 4), -1, 0)


def _unpacked(packed: NDArray[np.uint8], steps_a_unit: int) -> NDArray[np.float64]:
    """Return what `_packed` was given, to the nearest step."""
    planes = np.ascontiguousarray(np.moveaxis(packed, 0, -1))
    changes = planes.view("<i4")[..., 0]
    whole = np.moveaxis(np.cumsum(changes, axis=-1, dtype=np.int32), -1, 0)
    return np.where(whole == _MISSING, np.nan, whole / steps_a_unit)


def _named(prefix: str, data: Any) -> dict[str, Any]:
    """Return the values whose names begin with a prefix, single ones as such."""
    found = {
        k.removeprefix(prefix): data[k] for k in data.files if k.startswith(prefix)
    }
    return {key: value if value.ndim else value.item() for key, value in found.items()}
