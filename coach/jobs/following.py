"""Following the body through films, in threads that no page can interrupt.

A film is followed once, whoever asks for it and how often; films wait for each other,
since each takes all cores.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from coach.check import Options, follow_video
from coach.crash_log import log_crash, sentence_on_crash
from coach.jobs.glimpses import Glimpse, Glimpses
from coach.jobs.waiting_line import WaitingLine
from hamstrong.errors import HamstrongError
from vision.capture.preflight import Preflight
from vision.people.athlete import ImagePoint
from vision.pose.estimator import Pose
from vision.track import Track
from vision.tracking.parallel import all_cores

Step = Literal["waiting", "looking", "following", "done", "failed", "stopped"]
KEPT: Final = 24
"""Tracks of so many films are at hand (0.3 MB a minute each); older ones are in the
cache."""
_OVER: Final = ("done", "failed", "stopped")


@dataclass(frozen=True, kw_only=True, eq=False)
class Progress:
    """How far a film is.

    Attributes:
        step: What is being done.
        before: How many films are before this one.
        look: What some pictures tell; None before that is known.
        done, expected: Frames; 0 expected where nobody knows.
        spent_s: Since it was this film's turn.
        glimpse: The newest picture that was drawn; None before the first.
        error: Why it failed.
    """

    step: Step = "waiting"
    before: int = 0
    look: Preflight | None = None
    done: int = 0
    expected: int = 0
    spent_s: float = 0.0
    glimpse: Glimpse | None = None
    error: HamstrongError | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.step in _OVER


class _StoppedError(Exception):
    """Nobody wants this film any more."""


@dataclass(eq=False)
class Following:
    """One film that is followed, or has been.

    Attributes:
        path: The film.
        athlete: Where the user pointed; None where they did not.
        track: The body in it; None until it is done.
    """

    path: Path
    athlete: ImagePoint | None = None
    track: Track | None = None
    _progress: Progress = field(default_factory=Progress)
    _stop: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _then: list[Callable[[], None]] = field(default_factory=list)
    _wanted_by: set[str] = field(default_factory=set)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    def want(self, by: str) -> bool:
        """Note who wants it; return whether it can be had, or ends too soon."""
        with self._lock:
            if self._stop.is_set() and self.track is None:
                return False
            self._wanted_by.add(by)
            return self._progress.step not in ("failed", "stopped")

    def leave(self, by: str) -> None:
        """Note that somebody does not want it any more: the last one stops it soon."""
        with self._lock:
            self._wanted_by.discard(by)
            if not self._wanted_by:
                self._stop.set()  # a film that is done stays done

    def wait(self, longest_s: float | None = None) -> bool:
        """Wait until it is over; return whether it is."""
        return self._over.wait(longest_s)

    def then(self, call: Callable[[], None]) -> None:
        """Call something when the film is done, in its thread; now, if it is."""
        with self._lock:
            if self.track is None:
                self._then.append(call)
                return
        call()

    def run(self, line: WaitingLine) -> None:
        """Follow the film when it is its turn; never raises."""
        try:
            with line.turn(self._wait_behind):
                self._note(step="looking", before=0)
                track = self._follow()
            with self._lock:
                self.track, calls = track, self._then
            for call in calls:  # the page waits for them: they keep what was found
                call()
            self._note(step="done")
        except _StoppedError:
            self._note(step="stopped")
        except HamstrongError as error:
            self._note(step="failed", error=error)
        except Exception as error:  # noqa: BLE001 - told on the page, not lost
            sentence = sentence_on_crash(error, log_crash(error))
            self._note(step="failed", error=HamstrongError(sentence))
        finally:
            self._over.set()

    def _follow(self) -> Track:
        began_s = time.monotonic()
        glimpses = Glimpses(self.path.name)

        def progress(done: int, expected: int) -> None:
            self._check_stop()
            self._note(
                step="following",
                done=done,
                expected=expected,
                spent_s=time.monotonic() - began_s,
                glimpse=glimpses.newest,
            )

        def on_frame(
            image: NDArray[np.uint8], time_s: float, poses: Mapping[int, Pose]
        ) -> None:
            self._check_stop()
            glimpses.look(image, time_s, poses)

        return follow_video(
            self.path,
            Options(athlete=self.athlete, workers=all_cores()),
            progress=progress,
            first=lambda look: self._note(look=look),
            on_frame=on_frame,
        )

    def _wait_behind(self, before: int) -> None:
        self._check_stop()
        self._note(before=before)

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise _StoppedError

    def _note(self, **changes: object) -> None:
        self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]


class FilmsToFollow:
    """All films that a server follows, in the order of asking."""

    def __init__(self, at_once: int = 1) -> None:
        """Begin with none.

        Args:
            at_once: So many films at a time.
        """
        self._line = WaitingLine(at_once)
        self._lock = threading.Lock()
        self._films: dict[tuple[str, ImagePoint | None], Following] = {}

    def follow(
        self,
        path: Path | None,
        digest: str,
        athlete: ImagePoint | None = None,
        *,
        wanted_by: str = "",
    ) -> Following:
        """Follow a film, if it has not been yet or was stopped; returns at once.

        Args:
            path: The film; must stay until it is over. None of one that `knows` knows.
            digest: Of its content.
            athlete: See `coach.check.Options`.
            wanted_by: Who wants it: it is stopped when nobody does any more.
        """
        key = (digest, athlete)
        with self._lock:
            known = self._films.pop(key, None)
            if known is None or not known.want(wanted_by):
                assert path is not None
                known = Following(path, athlete)
                known.want(wanted_by)
                self._begin(known)
            self._films[key] = known  # the newest last
            self._forget_old()
            return known

    def knows(self, digest: str, athlete: ImagePoint | None) -> bool:
        """Whether a film is done, or on its way, so that its file is not asked for."""
        with self._lock:
            known = self._films.get((digest, athlete))
        return known is not None and (known.track is not None)

    def at_work_on(self, path: Path) -> bool:
        """Whether a film is waited for or followed."""
        with self._lock:
            films = list(self._films.values())
        return any(one.path == path and not one.progress.over for one in films)

    def _begin(self, one: Following) -> None:
        threading.Thread(
            target=one.run, args=(self._line,), name="following", daemon=True
        ).start()

    def _forget_old(self) -> None:
        over = [key for key, one in self._films.items() if one.progress.over]
        for key in over[: max(0, len(self._films) - KEPT)]:
            del self._films[key]
