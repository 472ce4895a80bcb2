"""Which of two people is you: asked where the film does not tell."""

import base64
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from coach.jobs.sets import SetAtHand
from ui.component import component, nothing
from ui.desk import film_of
from ui.pictures import show_picture
from vision.people.athlete import ImagePoint
from vision.problems import LONGEST_LOST_S
from vision.track import Track
from vision.video.writer import jpeg_of

AROUND: Final = 0.22
"""Half the side of the part of the picture around a person, as a share of its width."""
_HTML: Final = (
    '<div style="position:relative;line-height:0">'
    '<img tabindex="0" style="width:100%;cursor:crosshair;border-radius:.5rem">'
    '<span class="mark" style="position:absolute;width:1.2rem;height:1.2rem;'
    "margin:-.6rem;border:3px solid #fff;outline:2px solid #000;border-radius:50%;"
    'pointer-events:none;left:-9rem"></span></div>'
)


def athlete_of(one: SetAtHand) -> ImagePoint | None:
    """Return where the user pointed in its film; None where they did not."""
    spot: ImagePoint | None = st.session_state.get(_key(one), one.asked.options.athlete)
    return spot


def ask_for_the_athlete(one: SetAtHand, track: Track) -> None:
    """Show who else could be the athlete; a click judges the film anew."""
    around, path = track.surroundings, film_of(one)
    if around is None or path is None:
        return
    if not around.unambiguous and len(around.candidates) > 1:
        st.header("Who is training?")
        st.caption("Two people could be the athlete. The first one was judged.")
        _show_people(one, path, track)
        _let_point(one, path, track, "Neither: point at the athlete")
    elif around.others_s >= LONGEST_LOST_S or athlete_of(one) is not None:
        _let_point(one, path, track, "The wrong person? Point at the athlete")


def _show_people(one: SetAtHand, path: Path, track: Track) -> None:
    assert track.surroundings is not None
    with st.container(key="who", horizontal=True, gap="medium"):
        for number, (x, y, at_s) in enumerate(track.surroundings.candidates):
            spot = ImagePoint(float(x), float(y), float(at_s))
            with st.container(key=f"person_{number}", border=True, width=260):
                picture = _picture(path, float(at_s))
                alt = f"Person {number + 1} of those who could be the athlete"
                show_picture(_part(picture, spot), alt, f"person-{number}-{one.id}")
                st.button(
                    "This is the athlete",
                    key=f"athlete_{number}_{one.id}",
                    on_click=_choose,
                    args=(one, spot),
                    width="stretch",
                )


def _let_point(one: SetAtHand, path: Path, track: Track, question: str) -> None:
    """Show the picture of a time that the user chooses, to click on the athlete."""
    with st.expander(question, icon=":material/person_search:"):
        at_s = st.slider(
            "When they can be seen, s",
            0.0,
            max(0.1, round(float(track.time_s[-1]), 1)),
            step=0.1,
            key=f"point_s_{one.id}",
        )
        jpeg = jpeg_of(_picture(path, at_s))
        pointed = component("point", _HTML)(
            key=f"point_{one.id}",
            data={
                "picture": f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}",
                "label": "The film at that time: click on the athlete, or move the "
                "mark with the arrow keys and press Enter",
            },
            on_place_change=nothing,
        )
        if pointed.place:
            x, y = pointed.place
            _choose(one, ImagePoint(float(x), float(y), at_s))
            st.rerun()


def _choose(one: SetAtHand, spot: ImagePoint) -> None:
    st.session_state[_key(one)] = spot


def point_no_more(one: SetAtHand) -> None:
    """Forget where the user pointed: it cannot be followed any more."""
    st.session_state.pop(_key(one), None)


def _key(one: SetAtHand) -> str:
    return f"athlete_{one.id}"


def _part(picture: NDArray[np.uint8], spot: ImagePoint) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    side = min(round(2 * AROUND * width), width, height)
    left = min(max(round(spot.x * width) - side // 2, 0), width - side)
    top = min(max(round(spot.y * height) - side // 2, 0), height - side)
    return picture[top : top + side, left : left + side]


@st.cache_data(show_spinner=False)  # type: ignore[untyped-decorator]
def _picture(path: Path, at_s: float) -> NDArray[np.uint8]:
    from vision.video.reader import picture_at

    return picture_at(path, at_s, long_side_px=960)
