"""A live session: pictures and times in, a state to show and sentences to say out.

    with LiveSession(LiveSettings(exercise="bridge_foot_on_box")) as session:
        session.start()
        session.submit(image_rgb, time_s)  # from any thread, as often as one likes
        state = session.state

Free of Streamlit. What is counted comes from `exercises.check.check` on the track so
far, the same as for a film.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from coach.live_state import (
    FinishedSet,
    LiveSettings,
    LiveState,
    PoseSource,
    Spoken,
    Step,
)
from vision.pose import PoseEstimator

__all__ = [
    "FinishedSet",
    "LiveSession",
    "LiveSettings",
    "LiveState",
    "PoseSource",
    "Spoken",
    "Step",
]


class LiveSession:
    """Follows one person through some sets; all methods may come from any thread."""

    def __init__(
        self,
        settings: LiveSettings | None = None,
        *,
        pose: Callable[[], PoseSource] = PoseEstimator,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start the worker threads; the model loads in one of them.

        Args:
            settings: What the user says; None for the defaults.
            pose: Makes what looks at the pictures.
            clock: Seconds that only grow, for ages; not the frames' own.
        """
        self._settings = settings = settings or LiveSettings()
        self._pose = pose
        self._clock = clock
        self._wake = threading.Condition()
        self._slot: tuple[NDArray[np.uint8], float, float] | None = None
        self._closing = False
        self._handed_in_s = float("nan")
        self._state = LiveState(sets=settings.sets)
        self._thread = threading.Thread(
            target=self._look, name="live pose", daemon=True
        )
        self._thread.start()

    def submit(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Hand in a picture; never waits, and the newest one wins.

        Args:
            image_rgb: (H, W, 3) uint8, left alone by the caller from now on.
            time_s: The picture's own time; one that does not grow is passed over.
        """
        with self._wake:
            self._slot = (image_rgb, time_s, self._clock())
            self._wake.notify()

    def start(self) -> None:
        """Begin the hands-free flow."""
        with self._wake:
            self._state = replace(self._state, step="framing")

    def stop(self) -> None:
        """End the set now; its report is made, and the session is done."""
        with self._wake:
            self._state = replace(self._state, step="done")

    @property
    def state(self) -> LiveState:
        """What there is to show now."""
        with self._wake:
            return replace(self._state, age_s=self._clock() - self._handed_in_s)

    def close(self) -> None:
        """Free threads, model and recordings; a second time does nothing."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join(timeout=1.0)

    def __enter__(self) -> Self:
        """Return the session itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _look(self) -> None:
        source = self._pose()
        try:
            while True:
                with self._wake:
                    self._wake.wait_for(lambda: self._closing or self._slot)
                    if self._closing or self._slot is None:
                        return
                    (image, time_s, at_s), self._slot = self._slot, None
                pose = source(image, time_s)
                height, width = image.shape[:2]
                with self._wake:
                    self._handed_in_s = at_s
                    self._state = replace(self._state, time_s=time_s)
                    if pose is not None:
                        points = pose.points * np.array([width, height], dtype=float)
                        self._state = replace(self._state, points_px=points)
        finally:
            source.close()
