"""OpenSim's marker files: ours, and those of Sports2D and OpenCap, by their layouts."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.check import check
from hamstrong.errors import TrackError
from tests.figures import deadlift_set, hidden
from vision import landmarks
from vision.exchange.points_file import read_points, write_points
from vision.exchange.trc import as_trc
from vision.geometry import Floats, midpoint
from vision.track import Track
from vision.view import front_direction

HALPE: Mapping[str, int] = {
    "Nose": 0, "LShoulder": 11, "RShoulder": 12, "LElbow": 13, "RElbow": 14,
    "LWrist": 15, "RWrist": 16, "LHip": 23, "RHip": 24, "LKnee": 25, "RKnee": 26,
    "LAnkle": 27, "RAnkle": 28, "LHeel": 29, "RHeel": 30, "LBigToe": 31, "RBigToe": 32,
}  # fmt: skip
"""As Sports2D and the tracker inside OpenCap name their points."""
STUDY: Mapping[str, int] = {
    "L_shoulder_study": 11, "r_shoulder_study": 12, "L_lelbow_study": 13,
    "r_lelbow_study": 14, "L_lwrist_study": 15, "r_lwrist_study": 16,
    "LHJC_study": 23, "RHJC_study": 24, "L_knee_study": 25, "r_knee_study": 26,
    "L_ankle_study": 27, "r_ankle_study": 28, "L_calc_study": 29, "r_calc_study": 30,
    "L_toe_study": 31, "r_toe_study": 32,
}  # fmt: skip
"""As OpenCap names what it adds to them."""


def table(
    names: Sequence[str],
    time_s: Floats,
    points: Floats,
    *,
    units: str = "m",
    first_frame: int = 0,
) -> str:
    """Write a table as these programs do: points (T, K, 3)."""
    rate, count = "30.0", str(len(time_s))
    lines = [
        "PathFileType\t4\t(X/Y/Z)\tset.trc",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate"
        "\tOrigDataStartFrame\tOrigNumFrames",
        "\t".join([rate, rate, count, str(len(names)), units, rate, "0", count]),
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t\t",
        "\t\t" + "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, len(names) + 1)),
    ]
    for number, (at_s, row) in enumerate(zip(time_s, points, strict=True), first_frame):
        cells = ["" if x != x else f"{x:.5f}" for x in row.ravel()]
        lines.append("\t".join([str(number), f"{at_s:.5f}", *cells]))
    return "\n".join(lines) + "\n"


def flat(track: Track, names: Mapping[str, int], *, deep: bool = False) -> Floats:
    """Return (T, K, 3) metres, y up; each marker at a depth of its own, if wanted."""
    points = track.points_px[:, list(names.values())] * np.array([1, -1]) / 300
    depth = np.linspace(-0.2, 0.2, len(names)) if deep else np.zeros(len(names))
    return np.dstack([points, np.broadcast_to(depth, points.shape[:2])])


def in_space(track: Track, names: Mapping[str, int], heading_deg: float) -> Floats:
    """Return (T, K, 3) metres of OpenSim's axes, with the body turned on the spot."""
    x, y, z = np.moveaxis(track.world_m[:, list(names.values())], 2, 0)
    # The camera's axes are x right, y down, z away; OpenSim's z comes towards it.
    turn = np.radians(heading_deg)
    return np.dstack(
        [
            np.cos(turn) * x - np.sin(turn) * z,
            1.0 - y,
            -np.sin(turn) * x - np.cos(turn) * z,
        ]
    )


def test_a_track_is_written_in_metres_with_y_up_and_its_own_times(
    tmp_path: Path,
) -> None:
    track, _ = deadlift_set(1)
    write_points(track, tmp_path / "set.trc", stature_m=1.8)
    lines = (tmp_path / "set.trc").read_text("utf-8").splitlines()
    assert lines[0].startswith("PathFileType\t4\t(X/Y/Z)")
    about = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    names = lines[3].split("\t")[2::3]
    assert about["Units"] == "m"
    assert int(about["NumFrames"]) == len(track)
    assert int(about["NumMarkers"]) == len(names)
    cells = [float(cell) for cell in lines[6].split("\t")]
    assert cells[:2] == [1, 0]
    first = np.array(cells[2:]).reshape(-1, 3)
    at = {name: first[names.index(name)] for name in ("LHip", "RHip", "LShoulder")}
    assert at["LShoulder"][1] > at["LHip"][1]  # up is up
    trunk = np.linalg.norm(at["LShoulder"] - at["LHip"])
    assert trunk == pytest.approx(0.288 * 1.8, rel=0.03)
    times = [float(line.split("\t")[1]) for line in lines[6:]]
    np.testing.assert_allclose(times, track.time_s, atol=1e-6)


def test_who_is_not_seen_is_an_empty_cell_and_comes_back_as_missing(
    tmp_path: Path,
) -> None:
    track, _ = deadlift_set(1)
    track = hidden(track, track.time_s < 0.5)
    assert "nan" not in as_trc(track).lower()
    write_points(track, tmp_path / "set.trc")
    read = read_points(tmp_path / "set.trc")
    np.testing.assert_array_equal(read.seen, track.seen)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("deep", [False, True], ids=["z=0", "z-of-each-marker"])
