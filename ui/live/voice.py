"""The coach's voice in the browser: speech, beeps, ticks, and the caption as text."""

from dataclasses import dataclass
from typing import Final, Literal

from ui.component import component, nothing

Trouble = Literal["", "insecure", "denied", "missing", "busy"]
"""Why the browser will give no picture: no HTTPS, not allowed, no camera, in use."""

_HTML: Final = '<p class="caption" role="status" aria-live="polite"></p>'


@dataclass(frozen=True, kw_only=True)
class Voice:
    """How the coach is heard.

    Attributes:
        spoken: Whether words are spoken; beeps stand for them otherwise.
        ticking: Whether the seconds of a lowering tick.
        muted: Nothing is heard; what was said meanwhile is not said later.
        volume: From 0 to 1.
    """

    spoken: bool = True
    ticking: bool = True
    muted: bool = False
    volume: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What there is to say now.

    Attributes:
        session: Names the live session; a new one starts counting anew.
        live: Whether it runs: the screen is kept awake.
        connect: Whether the browser's camera is still to be connected.
        spoken: The last texts, oldest first, with their numbers.
        caption: The text to show.
        picture: What the camera's picture shows, for who cannot see it.
        lowering_s: The lowering's clock while it runs, None otherwise.
        target_s: What the lowering should last; its tick sounds brighter.
    """

    session: str = ""
    live: bool = False
    connect: bool = False
    spoken: tuple[tuple[int, str], ...] = ()
    caption: str = ""
    picture: str = ""
    lowering_s: float | None = None
    target_s: float | None = None


def say(saying: Saying, voice: Voice) -> Trouble:
    """Say what is new, and return why there is no camera, "" when there is one."""
    heard = component("voice", _HTML)(
        key="voice",
        data={
            "session": saying.session,
            "live": saying.live,
            "connect": saying.connect,
            "spoken": [list(item) for item in saying.spoken],
            "caption": saying.caption,
            "picture": saying.picture,
            "lowering_s": saying.lowering_s,
            "target_s": saying.target_s,
            "voice": voice.spoken,
            "ticks": voice.ticking,
            "muted": voice.muted,
            "volume": voice.volume,
        },
        default={"trouble": ""},
        on_trouble_change=nothing,
    )
    trouble: Trouble = heard.trouble
    return trouble
