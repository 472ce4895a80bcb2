"""A track as netCDF in the layout of `movement`, the toolbox of neuroinformatics-unit.

The layout is that of its user guide ("The movement datasets", version 0.15): dimensions
time, space, keypoints, individuals; variables position and confidence; attributes fps,
time_unit, source_software, source_file, ds_type. What it has no place for has names of
its own beside: `world_position` (metres), `luma`, and attributes of the film. xarray
and movement carry those along.

It is written as classic netCDF (64-bit offsets), which SciPy writes and everything
reads, not as netCDF 4: nothing in it needs HDF5.
"""

import io
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from vision import landmarks
from vision.track import Track

SOFTWARE: Final = "Hamstrong"
INDIVIDUAL: Final = "athlete"


def as_netcdf(track: Track) -> bytes:
    """Return a track as the content of a netCDF file.

    Positions are pixels of the upright picture, x right, y down; times are each frame's
    own, in seconds from the first frame; what is missing is NaN.

    Args:
        track: As it was judged: left and right the person's, times true.
    """
    from scipy.io import netcdf_file

    content = io.BytesIO()
    file = netcdf_file(content, "w", version=2)
    sizes = {
        "time": len(track), "space": 2, "keypoints": landmarks.COUNT,
        "individuals": 1, "world_space": 3,
    }  # fmt: skip
    for name, size in sizes.items():
        file.createDimension(name, size)
    _put(file, "time", track.time_s, ("time",))
    _put_names(file, "space", ("x", "y"))
    _put_names(file, "world_space", ("x", "y", "z"))
    _put_names(file, "keypoints", landmarks.NAMES)
    _put_names(file, "individuals", (INDIVIDUAL,))
    points = np.moveaxis(track.points_px, 2, 1)[..., None]
    world = np.moveaxis(track.world_m, 2, 1)[..., None]
    body = ("keypoints", "individuals")
    _put(file, "position", points, ("time", "space", *body), "pixels")
    _put(file, "confidence", track.visibility[..., None], ("time", *body))
    _put(file, "world_position", world, ("time", "world_space", *body), "metres")
    _put(file, "luma", track.luma, ("time",))
    for name, value in _about(track).items():
        setattr(file, name, value)
    file.flush()
    return content.getvalue()


def _about(track: Track) -> dict[str, Any]:
    source = track.source
    return {
        "fps": np.float64(source.fps),
        "time_unit": b"seconds",
        "source_software": SOFTWARE.encode(),
        "source_file": source.name.encode("utf-8", "replace"),
        "ds_type": b"poses",
        "pose_model": source.model.encode("utf-8", "replace") or b"unknown",
        "film_speed": np.float64(source.speed),
        "picture_width_px": np.int32(track.size_wh[0]),
        "picture_height_px": np.int32(track.size_wh[1]),
    }


def _put(
    file: Any, name: str, values: Any, dimensions: Sequence[str], unit: str = ""
) -> None:
    variable = file.createVariable(name, "f8", tuple(dimensions))
    variable[:] = values
    if unit:
        variable.units = unit.encode()


def _put_names(file: Any, name: str, names: Sequence[str]) -> None:
    """Put names as classic netCDF has them: characters, by xarray's conventions."""
    longest = max(map(len, names))
    if f"string{longest}" not in file.dimensions:
        file.createDimension(f"string{longest}", longest)
    variable = file.createVariable(name, "c", (name, f"string{longest}"))
    variable[:] = np.array([list(one.ljust(longest, "\0")) for one in names], "S1")
    variable._Encoding = b"utf-8"
