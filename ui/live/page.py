"""Live: the camera, the coach's words beside it, and each set's report at once."""

import math
import time
from html import escape
from typing import Final

import streamlit as st

from coach.live.session import LiveState
from coach.reports.wording import count_of, exercise_title
from ui.live.choices import ask_choices, ask_voice, keep_choices
from ui.live.room import LivePageState, live_room, show_stream
from ui.live.sets import show_sets
from ui.live.trouble import show_trouble
from ui.live.voice import Saying, Trouble, Voice, say
from ui.news import tell_news
from ui.pictures import show_moving
from ui.warming import warming_up
from vision.problems import GOOD_FPS

REDRAW_S: Final = 0.3
"""So often the page asks the session: words come at most that much late."""
SAID_SHOWN: Final = 8
PICTURE: Final = "You, with the body, the count and one word of what to do drawn in"
"""What the camera's picture shows; beside it the same stands as text."""
_STEPS: Final = {
    "idle": "Getting ready",
    "framing": "Getting you into the picture",
    "countdown": "Get into position",
    "ready": "Waiting for you to start",
    "working": "Working",
    "resting": "Rest",
    "done": "Done",
}


def show_live_page() -> None:
    """Draw the page.

    Raises:
        HamstrongError: The camera or the pose model is missing; `ui/main.py` shows it.
    """
    keep_choices()
    room = live_room()
    number = room.count
    tell_news("Report ready." if number else "", f"Live set {number}")
    if room.running:
        show_running(room)
        show_sets(room)
        return
    if room.sets:  # what came of it stands first, the next one below
        st.title("Live")
        show_sets(room)
    _show_before(room)


def _show_before(room: LivePageState) -> None:
    ready = warming_up()
    choices = ask_choices(again=bool(room.sets))
    trouble = say(_saying(room), Voice())
    if choices is not None:
        with st.spinner("Getting the coach ready"):
            ready.join()
        room.start(choices)
        st.rerun()
    show_trouble(trouble, room)


def show_running(room: LivePageState, title: str = "Live") -> None:
    """Show the camera and the coach's words; ends when all sets are done.

    Args:
        room: The session.
        title: Of the page.
    """
    with st.container(key="live_head", horizontal=True, vertical_alignment="center"):
        st.title(title)
        st.button(
            "Stop",
            type="primary",
            icon=":material/stop:",
            key="live_stop",
            on_click=room.stop,
        )
    picture, words = st.columns([2, 1], gap="medium")
    with picture, st.container(key="live_picture"):
        if room.from_browser:
            show_stream(room)
        else:
            _show_own_camera(room)
    with words, st.container(key="live_words"):
        heard_at = st.container()
        voice = ask_voice()
    with heard_at:
        _follow(room, voice)


@st.fragment(run_every=REDRAW_S)  # type: ignore[untyped-decorator]
def _follow(room: LivePageState, voice: Voice) -> None:
    state = room.state
    if state is not None:
        st.html(_status_html(state))
    trouble: Trouble = say(_saying(room), voice)
    show_trouble(trouble, room)
    if state is not None:
        st.html(_said_html(state, room))
    ended = state is not None and state.step == "done"
    if ended:
        room.stop()
    if room.take_sets() or ended:
        st.rerun()


@st.fragment(run_every=REDRAW_S)  # type: ignore[untyped-decorator]
def _show_own_camera(room: LivePageState) -> None:
    picture = getattr(room.feed, "picture", None)
    if picture is None:
        st.caption("Waiting for the camera's first picture.")
    else:
        show_moving(picture, PICTURE, "own_camera")


def _saying(room: LivePageState) -> Saying:
    state = room.state
    connect = room.from_browser and room.running and not room.seen
    if state is None:
        return Saying(
            session=room.name, live=room.running, connect=connect, picture=PICTURE
        )
    return Saying(
        picture=PICTURE,
        session=room.name,
        live=room.running,
        connect=connect,
        spoken=tuple((one.seq, one.text) for one in state.spoken),
        caption=state.caption,
        lowering_s=_known(state.lowering_s) if room.running else None,
        target_s=_known(state.lowering_target_s),
    )


def _known(seconds: float) -> float | None:
    """Return None for NaN, which JSON does not know."""
    return seconds if math.isfinite(seconds) else None


def _status_html(state: LiveState) -> str:
    exercise = exercise_title(state.exercise) if state.exercise else ""
    leg = f"{state.side} leg" if state.side in ("left", "right") else ""
    what = " \N{MIDDLE DOT} ".join(part for part in (exercise, leg) if part)
    return (
        f'<div class="live-status"><p class="step">{_STEPS[state.step]}</p>'
        f'<p class="count"><b>{_number(state)}</b> '
        f"{escape(_counted(state))}</p>"
        f'<p class="what">{escape(what or "Exercise not recognised yet")}</p></div>'
    )


def _number(state: LiveState) -> str:
    resting = state.step == "resting" and math.isfinite(state.rest_left_s)
    return f"{state.rest_left_s:.0f}" if resting else str(state.count)


def _counted(state: LiveState) -> str:
    if state.step == "resting":
        return "seconds of rest"
    noun = count_of(state.count, state.noun).split(" ", 1)[-1]
    return f"{noun} of {state.target}" if state.target else noun


def _said_html(state: LiveState, room: LivePageState) -> str:
    items = "".join(
        f"<li>{escape(one.text)}</li>" for one in reversed(state.spoken[-SAID_SHOWN:])
    )
    rate = "Waiting for the first picture"
    if math.isfinite(state.age_s):
        rate = (
            f"{state.fps:.0f} pictures a second, {state.age_s:.1f} s old, "
            f"{state.dropped_share:.0%} left out to keep up"
        )
    coarse = 0 < state.fps < GOOD_FPS
    if room.coarse.look(coarse, time.monotonic()):
        rate += (
            f"; below {GOOD_FPS:.0f} times are coarser, and of a movement that only "
            "just counts or only just does not, the count may differ"
        )
    return (
        f'<section class="live-said" aria-label="What was said"><ol>{items}</ol>'
        f'<p class="rate">{rate}</p></section>'
    )
