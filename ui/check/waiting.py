"""While a film is followed: its picture with the body, what was found so far."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from coach.jobs.following import Progress
from coach.jobs.sets import SetAtHand
from coach.reports.wording import count_of, exercise_title, noun_for
from exercises.film_words import sentence_on
from ui.check.choose import put_away
from ui.pictures import show_moving
from ui.trouble import show_error
from ui.warming import warming_up
from vision.capture.preflight import Preflight

REDRAW_S: Final = 1.0
"""Each redraw costs the model a little of its time (our choice)."""
GLIMPSE: Final = "A picture of the film, with the body as it is followed"
WARM_S: Final = 20.0
WARM_UP_FRAMES: Final = 30
"""The first frames carry the model's start and would promise far too much time."""


def show_waiting(one: SetAtHand) -> None:
    """Show how far a set's films are, and go on when they are done."""
    warming_up().join(WARM_S)
    _show_progress(one)
    st.button(
        "Stop following",
        icon=":material/close:",
        key="stop_following",
        on_click=_stop,
        args=(one,),
    )


def _stop(one: SetAtHand) -> None:
    one.stop()
    put_away()


@st.fragment(run_every=REDRAW_S)  # type: ignore[untyped-decorator]
def _show_progress(one: SetAtHand) -> None:
    now = one.progress()
    if now.step == "done":
        st.rerun()
    if now.error is not None:
        show_error(now.error)
        return
    if now.step == "stopped":
        st.info("This film was not followed to its end.", icon=":material/info:")
        st.button("Follow it", on_click=one.begin_again)
        return
    _show_step(now)
    picture, words = st.columns([3, 2], gap="large")
    with picture:
        if now.glimpse is not None:
            show_moving(now.glimpse.jpeg, GLIMPSE, "glimpse")
        else:
            st.html('<div class="unseen-film" role="presentation"></div>')
    with words:
        st.html(_found_html(now))
        if now.look is not None:
            _show_first_look(now.look)
        st.caption(
            "You may leave this page, or change the settings: the film goes on being "
            "followed, and its report is kept."
            if one.is_kept
            else "You may change the settings meanwhile: the film is followed once."
        )


def _show_step(now: Progress) -> None:
    if now.before:
        whose = "One film is" if now.before == 1 else f"{now.before} films are"
        st.info(
            f"{whose} before yours: each takes the whole computer.",
            icon=":material/hourglass_top:",
        )
        return
    share = min(1.0, now.done / now.expected) if now.expected else 0.0
    said = "Looking at some pictures first"
    if now.step == "following":
        said = f"Following the body: {how_far(now.done, now.expected, now.spent_s)}"
    st.progress(share, said)


def how_far(done: int, expected: int, spent_s: float) -> str:
    """Return how much is done and, once that can be told, how much time is left."""
    if not expected:
        return f"{done} frames"
    left_s = spent_s * (expected - done) / max(done, 1)
    left = (
        f", about {left_s:.0f} s left" if done > WARM_UP_FRAMES and left_s >= 1 else ""
    )
    return f"{done} of {max(expected, done)} frames{left}"


def _found_html(now: Progress) -> str:
    glimpse = now.glimpse
    if glimpse is None or glimpse.exercise is None:
        return '<p class="so-far" aria-live="polite">Nothing counted yet.</p>'
    count = count_of(glimpse.counted, noun_for(glimpse.exercise))
    number, noun = count.split(" ", 1)
    return (
        f'<p class="so-far" aria-live="polite"><b>{number}</b> {noun} so far</p>'
        f"<p>Looks like: {escape(exercise_title(glimpse.exercise))}</p>"
    )


def _show_first_look(look: Preflight) -> None:
    if not look.problems:
        st.success(
            f"At first look: the body is in {look.seen} of {look.looked} pictures.",
            icon=":material/check:",
        )
    for problem in look.problems:
        st.warning(f"At first look: {sentence_on(problem)}", icon=":material/videocam:")
