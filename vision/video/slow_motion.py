"""What a file says of slow motion: frames recorded faster than they are shown."""

from typing import Final

from av.container import InputContainer
from av.video.stream import VideoStream

RECORDED_FPS: Final = "com.android.capture.fps"
"""The rate of recording, beside that of showing (Android's MediaRecorder.setCaptureRate
writes it into mp4). iPhones keep the true times in the film itself."""
FASTER: Final = 0.8
"""A file whose two rates differ by less is not slowed: 29.97 of 30, or a dark room
(our choice)."""


def stated_speed(container: InputContainer, stream: VideoStream) -> float:
    """Return how much time one second of a film shows, as its container says.

    1 where it says nothing, 0.25 where 120 frames a second are shown at 30. Films put
    together of one picture a second are not slowed but hurried, above 1.
    """
    shown = float(stream.average_rate or 0)
    try:
        tag = stream.metadata.get(RECORDED_FPS, container.metadata.get(RECORDED_FPS))
        recorded = float(tag or 0)
    except ValueError:
        return 1.0
    if shown <= 0 or recorded <= 0 or FASTER < shown / recorded < 1 / FASTER:
        return 1.0
    return round(shown / recorded, 4)
