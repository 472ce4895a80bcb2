"""This computer's own camera, fed to a live session from a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.live.picture import draw_live
from hamstrong.errors import HamstrongError
from vision.video.webcam import Camera

if TYPE_CHECKING:
    from coach.live.session import LiveSession

_log = logging.getLogger(f"hamstrong.{__name__}")

ABANDONED_S: Final = 10.0
"""A page that has not looked for so long is closed: camera and model are freed."""


class Pictures(Protocol):
    """What gives pictures: a camera, or a test's."""

    def read(self) -> tuple[NDArray[np.uint8], float]:
        """Wait for the next picture; return it with its time in seconds."""

    def close(self) -> None:
        """Give no more."""


class CameraFeed:
    """Reads a camera, feeds the session, and keeps the newest drawn picture.

    Attributes:
        session: What counts and coaches.
        mirrored: Whether the picture is drawn as a mirror shows it.
        came_at_s: When the last picture came, by `time.monotonic`; None before.
        error: A sentence for the user, "" while all is well.
    """

    def __init__(
        self,
        session: LiveSession,
        index: int = 0,
        *,
        mirrored: bool = True,
        open_camera: Callable[[int], Pictures] = Camera,
    ) -> None:
        """Open the camera and start.

        Args:
            session: Started here, closed with the feed.
            index: Of the camera.
            mirrored: See above.
            open_camera: Opens it.

        Raises:
            CameraError: There is no camera, or another program uses it.
        """
        self.session = session
        self.mirrored = mirrored
        self.came_at_s: float | None = None
        self.error = ""
        self._picture: NDArray[np.uint8] | None = None
        self._looked_at_s = time.monotonic()
        self._closing = threading.Event()
        self._camera = open_camera(index)
        session.start()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    @property
    def picture(self) -> NDArray[np.uint8] | None:
        """The newest drawn picture; whoever asks keeps the feed alive."""
        self._looked_at_s = time.monotonic()
        return self._picture

    def close(self) -> None:
        """Free camera, model and threads; what the session found stays."""
        self._closing.set()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                if time.monotonic() - self._looked_at_s > ABANDONED_S:
                    break
                image, time_s = self._camera.read()
                self.came_at_s = time.monotonic()
                self.session.submit(image, time_s)
                self._picture = draw_live(
                    image, self.session.state, mirrored=self.mirrored
                )
        except HamstrongError as error:
            self.error = str(error)
        except Exception:  # noqa: BLE001 - the page has to hear of it
            _log.exception("a picture of the camera failed")
            self.error = "A picture could not be worked on. Press Stop and start anew."
        finally:
            self._camera.close()
            self.session.close()
