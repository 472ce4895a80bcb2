"""Before a check: choose a film of your own, or a sample."""

from html import escape
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from coach.reports.wording import exercise_title
from hamstrong.errors import VideoError
from ui.check.choose import open_sample, open_upload, show_address
from ui.check.last import show_last_sets
from ui.check.samples import THUMBNAIL_PX, Sample, grouped, read_samples
from ui.pictures import show_picture
from ui.warming import warming_up
from vision.video.probe import SUFFIXES

TYPES: Final = tuple(suffix.removeprefix(".") for suffix in SUFFIXES)
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


def show_start() -> None:
    """Show the ways to choose a film, and what was trained last."""
    warming_up()
    st.title("Check a video")
    st.html(_LEAD)
    own, advice = st.columns([3, 2], gap="large")
    with own:
        _ask_for_a_film()
    with advice:
        if not show_last_sets():
            st.html(_HOW_TO_FILM)
    _show_samples()


def _ask_for_a_film() -> None:
    key = f"upload_{st.session_state.get('films_seen', 0)}"
    st.file_uploader(
        "Your film", type=list(TYPES), key=key, on_change=_open_upload, args=(key,)
    )
    st.html('<p class="private">Private: your video never leaves this computer.</p>')


def _open_upload(key: str) -> None:
    upload = st.session_state.get(key)
    # Streamlit tells of an upload once more when its field has gone from the page.
    taken: set[str] = st.session_state.setdefault("uploads_taken", set())
    if upload is not None and upload.file_id not in taken:
        taken.add(upload.file_id)
        show_address(open_upload(upload))


def _open_sample(sample: Sample) -> None:
    show_address(open_sample(sample))


def _show_samples() -> None:
    """Show a good set of each exercise in one strip; the others on request."""
    groups = grouped(read_samples())
    if not groups:
        return
    st.header("Or try a sample")
    first = [samples[0] for key, samples in groups.items() if key]
    _cards(first, "samples")
    if not st.toggle("Show all samples", key="all_samples"):
        return
    for key, samples in groups.items():
        st.subheader(exercise_title(key) if key else "Something else, to be refused")
        _cards([one for one in samples if one not in first], f"samples_{key}")


def _cards(samples: list[Sample], key: str) -> None:
    with st.container(key=key, horizontal=True, gap="medium"):
        for sample in samples:
            _sample_card(sample)


def _sample_card(sample: Sample) -> None:
    """Show a sample; a broken one is left out."""
    try:
        picture = _thumbnail(sample)
    except VideoError:
        return
    with st.container(key=f"sample_{sample.path.stem}", border=True, gap="small"):
        show_picture(picture, sample.title, f"sample-{sample.path.stem}")
        st.html(f"<h4>{escape(sample.title)}</h4><p>{escape(sample.shows)}</p>")
        st.button(
            "Check this sample",
            key=f"check_{sample.path.stem}",
            width="stretch",
            on_click=_open_sample,
            args=(sample,),
        )


def _thumbnail(sample: Sample) -> Path | NDArray[np.uint8]:
    """Return the picture kept beside the clip, or one out of it."""
    kept = sample.path.with_suffix(".jpg")
    return kept if kept.is_file() else _decoded(sample.path, sample.telling_s)


@st.cache_data(show_spinner=False)  # type: ignore[untyped-decorator]
def _decoded(path: Path, at_s: float) -> NDArray[np.uint8]:
    from vision.video.reader import picture_at

    return picture_at(path, at_s, long_side_px=THUMBNAIL_PX)
