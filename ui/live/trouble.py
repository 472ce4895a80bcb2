"""What keeps the picture away, each in one sentence with what to do."""

import time

import streamlit as st

from coach.live.session import LiveState
from ui.live.room import OLD_S, PATIENCE_S, LivePageState
from ui.live.voice import Trouble
from vision.problems import LEAST_FPS

INSTEAD = "or film the set and give the film to the page Check a video"
TROUBLES: dict[Trouble, str] = {
    "insecure": (
        "This page came over plain HTTP, and a browser gives its camera only over "
        "HTTPS: start the app with `hamstrong app --https --lan` and open the address "
        f"that it prints, {INSTEAD}."
    ),
    "denied": (
        "The browser may not use the camera: allow it at the left of the address bar, "
        f"then press Stop and Start again, {INSTEAD}."
    ),
    "busy": (
        "Another program uses the camera, or it gives no picture: close that program, "
        f"then press Stop and Start again, {INSTEAD}."
    ),
    "missing": (
        f"This device shows no camera: plug one in and load the page again, {INSTEAD}."
    ),
}
BLOCKED = (
    "The camera's picture does not get through to the computer that serves this page; "
    "a VPN or a guest Wi-Fi often blocks it. Press Stop, and choose that computer's "
    "camera under Sets, rest, height, camera, if the page is open on it; name a TURN "
    f"server (docs/live.md); {INSTEAD}."
)

SLOW_SHARE = 0.2
"""Where so many of the pictures are passed over, it is the computer that is slow (our
choice)."""


def show_trouble(trouble: Trouble, room: LivePageState) -> None:
    """Say what keeps the picture away, if anything does."""
    now_s = time.monotonic()
    sentence = error_of(room) or room.warning.look(warning_of(trouble, room), now_s)
    if sentence:
        st.warning(sentence, icon=":material/videocam_off:")
    few = room.few.look(few_of(room) if not sentence else "", now_s)
    if few and not sentence:
        with st.container(key="live_few"):
            st.warning(few, icon=":material/speed:")


def error_of(room: LivePageState) -> str:
    """Return why the session ended by itself, "" when it has not."""
    if room.feed is not None and room.feed.error:
        return room.feed.error
    return room.state.error if room.state is not None else ""


def warning_of(trouble: Trouble, room: LivePageState) -> str:
    """Return the one sentence that helps most now, "" while all is well."""
    # A camera that gives pictures is there, whatever the browser says.
    if trouble and not room.seen and room.from_browser:
        return TROUBLES[trouble]
    if not room.running:
        return ""
    if not room.seen:
        return BLOCKED if room.silent_s > PATIENCE_S and room.from_browser else ""
    if room.silent_s > OLD_S:
        return (
            "No new picture for some seconds. If it does not come back, press Stop and "
            "Start again."
        )
    return ""


def few_of(room: LivePageState) -> str:
    """Return that too few pictures come to count by, "" while enough do."""
    state = room.state
    if state is None or not state.too_few or not room.running:
        return ""
    return too_few(state)


def too_few(state: LiveState) -> str:
    """Return why so few pictures a second are looked at, and what to do."""
    if state.dropped_share >= SLOW_SHARE:
        return (
            f"This computer looks at fewer than {LEAST_FPS:.0f} pictures a second, too "
            f"few to count by. Close other programs, {INSTEAD}."
        )
    return (
        f"Fewer than {LEAST_FPS:.0f} pictures a second come from the camera, too few "
        "to count by. Turn on more light, since a camera is slow in the dark, bring "
        f"the device nearer to the Wi-Fi, {INSTEAD}."
    )
