"""A video becomes a track once; the second time it comes from the cache."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from hamstrong.errors import PoseModelError
from tests.conftest import SAMPLES
from tests.videos import write_video
from vision.people.athlete import ImagePoint
from vision.pose.estimator import INPUT_LONG_SIDE_PX, PoseEstimator
from vision.pose.model import resolve_model
from vision.tracking import track_video as tracking
from vision.tracking.track_video import is_tracked, track_video
from vision.video.reader import read_frames

EMPTY_ROOM_S = [index / 30 for index in range(12)]


@pytest.fixture
def empty_room(tmp_path: Path) -> Path:
    return write_video(tmp_path / "room.mp4", EMPTY_ROOM_S)


def test_an_empty_room_is_a_track_without_a_body(empty_room: Path) -> None:
    track = track_video(empty_room)
    assert len(track) == len(EMPTY_ROOM_S)
    assert not track.seen.any()


def test_the_second_look_comes_from_the_cache_whatever_the_file_is_called(
    empty_room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = track_video(empty_room, cache=cache)
    other_name = empty_room.rename(tmp_path / "same content.mp4")
    monkeypatch.setattr(tracking, "track_chunk", None)  # would fail if it tracked again
    second = track_video(other_name, cache=cache)
    assert second.source.name == "same content.mp4"
    np.testing.assert_array_equal(first.time_s, second.time_s)


def test_a_damaged_cache_is_made_again(empty_room: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    track_video(empty_room, cache=cache)
    kept = next(cache.glob("*.npz"))
    kept.write_bytes(b"rubbish")
    assert len(track_video(empty_room, cache=cache)) == len(EMPTY_ROOM_S)
    assert kept.stat().st_size > 100


def test_a_cache_that_cannot_be_written_costs_nothing(
    empty_room: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert len(track_video(empty_room, cache=blocked / "cache")) == len(EMPTY_ROOM_S)


def test_progress_counts_up_to_the_number_of_frames(empty_room: Path) -> None:
    seen: list[tuple[int, int]] = []
    track_video(
        empty_room, progress=lambda done, expected: seen.append((done, expected))
    )
    assert [done for done, _ in seen] == list(range(1, len(EMPTY_ROOM_S) + 1))
    assert {expected for _, expected in seen} == {len(EMPTY_ROOM_S)}


def test_a_model_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(PoseModelError, match=r"nothing\.task"):
        resolve_model(tmp_path / "nothing.task")


def test_the_built_in_model_sees_the_athlete_in_nearly_every_frame(
    check_sample: object,
) -> None:
    assert callable(check_sample)
    track = check_sample("deadlift_good_left").track
    assert track.seen.mean() > 0.99
    assert (SAMPLES / "deadlift_good_left.mp4").is_file()


@pytest.mark.sweep
def test_of_somebody_alone_the_track_is_the_models_own() -> None:
    film = SAMPLES / "gallop_leans.mp4"  # nobody moves faster through the picture
    track = track_video(film)
    with closing(PoseEstimator()) as estimate:
        for index, frame in enumerate(
            read_frames(film, long_side_px=INPUT_LONG_SIDE_PX)
        ):
            pose = estimate(frame.image_rgb, frame.time_s)
            assert pose is not None
            np.testing.assert_array_equal(
                track.points_px[index], pose.points * np.array(track.size_wh)
            )


def test_where_another_athlete_is_pointed_at_the_film_is_followed_again(
    empty_room: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    track_video(empty_room, cache=cache)
    assert is_tracked(empty_room, cache=cache)
    assert not is_tracked(empty_room, cache=cache, athlete=ImagePoint(0.2, 0.5))


def test_what_is_done_first_is_done_once_and_not_for_a_cached_track(
    empty_room: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    done: list[int] = []
    for _ in range(2):
        track_video(empty_room, cache=cache, first=lambda _: done.append(1))
    assert done == [1]
