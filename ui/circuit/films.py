"""Films of the circuit's sets, dropped at once: each does a step or says why not."""

from typing import Final

import streamlit as st

from coach.check import Options
from coach.circuit.day import Day, Unplanned
from coach.history.rows import new_id
from coach.jobs.question import Asked
from coach.jobs.sets import SetAtHand
from coach.reports.wording import exercise_short
from hamstrong.errors import HamstrongError
from ui.check.choose import film_of_upload
from ui.desk import DESK
from ui.trouble import show_error
from vision.video.probe import SUFFIXES

REDRAW_S: Final = 2.0


def show_films(day: Day, unplanned: list[Unplanned]) -> None:
    """Take films of several sets at once: each is followed, and does its step.

    Args:
        day: The training.
        unplanned: What was kept for it and does no step.
    """
    key = f"circuit_films_{st.session_state.get('circuit_films_seen', 0)}"
    st.file_uploader(
        "Or films of your sets, several at once: each finds its exercise and leg",
        type=list(SUFFIXES),
        accept_multiple_files=True,
        key=key,
        on_change=_take_films,
        args=(key, day),
    )
    show_under_way(day)
    for one in unplanned:
        st.info(_did_no_step(one), icon=":material/movie:")


def show_under_way(day: Day) -> None:
    """Show the films that are followed still, and those that were in vain."""
    ours = DESK.of_training(day.id)
    if under_way := {one.id for one in ours if not one.settled}:
        _follow(day, under_way)
    for one in ours:
        if one.settled and (why := _in_vain(one)):
            _show_in_vain(one, why)


def _in_vain(one: SetAtHand) -> str:
    """Return why nothing came of a film; "" where it is kept."""
    now = one.progress()
    if now.step == "stopped":
        return "It was stopped before its end."
    return str(now.error or one.trouble or "")


def _take_films(key: str, day: Day) -> None:
    taken: set[str] = st.session_state.setdefault("uploads_taken", set())
    for upload in st.session_state.get(key) or []:
        if upload.file_id in taken:
            continue
        taken.add(upload.file_id)
        set_id = new_id()
        try:
            film = film_of_upload(upload, set_id, 0)
            DESK.begin(
                [film],
                title=film.name,
                set_id=set_id,
                training=day.id,
                asked=Asked(options=Options(limits=day.plan.tempo.limits())),
            )
        except HamstrongError as error:
            show_error(error)
    st.session_state["circuit_films_seen"] = (
        st.session_state.get("circuit_films_seen", 0) + 1
    )


def _did_no_step(one: Unplanned) -> str:
    """Say why a film that is judged and kept ticks nothing off."""
    kept = one.kept
    if one.again:
        shows = "the same film did so before"
    elif kept.exercise is None:
        shows = "none of the exercises was recognised in it"
    elif not kept.counted:
        shows = f"{exercise_short(kept.exercise)}, but nothing of it was counted"
    else:
        shows = f"{exercise_short(kept.exercise)}, and all sets of that leg are done"
    return f"{kept.title} ticks nothing off: {shows}. It is kept in the history."


@st.fragment(run_every=REDRAW_S)  # type: ignore[untyped-decorator]
def _follow(day: Day, under_way: set[str]) -> None:
    """Show how far films are; draw the page anew when one is done and kept."""
    lines = []
    for one in DESK.of_training(day.id):
        if one.id not in under_way:
            continue
        if one.settled:
            st.rerun()
        now = one.progress()
        far = f"{now.done} of {now.expected} frames" if now.expected else "waits"
        lines.append(f"{one.title}: {far}")
    st.info("  \n".join(lines), icon=":material/movie:")


def _show_in_vain(one: SetAtHand, why: str) -> None:
    """Say why a film does no step, until the user puts it away."""
    st.error(f"{one.title}: {why}", icon=":material/error:")
    with st.container(key=f"in_vain_{one.id}", horizontal=True, gap="small"):
        st.button("Try again", on_click=_again, args=(one,), key=f"again_{one.id}")
        st.button(
            "Put it away", on_click=DESK.forget, args=(one.id,), key=f"away_{one.id}"
        )


def _again(one: SetAtHand) -> None:
    """Follow a film again, or write again what could not be written."""
    if one.tracks is None:
        one.begin_again()
    one.keep()
