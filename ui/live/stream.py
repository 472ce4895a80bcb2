"""The browser's camera: frames in, drawn frames out. Runs in the stream's own threads.

Nothing of Streamlit may be touched here: the page reads `session.state` instead.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from aiortc.codecs import CODECS
from streamlit_webrtc import VideoProcessorBase

from coach.live.picture import draw_live
from coach.live.session import FinishedSet, LiveSession, LiveSettings
from hamstrong.errors import HamstrongError
from vision.video.webrtc import frame_of, rgb_of, time_of

_log = logging.getLogger(f"hamstrong.{__name__}")

GONE_S: Final = 8.0
"""A stream that has been silent for so long is over: of a closed tab the connection
itself learns only after half a minute, and the model would wait as long."""
NEVER_CAME_S: Final = 60.0
"""So long a first picture is waited for: somebody may have to allow the camera."""
LOOK_S: Final = 0.5
SENT_BACK_PX: Final = 960
"""Long side of the picture that goes back: the page shows it no wider, and to pack a
larger one costs the model its time."""
START_KBIT_S: Final = 2500
"""What the browser's camera may send from the start. Chromium begins with 300 kbit/s, a
quarter of the picture, and was seen to take 20 s to get beyond: in that a body five
yards away is too small to judge. A slow line still makes it send less."""


def ask_for_the_whole_picture() -> None:
    """Let the answers to all browsers name the rate to start with."""
    for codec in CODECS["video"]:
        if codec.mimeType.lower() in ("video/vp8", "video/h264"):
            codec.parameters["x-google-start-bitrate"] = str(START_KBIT_S)


ask_for_the_whole_picture()


class LiveStream(VideoProcessorBase):  # type: ignore[misc]
    """Feeds a live session with a browser's frames and sends them back drawn.

    Attributes:
        session: What counts and coaches.
        mirrored: Whether the picture goes back as a mirror shows it.
        came_at_s: When the last frame came, by `time.monotonic`; None before.
        error: A sentence for the user, "" while all is well.
    """

    def __init__(
        self,
        settings: LiveSettings,
        *,
        mirrored: bool,
        on_set: Callable[[FinishedSet], None] = lambda _: None,
    ) -> None:
        """Start the session; the first frame is not waited for."""
        self.session = LiveSession(settings, on_set=on_set)
        self.mirrored = mirrored
        self.came_at_s: float | None = None
        self.error = ""
        self.session.start()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="live watch", daemon=True).start()

    async def recv_queued(self, frames):  # type: ignore[no-untyped-def]
        """Take the newest of the frames that came while the last one was drawn."""
        self.session.passed_over(len(frames) - 1)
        return [self.recv(frames[-1])]  # type: ignore[no-untyped-call]

    def recv(self, frame):  # type: ignore[no-untyped-def] # av lives in vision
        """Take the newest frame; return it with the last known state drawn on it."""
        self.came_at_s = time.monotonic()
        try:
            image = rgb_of(frame)
            stream_s = time_of(frame)
            self.session.submit(image, self.came_at_s if stream_s is None else stream_s)
            shown = rgb_of(frame, long_side_px=SENT_BACK_PX)
            drawn = draw_live(shown, self.session.state, mirrored=self.mirrored)
            return frame_of(drawn, frame)
        except HamstrongError as error:
            self.error = str(error)
        except Exception:  # noqa: BLE001 - what escapes freezes the picture for good
            _log.exception("a live frame failed")
            self.error = "A picture could not be worked on. Press Stop and start anew."
        return frame

    def on_ended(self) -> None:
        """Free the session: stopped, page closed, or connection lost."""
        self.close()

    def close(self) -> None:
        """Free the session's model and threads; what it found stays."""
        self._ended.set()
        self.session.close()

    def _watch(self) -> None:
        started_s = time.monotonic()
        while not self._ended.wait(LOOK_S):
            came_at_s = self.came_at_s
            patience_s = NEVER_CAME_S if came_at_s is None else GONE_S
            silent_s = time.monotonic() - (came_at_s or started_s)
            if silent_s > patience_s:
                self.error = (
                    f"No picture came for {silent_s:.0f} s, so the session was ended. "
                    "Press Stop, then Start again."
                )
                self.session.stop()
                self.close()
