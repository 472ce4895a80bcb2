"""Keeps the pictures of a set while it lasts, without ever holding one up."""

import contextlib
import logging
import queue
import threading
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hamstrong.errors import OutputError
from vision.temporary import TemporaryFolder
from vision.video.writer import VideoWriter

_log = logging.getLogger(f"hamstrong.{__name__}")

WAITING: Final = 60
"""Pictures that may wait for the encoder; beyond that, newer ones are left out (two
seconds of film: half a gigabyte at most, at 1080p)."""


class SetRecorder:
    """Writes one set to an H.264 film in a thread of its own.

    Attributes:
        folder: Where the film lies, as long as somebody holds it.
    """

    def __init__(self) -> None:
        """Start the thread; the film appears when the set is over."""
        self.folder = TemporaryFolder()
        self._path = self.folder.path / "set.mp4"
        self._waiting: queue.Queue[tuple[NDArray[np.uint8], float] | None] = (
            queue.Queue(WAITING)
        )
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
        """Wait for the encoder and return the film; None when it failed.

        It goes with the recorder's folder.
        """
        self._waiting.put(None)
        self._thread.join()
        if self._failed or not self._path.exists():
            self.folder.remove()
            return None
        return self._path

    def discard(self) -> None:
        """End the thread and leave no film behind."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()
        self._waiting.put(None)
        self._thread.join(timeout=1.0)
        self.folder.remove()

    def _write_all(self) -> None:
        try:
            with VideoWriter(self._path, any_size=True) as video:
                while (item := self._waiting.get()) is not None:
                    video.write(*item)
        except (OutputError, ValueError):
            _log.warning("a film of the set could not be kept", exc_info=True)
            self._failed = True  # a film that cannot be kept costs no set
            while self._waiting.get() is not None:
                pass
