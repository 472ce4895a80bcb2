"""The sets that were trained last, each a click away."""

import datetime as dt
import math
from html import escape
from typing import Final

import streamlit as st

from coach.circuit.day import Day
from coach.history.kept import KeptSet
from coach.reports.wording import count_of, exercise_short, noun_for
from hamstrong.errors import HistoryError
from ui.check.choose import SET
from ui.desk import DESK
from ui.trouble import show_error

SHOWN: Final = 4


def show_last_sets() -> bool:
    """Show the last sets; return whether there were any."""
    try:
        sets = DESK.history.sets(most=SHOWN)
        day = Day.current(DESK.history)
    except HistoryError as error:
        show_error(error)
        return False
    if day is not None:
        st.html(_waiting_html(day))
    if not sets:
        return day is not None
    with st.container(key="last_sets", border=True, gap="small"):
        st.subheader("Last time")
        for one in sets:
            show_row(one)
    return True


def _waiting_html(day: Day) -> str:
    """Return that a circuit waits to be gone on with, and what comes next in it."""
    place = day.plan.next()
    left = sum(step.state == "todo" for step in day.plan.steps)
    if place is None:
        said = "All sets are done."
    else:
        step = day.plan.steps[place]
        name = f"{exercise_short(step.exercise)}, {step.side} leg"
        said = f"{count_of(left, 'set')} to go. Next: {name}."
    return (
        '<section class="card next" aria-label="Your circuit"><p class="kind">Your '
        f"circuit of {when(day.training.began_at)}</p><p>{escape(said)}</p>"
        '<p><a href="/circuit" target="_self">Go on with it</a></p></section>'
    )


def show_row(one: KeptSet) -> None:
    """Show a kept set as one line that opens it."""
    with st.container(
        key=f"row_{one.id}", horizontal=True, vertical_alignment="center"
    ):
        st.html(row_html(one))
        st.button("Open", key=f"open_{one.id}", on_click=open_set, args=(one.id,))


def open_set(set_id: str) -> None:
    """Let the page show a kept set."""
    st.session_state["shown"] = (set_id, "")
    st.query_params.from_dict({SET: set_id})


def row_html(one: KeptSet) -> str:
    """Return a kept set in two lines: what it was, and when and how it went."""
    what = exercise_short(one.exercise) if one.exercise else one.title
    leg = f", {one.side} leg" if one.side else ""
    score = f"{one.score:.0f} of 100" if math.isfinite(one.score) else "no score"
    parts = [
        when(one.done_at),
        count_of(one.counted, noun_for(one.exercise)),
        score,
        weight(one),
    ]
    beside = " \N{MIDDLE DOT} ".join(filter(None, parts))
    return (
        f'<p class="set-row"><b>{escape(what)}{escape(leg)}</b>'
        f"<small>{escape(beside)}</small></p>"
    )


def weight(one: KeptSet) -> str:
    """Return the weight that was noted; "" for none."""
    if math.isfinite(one.diary.load_kg):
        return f"{one.diary.load_kg:g} kg"
    return one.load or ""


def when(at: dt.datetime) -> str:
    """Return when something was, in this computer's time: "today 14:05", "3 Nov"."""
    local = at.astimezone()
    days = (dt.datetime.now().astimezone().date() - local.date()).days
    if days in (0, 1):
        return f"{'today' if days == 0 else 'yesterday'} {local:%H:%M}"
    year = "" if days < 300 else f" {local:%Y}"
    return f"{local.day} {local:%b}{year}"
