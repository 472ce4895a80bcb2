"""Cameras of this computer, and a window to show pictures in: OpenCV's two ends."""

import time
from types import TracebackType
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from hamstrong.errors import CameraError
from vision.pose.native_output import native_output_hidden

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 480
"""Asked of the camera: the pose model looks at 256 px of the body, and every webcam
has this size at 30 frames a second."""


class Camera:
    """A camera plugged into this computer; use it in a `with` block."""

    def __init__(self, index: int) -> None:
        """Open the camera.

        Args:
            index: 0 for the first camera, 1 for the next.

        Raises:
            CameraError: There is none, or another program uses it.
        """
        self.index = index
        # OpenCV warns on the terminal about each back end that has no camera.
        with native_output_hidden():
            self._capture = cv2.VideoCapture(index)
        if not self._capture.isOpened():
            raise CameraError(
                f"Camera {index} does not open. Plug it in, close other programs that "
                "use it, or try another number; without a camera, film the set with "
                "a phone and check the film."
            )
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH_PX)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT_PX)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> tuple[NDArray[np.uint8], float]:
        """Wait for the next picture.

        Returns:
            (H, W, 3) uint8 RGB, and when it came in seconds of a clock that never
            goes back.

        Raises:
            CameraError: The camera has stopped.
        """
        came, image_bgr = self._capture.read()
        if not came:
            raise CameraError(
                f"Camera {self.index} has stopped giving pictures. Plug it in again "
                "and start anew."
            )
        image = np.asarray(cv2.cvtColor(image_bgr, cv2.COLOR_BGR2RGB), np.uint8)
        return image, time.monotonic()

    def close(self) -> None:
        """Let other programs have the camera."""
        self._capture.release()

    def __enter__(self) -> Self:
        """Return the camera itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


class Window:
    """A window of this computer's screen; use it in a `with` block."""

    def __init__(self, title: str) -> None:
        """Open the window.

        Raises:
            CameraError: This OpenCV has no windows, or there is no screen.
        """
        self.title = title
        try:
            cv2.namedWindow(title, cv2.WINDOW_NORMAL)
        except cv2.error as error:
            raise CameraError(
                "This OpenCV build opens no windows. Run `hamstrong app` and choose "
                '"This computer\'s camera" on the page Live, or install the build '
                "with windows: opencv-contrib-python in place of "
                "opencv-contrib-python-headless."
            ) from error

    def show(self, image_rgb: NDArray[np.uint8]) -> str:
        """Show a picture and return the key that was pressed, "" for none."""
        cv2.imshow(self.title, cv2.cvtColor(image_rgb, cv2.COLOR_RGB2BGR))
        key = cv2.waitKey(1)
        return chr(key & 0xFF) if key >= 0 else ""

    @property
    def is_open(self) -> bool:
        """Whether the user has not closed it."""
        return bool(cv2.getWindowProperty(self.title, cv2.WND_PROP_VISIBLE) >= 1)

    def __enter__(self) -> Self:
        """Return the window itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        if self.is_open:
            cv2.destroyWindow(self.title)
