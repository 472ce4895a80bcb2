"""Which of two people is you: asked where the film does not tell."""

from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.film import Film
from vision.track import Track

Place = tuple[float, float]
AROUND: Final = 0.22
"""Half the side of the part of the picture around a person, as a share of its width."""


def athlete_of(film: Film) -> Place | None:
    """Return where the user pointed in this film; None where nobody was asked."""
    place: Place | None = st.session_state.get(_key(film))
    return place


def ask_for_the_athlete(film: Film, track: Track) -> None:
    """Show the people who could be the athlete; a click judges the film anew."""
    around = track.surroundings
    if around is None or around.sure or len(around.rivals) < 2:
        return
    st.header("Who is training?")
    st.caption("Two people could be the athlete. The first one was judged.")
    with st.container(key="who", horizontal=True, gap="medium"):
        for number, (x, y, at_s) in enumerate(around.rivals):
            with st.container(key=f"person_{number}", border=True, width=260):
                picture = _picture(film.path, float(at_s))
                st.image(_part(picture, (float(x), float(y))), width="stretch")
                st.button(
                    "This is the athlete",
                    key=f"athlete_{number}_{film.digest}",
                    on_click=_choose,
                    args=(film, (float(x), float(y))),
                    width="stretch",
                )


def _choose(film: Film, place: Place) -> None:
    st.session_state[_key(film)] = place


def _key(film: Film) -> str:
    return f"athlete_{film.digest}"


def _part(picture: NDArray[np.uint8], place: Place) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    side = min(round(2 * AROUND * width), width, height)
    left = min(max(round(place[0] * width) - side // 2, 0), width - side)
    top = min(max(round(place[1] * height) - side // 2, 0), height - side)
    return picture[top : top + side, left : left + side]


@st.cache_data(show_spinner=False)  # type: ignore[untyped-decorator]
def _picture(path: Path, at_s: float) -> NDArray[np.uint8]:
    from vision.video import picture_at

    return picture_at(path, at_s, long_side_px=960)
