"""The circuit, guided: what comes next, by camera or film, to the page at its end."""

from dataclasses import replace
from typing import Final

import streamlit as st

from coach.circuit.day import Day, Unplanned
from coach.circuit.gates import EASIER_PAIN
from coach.circuit.plan import MOST_PAIN, Tempo, new_plan
from coach.live.session import LiveSettings
from coach.live.state import REST_S, PlannedSet
from coach.reports.wording import exercise_short
from exercises.registry import EXERCISES
from exercises.units import Load
from ui.circuit.films import show_films, show_under_way
from ui.circuit.steps import next_html, preparing_html, steps_html, summary_html
from ui.desk import DESK
from ui.live.choices import LONGEST_REST_S, Choices, ask_camera, keep_choices
from ui.live.page import show_running
from ui.live.room import LivePageState
from ui.sessions import kept
from ui.warming import warming_up

_LEAD: Final = """
<p class="lead">Five exercises, from the least to the most demanding; each leg; three
rounds with more weight each. Begin here, stop when you like, and go on tomorrow.</p>
"""
_ASKED: Final = """
<p>Not today without asking a clinician: a recent strain or operation, pregnancy,
dizziness, or pain that wakes you.</p>
"""
_TOO_MUCH_PAIN: Final = (
    "Do not train on pain like that. See a clinician if it was sharp, came with a pop, "
    "bruising, numbness or a limp."
)


def show_circuit_page() -> None:
    """Draw the page.

    Raises:
        HamstrongError: The history or the camera cannot be used; `ui/main.py` shows it.
    """
    keep_choices()
    room: LivePageState = kept("circuit_room", LivePageState)
    day = Day.current(DESK.history)
    if room.running:
        show_running(room, "Circuit")
        return
    if day is None:
        _show_before()
        return
    unplanned = day.sort_in(_loaded)
    if day.plan.over or st.session_state.get("circuit_over") == day.id:
        _show_end(day)
        return
    _show_under_way(day, room, unplanned)


def _show_before() -> None:
    warming_up()
    st.title("Circuit")
    st.html(_LEAD)
    own, beside = st.columns([3, 2], gap="large")
    with own, st.container(key="circuit_choices", border=True):
        _ask_what_to_do()
    with beside:
        st.html(preparing_html())


def _ask_what_to_do() -> None:
    """Ask for rounds, exercises, tempo and pain, and offer to begin where it may be."""
    rounds = st.segmented_control(
        "Rounds", [1, 2, 3], default=3, key="circuit_rounds", required=True
    )
    written = st.text_input(
        "Tempo: seconds down, held, up, held",
        "3-1-1-0",
        key="circuit_tempo",
        help="3-1-1-0 is three seconds down, one held, one up. Clock, voice and "
        "score go by the first.",
    )
    chosen = st.pills(
        "Exercises",
        list(EXERCISES),
        selection_mode="multi",
        default=list(EXERCISES),
        format_func=exercise_short,
        key="circuit_exercises",
    )
    pain = st.select_slider(
        "Pain now, 0 to 10", list(range(MOST_PAIN + 1)), key="circuit_pain"
    )
    st.html(_ASKED)
    tempo = _tempo(written)
    if pain > EASIER_PAIN:
        st.error(_TOO_MUCH_PAIN, icon=":material/block:")
    elif tempo is not None and chosen:
        st.button(
            "Begin",
            type="primary",
            icon=":material/play_arrow:",
            key="circuit_begin",
            width="stretch",
            on_click=_begin,
            args=(rounds or 3, chosen, tempo, pain),
        )


def _tempo(written: str) -> Tempo | None:
    """Read the tempo; says so where it is none."""
    try:
        return Tempo.read(written)
    except ValueError as error:
        st.warning(str(error), icon=":material/timer:")
        return None


def _begin(rounds: int, exercises: list[str], tempo: Tempo, pain: int) -> None:
    day = Day.begin(DESK.history, new_plan(rounds, exercises, tempo))
    day.note_pain(pain)


