"""Before a live set: what is asked, and how the room is set up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from coach.live.session import LiveSettings
from coach.reports.wording import count_of
from exercises.registry import EXERCISES
from ui.check.settings import ask_exercise, ask_height_m, ask_leg, ask_load
from ui.live.voice import Voice
from ui.visitor import is_at_this_computer

Source = Literal["browser", "computer"]
MOST_REPS: Final = 50
MOST_SETS: Final = 10
LONGEST_REST_S: Final = 300
DEFAULTS: Final = {
    "live_exercise": "auto",
    "live_leg": "auto",
    "live_load": "",
    "live_height": None,
    "live_target": None,
    "live_sets": 2,
    "live_rest": 45,
    "live_source": "browser",
    "live_mirror": True,
    "live_record": False,
    "live_spoken": True,
    "live_ticking": True,
    "live_muted": False,
    "live_volume": 100,
}
"""What is chosen to begin with, by the key of its field."""
_SOURCES: Final[Mapping[Source, str]] = {
    "browser": "The camera of the device that shows this page",
    "computer": "This computer's camera, without the browser",
}
_LEAD: Final = """
<p class="lead">The coach in the room. Press once; from then on it sees when you stand
ready, counts aloud, watches your tempo and ends the set when you leave.</p>
"""
_ROOM: Final = """
<section class="card quiet"><h2>Set up the room</h2><ul class="plain">
<li>Screen and camera three steps away, level, at the height of your hips; low for the
exercises on the floor.</li>
<li>Your whole body in the picture, the working leg towards the camera. The gallop needs
all five yards across the picture.</li>
<li>Sound on. Without it, the same words stand in the picture.</li>
<li>Light on you, not behind you; nobody else in the picture.</li>
</ul></section>
"""


_HOW_IT_GOES: Final = """
<section aria-label="How it goes"><ol class="steps">
<li><b>Step back</b><span>It says what is missing until it sees all of you.</span></li>
<li><b>Take your position</b><span>Hold it a moment; that arms the count.</span></li>
<li><b>Work</b><span>It counts aloud, ticks while you lower, gives one cue at a
time.</span></li>
<li><b>Leave</b><span>Standing up ends the set. Its report comes at once, then the rest
and the other leg.</span></li>
</ol></section>
"""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What was chosen for a live session."""

    settings: LiveSettings
    source: Source
    mirror_shown: bool


def keep_choices() -> None:
    """Keep the choices while their fields are not on the page."""
    for key, default in DEFAULTS.items():
        st.session_state[key] = st.session_state.get(key, default)


def ask_choices(*, again: bool) -> Choices | None:
    """Show the choices and the one button; return them when it was pressed.

    Args:
        again: Whether sets of before stand above.
    """
    if again:
        st.header("Another round")
    else:
        st.title("Live")
        st.html(_LEAD)
    own, room = st.columns([3, 2], gap="large")
    with own, st.container(key="live_choices", border=True):
        choices = _ask()
        pressed = st.button(
            "Start",
            type="primary",
            icon=":material/play_arrow:",
            key="live_start",
            width="stretch",
        )
        st.html(
            '<p class="private">Private: the pictures go from the camera to this '
            "computer and nowhere else.</p>"
        )
    with room:
        st.html(_ROOM)
    st.html(_HOW_IT_GOES)
    return choices if pressed else None


def ask_voice() -> Voice:
    """Show how the coach is heard, and return what is chosen."""
    with st.container(key="live_voice", horizontal=True, vertical_alignment="center"):
        spoken = st.toggle("Voice", key="live_spoken")
        ticking = st.toggle(
            "Ticks",
            key="live_ticking",
            help="One each second while you lower; a higher one at the target.",
        )
        muted = st.toggle("Mute", key="live_muted")
        volume = st.slider("Volume", 0, 100, step=10, key="live_volume", format="%d %%")
    return Voice(spoken=spoken, ticking=ticking, muted=muted, volume=volume / 100)


def asked_for(exercise: str) -> str:
    """Return what is counted to if nothing else is said: the circuit's own."""
    known = EXERCISES.get(exercise)
    if known is None:
        return "As the circuit asks"
    if known.target is None:
        return "Until you leave"
    return count_of(known.target, "second" if known.unit == "hold" else known.unit)


def ask_camera() -> tuple[Source, bool]:
    """Ask for the camera, and whether its picture is shown as a mirror does."""
    source: Source = "browser"
    if is_at_this_computer():  # nobody else may look through its camera
        source = st.selectbox(
            "Camera",
            list(_SOURCES),
            format_func=_SOURCES.__getitem__,
            key="live_source",
        )
    return source, st.toggle("Show the picture as a mirror does", key="live_mirror")


def _ask() -> Choices:
    exercise_at, leg_at = st.columns([3, 2])
    exercise = ask_exercise(exercise_at, "live_exercise")
    side = ask_leg(leg_at, "live_leg", exercise)
    target_at, load_at = st.columns([3, 2])
    target = target_at.number_input(
        "Count to",
        min_value=1,
        max_value=MOST_REPS,
        value=None,
        step=1,
        placeholder=asked_for(exercise),
        key="live_target",
        help="Half-way and the end are announced.",
    )
    load = ask_load(load_at, "live_load")
    with st.expander("Sets, rest, height, camera", icon=":material/tune:"):
        sets_at, rest_at, height_at = st.columns(3)
        sets = sets_at.number_input("Sets", 1, MOST_SETS, step=1, key="live_sets")
        rest_s = rest_at.number_input(
            "Rest, seconds", 5, LONGEST_REST_S, step=5, key="live_rest"
        )
        height_m = ask_height_m(height_at, "live_height")
        source, mirror_shown = ask_camera()
    record = st.toggle(
        "Keep a film of each set (off: no picture is kept)",
        key="live_record",
        help="The film lies on this computer until you close the page; you can "
        "download it with what was found drawn in.",
    )
    settings = LiveSettings(
        exercise=exercise,
        side=side,
        load=load,
        height_m=height_m,
        target=target,
        sets=sets,
        rest_s=float(rest_s),
        record=record,
    )
    return Choices(settings=settings, source=source, mirror_shown=mirror_shown)
