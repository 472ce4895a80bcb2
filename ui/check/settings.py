"""What the user can say of a film; each change is judged at once."""

from dataclasses import replace
from typing import Final, Literal, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from coach.jobs.question import Asked, FilmFile
from coach.jobs.sets import SetAtHand
from coach.reports.wording import leg_name
from exercises.registry import EXERCISES, TESTS
from exercises.units import Load, Side
from ui.check.athlete import athlete_of
from ui.check.second import ask_second
from ui.check.seeding import seed

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
_SPEEDS: Final[dict[float | None, str]] = {
    None: "None, or as the file says",
    1.0: "None, whatever the file says",
    0.5: "Plays at half the true speed",
    0.25: "Plays at a quarter",
    0.125: "Plays at an eighth",
}

SMALLEST_M: Final = 1.0
TALLEST_M: Final = 2.5
"""Heights of a person, as the command line takes them."""


def ask_about(one: SetAtHand) -> tuple[Asked, FilmFile | None]:
    """Show the settings of a set; return what is asked, and its second film.

    Raises:
        OutputError: There is no room for the second film.
    """
    _show_as_asked(one)
    with st.expander(
        "About this film: exercise, leg, weight, height, slow motion, test, second "
        "film",
        icon=":material/tune:",
    ):
        exercise, leg, load, height = st.columns([3, 2, 2, 2])
        key = ask_exercise(exercise, _key(one, "exercise"))
        slow, tested = st.columns(2)
        options = replace(
            one.asked.options,
            exercise=key,
            side=ask_leg(leg, _key(one, "leg"), key),
            load=ask_load(load, _key(one, "load")),
            height_m=ask_height_m(height, _key(one, "height")),
            athlete=athlete_of(one),
            speed=ask_speed(slow, _key(one, "speed")),
            test=ask_test(tested, _key(one, "test"), key),
            mirrored=st.toggle(
                "This film is a mirror image (selfie view)",
                key=_key(one, "mirrored"),
                help="Left and right are swapped back.",
            ),
        )
        second, mirrored = ask_second(one)
        return Asked(options=options, second_mirrored=mirrored), second


def _key(one: SetAtHand, name: str) -> str:
    """Return a widget's key: each set has its own answers."""
    return f"{name}_{one.id}"


def _show_as_asked(one: SetAtHand) -> None:
    """Let the widgets show what is asked of the set now, also by another page."""
    options = one.asked.options
    shown = {
        "exercise": options.exercise,
        "leg": options.side,
        "load": options.load or "",
        "height": options.height_m,
        "speed": options.speed,
        "test": options.test or "",
        "mirrored": options.mirrored,
        "second_mirrored": one.asked.second_mirrored,
    }
    seed(f"asked_{one.id}", {_key(one, name): said for name, said in shown.items()})


def ask_which_exercise(one: SetAtHand) -> None:
    """Ask for the exercise where the film does not tell; one click judges again."""
    st.header("Which exercise is it?")
    st.caption("The body is followed already: the answer comes at once.")
    with st.container(key="which", horizontal=True, gap="small"):
        for key, exercise in EXERCISES.items():
            st.button(
                exercise.title,
                key=f"is_{key}",
                on_click=_name_exercise,
                args=(one, key),
            )


def height_in_m(number: float | None) -> float | None:
    """Return a height in metres from metres or centimetres; None when it is neither."""
    if number is None:
        return None
    metres = number / 100 if number > TALLEST_M else number
    return metres if SMALLEST_M <= metres <= TALLEST_M else None


def ask_exercise(place: DeltaGenerator, key: str) -> str:
    """Ask which exercise it is; "auto" leaves it to be recognised."""
    choices = ["auto", *EXERCISES]
    chosen: str = place.selectbox(
        "Exercise", choices, format_func=_exercise_name, key=key
    )
    return chosen


def ask_leg(place: DeltaGenerator, key: str, exercise: str) -> Leg:
    """Ask for the working leg, by what it is called in the exercise."""
    chosen = place.selectbox(
        leg_name(exercise), list(_LEGS), format_func=_LEGS.__getitem__, key=key
    )
    return cast(Leg, chosen)


def ask_load(place: DeltaGenerator, key: str) -> Load | None:
    """Ask for the weight; None where it is not noted."""
    chosen = place.selectbox(
        "Weight", list(_LOADS), format_func=_LOADS.__getitem__, key=key
    )
    return cast(Load | None, chosen or None)


def ask_test(place: DeltaGenerator, key: str, exercise: str) -> str | None:
    """Ask whether the film shows a clinical test; None where it does not.

    Args:
        place: Where.
        key: Of the widget.
        exercise: The exercise that is chosen: only its tests are offered.
    """
    fitting = [
        test.key for test in TESTS.values() if exercise in ("auto", test.exercise.key)
    ]
    if not fitting:
        return None
    chosen: str = place.selectbox(
        "Clinical test",
        ["", *fitting],
        format_func=lambda name: TESTS[name].title if name else "None",
        key=key,
        help="Counted or timed until the form is lost, on one leg. The film must show "
        "it from lying still before it to some seconds after it.",
    )
    return chosen or None


def ask_speed(place: DeltaGenerator, key: str) -> float | None:
    """Ask how fast the film plays; None goes by what the file says."""
    chosen: float | None = place.selectbox(
        "Slow motion",
        list(_SPEEDS),
        format_func=_SPEEDS.__getitem__,
        key=key,
        help="A film recorded in slow motion shows more time than there was: lowering "
        "seems longer than it is. Say how much slower it plays.",
    )
    return chosen


def ask_height_m(place: DeltaGenerator, key: str) -> float | None:
    """Ask for the height, in metres or centimetres; None where it is not said."""
    number = place.number_input(
        "Your height, cm or m",
        min_value=0.0,
        max_value=100 * TALLEST_M,
        value=None,
        step=None,
        placeholder="175 or 1.75",
        key=key,
        help="For the distance of a gallop. Without it, 1.70 m is taken.",
    )
    metres = height_in_m(number)
    if number is not None and metres is None:
        place.caption(
            f"{number:g} is no height of a person: {SMALLEST_M:g} to {TALLEST_M:g} m, "
            "please."
        )
    return metres


def _name_exercise(one: SetAtHand, key: str) -> None:
    st.session_state[_key(one, "exercise")] = key


def _exercise_name(key: str) -> str:
    return "Found by itself" if key == "auto" else EXERCISES[key].title