def _loaded(set_id: str, load: Load) -> None:
    """Let a set that did a step have the step's weight, where it names none."""
    one = DESK.find(set_id)
    if one is not None and one.asked.options.load is None:
        options = replace(one.asked.options, load=load)
        second = one.films[1] if len(one.films) > 1 else None
        one.ask(replace(one.asked, options=options), second)


def _show_under_way(day: Day, room: LivePageState, unplanned: list[Unplanned]) -> None:
    place = day.plan.next()
    assert place is not None
    step = day.plan.steps[place]
    with st.container(key="circuit_head", horizontal=True, vertical_alignment="bottom"):
        st.title("Circuit")
        st.button("Stop for today", on_click=_stop, args=(day,), key="circuit_stop")
    if not day.asked_today:
        _ask_pain_today(day)
    held = day.gate(place)
    own, beside = st.columns([3, 2], gap="large")
    with own:
        st.html(next_html(step, day.last_cue(step.exercise, step.side), day.plan))
        if held:
            st.warning(held, icon=":material/front_hand:")
        _show_ways(day, place, room, held=bool(held))
        show_films(day, unplanned)
    with beside:
        st.html(steps_html(day.steps_done()))


def _ask_pain_today(day: Day) -> None:
    """Ask anew on another day: yesterday's answer says nothing of today."""
    with st.container(
        key="circuit_today", horizontal=True, vertical_alignment="bottom"
    ):
        pain = st.select_slider(
            "Pain today, 0 to 10", list(range(MOST_PAIN + 1)), key="circuit_pain_today"
        )
        st.button("Note it", on_click=day.note_pain, args=(pain,), key="circuit_note")


def _show_ways(day: Day, place: int, room: LivePageState, *, held: bool) -> None:
    rest_s = st.number_input(
        "Rest between sets, seconds", 5, LONGEST_REST_S, round(REST_S), 5,
        key="circuit_rest",
    )  # fmt: skip
    source, mirror = ask_camera()
    with st.container(key="circuit_ways", horizontal=True, gap="small"):
        live = st.button(
            "Go on in spite of that" if held else "Do it live",
            type="secondary" if held else "primary",
            icon=":material/videocam:",
            key="circuit_live",
        )
        st.button("Skip this set", on_click=day.skip, args=(place,), key="circuit_skip")
    if live:
        settings = live_settings(day, place, rest_s)
        with st.spinner("Getting the coach ready"):
            warming_up().join()
        choices = Choices(settings=settings, source=source, mirror_shown=mirror)
        room.start(choices, training=day.id)
        st.rerun()


def live_settings(day: Day, place: int, rest_s: float = REST_S) -> LiveSettings:
    """Return the open steps of a round, from one on, as a hands-free session.

    A step that a gate holds back ends it, unless it is the first, which was asked for.
    """
    steps = day.plan.steps
    planned = []
    for number in range(place, len(steps)):
        step = steps[number]
        if step.round != steps[place].round or (number > place and day.gate(number)):
            break
        if step.state == "todo":
            planned.append(
                PlannedSet(
                    exercise=step.exercise,
                    side=step.side,
                    load=step.load,
                    reminder=day.last_cue(step.exercise, step.side),
                )
            )
    return LiveSettings(
        planned=tuple(planned), rest_s=rest_s, limits=day.plan.tempo.limits()
    )


def _stop(day: Day) -> None:
    st.session_state["circuit_over"] = day.id


def _show_end(day: Day) -> None:
    st.title("Circuit done" if day.plan.over else "Circuit, so far")
    st.html(summary_html(day.steps_done()))
    show_under_way(day)
    with st.container(key="circuit_end", horizontal=True, gap="small"):
        if not day.plan.over:
            st.button("Go on", type="primary", on_click=_go_on, key="circuit_go_on")
        st.button("End this training", on_click=_end, args=(day,), key="circuit_close")
    st.caption(
        "What was done is kept either way. A training that is not ended waits here for "
        "tomorrow."
    )


def _go_on() -> None:
    st.session_state.pop("circuit_over", None)


def _end(day: Day) -> None:
    day.end()
    st.session_state.pop("circuit_over", None)
