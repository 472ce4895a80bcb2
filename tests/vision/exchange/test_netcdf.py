"""A track as netCDF of `movement`: what another library reads, and what comes back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import netCDF4
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.check import check
from hamstrong.errors import TrackError
from tests.figures import deadlift_set, hidden
from vision import landmarks
from vision.exchange.netcdf_writer import as_netcdf
from vision.exchange.points_file import read_points, write_points
from vision.track import Track

COCO = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, *range(23, 29)]
"""The landmarks that COCO has, too."""


def a_set() -> Track:
    """Film a set with times of its own and a second in which nobody is seen."""
    track, _ = deadlift_set(2)
    uneven_s = track.time_s + 0.004 * np.sin(np.arange(len(track)))
    track = replace(track, time_s=uneven_s - uneven_s[0])
    gone = (track.time_s > 1.0) & (track.time_s < 1.2)
    return replace(
        hidden(track, gone), source=replace(track.source, name="Übung 1.mp4")
    )


def saved(
    path: Path,
    track: Track,
    *,
    names: Sequence[str] | None = None,
    which: Sequence[int] = COCO,
    individuals: Sequence[str] = ("me",),
    order: tuple[str, ...] = ("time", "space", "keypoints", "individuals"),
    axes: int = 2,
    classic: bool = False,
    **attributes: object,
) -> Path:
    """Save points as xarray saves a poses dataset of movement."""
    names = names or [landmarks.NAMES[index] for index in which]
    points = np.zeros((len(track), axes, len(which), len(individuals)))
    points[:, :2] = np.moveaxis(track.points_px[:, list(which)], 2, 1)[..., None]
    layout = ("time", "space", "keypoints", "individuals")
    kind: Literal["NETCDF3_64BIT_OFFSET", "NETCDF4"]
    kind = "NETCDF3_64BIT_OFFSET" if classic else "NETCDF4"
    with netCDF4.Dataset(path, "w", format=kind) as file:
        for name, size in zip(layout, points.shape, strict=True):
            file.createDimension(name, size)
        file.createVariable("time", "f8", ("time",))[:] = track.time_s
        position = file.createVariable("position", "f8", order, fill_value=np.nan)
        position[:] = np.transpose(points, [layout.index(name) for name in order])
        for name, words in (
            ("space", "xyz"[:axes]), ("keypoints", names), ("individuals", individuals)
        ):  # fmt: skip
            if classic:
                file.createDimension(f"{name}_width", 40)
                letters = file.createVariable(name, "S1", (name, f"{name}_width"))
                letters[:] = netCDF4.stringtochar(np.array(list(words), "S40"))
            else:
                variable = file.createVariable(name, str, (name,))
                variable[:] = np.array(list(words), object)
        said = {"time_unit": "seconds", "ds_type": "poses"} | attributes
        file.setncatts({key: value for key, value in said.items() if value is not None})
    return path


def test_another_library_finds_the_layout_of_movement(tmp_path: Path) -> None:
    track = a_set()
    write_points(track, tmp_path / "set.nc")
    with netCDF4.Dataset(tmp_path / "set.nc") as file:
        position, confidence = file.variables["position"], file.variables["confidence"]
        assert position.dimensions == ("time", "space", "keypoints", "individuals")
        assert confidence.dimensions == ("time", "keypoints", "individuals")
        assert position.shape == (len(track), 2, 33, 1)
        assert file.time_unit == "seconds"
        assert file.ds_type == "poses"
        assert file.source_software == "Hamstrong"
        assert file.source_file == "Übung 1.mp4"
        assert file.fps == pytest.approx(track.source.fps)
        axes, names = file.variables["space"][:], file.variables["keypoints"][:]
        assert "".join(map(str, np.ravel(axes))) == "xy"
        assert tuple(map(str, np.ravel(names))) == landmarks.NAMES
        knee = landmarks.LEFT_KNEE
        read = np.asarray(position[:, 1, knee, 0])
        np.testing.assert_array_equal(read, track.points_px[:, knee, 1])
        np.testing.assert_array_equal(file.variables["time"][:], track.time_s)


def test_what_is_missing_is_nan_and_never_nought() -> None:
    track = a_set()
    with netCDF4.Dataset("memory", memory=as_netcdf(track)) as file:
        position = np.asarray(file.variables["position"][:])
    assert np.isnan(position[~track.seen]).all()
    assert np.isfinite(position[track.seen]).all()


def test_a_track_of_ours_comes_back_to_the_last_digit(tmp_path: Path) -> None:
    track = a_set()
    write_points(track, tmp_path / "set.nc")
    read = read_points(tmp_path / "set.nc")
    for name in ("time_s", "points_px", "world_m", "visibility", "luma"):
        np.testing.assert_array_equal(getattr(read, name), getattr(track, name))
    assert read.size_wh == track.size_wh
    assert read.source.name == "Übung 1.mp4"
    assert read.source.imported
    assert len(check(read).reps) == 2


@pytest.mark.parametrize("classic", [True, False], ids=["classic", "hdf5"])
def test_a_set_with_the_names_of_coco_is_judged(tmp_path: Path, classic: bool) -> None:
    track, _ = deadlift_set(3, stance="left")
    path = saved(tmp_path / "set.nc", track, classic=classic)
    own, theirs = check(track), check(read_points(path))
    assert theirs.exercise == own.exercise
    assert theirs.side == "left"
    assert len(theirs.reps) == len(own.reps) == 3
    for one, other in zip(own.reps, theirs.reps, strict=True):
        mine, read = one.measures["hinge_deg"].value, other.measures["hinge_deg"].value
        assert read == pytest.approx(mine, abs=2.0)
        assert other.lowering_s == pytest.approx(one.lowering_s, abs=0.1)


def test_what_nobody_looked_at_is_said_and_costs_the_grade(tmp_path: Path) -> None:
    track, _ = deadlift_set(2)
    report = check(read_points(saved(tmp_path / "set.nc", track)))
    notes = " ".join(report.notes)
    assert "light, framing, the camera and other people are not assessed" in notes
    assert "dark" not in notes
    assert "pixels tall" not in notes
    assert report.score.grade == "C"


def test_a_flat_set_from_the_front_is_not_judged(tmp_path: Path) -> None:
    track, _ = deadlift_set(2, yaw_deg=90.0)
    report = check(read_points(saved(tmp_path / "set.nc", track)))
    assert not report.judged
    assert "do not show the body from its side" in " ".join(report.notes)


@pytest.mark.parametrize("times", ["frames", "seconds"])
def test_frames_are_timed_by_their_rate_or_by_their_own_times(
    tmp_path: Path, times: str
) -> None:
    track, _ = deadlift_set(2, fps=25.0)
    number = np.arange(len(track), dtype=np.float64)
    counted = replace(track, time_s=number) if times == "frames" else track
    path = saved(tmp_path / "set.nc", counted, time_unit=times, fps=25.0)
    np.testing.assert_allclose(read_points(path).time_s, number / 25.0)


def test_dimensions_may_stand_in_another_order(tmp_path: Path) -> None:
    track, _ = deadlift_set(1)
    order = ("individuals", "keypoints", "time", "space")
    read = read_points(saved(tmp_path / "a.nc", track, order=order))
    usual = read_points(saved(tmp_path / "b.nc", track))
    np.testing.assert_array_equal(read.points_px, usual.points_px)


def test_one_of_several_individuals_is_named(tmp_path: Path) -> None:
    track, _ = deadlift_set(1)
    path = saved(tmp_path / "set.nc", track, individuals=("me", "you"))
    with pytest.raises(TrackError, match=r"several individuals \(me, you\)"):
        read_points(path)
    with pytest.raises(TrackError, match="no 'her' among"):
        read_points(path, individual="her")
    assert len(read_points(path, individual="you")) == len(track)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"names": [f"k{index}" for index in COCO]}, "has no left_shoulder"),
        ({"which": COCO[:-2]}, "has no left_ankle, right_ankle"),
        ({"time_unit": "frames"}, "does not say how many a second"),
        ({"axes": 3}, "does not say which way is up"),
        ({"order": ("time", "space", "keypoints")}, "not a readable"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    track, _ = deadlift_set(1)
    path = tmp_path / "set.nc"
    if "order" in change:
        path.write_bytes(as_netcdf(track)[:2000])
    else:
        saved(path, track, **change)  # type: ignore[arg-type]
    with pytest.raises(TrackError, match=words):
        read_points(path)


def test_times_that_stand_still_are_refused(tmp_path: Path) -> None:
    track, _ = deadlift_set(1)
    still = replace(track, time_s=np.arange(len(track), dtype=np.float64))
    path = saved(tmp_path / "set.nc", still)
    with netCDF4.Dataset(path, "a") as file:
        file.variables["time"][5] = 4.0
    with pytest.raises(TrackError, match="times that do not grow"):
        read_points(path)


def test_a_file_that_unpacks_to_far_more_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.nc"
    with netCDF4.Dataset(path, "w") as file:
        for name, size in (
            ("time", 400_000), ("space", 2), ("keypoints", 1000), ("individuals", 50)
        ):  # fmt: skip
            file.createDimension(name, size)
        layout = ("time", "space", "keypoints", "individuals")
        file.createVariable("position", "f8", layout, zlib=True)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(TrackError, match="which is no set"):
        read_points(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.lists(st.integers(0, 6000), max_size=8), byte=st.integers(0, 255))
def test_damage_gives_a_track_or_a_sentence(
    tmp_path: Path, at: list[int], byte: int
) -> None:
    content = bytearray(small_file())
    for place in at:
        content[place % len(content)] = byte
    path = tmp_path / "set.nc"
    path.write_bytes(content)
    said = "."
    try:
        check(read_points(path))
    except TrackError as error:
        said = str(error)
    assert said.endswith(".")


@cache
def small_file() -> bytes:
    track, _ = deadlift_set(1)
    return as_netcdf(track.only(slice(0, 40)))
