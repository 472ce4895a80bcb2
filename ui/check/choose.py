"""From an upload or a sample to a set, and from an address to a set."""

import re
import shutil
from pathlib import Path
from typing import Final, Protocol

import streamlit as st

from coach.history.rows import new_id
from coach.jobs.question import FilmFile
from coach.jobs.sets import SetAtHand
from hamstrong.errors import OutputError
from ui.check.samples import Sample, read_samples
from ui.desk import DESK, SHELF
from ui.sessions import this_session
from ui.uploads import UPLOADS
from vision.files import digest_of

SET: Final = "set"
SAMPLE: Final = "sample"
_ADDRESS: Final = re.compile(r"[0-9a-f]{32}")


class Upload(Protocol):
    """What is needed of Streamlit's uploaded file."""

    name: str
    file_id: str

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes of it."""


def chosen_set() -> SetAtHand | None:
    """Return the set that this page's address names, or that it showed before.

    Raises:
        LookupError: The address names no set of this computer.
        HistoryError: The history cannot be opened.
        VideoError: Nothing of the set can be shown any more.
    """
    sample = st.query_params.get(SAMPLE, "")
    set_id = st.query_params.get(SET, "")
    if not sample and not set_id:
        set_id, sample = st.session_state.get("shown", ("", ""))
    if sample:
        found = next((one for one in read_samples() if one.path.stem == sample), None)
        if found is None:
            raise LookupError(sample)
        return open_sample(found)
    if not set_id:
        return None
    one = DESK.find(set_id) if _ADDRESS.fullmatch(set_id) else None
    if one is None:
        raise LookupError(set_id)
    return one


def show_address(one: SetAtHand) -> None:
    """Give the page a set's address, and keep the set's films while it shows it."""
    shown = (one.id, "") if one.is_kept else ("", one.id)
    st.session_state["shown"] = shown
    SHELF.show(this_session(), one.id)
    wanted = {SET: one.id} if one.is_kept else {SAMPLE: one.id}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def put_away() -> None:
    """Go back to the start; the set stays where it is kept."""
    st.session_state.pop("shown", None)
    SHELF.show(this_session(), None)
    st.query_params.clear()
    # A new key empties the uploader, which would hand over the same film again.
    st.session_state["films_seen"] = st.session_state.get("films_seen", 0) + 1


def open_upload(upload: Upload, training: str | None = None) -> SetAtHand:
    """Begin with an uploaded film.

    Raises:
        OutputError: There is no room for it.
    """
    set_id = new_id()
    film = film_of_upload(upload, set_id, 0)
    return DESK.begin([film], title=film.name, set_id=set_id, training=training)


def open_sample(sample: Sample) -> SetAtHand:
    """Begin with a sample, which is not kept."""
    known = DESK.at_hand(sample.path.stem)
    return known or DESK.begin(
        [film_of_sample(sample)],
        title=sample.title,
        set_id=sample.path.stem,
        keep=False,
    )


def film_of_sample(sample: Sample) -> FilmFile:
    """Return a sample's film."""
    path = sample.path
    return FilmFile(name=path.name, digest=digest_of(path), path=path)


def film_of_upload(upload: Upload, set_id: str, place: int) -> FilmFile:
    """Put an uploaded film on the shelf.

    Args:
        upload: As Streamlit gives it.
        set_id: Of the set it belongs to.
        place: In that set: 0, or 1 for a second view.

    Raises:
        OutputError: There is no room for it.
    """
    try:
        path = SHELF.new(set_id, place, upload.name)
        _take(upload, path)
    except OSError as error:
        raise OutputError(
            f"The film cannot be put on this computer's disk ({error.strerror}). Free "
            "some space and choose it again."
        ) from error
    return FilmFile(name=upload.name, digest=digest_of(path), path=path)


def _take(upload: Upload, path: Path) -> None:
    came = UPLOADS.take(this_session(), upload.file_id)
    if came is not None:
        came.replace(path)
        UPLOADS.taken(came)
        return
    with path.open("wb") as film:  # no middleware stood before: it is in memory
        shutil.copyfileobj(upload, film)
