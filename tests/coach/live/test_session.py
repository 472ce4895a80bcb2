"""A live session in its threads: newest picture first, no leaks, no silent failures."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.film.annotate import annotate_video
from coach.live.recording import WAITING
from coach.live.session import LiveSession, LiveSettings, LiveState
from hamstrong.errors import PoseModelError
from tests.conftest import SAMPLES
from tests.figures_lying import bridge_set
from tests.live_films import picture, poses
from vision.pose.estimator import Pose
from vision.track import Track
from vision.video.reader import read_frames

GREY = np.full((90, 160, 3), 128, np.uint8)
PATIENCE_S = 60.0
"""A busy machine takes its time; nothing here is claimed to be faster."""


class Script:
    """Stands for the pose model: gives a track's poses."""

    made = 0
    closed = 0

    def __init__(self, track: Track | None = None) -> None:
        Script.made += 1
        self.asked: list[float] = []
        script = poses(track) if track is not None else ()
        self._poses = {round(time_s, 3): pose for time_s, pose in script}

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        self.asked.append(time_s)
        return self._poses.get(round(time_s, 3))

    def close(self) -> None:
        Script.closed += 1


class Gate(Script):
    """A model that looks at its first picture until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.looking, self.go_on = threading.Event(), threading.Event()

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        self.looking.set()
        assert self.go_on.wait(PATIENCE_S)
        return super().__call__(image_rgb, time_s)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that threads will do."""
    ends_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends_s, "it did not happen in time"
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    until(lambda: not {t for t in threading.enumerate() if "live" in t.name} - before)


def test_the_newest_picture_wins_and_the_delay_never_grows() -> None:
    gate, now_s = Gate(), [0.0]
    with LiveSession(pose=lambda: gate, clock=lambda: now_s[0]) as session:
        session.submit(GREY, 0.0)
        until(gate.looking.is_set)
        for index in range(1, 200):
            now_s[0] = index / 200
            session.submit(GREY, index / 200)
        gate.go_on.set()
        until(lambda: session.state.time_s == 199 / 200)
        assert gate.asked == [0.0, 199 / 200]
        assert session.state.dropped_share == pytest.approx(0.99)
        assert session.state.age_s == 0.0


def test_when_no_picture_comes_there_is_no_rate() -> None:
    now_s = [0.0]
    with LiveSession(pose=Script, clock=lambda: now_s[0]) as session:
        for number in range(1, 11):
            session.submit(GREY, number / 10)
            until(lambda due_s=number / 10: session.state.time_s == due_s)  # type: ignore[misc]
        assert session.state.fps == pytest.approx(10)
        now_s[0] = 2.0
        assert session.state.fps == 0


def test_pictures_that_were_not_even_handed_in_count_as_left_out() -> None:
    with LiveSession(pose=Script) as session:
        for number in range(1, 11):
            session.submit(GREY, number / 10)
            session.passed_over(3)
            until(lambda due_s=number / 10: session.state.time_s == due_s)  # type: ignore[misc]
        assert session.state.dropped_share == pytest.approx(0.75)


def test_handing_in_a_picture_never_waits_for_the_model() -> None:
    gate = Gate()
    with LiveSession(pose=lambda: gate) as session:
        for index in range(50):
            session.submit(GREY, index / 30)
        assert gate.asked == []  # all are handed in, and the model has not seen one
        gate.go_on.set()


def test_pictures_whose_time_does_not_grow_are_passed_over() -> None:
    script = Script()
    with LiveSession(pose=lambda: script) as session:
        for time_s in (1.0, 0.5, 1.0, 1.1):
            session.submit(GREY, time_s)
            until(lambda: session._slot is None)  # taken
        until(lambda: session.state.time_s == 1.1)
    assert script.asked == [1.0, 1.1]


def test_a_model_that_does_not_load_is_told_and_ends_the_session() -> None:
    def broken() -> Script:
        raise PoseModelError("The pose model is missing. Install it again.")

    with LiveSession(pose=broken) as session:
        until(lambda: bool(session.state.error))
        assert session.state.error == "The pose model is missing. Install it again."
        assert session.state.step == "done"
        session.submit(GREY, 1.0)  # nobody minds


def test_a_failure_in_a_picture_is_told_too() -> None:
    class Fails(Script):
        def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
            raise ZeroDivisionError("something odd")

    with LiveSession(pose=Fails) as session:
        session.submit(GREY, 1.0)
        until(lambda: bool(session.state.error))
        assert "something odd" in session.state.error
        assert "Start it again" in session.state.error


def test_fifty_sessions_leave_no_thread_and_no_model_behind() -> None:
    Script.made = Script.closed = 0
    gc.collect()
    threads = threading.active_count()
    for _ in range(50):
        with LiveSession(pose=Script) as session:
            session.start()
            session.submit(GREY, 1.0)
    until(lambda: threading.active_count() <= threads)
    assert Script.made == Script.closed == 50


def test_closing_twice_does_no_harm_and_waits_for_no_threads_in_vain() -> None:
    session = LiveSession(pose=Script)
    session.close()
    assert not any(thread.is_alive() for thread in session._threads)
    session.close()
    assert session.state.error == ""


