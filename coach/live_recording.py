"""Keeps the pictures of a set while it lasts, without ever holding one up."""

import contextlib
import queue
import threading
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vision.encode import VideoWriter
from vision.errors import OutputError

WAITING: Final = 60
"""Pictures that may wait for the encoder; beyond that, newer ones are left out (two
seconds of film: half a gigabyte at most, at 1080p)."""


class SetRecorder:
    """Writes one set to an H.264 film in a thread of its own."""

    def __init__(self, path: Path) -> None:
        """Start the thread; the file appears when the set is over.

        Args:
            path: Where; its folder must exist.
        """
        self._path = path
        self._waiting: queue.Queue[tuple[NDArray[np.uint8], float] | None] = (
            queue.Queue(WAITING)
        )
        self._kept = True
        self._failed = False
        self._thread = threading.Thread(
            target=self._write_all, name="live recording", daemon=True
        )
        self._thread.start()

    def write(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Take one picture; when the encoder is far behind it is left out."""
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait((image_rgb, time_s))

    def finish(self) -> Path | None:
        """Wait for the encoder and return the film; None when it failed."""
        self._waiting.put(None)
        self._thread.join()
        return None if self._failed or not self._path.exists() else self._path

    def discard(self) -> None:
        """End the thread and leave no film behind."""
        self._kept = False
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()
        self._waiting.put(None)
        self._thread.join(timeout=1.0)
        self._path.unlink(missing_ok=True)

    def _write_all(self) -> None:
        try:
            with VideoWriter(self._path) as video:
                while (item := self._waiting.get()) is not None:
                    video.write(*item)
        except (OutputError, ValueError):
            self._failed = True  # a film that cannot be kept costs no set
            while self._waiting.get() is not None:
                pass
