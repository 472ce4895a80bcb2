"""Films are followed once, by the server, whatever its pages do."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.check import follow_video
from coach.jobs import following
from coach.jobs.following import FilmsToFollow
from tests.conftest import SAMPLES
from vision.people.athlete import ImagePoint
from vision.pose.estimator import Pose, PoseEstimator
from vision.track import Track
from vision.video.reader import read_frames

CLIP = SAMPLES / "deadlift_not_tall.mp4"
SLOW_S = 240.0
pytestmark = pytest.mark.skipif(not CLIP.is_file(), reason="no sample videos here")
Follow = Callable[..., Track]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let every film wait until the event is set, but look whether it is stopped."""
    go_on = threading.Event()

    def follow(path: Path, *_: object, **how: Callable[..., None]) -> Track:
        while not go_on.wait(0.01):
            how["progress"](1, 100)
        how["progress"](100, 100)
        return follow_video(path)

    monkeypatch.setattr(following, "follow_video", follow)
    return go_on


def until(condition: Callable[[], bool]) -> None:
    until_s = time.monotonic() + SLOW_S
    while not condition():
        assert time.monotonic() < until_s
        time.sleep(0.01)


def test_a_film_is_followed_once_whoever_asks() -> None:
    films, done = FilmsToFollow(), list[str]()
    first = films.follow(CLIP, "a")
    first.then(lambda: done.append("while it is followed"))
    again = films.follow(CLIP, "a")
    assert again is first
    assert first.wait(SLOW_S)
    assert first.progress.step == "done"
    assert first.track is not None
    first.then(lambda: done.append("afterwards"))
    assert done == ["while it is followed", "afterwards"]
    assert films.follow(CLIP, "a").track is first.track
    assert films.follow(CLIP, "a", ImagePoint(0.5, 0.5)) is not first


def test_films_wait_for_each_other_and_may_be_stopped(held: threading.Event) -> None:
    films = FilmsToFollow()
    first, second = films.follow(CLIP, "a"), films.follow(CLIP, "b")
    until(lambda: first.progress.step == "following")
    until(lambda: second.progress.before == 1)
    assert films.at_work_on(CLIP)
    second.leave("")
    assert second.wait(SLOW_S)
    assert second.progress.step == "stopped"
    first.leave("")
    assert first.wait(SLOW_S)
    assert first.track is None
    held.set()
    again = films.follow(CLIP, "b")  # what was stopped can be begun again
    assert again.wait(SLOW_S)
    assert again.progress.step == "done"
    assert not films.at_work_on(CLIP)


def test_a_film_that_two_want_is_stopped_when_neither_does(
    held: threading.Event,
) -> None:
    films = FilmsToFollow()
    film = films.follow(CLIP, "a", wanted_by="one set")
    assert films.follow(CLIP, "a", wanted_by="another") is film
    until(lambda: film.progress.step == "following")
    film.leave("one set")
    assert not film.wait(0.2)
    film.leave("another")
    assert film.wait(SLOW_S)
    assert film.progress.step == "stopped"


def test_who_wants_a_film_that_is_being_stopped_gets_it_followed_anew(
    held: threading.Event,
) -> None:
    films = FilmsToFollow()
    first = films.follow(CLIP, "a", wanted_by="one set")
    first.leave("one set")
    again = films.follow(CLIP, "a", wanted_by="another")
    held.set()
    assert again is not first
    assert again.wait(SLOW_S)
    assert again.progress.step == "done"


def test_a_film_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no film")
    film = FilmsToFollow().follow(bad, "bad")
    assert film.wait(SLOW_S)
    assert film.progress.step == "failed"
    assert "bad.mp4" in str(film.progress.error)


def test_a_fault_of_ours_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> Track:
        raise ZeroDivisionError

    monkeypatch.setattr(following, "follow_video", breaks)
    film = FilmsToFollow().follow(CLIP, "a")
    assert film.wait(SLOW_S)
    assert "It is a fault of this program" in str(film.progress.error)


def test_only_so_many_tracks_are_at_hand(
    monkeypatch: pytest.MonkeyPatch, held: threading.Event
) -> None:
    monkeypatch.setattr(following, "KEPT", 2)
    held.set()
    films = FilmsToFollow()
    first = films.follow(CLIP, "0")
    assert first.wait(SLOW_S)
    for number in range(1, 4):
        assert films.follow(CLIP, str(number)).wait(SLOW_S)
    assert films.follow(CLIP, "0") is not first


def test_while_it_is_followed_the_body_is_drawn_and_reps_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.jobs import glimpses

    monkeypatch.setattr(glimpses, "EVERY_S", 0.0)
    monkeypatch.setattr(glimpses, "COUNTED_EVERY_S", 0.0)
    monkeypatch.setattr(glimpses, "JUDGING_SHARE", 1.0)
    film = Path(shutil.copy(CLIP, tmp_path / "new.mp4"))
    sight = glimpses.Glimpses(film.name)
    seen = []
    with_pose = PoseEstimator()
    try:
        for frame in read_frames(film, long_side_px=1280):
            pose: Pose | None = with_pose(frame.image_rgb, frame.time_s)
            sight.look(frame.image_rgb, frame.time_s, {} if pose is None else {0: pose})
            assert sight.newest is not None
            seen.append(sight.newest)
    finally:
        with_pose.close()
    assert [one.time_s for one in seen] == sorted(one.time_s for one in seen)
    assert seen[-1].jpeg.startswith(b"\xff\xd8")
    counts = [one.counted for one in seen]
    assert counts[0] == 0
    assert max(counts) == 1  # the clip's only rep
    assert np.all(np.diff(counts) >= 0)
    assert seen[-1].exercise == "internal_rotation_deadlift"
