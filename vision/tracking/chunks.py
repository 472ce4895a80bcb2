"""One film on all cores: each looks through chunks of it.

The pose model keeps one core busy, and Python's threads share one. So other processes
look at the later chunks, each with a model of its own, while this one looks at the
first. They share nothing but paths: the film's, and that of a file in which each notes
how far it is.

Where the model looks depends on where it looked before, and that for good: begun
elsewhere, it never comes to see quite the same (`benchmarks.seams` prints how much
that is). So a film's chunks depend on its length alone, and one core looks through the
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
    OnFrame,
    SeamError,
    joined,
    track_chunk,
)

LEAST_CHUNK_S: Final = 10.0
"""Shorter chunks would mostly be warming up (our choice)."""
LEAST_CHUNK_FRAMES: Final = 60
"""A chunk with fewer is not worth a process (our choice: six pictures a second)."""
MOST_CHUNKS: Final = 16
"""More than most machines have cores; longer films have longer chunks (our choice)."""
MOST_CHUNK_S: Final = 300.0
"""What a process remembers of longer ones would grow (our choice)."""
HEAD_START_S: Final = 3.0
"""So much shorter the first chunk is: this process also takes the first look and loads
what judges (our choice)."""
STOP: Final = 0
"""The first number of the shared file: whether to stop; then frames done by chunk."""
LOOK_S: Final = 0.2

_log = logging.getLogger(f"hamstrong.{__name__}")


class StoppedError(Exception):
    """Whoever wanted the film looked through does so no more."""


def chunks_of(duration_s: float, frames: int) -> list[Chunk]:
    """Return the chunks a film is cut into: two, four, eight of equal work, or one.

    Args:
        duration_s: NaN where the file does not say.
        frames: So many it can hold, whatever length it claims.
    """
    most = 0 if math.isnan(duration_s) else int(duration_s / LEAST_CHUNK_S)
    most = min(most, frames // LEAST_CHUNK_FRAMES)
    if most < 2:
        return [WHOLE]
    # By doubling, so that two, four or eight cores get as much each.
    count = min(1 << (most.bit_length() - 1), MOST_CHUNKS)
    while duration_s / count > MOST_CHUNK_S:
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
    chunks: Sequence[Chunk],
    workers: int,
    seen: Callable[[int], None],
    first: Callable[[], None] = lambda: None,
    on_frame: OnFrame = lambda *_: None,
) -> ChunkResult:
    """Look through a film with several processes, this one among them.

    A process that dies costs time, and no frames: this one looks at its chunk then.

    Args:
        path: The video.
        model: The pose model.
        chunks: From `chunks_of`.
        workers: So many processes may look at once.
        seen: Called now and then with the number of frames done.
        first: Done while the other processes have begun.
        on_frame: Called with the pictures that this process looks at.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    with needed(), _notes(len(chunks)) as (notes, where):
        others = _Others(path, model, chunks, workers - 1, where)

        def report_progress() -> None:
            others.feed()
            seen(int(notes[1:].sum()))

        def look_at(number: int) -> ChunkResult:
            def note(done: int) -> None:
                notes[1 + number] = done
                report_progress()

            return track_chunk(path, model, chunks[number], note, on_frame)

        others.feed()
        first()
        results: dict[int, ChunkResult] = {}
        try:
            results[0] = look_at(0)
            while (number := others.take_back()) is not None:
                results[number] = look_at(number)
            for number, future in others.begun.items():
                results[number] = _result(future, report_progress) or look_at(number)
            report_progress()  # what the others did since they were last waited for
            return joined([results[number] for number in range(len(chunks))])
        except (SeamError, VideoError):
            # Some files cannot be entered in the middle, or are damaged there.
            _log.info("%s is looked through from the start", path.name, exc_info=True)
            notes[STOP] = 1
            return track_chunk(path, model, WHOLE, seen, on_frame)


class _Others:
    """The other processes: each is given the next chunk when it is done with one."""

    def __init__(
        self,
        path: Path,
        model: PoseModel,
        chunks: Sequence[Chunk],
        count: int,
        where: Path,
    ) -> None:
        self._job = (path, model, where)
        self._chunks = chunks
        self._count = count
        self._ahead = deque(range(1, len(chunks)))
        self.begun: dict[int, Future[ChunkResult]] = {}

    def feed(self) -> None:
        """Give out chunks while somebody is idle; called for every frame."""
        while self._ahead and self._busy() < self._count:
            number = self._ahead.popleft()
            path, model, where = self._job
            self.begun[number] = processes(self._count).submit(
                _track_in_this_process, path, model, self._chunks[number], where, number
            )

    def take_back(self) -> int | None:
        """Return a chunk that nobody has begun, for this process to look at.

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
            _log.warning("a process that looked at a chunk of the film died: %s", error)
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


def _track_in_this_process(
    path: Path, model: PoseModel, chunk: Chunk, where: Path, number: int
) -> ChunkResult:
    """Look through a chunk; in a process of its own."""
    notes = np.memmap(where, np.int64, "r+")

    def note(done: int) -> None:
        notes[1 + number] = done
        if notes[STOP]:
            raise StoppedError

    return track_chunk(path, model, chunk, note)
