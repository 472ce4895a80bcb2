"""A live session: pictures and times in, a state to show and sentences to say out.

    with LiveSession(LiveSettings(exercise="bridge_foot_on_box")) as session:
        session.start()
        session.submit(image_rgb, time_s)  # from any thread, as often as one likes
        state = session.state

Free of Streamlit. What is counted comes from `exercises.check.check` on the track so
far, the same as for a film. One thread looks at the newest picture, another judges the
set so far whenever it has judged the time before; neither waits for the other.
"""

import logging
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from coach.live.clock import SteadyClock
from coach.live.core import LiveCore
from coach.live.rate import RATE_OVER_S, STALL_S
from coach.live.recording import SetRecorder
from coach.live.state import (
    FinishedSet,
    LiveSettings,
    LiveState,
    PoseSource,
    Spoken,
    Step,
)
from coach.live.under_way import SetSnapshot
from exercises.report import Report
from hamstrong.errors import HamstrongError
from vision.people.live import AthletePoses

__all__ = [
    "FinishedSet",
    "LiveSession",
    "LiveSettings",
    "LiveState",
    "PoseSource",
    "Spoken",
    "Step",
]

_log = logging.getLogger(f"hamstrong.{__name__}")

JUDGED_EVERY_S: Final = 0.3
JUDGING_SHARE: Final = 0.2
"""The set so far is judged so often, and for no more than that share of the time: a
long set takes longer to judge, and then is judged less often, since the model and the
picture come first (our choice)."""
LEAST_STEP_S: Final = 0.001
"""The pose model counts in whole milliseconds: a picture less than that after the one
before has no time of its own."""
LAST_REPORT_S: Final = 10.0
"""Closing waits so long at most for the report of a set that has just ended."""


class LiveSession:
    """Follows one person through some sets; all methods may come from any thread."""

    def __init__(
        self,
        settings: LiveSettings | None = None,
        *,
        pose: Callable[[], PoseSource] = AthletePoses,
        clock: Callable[[], float] = time.monotonic,
        on_set: Callable[[FinishedSet], None] = lambda _: None,
    ) -> None:
        """Start the worker threads; the model loads in one of them.

        Args:
            settings: What the user says; None for the defaults.
            pose: Makes what looks at the pictures.
            clock: Seconds that only grow, for ages; not the frames' own.
            on_set: Called with each set when it is judged, in a thread of the session:
                to keep it.
        """
        settings = settings or LiveSettings()
        self._pose, self._now, self._on_set = pose, clock, on_set
        self._core = LiveCore(
            settings, recorder=SetRecorder if settings.record else None
        )
        self._lock = threading.Lock()
        self._wake = threading.Condition(self._lock)
        self._steady = SteadyClock()
        self._slot: tuple[NDArray[np.uint8], float, float] | None = None
        self._submitted: deque[float] = deque(maxlen=1000)
        self._looked: deque[float] = deque(maxlen=1000)
        self._handed_in_s = self._last_time_s = float("-inf")
        self._closing = False
        self._error = ""
        self._threads = [
            threading.Thread(target=self._guarded, args=(work,), name=name, daemon=True)
            for work, name in (
                (self._look_at_all, "live pose"),
                (self._judge_all, "live judge"),
            )
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Hand in a picture; never waits, and the newest one wins.

        Args:
            image_rgb: (H, W, 3) uint8, left alone by the caller from now on.
            time_s: The picture's own time; one that does not grow is passed over, and a
                leap of its camera's clock is taken out.
        """
        with self._wake:
            if self._closing or self._error:
                return
            now_s = self._now()
            self._submitted.append(now_s)
            self._slot = (image_rgb, self._steady(time_s, now_s), now_s)
            self._wake.notify_all()

    def passed_over(self, pictures: int) -> None:
        """Take note of pictures that came and were not handed in."""
        with self._lock:
            self._submitted.extend([self._now()] * pictures)

    def start(self) -> None:
        """Begin the hands-free flow."""
        with self._lock:
            self._core.start()

    def stop(self) -> None:
        """End the set now; its report is made, and the session is done."""
        with self._wake:
            self._core.stop()
            self._wake.notify_all()

    @property
    def state(self) -> LiveState:
        """What there is to show now."""
        with self._lock:
            now_s = self._now()
            looked = sum(now_s - at_s <= RATE_OVER_S for at_s in self._looked)
            handed = sum(now_s - at_s <= RATE_OVER_S for at_s in self._submitted)
            age_s = now_s - self._handed_in_s
            state = self._core.state()
            state = replace(
                state,
                fps=state.fps if age_s < STALL_S else 0.0,
                dropped_share=max(0.0, 1 - looked / handed) if handed else 0.0,
                age_s=age_s if np.isfinite(age_s) else float("nan"),
                error=self._error,
            )
            return replace(state, step="done") if self._error else state

    def close(self) -> None:
        """Free threads and model; a second time does nothing.

        A set that has just ended is still judged, so that its report is there.
        """
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(timeout=LAST_REPORT_S)
        with self._lock:
            self._core.close()

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

    def _guarded(self, work: Callable[[], None]) -> None:
        """Run a worker; what goes wrong ends the session with a sentence."""
        try:
            work()
        except HamstrongError as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - told on the page, not lost
            _log.exception("the live check stopped")
            self._fail(f"The live check stopped ({error}). Start it again.")

    def _fail(self, sentence: str) -> None:
        with self._wake:
            self._error = self._error or sentence
            self._closing = True
            self._wake.notify_all()

    def _look_at_all(self) -> None:
        source = self._pose()
        try:
            while True:
                with self._wake:
                    self._wake.wait_for(lambda: self._closing or self._slot)
                    if self._closing or self._slot is None:
                        return
                    (image, time_s, at_s), self._slot = self._slot, None
                if time_s < self._last_time_s + LEAST_STEP_S:
                    continue
                self._last_time_s = time_s
                pose = source(image, time_s)  # nobody waits for the model
                with self._wake:
                    self._core.look(image, time_s, pose)
                    self._handed_in_s = at_s
                    self._looked.append(self._now())
                    self._wake.notify_all()
        finally:
            source.close()

    def _judge_all(self) -> None:
        rest_s = JUDGED_EVERY_S
        judged_s = float("-inf")
        while True:
            with self._wake:
                self._wake.wait_for(
                    lambda: self._closing or self._core.ended, timeout=rest_s
                )
                ended = self._core.ended.popleft() if self._core.ended else None
                if self._closing and ended is None:
                    return
                part = ended or self._core.under_way()
            if part is None or (ended is None and part.until_s == judged_s):
                continue
            began_s = time.monotonic()
            report = self._core.judge(part)  # reads settings and the part's own track
            took_s = time.monotonic() - began_s
            rest_s = max(JUDGED_EVERY_S, took_s * (1 / JUDGING_SHARE - 1))
            judged_s = part.until_s
            if ended is not None:
                self._close_set(ended, report)
                continue
            with self._lock:
                self._core.judged(part, report)

    def _close_set(self, part: SetSnapshot, report: Report) -> None:
        film = part.recorder.finish() if part.recorder else None
        with self._lock:
            done = self._core.close_set(part, report, film)
        self._on_set(done)
        if part.recorder is not None:  # the film goes when nobody holds the set
            weakref.finalize(done, part.recorder.folder.remove)