def test_a_set_of_sports2d_is_judged(
    side: str, facing: int, deep: bool, tmp_path: Path
) -> None:
    track, _ = deadlift_set(2, stance=side, facing=facing)
    path = tmp_path / "set.trc"
    path.write_text(table([*HALPE], track.time_s, flat(track, HALPE, deep=deep)))
    assert_alike(track, read_points(path))


def test_a_set_of_sports2d_in_pixels_is_not_upside_down(tmp_path: Path) -> None:
    track, _ = deadlift_set(2)
    points = track.points_px[:, list(HALPE.values())]
    path = tmp_path / "set.trc"
    pixels = np.dstack([points, np.zeros(points.shape[:2])])
    path.write_text(table([*HALPE], track.time_s, pixels))
    assert_alike(track, read_points(path))


@pytest.mark.parametrize("heading_deg", [0.0, 37.0, 90.0, 200.0])
@pytest.mark.parametrize(
    ("units", "names"), [("m", HALPE), ("m", STUDY), ("mm", STUDY)]
)
def test_a_set_of_opencap_is_seen_from_its_side(
    heading_deg: float, units: str, names: Mapping[str, int], tmp_path: Path
) -> None:
    track, _ = deadlift_set(2, stance="right")
    points = in_space(track, names, heading_deg) * (1000 if units == "mm" else 1)
    path = tmp_path / "set.trc"
    path.write_text(table([*names], track.time_s, points, units=units))
    read = read_points(path)
    assert_alike(track, read)
    length = np.linalg.norm(read.world_m[:, 23] - read.world_m[:, 25], axis=1)
    was = np.linalg.norm(track.world_m[:, 23] - track.world_m[:, 25], axis=1)
    np.testing.assert_allclose(length, was, atol=1e-4)
    # A mirror image would have the chest at the back.
    nose = read.world_m[:, 0] - midpoint(read.world_m, landmarks.SHOULDERS)
    if "Nose" in names:
        assert ((front_direction(read.world_m) * nose).sum(axis=1) > 0).all()
    hips = midpoint(read.world_m, landmarks.HIPS)
    np.testing.assert_allclose(hips, 0.0, atol=1e-9)


def test_a_body_in_space_that_turns_away_is_still_seen_from_the_side(
    tmp_path: Path,
) -> None:
    track, _ = deadlift_set(2)
    points = in_space(track, HALPE, 0.0)
    half = len(points) // 2
    points[half:] = in_space(track, HALPE, 180.0)[half:]
    path = tmp_path / "set.trc"
    path.write_text(table([*HALPE], track.time_s, points))
    assert check(read_points(path)).view.name == "side"


def assert_alike(track: Track, read: Track) -> None:
    """Compare what is judged of a track and of what was read of it."""
    own, theirs = check(track), check(read)
    assert (theirs.exercise, theirs.side) == (own.exercise, own.side)
    assert theirs.view.name == "side"
    assert len(theirs.reps) == len(own.reps) == 2
    for one, other in zip(own.reps, theirs.reps, strict=True):
        mine, read_deg = (rep.measures["hinge_deg"].value for rep in (one, other))
        assert read_deg == pytest.approx(mine, abs=2.0)
        assert other.lowering_s == pytest.approx(one.lowering_s, abs=0.1)


SMALL = table(
    [*HALPE], np.arange(3) / 30, np.arange(3 * len(HALPE) * 3.0).reshape(3, -1, 3)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "does not begin as a .trc"),
        (SMALL.replace("\tm\t", "\tfurlong\t", 1), "is in 'furlong'"),
        (SMALL.replace("\t17\t", "\t16\t", 1), "names 17 markers and announces '16'"),
        (SMALL.replace("LKnee", "knee"), "has no left_knee"),
        (SMALL.replace("0.03333", "0.00000"), "times that do not grow"),
        (SMALL.replace("0.03333", "soon"), "something else than a number in frame 2"),
        (SMALL.replace("\n2\t", "\n2\t1\t1\t"), "numbers in frame 3"),
        ("\n".join(SMALL.split("\n")[:5]), "holds no frames"),
        ("\n".join(SMALL.split("\n")[:6]), "holds 1 frames"),
    ],
)
def test_what_is_no_set_is_refused_in_a_sentence(
    text: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "set.trc"
    path.write_text(text)
    with pytest.raises(TrackError, match=words):
        read_points(path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.lists(st.integers(0, 5000), max_size=8), sign=st.characters())
def test_damage_gives_a_track_or_a_sentence(
    tmp_path: Path, at: list[int], sign: str
) -> None:
    text = SMALL
    for place in at:
        place %= len(text)
        text = text[:place] + sign + text[place + 1 :]
    path = tmp_path / "set.trc"
    path.write_text(text, encoding="utf-8", errors="replace")
    said = "."
    try:
        check(read_points(path))
    except TrackError as error:
        said = str(error)
    assert said.endswith(".")
