"""This computer's own camera, and the window it is shown in."""

import itertools
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.live.camera_feed import CameraFeed
from coach.live.session import LiveSession, LiveSettings
from coach.live.window import run_in_window
from hamstrong.errors import CameraError
from vision.pose.estimator import Pose

GREY = np.full((90, 160, 3), 128, np.uint8)


class Nobody:
    """A pose model that sees nobody."""

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        return None

    def close(self) -> None:
        pass


class Pictures:
    """A camera of so many pictures, which then stops."""

    def __init__(self, count: int) -> None:
        self._times_s = iter(index / 30 for index in range(count))
        self.closed = False

    def read(self) -> tuple[NDArray[np.uint8], float]:
        time.sleep(0.005)
        time_s = next(self._times_s, None)
        if time_s is None:
            raise CameraError("Camera 0 has stopped giving pictures. Plug it in again.")
        return GREY, time_s

    def close(self) -> None:
        self.closed = True


class Screen:
    """A window in which somebody presses a key after some pictures."""

    def __init__(self, presses: dict[int, str]) -> None:
        self._presses = presses
        self._shown = itertools.count(1)
        self.is_open = True

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *_: object) -> None:
        self.is_open = False

    def show(self, image_rgb: NDArray[np.uint8]) -> str:
        return self._presses.get(next(self._shown), "")


def feed(pictures: Pictures) -> CameraFeed:
    session = LiveSession(LiveSettings(sets=1), pose=Nobody)
    return CameraFeed(session, open_camera=lambda _: pictures)


def until(condition: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < ends_s
        time.sleep(0.01)


def test_its_pictures_come_back_drawn_and_closing_frees_the_camera() -> None:
    pictures = Pictures(10_000)
    own = feed(pictures)
    until(lambda: own.picture is not None)
    assert own.session.state.step == "framing"  # it starts by itself
    own.close()
    until(lambda: pictures.closed)
    assert own.error == ""


def test_a_camera_that_stops_is_told() -> None:
    own = feed(Pictures(3))
    until(lambda: bool(own.error))
    assert "has stopped" in own.error
    own.close()


def test_in_a_window_what_is_said_is_printed_once_and_q_ends_it() -> None:
    said: list[str] = []
    screen = Screen({12: "q"})
    run_in_window(
        lambda: feed(Pictures(10_000)), say=said.append, open_window=lambda _: screen
    )
    assert said[0] == "Let's start."
    assert len(said) == len(set(said))
    assert not screen.is_open


def test_in_a_window_a_camera_that_stops_is_an_error_for_the_user() -> None:
    with pytest.raises(CameraError, match="has stopped"):
        run_in_window(
            lambda: feed(Pictures(3)),
            say=lambda _: None,
            open_window=lambda _: Screen({}),
        )


def test_in_a_window_each_set_is_kept_once_also_where_the_camera_stops() -> None:
    own = feed(Pictures(3))
    done: list[Any] = [SimpleNamespace(number=n, report=None) for n in (1, 2)]
    kept: list[object] = []
    until(lambda: own.session.state.step == "framing")
    own.session._core.finished.extend(done)
    with pytest.raises(CameraError, match="has stopped"):
        run_in_window(
            lambda: own,
            say=lambda _: None,
            keep=kept.append,
            open_window=lambda _: Screen({}),
        )
    assert kept == done
