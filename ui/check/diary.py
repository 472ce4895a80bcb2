"""What the athlete says of a set, and what becomes of its film."""

import math
from dataclasses import replace
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from coach.history.kept import KG_OF_A_POUND, Diary
from coach.jobs.sets import SetAtHand
from hamstrong.errors import HamstrongError
from ui.check.choose import put_away
from ui.check.seeding import seed
from ui.desk import DESK, FOLLOWS, SHELF, film_of
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
    _ask(one, kept.diary)
    with st.container(horizontal=True, vertical_alignment="center"):
        _ask_for_the_film(one)
        _offer_to_forget(one)


def _ask(one: SetAtHand, known: Diary) -> None:
    """Ask for the diary; each answer is written at once, and nothing else is."""
    weight, unit, effort, *pains = st.columns([3, 2, 3, 3, 3, 3])
    in_unit = unit.selectbox("Unit", list(UNITS), key="unit_of_weight")
    _ask_weight(weight, one, known.load_kg, in_unit)
    felt = None if math.isnan(known.effort) else known.effort
    said = {"effort": felt, "note": known.note}
    said |= {name: getattr(known, name) for name in _PAINS}
    seed(f"diary_{one.id}", {_key(one, name): value for name, value in said.items()})
    between = set() if felt is None else {felt}  # the command takes 6.5, too
    effort.selectbox(
        "Effort, 0 to 10",
        [None, *sorted({*map(float, _SCALE), *between})],
        format_func=_or_not_noted,
        help="How hard it was: 0 is nothing at all, 10 the hardest ever.",
        **_writes(one, "effort"),
    )
    for (name, label), place in zip(_PAINS.items(), pains, strict=True):
        place.selectbox(
            f"{label}, 0 to 10",
            [None, *_SCALE],
            format_func=_or_not_noted,
            **_writes(one, name),
        )
    st.text_area("Note", max_chars=2000, height=80, **_writes(one, "note"))


def _ask_weight(
    place: DeltaGenerator, one: SetAtHand, load_kg: float, in_unit: str
) -> None:
    size = UNITS[in_unit]
    key = f"weight_{in_unit}_{one.id}"
    shown = None if math.isnan(load_kg) else round(load_kg / size, 2)
    seed(f"{key}_seed", {key: shown})
    place.number_input(
        "Weight used",
        min_value=0.0,
        max_value=500.0 / size,
        value=None,
        step=None,
        placeholder="16",
        key=key,
        on_change=_note,
        args=(one, "load_kg", key, size),
    )


def _writes(one: SetAtHand, name: str) -> dict[str, Any]:
    """Return what a widget needs to write its own answer."""
    key = _key(one, name)
    return {"key": key, "on_change": _note, "args": (one, name, key)}


def _key(one: SetAtHand, name: str) -> str:
    return f"{name}_{one.id}"


def _note(one: SetAtHand, name: str, key: str, size: float = 1.0) -> None:
    """Write one answer into the diary as it is now; another page may have written."""
    kept = DESK.history.find(one.id)
    if kept is None:
        return
    said = st.session_state[key]
    if name in ("load_kg", "effort"):
        said = math.nan if said is None else size * float(said)
    DESK.history.note(one.id, replace(kept.diary, **{name: said}))
    st.toast("Noted", icon=":material/check:")


def _or_not_noted(value: float | None) -> str:
    return "Not noted" if value is None else f"{value:g}"


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
    if not any(film.path and FOLLOWS.at_work_on(film.path) for film in one.films):
        SHELF.drop(one.id)  # else another set wants it; it goes when that is done
