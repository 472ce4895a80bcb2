"""What the user can say of a film; each change is judged at once."""

from typing import Final, Literal, cast

import streamlit as st

from coach.check import Options
from exercises.check import EXERCISES
from exercises.report import Load, Side
from ui.checking import Request, Second
from ui.film import Film, film_from_sample, film_from_upload, forget
from ui.samples import other_view_of, read_samples
from ui.start import TYPES

Leg = Side | Literal["auto"]
_LEGS: Final = {
    "auto": "Found by itself",
    "left": "Left",
    "right": "Right",
}
_LOADS: Final = {
    "": "Not noted",
    "body weight": "Body weight",
    "medium": "Medium",
    "heavy": "Heavy",
}


def ask_about(film: Film) -> Request:
    """Show the settings of a film and return what is asked."""
    with st.expander(
        "About this film: exercise, leg, weight, second film", icon=":material/tune:"
    ):
        exercise, leg, load = st.columns(3)
        options = Options(
            exercise=exercise.selectbox(
                "Exercise",
                ["auto", *EXERCISES],
                format_func=_exercise_name,
                key="exercise",
            ),
            side=cast(
                Leg,
                leg.selectbox(
                    "Standing leg",
                    list(_LEGS),
                    format_func=_LEGS.__getitem__,
                    key="leg",
                ),
            ),
            load=cast(
                Load | None,
                load.selectbox(
                    "Weight", list(_LOADS), format_func=_LOADS.__getitem__, key="load"
                )
                or None,
            ),
            mirrored=st.toggle(
                "This film is a mirror image (selfie view)",
                key="mirrored",
                help="Left and right are swapped back.",
            ),
        )
        return Request(film=film, options=options, second=_second(film))


def _exercise_name(key: str) -> str:
    return "Found by itself" if key == "auto" else EXERCISES[key].title


def _second(film: Film) -> Second | None:
    st.html(
        "<p><b>Second film, from another side.</b> No camera sees all of it: the side "
        "shows hinge and tempo, the front shows reach and hips. Both are judged in one "
        "report.</p>"
    )
    upload = st.file_uploader(
        "The same exercise and leg, filmed from the front (or the side)",
        type=list(TYPES),
        key=f"second_{film.digest}",
    )
    second = _second_sample(film) if upload is None else None
    if upload is not None:
        known = st.session_state.get("second_film")
        if known is None or known[0] != upload.file_id:
            forget(known[1] if known else None)
            known = (upload.file_id, film_from_upload(upload))
            st.session_state["second_film"] = known
        second = known[1]
    if second is None:
        return None
    mirrored = st.toggle("The second film is a mirror image", key="second_mirrored")
    return Second(film=second, mirrored=mirrored)


def _second_sample(film: Film) -> Film | None:
    """Offer the sample of the same set from the other side."""
    other = other_view_of(film.sample, read_samples()) if film.sample else None
    if other is None:
        return None
    side = "front" if other.from_front else "side"
    if st.checkbox(f"Use the sample filmed from the {side}", key=f"with_{film.digest}"):
        return film_from_sample(other)
    return None