def run(
    session: LiveSession, track: Track, shrunk: tuple[int, ...] = (2,)
) -> LiveState:
    """Play a whole set as fast as it is looked at; return the state at its end.

    Args:
        session: To be played to.
        track: The set.
        shrunk: How much smaller the pictures are sent, in turn.
    """
    images = [picture(track)[::step, ::step] for step in shrunk]
    session.start()
    for number, (time_s, _) in enumerate(poses(track)):
        session.submit(images[number % len(images)], time_s)
        while session.state.time_s != time_s and not session.state.error:
            time.sleep(0.0005)
        if session.state.step in ("resting", "done"):
            break
    session.stop()
    until(lambda: len(session.state.finished) == 1 or bool(session.state.error))
    return session.state


@pytest.fixture(scope="module")
def bridge() -> Track:
    return bridge_set(3, fps=15.0)[0]


def test_a_set_is_counted_and_reported(bridge: Track) -> None:
    settings = LiveSettings(exercise="bridge_foot_on_box", sets=1)
    with LiveSession(settings, pose=lambda: Script(bridge)) as session:
        state = run(session, bridge)
    assert state.error == ""
    assert state.report is not None
    assert len(state.report.reps) == 3
    assert state.finished[0].recording is None


@pytest.mark.parametrize("jumps_s", [(3600.0, 0.0), (-5.0, -5.0), (-5.0, 3600.0)])
def test_a_camera_whose_clock_jumps_loses_no_rep(
    bridge: Track, jumps_s: tuple[float, float]
) -> None:
    settings = LiveSettings(exercise="bridge_foot_on_box", sets=1)
    third_s = bridge.time_s[-1] / 3
    now_s = [0.0]
    with LiveSession(
        settings, pose=lambda: Script(bridge), clock=lambda: now_s[0]
    ) as session:
        session.start()
        for time_s, _ in poses(bridge):
            now_s[0] = time_s
            jumped_s = (0.0, *jumps_s)[min(2, max(0, int(time_s // third_s)))]
            session.submit(picture(bridge)[::2, ::2], time_s + jumped_s)
            until(lambda: abs(session.state.time_s - now_s[0]) < 0.01)
            if session.state.step in ("resting", "done"):
                break
        session.stop()
        until(lambda: len(session.state.finished) == 1)
        report = session.state.finished[0].report
    assert len(report.reps) == 3


def test_a_recording_survives_a_browser_that_sends_smaller_pictures(
    bridge: Track,
) -> None:
    settings = LiveSettings(exercise="bridge_foot_on_box", sets=1, record=True)
    with LiveSession(settings, pose=lambda: Script(bridge)) as session:
        done = run(session, bridge, shrunk=(2, 4)).finished[0]
        assert done.recording is not None
        assert (
            len({frame.image_rgb.shape for frame in read_frames(done.recording)}) == 1
        )


def test_two_sessions_at_once_do_not_mix(bridge: Track) -> None:
    other = bridge_set(2, fps=15.0)[0]
    settings = LiveSettings(exercise="bridge_foot_on_box", sets=1)
    counts: dict[str, int] = {}

    def play(name: str, track: Track) -> None:
        with LiveSession(settings, pose=lambda: Script(track)) as session:
            report = run(session, track).report
            counts[name] = len(report.reps) if report else -1

    players = [
        threading.Thread(target=play, args=args)
        for args in (("three", bridge), ("two", other))
    ]
    for player in players:
        player.start()
    for player in players:
        player.join(timeout=PATIENCE_S)
    assert counts == {"three": 3, "two": 2}


def test_a_recording_is_kept_on_request_fits_the_track_and_goes_with_the_session(
    bridge: Track, tmp_path: Path
) -> None:
    settings = LiveSettings(exercise="bridge_foot_on_box", sets=1, record=True)
    with LiveSession(settings, pose=lambda: Script(bridge)) as session:
        done = run(session, bridge).finished[0]
        assert done.recording is not None
        frames = [frame.time_s for frame in read_frames(done.recording)]
        # A slow encoder may leave pictures out, but each has the time it had.
        apart_s = np.abs(np.array(frames)[:, None] - done.track.time_s).min(axis=1)
        assert apart_s.max() < 0.001
        assert len(frames) >= min(WAITING, len(done.track))
        annotate_video(done.recording, done.track, done.report, tmp_path / "a.mp4")
        assert (tmp_path / "a.mp4").stat().st_size > 0
        kept = done.recording
    assert kept.exists()  # closing the session leaves it to whoever holds the set
    del done, session
    gc.collect()
    assert not kept.exists()


def model_threads() -> int:
    """Count the pose models' own threads in this process, where the system tells."""
    names = Path("/proc/self/task").glob("*/comm")
    return sum(name.read_text().startswith("mediapipe/") for name in names)


def test_the_real_model_looks_at_pictures_and_is_freed() -> None:
    frames = list(islice(read_frames(SAMPLES / "deadlift_good_left.mp4"), 1))
    left: list[int] = []
    for _ in range(2):
        with LiveSession() as session:
            session.submit(frames[0].image_rgb, 1.0)
            until(lambda: session.state.time_s == 1.0 or bool(session.state.error))
            assert session.state.error == ""
            assert np.isfinite(session.state.points_px).all()
            session.submit(np.zeros_like(frames[0].image_rgb), 2.0)
            until(lambda: session.state.time_s == 2.0 or bool(session.state.error))
            assert np.isnan(session.state.points_px).all()
        left.append(model_threads())
    until(lambda: model_threads() <= left[0])  # a second one leaves no more behind
