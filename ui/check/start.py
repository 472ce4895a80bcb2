"""Before a check: choose a film of your own, or a sample."""

from html import escape
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from coach.reports.wording import count_of, exercise_title
from hamstrong.errors import VideoError
from ui.check.film import Film, film_from_sample, film_from_upload
from ui.check.samples import THUMBNAIL_PX, Sample, grouped, read_samples
from vision.video.probe import SUFFIXES

TYPES: Final = tuple(suffix.removeprefix(".") for suffix in SUFFIXES)
SHOWN_SAMPLES: Final = 4
"""One row of each exercise; the others open on request."""
_LEAD: Final = """
<p class="lead">Film one of the five hamstring exercises. See every rep, hold or bout,
how it was done, and what to change first.</p>
"""
_HOW_TO_FILM: Final = """
<section class="card quiet"><h2>How to film</h2><ul class="plain">
<li>From the <b>side</b>, with the working leg near the camera. The deadlift also from
the <b>front</b>, for reach and hips.</li>
<li>Camera still and level, at the height of your hips, three steps away; for the
gallop, far enough that all five yards are in the picture.</li>
<li>Head to foot in the picture the whole time, with some room around you.</li>
<li>Stay still for a second before you begin and when you are done.</li>
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
    groups = grouped(read_samples())
    if not groups:
        return None
    st.header("Or try a sample")
    chosen = [_group(key, samples) for key, samples in groups.items()]
    return next(filter(None, chosen), None)


def _group(key: str, samples: list[Sample]) -> Film | None:
    title = exercise_title(key) if key else "Something else, to be refused"
    st.subheader(title)
    first = _cards(samples[:SHOWN_SAMPLES], f"samples_{key}")
    more = samples[SHOWN_SAMPLES:]
    if not more:
        return first
    if not st.toggle(f"Show {count_of(len(more), 'more sample')}", key=f"more_{key}"):
        return first
    return _cards(more, f"samples_more_{key}") or first


def _cards(samples: list[Sample], key: str) -> Film | None:
    chosen = None
    with st.container(key=key, horizontal=True, gap="medium"):
        for sample in samples:
            if _sample_card(sample):
                chosen = film_from_sample(sample)
    return chosen


def _sample_card(sample: Sample) -> bool:
    """Show a sample and return whether it was chosen; a broken one is left out."""
    try:
        picture = _thumbnail(sample)
    except VideoError:
        return False
    with st.container(key=f"sample_{sample.path.stem}", border=True, gap="small"):
        st.image(picture, width="stretch")
        st.html(f"<h4>{escape(sample.title)}</h4><p>{escape(sample.shows)}</p>")
        return st.button(
            "Check this sample",
            key=f"check_{sample.path.stem}",
            width="stretch",
        )


def _thumbnail(sample: Sample) -> str | NDArray[np.uint8]:
    """Return the picture kept beside the clip, or one out of it."""
    kept = sample.path.with_suffix(".jpg")
    return str(kept) if kept.is_file() else _decoded(sample.path, sample.telling_s)


@st.cache_data(show_spinner=False)  # type: ignore[untyped-decorator]
def _decoded(path: Path, at_s: float) -> NDArray[np.uint8]:
    from vision.video.reader import picture_at

    return picture_at(path, at_s, long_side_px=THUMBNAIL_PX)
