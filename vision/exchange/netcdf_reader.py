"""netCDF in the layout of `movement` as points with names, or as the track it was.

Classic netCDF is read by SciPy, netCDF 4 (which is HDF5, and what xarray writes by
itself) by the library netCDF4 of the extra `netcdf`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from hamstrong.errors import TrackError
from vision.exchange.named_points import (
    LARGEST_BYTES,
    MOST_FRAMES,
    MOST_POINTS,
    NamedPoints,
)
from vision.geometry import Floats

_CLASSIC: Final = b"CDF"
_HDF5: Final = b"\x89HDF\r\n\x1a\n"
_BODY: Final = ("keypoints", "individuals")
_LAYOUT: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("time",),
    "luma": ("time",),
    "position": ("time", "space", *_BODY),
    "confidence": ("time", *_BODY),
    "world_position": ("time", "world_space", *_BODY),
}
"""Variables of numbers, with their dimensions in the order that they are wanted in."""
_NAMES: Final[Sequence[str]] = ("space", "keypoints", "individuals")
MOST_INDIVIDUALS: Final = 1000


@dataclass(frozen=True, kw_only=True, eq=False)
class PosesFile:
    """What stands in a file.

    Attributes:
        numbers: Arrays by variable, dimensions as in the layout of `movement`.
        names: Of the points, the individuals and the axes.
        attributes: Of the file: numbers and texts.
    """

    numbers: Mapping[str, Floats]
    names: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return an attribute as text; "" where it is none."""
        value = self.attributes.get(name, "")
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> float:
        """Return an attribute as a number; NaN where it is none."""
        try:
            return float(self.attributes.get(name, np.nan))
        except (TypeError, ValueError):
            return math.nan


def read_poses(content: bytes, name: str) -> PosesFile:
    """Return what stands in a file.

    Args:
        content: Of the file.
        name: What to call it in a complaint.

    Raises:
        TrackError: It is no such file, or damaged, or its layout is another one.
    """
    read = _opener(content, name)
    try:
        found = read(content)
    except TrackError:
        raise
    # A damaged file fails in whatever part of the libraries meets it.
    except Exception as error:
        raise TrackError(
            f"{name} is not a readable netCDF file ({error}). Save it again."
        ) from error
    missing = {"time", "position"} - set(found.numbers)
    missing |= {"keypoints", "individuals"} - set(found.names)
    if missing:
        raise TrackError(
            f"{name} has no {', '.join(sorted(missing))}: it is not in the layout of "
            "movement (docs/open_data.md). Save a poses dataset."
        )
    return found


def points_of(file: PosesFile, individual: str | None, name: str) -> NamedPoints:
    """Return one body's points.

    Args:
        file: From `read_poses`.
        individual: Whose; None where there is one.
        name: What to call the file in a complaint.

    Raises:
        TrackError: There are several, or none of that name, or no times.
    """
    number = _number_of(file.names["individuals"], individual, name)
    position = np.moveaxis(file.numbers["position"][..., number], 1, 2)
    if position.shape[2] != 2:
        raise TrackError(
            f"{name} has {position.shape[2]} dimensions, and does not say which way is "
            "up. Save two, or export it as .trc (metres, y up)."
        )
    confidence = file.numbers.get("confidence")
    return NamedPoints(
        time_s=_times_s(file, name),
        names=file.names["keypoints"],
        points=position,
        confidence=(
            np.full(position.shape[:2], np.nan)
            if confidence is None
            else confidence[..., number]
        ),
        software=file.text("source_software"),
    )


def _number_of(names: tuple[str, ...], wanted: str | None, file: str) -> int:
    if wanted is None and len(names) == 1:
        return 0
    if wanted in names:
        return names.index(str(wanted))
    known = ", ".join(names[:10]) + (" and others" if len(names) > 10 else "")
    said = "several" if wanted is None else f"no '{wanted}' among its"
    raise TrackError(
        f"{file} has {said} individuals ({known}). Name one by --individual."
    )


def _times_s(file: PosesFile, name: str) -> Floats:
    time_s, fps = file.numbers["time"], file.number("fps")
    if file.text("time_unit") in ("", "seconds"):
        return time_s
    if not fps > 0 or not math.isfinite(fps):
        raise TrackError(
            f"{name} counts frames and does not say how many a second (fps), so "
            "nothing in it can be timed. Load it with its fps and save it again."
        )
    return time_s / fps


