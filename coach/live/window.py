"""The live coach in a window of this computer, without a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.live.camera_feed import CameraFeed
from hamstrong.errors import CameraError
from vision.video.webcam import Window

if TYPE_CHECKING:
    from coach.live.session import FinishedSet, LiveState

TITLE: Final = "Hamstrong: press q to stop"
REDRAW_S: Final = 1 / 30
QUIT: Final = frozenset({"q", "\x1b"})
"""Q and Escape."""


class Screen(Protocol):
    """What shows pictures: a window, or a test's."""

    def show(self, image_rgb: NDArray[np.uint8]) -> str:
        """Show a picture and return the key that was pressed, "" for none."""

    @property
    def is_open(self) -> bool:
        """Whether it can still be seen."""


def run_in_window(
    open_feed: Callable[[], CameraFeed],
    *,
    say: Callable[[str], None],
    keep: Callable[[FinishedSet], None] = lambda _: None,
    open_window: Callable[[str], AbstractContextManager[Screen]] = Window,
) -> None:
    """Show the live picture until the session is done or the user stops it.

    Args:
        open_feed: Opens the camera and starts the session; called when there is a
            window to show it in.
        say: Called with each text that is said, once and in order.
        keep: Called with each set when it is over, also where the session fails later.
        open_window: Opens the window.

    Raises:
        CameraError: There is no window or no camera, or the camera stopped.
        HamstrongError: The session failed.
    """
    with open_window(TITLE) as window:
        feed = open_feed()
        kept = 0

        def keep_new(state: LiveState) -> None:
            nonlocal kept
            for done in state.finished:
                if done.number > kept:
                    kept = done.number
                    keep(done)

        try:
            _show_until_done(feed, window, say, keep_new)
        finally:
            feed.session.stop()
            feed.close()
            keep_new(feed.session.state)


def _show_until_done(
    feed: CameraFeed,
    window: Screen,
    say: Callable[[str], None],
    keep_new: Callable[[LiveState], None],
) -> None:
    said = 0
    while True:
        state = feed.session.state
        said = _say_new(state, said, say)
        keep_new(state)
        if error := feed.error or state.error:
            raise CameraError(error)
        picture = feed.picture
        if picture is not None and window.show(picture) in QUIT:
            return
        # A window that was never shown has not been closed either.
        if state.step == "done" or (picture is not None and not window.is_open):
            return
        time.sleep(REDRAW_S)


def _say_new(state: LiveState, said: int, say: Callable[[str], None]) -> int:
    """Say what is new; return the number of the last text."""
    for one in state.spoken:
        if one.seq > said:
            say(one.text)
            said = one.seq
    return said
