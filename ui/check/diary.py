"""What the athlete says of a set, and what becomes of its film."""

import math
from typing import Final

import streamlit as st

from coach.history.kept import KG_OF_A_POUND, Diary
from coach.jobs.sets import SetAtHand
from hamstrong.errors import HamstrongError
from ui.check.choose import put_away
from ui.desk import DESK, SHELF, film_of
from ui.trouble import show_error

UNITS: Final = {"kg": 1.0, "lb": KG_OF_A_POUND}
_SCALE: Final = list(range(11))
_PAINS: Final = {
    "pain_before": "Pain before",
    "pain_after": "Pain after",
    "pain_next_morning": "Pain next morning",
}


def show_diary(one: SetAtHand) -> None:
    """Show what was noted of a set, to be changed, and whether its film is kept."""
    kept = DESK.history.find(one.id)
    if kept is None:  # it could not be kept, which the page says
        return
    st.header("Your notes")
    diary = _ask(one, kept.diary)
    if diary != kept.diary and repr(diary) != repr(kept.diary):
        DESK.history.note(one.id, diary)
        st.toast("Noted", icon=":material/check:")
    with st.container(horizontal=True, vertical_alignment="center"):
        _ask_for_the_film(one)
        _offer_to_forget(one)


def _ask(one: SetAtHand, known: Diary) -> Diary:
    """Ask for the diary; each answer is written at once."""
    weight, unit, effort, *pains = st.columns([3, 2, 3, 3, 3, 3])
    in_unit = unit.selectbox("Unit", list(UNITS), key="unit_of_weight")
    size = UNITS[in_unit]
    load = weight.number_input(
        "Weight used",
        min_value=0.0,
        max_value=500.0 / size,
        value=None if math.isnan(known.load_kg) else round(known.load_kg / size, 2),
        step=None,
        placeholder="16",
        key=f"weight_{in_unit}_{one.id}",
    )
    felt = effort.selectbox(
        "Effort, 0 to 10",
        [None, *_SCALE],
        index=0 if math.isnan(known.effort) else 1 + round(known.effort),
        format_func=_or_not_noted,
        key=f"effort_{one.id}",
        help="How hard it was: 0 is nothing at all, 10 the hardest ever.",
    )
    felt_pains = {
        name: place.selectbox(
            f"{label}, 0 to 10",
            [None, *_SCALE],
            index=_place(getattr(known, name)),
            format_func=_or_not_noted,
            key=f"{name}_{one.id}",
        )
        for (name, label), place in zip(_PAINS.items(), pains, strict=True)
    }
    note = st.text_area(
        "Note", known.note, key=f"note_{one.id}", max_chars=2000, height=80
    )
    return Diary(
        load_kg=math.nan if load is None else load * size,
        effort=math.nan if felt is None else float(felt),
        note=note or "",
        **felt_pains,
    )


def _place(value: int | None) -> int:
    return 0 if value is None else 1 + value


def _or_not_noted(value: int | None) -> str:
    return "Not noted" if value is None else str(value)


def _ask_for_the_film(one: SetAtHand) -> None:
    kept = DESK.history.films.path(one.id, 0) is not None
    path = film_of(one)
    if path is None:
        return
    wanted = st.toggle(
        "Keep the film with this set",
        value=kept,
        key=f"keep_film_{one.id}",
        help="On this computer, in the history's folder. Otherwise the film goes when "
        "this page is closed; the numbers stay.",
    )
    if wanted == kept:
        return
    try:
        for place in range(len(one.films)):
            film = film_of(one, place)
            if wanted and film is not None:
                DESK.history.films.keep(one.id, place, film)
            elif not wanted:
                DESK.history.films.drop(one.id, place)
    except HamstrongError as error:
        show_error(error)


def _offer_to_forget(one: SetAtHand) -> None:
    with st.popover("Forget this set", icon=":material/delete:"):
        st.write("The report, what you noted and a kept film are removed for good.")
        st.button("Forget it", type="primary", on_click=_forget, args=(one,))


def _forget(one: SetAtHand) -> None:
    put_away()
    DESK.forget(one.id)
    SHELF.drop(one.id)
