"""The page "How to film"."""

import base64
from html import escape
from typing import Final

import streamlit as st

from exercises.filming import Shot
from exercises.registry import EXERCISES
from ui.filming.guide import drawing, in_words

_RULES: Final = """
<ul class="plain">
<li><b>Lean the phone on something, level, in landscape.</b> A phone in the hand moves
what is measured; a tilt is corrected where the room shows upright lines.</li>
<li><b>From the side, the working leg near the phone</b>, your whole body in the picture
with a hand's breadth around it.</li>
<li><b>Light on you, not behind you</b>; clothes that show hips and knees, in another
colour than the wall.</li>
<li><b>You alone.</b> Who walks through is told apart from you by clothes and place; a
movement behind them is not counted.</li>
<li><b>30 frames a second or more, 720p or more</b>, one take, no cuts. Stand still for
a second before and after; walking to the phone and back does no harm.</li>
</ul>
"""


def show_filming_page() -> None:
    """Draw the page."""
    st.title("How to film")
    st.html(_RULES)
    for shot in (exercise.filming for exercise in EXERCISES.values()):
        st.header(shot.title)
        picture, words = st.columns([3, 2], gap="large", vertical_alignment="center")
        with picture:
            st.html(_image(shot))
        with words:
            st.html(
                f"<p><b>{escape(shot.distance)} away, lens {escape(shot.height)}.</b> "
                f"{escape(shot.advice)}</p>"
            )


def _image(shot: Shot) -> str:
    """Return the drawing as an image: Streamlit takes SVG out of HTML."""
    data = base64.b64encode(drawing(shot).encode()).decode()
    return (
        f'<img class="drawing" alt="{escape(in_words(shot))}" '
        f'src="data:image/svg+xml;base64,{data}" style="width:100%">'
    )
