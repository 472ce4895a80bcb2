"""The page "How to film"."""

import base64
from html import escape
from typing import Final

import streamlit as st

from exercises.filming import Shot
from exercises.registry import EXERCISES
from ui.filming.guide import halves, in_words, place_of

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
        st.html(_section(shot))


def _section(shot: Shot) -> str:
    shown = "".join(_view(one) for one in shot.views.values())
    steps = "".join(f"<li>{escape(step)}</li>" for step in shot.how)
    return (
        f'<div class="shots">{shown}</div><div class="howto">'
        f'<div><h3>The exercise</h3><ol class="plain">{steps}</ol></div>'
        f"{_listed('Do this', shot.do_this)}{_listed('Not this', shot.not_this)}</div>"
    )


def _view(shot: Shot) -> str:
    return (
        f'<figure><div class="halves">{_images(shot)}</div><figcaption>'
        f"<b>{escape(place_of(shot))}</b> {escape(shot.advice)}</figcaption></figure>"
    )


def _listed(title: str, lines: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<div><h3>{title}</h3><ul class="plain">{items}</ul></div>'


def _images(shot: Shot) -> str:
    """Return the drawing as two images: Streamlit takes SVG out of HTML.

    Two, since side by side they could not be read on a phone.
    """
    above, seen = (base64.b64encode(half.encode()).decode() for half in halves(shot))
    return (
        f'<img class="drawing" alt="{escape(in_words(shot))}" '
        f'src="data:image/svg+xml;base64,{above}">'
        f'<img class="drawing" alt="" src="data:image/svg+xml;base64,{seen}">'
    )