def _opener(content: bytes, name: str) -> Any:
    if len(content) > LARGEST_BYTES:
        raise TrackError(
            f"{name} holds {len(content) / 1e6:.0f} MB; up to "
            f"{LARGEST_BYTES / 1e6:.0f} can be read. Save one set."
        )
    if content.startswith(_CLASSIC):
        return _read_classic
    if not content.startswith(_HDF5):
        raise TrackError(f"{name} is no netCDF file. Save a poses dataset of movement.")
    try:
        import netCDF4  # noqa: F401
    except ImportError as error:
        raise TrackError(
            f"{name} is netCDF 4. Install what reads it (hamstrong[netcdf]), or save "
            'it by to_netcdf(path, format="NETCDF3_64BIT").'
        ) from error
    return _read_hdf5


def _read_classic(content: bytes) -> PosesFile:
    import io

    from scipy.io import netcdf_file

    opened: Any = netcdf_file(io.BytesIO(content), "r", mmap=False)
    with opened as file:
        numbers = {
            name: _in_order(name, variable.dimensions, _unpacked(variable))
            for name, variable in file.variables.items()
            if name in _LAYOUT
        }
        names = {
            name: tuple(_decoded(row) for row in np.asarray(file.variables[name][:]))
            for name in _NAMES
            if name in file.variables
        }
        attributes = dict(file._attributes)
    return _checked(numbers, names, attributes)


def _unpacked(variable: Any) -> Floats:
    values = np.array(variable[:], np.float64)
    fill = variable._attributes.get("_FillValue", np.nan)
    return np.where(values == np.float64(fill), np.nan, values)


def _decoded(row: Any) -> str:
    """Return a row of single bytes as text."""
    return bytes(row.astype("S1").tobytes()).rstrip(b"\0 ").decode("utf-8", "replace")


def _read_hdf5(content: bytes) -> PosesFile:
    import netCDF4

    with netCDF4.Dataset("memory", memory=content) as file:
        for name, variable in file.variables.items():
            if name in (*_LAYOUT, *_NAMES):  # before anything is unpacked
                _refuse_size(name, variable.dimensions, variable.shape)
        numbers = {
            name: _in_order(
                name,
                variable.dimensions,
                _without_mask(variable[:]),
            )
            for name, variable in file.variables.items()
            if name in _LAYOUT
        }
        names = {
            name: tuple(str(one) for one in np.atleast_1d(_strings(file, name)))
            for name in _NAMES
            if name in file.variables
        }
        attributes = {name: file.getncattr(name) for name in file.ncattrs()}
    return _checked(numbers, names, attributes)


def _without_mask(values: Any) -> Floats:
    """Return numbers with NaN where the library masks what is missing."""
    missing = np.broadcast_to(getattr(values, "mask", False), np.shape(values))
    return np.where(missing, np.nan, np.asarray(values, np.float64))


def _strings(file: Any, name: str) -> Any:
    import netCDF4

    values = file.variables[name][:]
    return netCDF4.chartostring(values) if values.ndim == 2 else values


def _in_order(name: str, dimensions: Sequence[str], values: Floats) -> Floats:
    """Return a variable with its dimensions in the order of the layout.

    Raises:
        TrackError: It has others.
    """
    wanted = _LAYOUT[name]
    if sorted(dimensions) != sorted(wanted):
        raise TrackError(
            f"The variable {name} has the dimensions {', '.join(dimensions)}, not "
            f"{', '.join(wanted)}. Save a poses dataset of movement."
        )
    return np.transpose(values, [dimensions.index(one) for one in wanted])


def _refuse_size(name: str, dimensions: Sequence[str], shape: Sequence[int]) -> None:
    most = {
        "time": MOST_FRAMES,
        "keypoints": MOST_POINTS,
        "individuals": MOST_INDIVIDUALS,
    }
    large = any(
        size > most.get(dimension, MOST_POINTS)
        for dimension, size in zip(dimensions, shape, strict=True)
    )
    if large or math.prod(shape) * 8 > LARGEST_BYTES:
        raise TrackError(
            f"The variable {name} has a size of {' x '.join(map(str, shape))}, which "
            "is no set. Save one set of one person."
        )


def _checked(
    numbers: Mapping[str, Floats],
    names: Mapping[Any, tuple[str, ...]],
    attributes: Mapping[str, Any],
) -> PosesFile:
    """Return what was read, if its parts fit each other.

    Raises:
        TrackError: They do not, or are too large.
    """
    for name, values in numbers.items():
        _refuse_size(name, _LAYOUT[name], values.shape)
    if "position" in numbers:
        shape = numbers["position"].shape
        for name, size in zip(("keypoints", "individuals"), shape[2:], strict=True):
            if name in names and len(names[name]) != size:
                raise TrackError(
                    f"There are {len(names[name])} names for {size} {name}. Save the "
                    "dataset again."
                )
    return PosesFile(numbers=numbers, names=names, attributes=attributes)
