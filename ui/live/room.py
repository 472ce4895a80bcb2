"""The live session of this page: where its pictures come from and what it has found."""

import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from streamlit_webrtc import WebRtcMode, webrtc_streamer

from coach.live.camera_feed import CameraFeed
from coach.live.lingering import Lingering
from coach.live.session import FinishedSet, LiveSession, LiveState
from coach.live.state import HELD_SETS
from coach.web.ice_servers import ice_servers
from hamstrong.errors import CameraError
from ui.live.choices import Choices
from ui.live.keeping import keep_set
from ui.live.stream import LiveStream
from ui.sessions import kept
from ui.visitor import is_at_this_computer

OLD_S: Final = 3.0
"""A picture older than this is said to be old."""
PATIENCE_S: Final = 12.0
"""A stream that has sent nothing for so long after the start does not get through:
asking for the camera and connecting take some two seconds."""
LINGERS_S: Final = 4.0
"""So long a warning is still shown when it is not true any more: rates and lines waver
about their limits, and what flickers is not read (our choice)."""
_CAMERA: Final = {
    "audio": False,
    "video": {
        "width": {"ideal": 1280},
        "height": {"ideal": 720},
        "frameRate": {"ideal": 30, "max": 30},
        "facingMode": {"ideal": "user"},
    },
}
"""Wide, for who lies or gallops. A body five yards away is a third of its height, and
under 160 pixels nothing is judged."""


@dataclass
class LivePageState:
    """What this browser tab has live.

    Attributes:
        name: Of the session under way, or of the last one.
        choices: What it was started with; None before the first.
        running: Whether it is under way.
        training: The training that its sets belong to.
        feed: Where its pictures come from; None until the browser has connected.
        started_at_s: When Start was pressed, by `time.monotonic`.
        sets: The newest `HELD_SETS` that the sessions of this page have finished, in
            order.
        count: How many they have finished in all.
        warning: What is shown of what keeps the picture away.
        few: What is shown of too few pictures.
        coarse: Whether the page says that times are coarse.
    """

    name: str = ""
    choices: Choices | None = None
    running: bool = False
    training: str | None = None
    feed: LiveStream | CameraFeed | None = None
    started_at_s: float = 0.0
    sets: deque[FinishedSet] = field(default_factory=lambda: deque(maxlen=HELD_SETS))
    count: int = 0
    warning: Lingering[str] = field(default_factory=lambda: Lingering(LINGERS_S))
    few: Lingering[str] = field(default_factory=lambda: Lingering(LINGERS_S))
    coarse: Lingering[bool] = field(default_factory=lambda: Lingering(LINGERS_S))
    _taken: int = 0

    def start(self, choices: Choices, training: str | None = None) -> None:
        """Begin a session.

        Args:
            choices: What was chosen.
            training: That its sets belong to; None for none.

        Raises:
            CameraError: This computer's camera does not open, or the page is shown on
                another device.
        """
        if choices.source == "computer" and not is_at_this_computer():
            raise CameraError(
                "This computer's camera is shown on this computer only. Use the camera "
                "of the device that shows this page."
            )
        self.stop()
        self.feed, self._taken = None, 0
        self.warning, self.few = Lingering(LINGERS_S), Lingering(LINGERS_S)
        self.coarse = Lingering(LINGERS_S)
        self.choices, self.name = choices, uuid.uuid4().hex
        self.training = training
        if choices.source == "computer":
            self.feed = CameraFeed(
                LiveSession(choices.settings, on_set=self.keep),
                mirrored=choices.mirror_shown,
            )
        self.started_at_s = time.monotonic()
        self.running = True

    def stop(self) -> None:
        """End the session; what it found stays."""
        if self.feed is not None:
            self.feed.session.stop()
            self.feed.close()
            self.take_sets()
        self.running = False

    def keep(self, done: FinishedSet) -> None:
        """Keep a set that has just ended; called in a thread of the session."""
        keep_set(done, self.training)

    @property
    def state(self) -> LiveState | None:
        """The session's state; None until the browser has connected."""
        return self.feed.session.state if self.feed is not None else None

    @property
    def silent_s(self) -> float:
        """Seconds since the last picture came, or since the start."""
        came = self.feed.came_at_s if self.feed is not None else None
        return time.monotonic() - (self.started_at_s if came is None else came)

    @property
    def from_browser(self) -> bool:
        """Whether the pictures come, or will come, from the browser's camera."""
        return self.choices is None or self.choices.source == "browser"

    @property
    def seen(self) -> bool:
        """Whether a picture has come at all."""
        return self.feed is not None and self.feed.came_at_s is not None

    def take_sets(self) -> bool:
        """Take over what has been finished since; return whether there was any."""
        state = self.state
        finished = state.finished if state is not None else ()
        new = [done for done in finished if done.number > self._taken]
        if new:
            self.sets.extend(new)
            self.count += new[-1].number - self._taken
            self._taken = new[-1].number
        return bool(new)


def live_room() -> LivePageState:
    """Return this tab's room."""
    return kept("live_room", LivePageState)


def show_stream(room: LivePageState) -> None:
    """Show the browser's camera with what was drawn on it, and take its feed."""
    choices = room.choices
    assert choices is not None
    servers = ice_servers()
    context = webrtc_streamer(
        key="live_camera",
        mode=WebRtcMode.SENDRECV,
        rtc_configuration={"iceServers": servers},
        media_stream_constraints=_CAMERA,
        video_html_attrs={
            "autoPlay": True,
            "controls": False,
            "muted": True,
            "playsInline": True,
            "style": {"width": "100%", "borderRadius": "0.6rem", "display": "block"},
        },
        video_processor_factory=lambda: LiveStream(
            choices.settings, mirrored=choices.mirror_shown, on_set=room.keep
        ),
        async_processing=True,
        media_toggle_controls=False,
    )
    if context.video_processor is not None:
        room.feed = context.video_processor
