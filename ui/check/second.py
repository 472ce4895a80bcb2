"""The second film of a set, from another side."""

import streamlit as st

from coach.jobs.question import FilmFile
from coach.jobs.sets import SetAtHand
from ui.check.choose import film_of_sample, film_of_upload
from ui.check.samples import other_view_of, read_samples
from vision.video.probe import SUFFIXES


def ask_second(one: SetAtHand) -> tuple[FilmFile | None, bool]:
    """Ask for a second film; return it, and whether it is a mirror image.

    Raises:
        OutputError: There is no room for it.
    """
    st.html(
        "<p><b>Second film, from another side.</b> No camera sees all of a deadlift: "
        "the side shows hinge and tempo, the front shows reach and hips. Both are "
        "judged in one report.</p>"
    )
    upload = st.file_uploader(
        "The same exercise and leg, filmed from the front (or the side)",
        type=list(SUFFIXES),
        key=f"second_{one.id}",
    )
    if upload is not None:
        taken = st.session_state.get(f"second_film_{one.id}")
        if taken is None or taken[0] != upload.file_id:
            taken = (upload.file_id, film_of_upload(upload, one.id, 1))
            st.session_state[f"second_film_{one.id}"] = taken
        second = taken[1]
    else:
        second = _before(one) if one.is_kept else _of_samples(one)
    if second is None:
        return None, False
    return second, st.toggle(
        "The second film is a mirror image", key=f"second_mirrored_{one.id}"
    )


def _before(one: SetAtHand) -> FilmFile | None:
    """Return the second film that the set has had before, unless it is taken away."""
    if len(one.films) < 2:
        return None
    kept = st.checkbox(
        f"With the second film: {one.films[1].name}",
        value=True,
        key=f"with_second_{one.id}",
    )
    return one.films[1] if kept else None


def _of_samples(one: SetAtHand) -> FilmFile | None:
    """Offer the sample of the same set from the other side."""
    samples = read_samples()
    own = next((sample for sample in samples if sample.path.stem == one.id), None)
    other = other_view_of(own, samples) if own is not None else None
    if other is None:
        return None
    side = "front" if other.from_front else "side"
    if st.checkbox(f"Use the sample filmed from the {side}", key=f"with_{one.id}"):
        return film_of_sample(other)
    return None
