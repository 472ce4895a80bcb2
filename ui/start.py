"""Before a check: choose a film of your own, or a sample."""

from html import escape
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.film import Film, film_from_sample, film_from_upload
from ui.samples import Sample, read_samples

TYPES: Final = ("mp4", "mov", "webm", "avi", "mkv")
THUMBNAIL_PX: Final = 480
SHOWN_SAMPLES: Final = 8
"""Two rows; the others open on request."""
_LEAD: Final = """
<p class="lead">Film one set of a hamstring exercise. See every rep, how slowly you
lowered, and what to change first.</p>
"""
_HOW_TO_FILM: Final = """
<section class="card quiet"><h2>How to film</h2><ul class="plain">
<li>From the <b>side</b> for depth, knee and tempo; from the <b>front</b> for reach and
hips.</li>
<li>Camera still and level, at hip height, three steps away.</li>
<li>Head to foot in the picture the whole time, with some room around you.</li>
<li>Stand tall for a second before the first rep and after the last.</li>
</ul></section>
"""


def choose_film() -> Film | None:
    """Show the ways to choose a film and return the one chosen in this run."""
    st.title("Check a video")
    st.html(_LEAD)
    own, advice = st.columns([3, 2], gap="large")
    with own:
        chosen = _own_film()
    with advice:
        st.html(_HOW_TO_FILM)
    return _sample() or chosen


def _own_film() -> Film | None:
    upload = st.file_uploader(
        "Your film",
        type=list(TYPES),
        key=f"upload_{st.session_state.get('films_seen', 0)}",
    )
    st.html('<p class="private">Private: your video never leaves this computer.</p>')
    return film_from_upload(upload) if upload is not None else None


def _sample() -> Film | None:
    samples = read_samples()
    if not samples:
        return None
    st.header("Or try a sample")
    first = _cards(samples[:SHOWN_SAMPLES], "samples")
    more = samples[SHOWN_SAMPLES:]
    if not more:
        return first
    with st.expander(f"{len(more)} more samples"):
        return _cards(more, "more_samples") or first


def _cards(samples: list[Sample], key: str) -> Film | None:
    chosen = None
    with st.container(key=key, horizontal=True, gap="medium"):
        for sample in samples:
            if _sample_card(sample):
                chosen = film_from_sample(sample)
    return chosen


def _sample_card(sample: Sample) -> bool:
    with st.container(key=f"sample_{sample.path.stem}", border=True, gap="small"):
        st.image(_thumbnail(sample.path, sample.bottom_s), width="stretch")
        st.html(f"<h3>{escape(sample.title)}</h3><p>{escape(sample.shows)}</p>")
        return st.button(
            "Check this sample",
            key=f"check_{sample.path.stem}",
            width="stretch",
        )


@st.cache_data(show_spinner=False)  # type: ignore[untyped-decorator]
def _thumbnail(path: Path, at_s: float) -> NDArray[np.uint8]:
    from coach.annotate import thumbnail

    return thumbnail(path, at_s, THUMBNAIL_PX)
