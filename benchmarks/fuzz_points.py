"""Files of points with bytes changed or left out: a case of `benchmarks.fuzz`."""

import tempfile
from functools import cache
from pathlib import Path

import netCDF4
import numpy as np

from benchmarks.fuzz_bytes import mutated
from coach.check import Options, judge
from vision.exchange.points_file import read_points, write_points
from vision.track_file import load_track

TRACKS = Path(__file__).resolve().parents[1] / "tests" / "tracks"
FRAMES = 60


def a_points_file(rng: np.random.Generator) -> None:
    """Read what another program might have written, and judge what can be read."""
    kinds = _good_files()
    ending, content = kinds[int(rng.integers(len(kinds)))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"set{ending}"
        path.write_bytes(mutated(content, rng))
        judge(read_points(path), Options())


@cache
def _good_files() -> tuple[tuple[str, bytes], ...]:
    """Return sound files with their endings: classic netCDF, netCDF 4 and `.trc`."""
    whole = load_track(next(iter(sorted(TRACKS.glob("*.npz")))))
    track = whole.only(slice(0, FRAMES))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("set.nc", "four.nc", "set.trc")]
        for path in (paths[0], paths[2]):
            write_points(track, path)
        _as_netcdf4(paths[0], paths[1])
        return tuple((path.suffix, path.read_bytes()) for path in paths)


def _as_netcdf4(classic: Path, path: Path) -> None:
    """Write a classic file anew as netCDF 4, which is HDF5, as xarray would."""
    with netCDF4.Dataset(classic) as old, netCDF4.Dataset(path, "w") as new:
        for file in (old, new):
            file.set_auto_maskandscale(False)
            file.set_auto_chartostring(False)
        new.setncatts({name: old.getncattr(name) for name in old.ncattrs()})
        for name, dimension in old.dimensions.items():
            new.createDimension(name, len(dimension))
        for name, variable in old.variables.items():
            copy = new.createVariable(name, variable.dtype, variable.dimensions)
            for one in (variable, copy):
                one.set_auto_chartostring(False)
            copy[:] = variable[:]
