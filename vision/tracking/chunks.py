"""One film on all cores: each looks through pieces of it.

The pose model keeps one core busy, and Python's threads share one. So other processes
look at the later pieces, each with a model of its own, while this one looks at the
first. They share nothing but paths: the film's, and that of a file in which each notes
how far it is.

Where the model looks depends on where it looked before, and that for good: begun
elsewhere, it never comes to see quite the same (`benchmarks.seams` prints how much
that is). So a film's pieces depend on its length alone, and one core looks through the
same ones as eight: the track is the same to the last digit.
"""

import logging
import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hamstrong.errors import VideoError
from vision.pose.model import PoseModel
from vision.temporary import TemporaryFolder
from vision.tracking.parallel import needed, processes
from vision.tracking.stitch import (
    WARMUP_S,
    WHOLE,
    Chunk,
    ChunkResult,
    SeamError,
    joined,
    track_chunk,
)

LEAST_PIECE_S: Final = 10.0
"""Shorter pieces would mostly be warming up (our choice)."""
LEAST_PIECE_FRAMES: Final = 60
"""A piece with fewer is not worth a process (our choice: six pictures a second)."""
MOST_PIECES: Final = 16
"""More than most machines have cores; longer films have longer pieces (our choice)."""
MOST_PIECE_S: Final = 300.0
"""What a process remembers of longer ones would grow (our choice)."""
HEAD_START_S: Final = 3.0
"""So much shorter the first piece is: this process also takes the first look and loads
what judges (our choice)."""
STOP: Final = 0
"""The first number of the shared file: whether to stop; then frames done by piece."""
LOOK_S: Final = 0.2

_log = logging.getLogger(f"hamstrong.{__name__}")


class StoppedError(Exception):
    """Whoever wanted the film looked through does so no more."""


def chunks_of(duration_s: float, frames: int) -> list[Chunk]:
    """Return the pieces a film is cut into: two, four, eight of equal work, or one.

    Args:
        duration_s: NaN where the file does not say.
        frames: So many it can hold, whatever length it claims.
    """
    most = 0 if math.isnan(duration_s) else int(duration_s / LEAST_PIECE_S)
    most = min(most, frames // LEAST_PIECE_FRAMES)
    if most < 2:
        return [WHOLE]
    # By doubling, so that two, four or eight cores get as much each.
    count = min(1 << (most.bit_length() - 1), MOST_PIECES)
    while duration_s / count > MOST_PIECE_S:
        count *= 2
    # The first has nothing to warm up for, but other work to do.
    more_s = WARMUP_S - HEAD_START_S
    step_s = (duration_s - more_s) / count
    starts_s = [more_s + step_s * number for number in range(1, count)]
    ends_s = [*starts_s[1:], float("inf")]
    return [
        Chunk(until_s=starts_s[0]),
        *(
            Chunk(from_s=start_s, until_s=end_s, warm_s=WARMUP_S)
            for start_s, end_s in zip(starts_s, ends_s, strict=True)
        ),
    ]


def track_in_chunks(
    path: Path,
    model: PoseModel,
    pieces: Sequence[Chunk],
    workers: int,
    seen: Callable[[int], None],
    first: Callable[[], None] = lambda: None,
) -> ChunkResult:
    """Look through a film with several processes, this one among them.

    A process that dies costs time, and no frames: this one looks at its piece then.

    Args:
        path: The video.
        model: The pose model.
        pieces: From `chunks_of`.
        workers: So many processes may look at once.
        seen: Called now and then with the number of frames done.
        first: Done while the other processes have begun.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    with needed(), _notes(len(pieces)) as (notes, where):
        others = _Others(path, model, pieces, workers - 1, where)

        def tell() -> None:
            others.feed()
            seen(int(notes[1:].sum()))

        def own(number: int) -> ChunkResult:
            def note(done: int) -> None:
                notes[1 + number] = done
                tell()

            return track_chunk(path, model, pieces[number], note)

        others.feed()
        first()
        sights: dict[int, ChunkResult] = {}
        try:
            sights[0] = own(0)
            while (number := others.take_back()) is not None:
                sights[number] = own(number)
            for number, future in others.begun.items():
                sights[number] = _result(future, tell) or own(number)
            tell()  # what the others did since they were last waited for
            return joined([sights[number] for number in range(len(pieces))])
        except (SeamError, VideoError):
            # Some files cannot be entered in the middle, or are damaged there.
            _log.info("%s is looked through from the start", path.name, exc_info=True)
            notes[STOP] = 1
            return track_chunk(path, model, WHOLE, seen)


class _Others:
    """The other processes: each is given the next piece when it is done with one."""

    def __init__(
        self,
        path: Path,
        model: PoseModel,
        pieces: Sequence[Chunk],
        count: int,
        where: Path,
    ) -> None:
        self._told = (path, model, where)
        self._pieces = pieces
        self._count = count
        self._ahead = deque(range(1, len(pieces)))
        self.begun: dict[int, Future[ChunkResult]] = {}

    def feed(self) -> None:
        """Give out pieces while somebody is idle; called for every frame."""
        while self._ahead and self._busy() < self._count:
            number = self._ahead.popleft()
            path, model, where = self._told
            self.begun[number] = processes(self._count).submit(
                _look, path, model, self._pieces[number], where, number
            )

    def take_back(self) -> int | None:
        """Return a piece that nobody has begun, for this process to look at.

        Whoever else is idle gets one first: this process has just been busy.
        """
        self.feed()
        return self._ahead.popleft() if self._ahead else None

    def _busy(self) -> int:
        return sum(not future.done() for future in self.begun.values())


def _result(
    future: Future[ChunkResult], waits: Callable[[], None]
) -> ChunkResult | None:
    """Return what another process saw, None if it died."""
    while True:
        try:
            return future.result(timeout=LOOK_S)
        except TimeoutError:
            waits()
        except (BrokenExecutor, CancelledError, RuntimeError) as error:
            _log.warning("a process that looked at a piece of the film died: %s", error)
            return None


@contextmanager
def _notes(pieces: int) -> Iterator[tuple[NDArray[np.int64], Path]]:
    """Give the shared file of a film, and tell all to stop at the end."""
    with TemporaryFolder() as folder:
        where = folder / "notes"
        np.zeros(1 + pieces, np.int64).tofile(where)
        notes = np.memmap(where, np.int64, "r+")
        try:
            yield notes, where
        finally:
            notes[STOP] = 1
            notes.flush()


def _look(
    path: Path, model: PoseModel, piece: Chunk, where: Path, number: int
) -> ChunkResult:
    """Look through a piece; in a process of its own."""
    notes = np.memmap(where, np.int64, "r+")

    def note(done: int) -> None:
        notes[1 + number] = done
        if notes[STOP]:
            raise StoppedError

    return track_chunk(path, model, piece, note)
