"""The noun between the floors: what fits together, what is kept, what is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hamstrong.errors import OutputError, TrackError
from tests.figures import deadlift_set, frame_times, hidden, hinge_track
from vision import landmarks
from vision.capture.conditions import CaptureConditions
from vision.track import Track, flipped, roll_corrected, stabilized
from vision.track_file import load_track, save_track


@pytest.fixture
def track() -> Track:
    """Two seconds of standing, nobody seen in the fifth frame."""
    time_s = frame_times(2.0, 30.0, jitter=0.3)
    still = hinge_track(10.0, 5.0, time_s, noise_px=1.0)
    return hidden(still, np.arange(len(time_s)) == 4)


def arrays(track: Track) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    names = ("time_s", "points_px", "world_m", "visibility", "luma")
    return {name: getattr(track, name) for name in names}


def test_a_saved_track_comes_back(track: Track, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "track.npz"
    save_track(track, path)
    back = load_track(path)
    assert back.size_wh == track.size_wh
    assert back.source == track.source
    assert (back.time_s == track.time_s).all()  # times are what the product is about
    np.testing.assert_allclose(back.points_px, track.points_px, atol=0.0051)
    np.testing.assert_allclose(back.world_m, track.world_m, atol=0.0001)
    np.testing.assert_allclose(back.visibility, track.visibility, atol=0.001)
    assert (back.seen == track.seen).all()


def test_saving_twice_changes_nothing_more(track: Track, tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        save_track(track, tmp_path / name)
        track = load_track(tmp_path / name)
    first, second = (load_track(tmp_path / n) for n in ("one.npz", "two.npz"))
    for name, values in arrays(first).items():
        np.testing.assert_array_equal(values, arrays(second)[name])


def test_nonsense_far_away_is_kept_as_far_away(track: Track, tmp_path: Path) -> None:
    points = track.points_px.copy()
    points[1, 5] = 1e12, -1e300
    save_track(replace(track, points_px=points), tmp_path / "far.npz")
    back = load_track(tmp_path / "far.npz").points_px
    assert back[1, 5, 0] > 1e6
    assert back[1, 5, 1] < -1e6
    np.testing.assert_allclose(back[2:], points[2:], atol=0.0051)


def test_a_track_without_frames_survives_the_trip(tmp_path: Path) -> None:
    whole, _ = deadlift_set(0)
    empty = whole.between(-2.0, -1.0)
    assert len(empty) == 0
    save_track(empty, tmp_path / "empty.npz")
    assert len(load_track(tmp_path / "empty.npz")) == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not a zip at all", id="text"),
        pytest.param(b"\x93NUMPY but no numbers", id="half an array"),
    ],
)
def test_a_file_that_is_no_track_is_refused_in_a_sentence(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(content)
    with pytest.raises(TrackError, match=r"broken\.npz"):
        load_track(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrackError, match=r"gone\.npz"):
        load_track(tmp_path / "gone.npz")


def resaved(track: Track, path: Path, **changes: object) -> None:
    save_track(track, path)
    with np.load(path) as data:
        content = {name: data[name] for name in data.files}
    content |= {name: np.asarray(value) for name, value in changes.items()}
    content = {k: v for k, v in content.items() if v.dtype != object}
    np.savez_compressed(path, **content)


def test_a_track_of_another_version_says_which(track: Track, tmp_path: Path) -> None:
    resaved(track, tmp_path / "old.npz", version=0)
    with pytest.raises(TrackError, match="version 0"):
        load_track(tmp_path / "old.npz")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"points_px": None}, id="an array is missing"),
        pytest.param({"luma": np.zeros(3)}, id="lengths differ"),
        pytest.param({"time_s": np.zeros(61)}, id="time stands still"),
        pytest.param({"source_taste": "sweet"}, id="an unknown field"),
    ],
)
def test_contents_that_do_not_fit_are_refused(
    track: Track, changes: dict[str, object], tmp_path: Path
) -> None:
    resaved(track, tmp_path / "odd.npz", **changes)
    with pytest.raises(TrackError, match=r"odd\.npz"):
        load_track(tmp_path / "odd.npz")


def test_a_track_is_never_written_over_a_folder(track: Track, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        save_track(track, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("luma", np.zeros(7), id="too short"),
        pytest.param("points_px", np.zeros((61, 33, 3)), id="points in space"),
        pytest.param("time_s", np.zeros(61), id="time stands still"),
    ],
)
def test_arrays_that_do_not_belong_together_are_refused(
    track: Track, name: str, value: object
) -> None:
    changed: dict[str, Any] = {name: value}
    with pytest.raises(ValueError, match=name):
        replace(track, **changed)


def test_an_unmirrored_picture_unmirrored_again_is_the_first(track: Track) -> None:
    there_and_back = flipped(flipped(track))
    for name, values in arrays(track).items():
        np.testing.assert_allclose(arrays(there_and_back)[name], values, atol=1e-9)


def test_unmirroring_exchanges_left_and_right(track: Track) -> None:
    back = flipped(track)
    width = track.size_wh[0]
    for left, right in (
        (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE),
        (landmarks.LEFT_WRIST, landmarks.RIGHT_WRIST),
    ):
        seen = track.seen
        was = track.points_px[seen]
        now = back.points_px[seen]
        np.testing.assert_allclose(now[:, left, 0], width - was[:, right, 0])
        np.testing.assert_allclose(now[:, left, 1], was[:, right, 1])


def test_a_selfie_of_a_left_leg_is_the_film_of_a_right_one() -> None:
    # A mirror turns somebody facing right on the left leg into somebody facing left
    # on the right one; its undoing gives the film of a camera.
    time_s = frame_times(0.5, 30.0)
    real = hinge_track(20.0, 10.0, time_s, stance="left", facing=1)
    selfie = hinge_track(20.0, 10.0, time_s, stance="right", facing=-1)
    undone = flipped(selfie)
    np.testing.assert_allclose(undone.points_px, real.points_px, atol=1e-9)
    np.testing.assert_allclose(undone.world_m, real.world_m, atol=1e-9)
    assert undone.source.mirrored


def test_a_part_of_a_track_includes_its_ends(track: Track) -> None:
    first_s, last_s = track.time_s[10], track.time_s[20]
    part = track.between(float(first_s), float(last_s))
    assert part.time_s.tolist() == track.time_s[10:21].tolist()
    assert len(part.points_px) == len(part) == 11


def test_a_frame_without_anybody_is_not_seen(track: Track) -> None:
    assert not track.seen[4]
    assert track.seen.sum() == len(track) - 1


def looked_around(track: Track) -> Track:
    count = len(track)
    return replace(
        track,
        surroundings=CaptureConditions(
            cut=np.arange(count) == 7,
            shift=np.full((count, 2), (0.002, -0.001)),
            occluded_by_other=np.arange(count) < 3,
            roll_deg=4.5,
            others_s=1.25,
            unambiguous=False,
            candidates=np.array([[0.3, 0.5, 0.0], [0.7, 0.4, 1.5]]),
        ),
    )


def test_what_else_was_seen_is_saved_with_the_track(
    track: Track, tmp_path: Path
) -> None:
    path = tmp_path / "track.npz"
    save_track(looked_around(track), path)
    back = load_track(path).surroundings
    assert back is not None
    assert (back.roll_deg, back.others_s, back.unambiguous) == (4.5, 1.25, False)
    assert np.flatnonzero(back.cut).tolist() == [7]
    assert back.occluded_by_other.sum() == 3
    assert back.candidates.shape == (2, 3)


def test_a_part_of_a_track_keeps_the_part_of_its_surroundings(track: Track) -> None:
    part = looked_around(track).only(slice(5, 20))
    assert part.surroundings is not None
    assert np.flatnonzero(part.surroundings.cut).tolist() == [2]


def test_a_mirror_turns_tilt_shift_and_places_around(track: Track) -> None:
    around = flipped(looked_around(track)).surroundings
    assert around is not None
    assert around.roll_deg == -4.5
    np.testing.assert_allclose(around.shift[0], (-0.002, -0.001))
    np.testing.assert_allclose(around.candidates[:, 0], (0.7, 0.3))


def test_a_levelled_picture_has_what_was_plumb_upright(track: Track) -> None:
    # The picture turns against the phone.
    turn = np.radians(-10.0)
    plumb = np.array([[0.0, -100.0], [0.0, 100.0]])
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    points = track.points_px.copy()
    points[:, :2] = plumb @ matrix.T + np.array(track.size_wh) / 2
    level = roll_corrected(replace(track, points_px=points), 10.0)
    np.testing.assert_allclose(level.points_px[0, 0, 0], level.points_px[0, 1, 0])


def test_a_steadied_picture_takes_the_cameras_way_back(track: Track) -> None:
    way = np.linspace([0, 0], [0.1, 0.05], len(track))
    moved = track.points_px + (way * track.size_wh[0])[:, None]
    back = stabilized(replace(track, points_px=moved), way)
    np.testing.assert_allclose(back.points_px, track.points_px, atol=1e-9)


def filmed(*steps: int) -> Track:
    """A second and more of standing, with steps of so many thirtieths in turn."""
    time_s = np.cumsum(np.tile(steps, 20)) / 30
    return hinge_track(10.0, 5.0, time_s)


@pytest.mark.parametrize(
    ("steps", "fps"),
    [((1,), 30.0), ((1, 2), 20.0), ((2, 3), 12.0), ((3, 3, 1), 90 / 7)],
)
def test_a_film_of_uneven_steps_has_the_rate_of_their_mean(
    steps: tuple[int, ...], fps: float
) -> None:
    assert filmed(*steps).fps == pytest.approx(fps, rel=0.02)


def test_a_pause_of_the_film_is_no_step() -> None:
    track = filmed(1)
    assert track.only((track.time_s < 0.2) | (track.time_s > 0.6)).fps == pytest.approx(
        30.0
    )


def test_fewer_than_two_frames_have_no_rate() -> None:
    assert filmed(1).only(slice(0, 1)).fps == 0.0
    assert filmed(1).only(slice(0, 0)).fps == 0.0
