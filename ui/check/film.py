"""The film in hand: where it comes from and where it lies while the page is open."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import streamlit as st

from hamstrong.errors import OutputError
from ui.check.samples import Sample
from ui.sessions import CLOSED_TABS, this_session
from ui.uploads import UPLOADS
from vision.files import digest_of
from vision.temporary import TemporaryFolder

T = TypeVar("T")


class Upload(Protocol):
    """What is needed of Streamlit's uploaded file."""

    name: str
    file_id: str

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes of it."""


@dataclass(frozen=True, kw_only=True)
class Film:
    """A video that can be checked.

    Attributes:
        title: What it is called on the page.
        path: Where it lies.
        digest: Of its content: the same film is never followed twice.
        sample: The sample it is, None for the user's own.
    """

    title: str
    path: Path
    digest: str
    sample: Sample | None = None


class FilmFolder(TemporaryFolder):
    """The films of one session; it goes with the session, or with the program."""

    def new(self, name: str) -> Path:
        """Return a path for a file of this name, in a folder of its own."""
        return super().new(_safe(name))

    def remove_film(self, path: Path) -> None:
        """Remove a file that `new` named, and its folder."""
        if path.is_relative_to(self.path):
            shutil.rmtree(path.parent, ignore_errors=True)


def film_folder() -> FilmFolder:
    """Return this session's folder for films."""
    return kept("film_folder", _new_folder)


def _new_folder() -> FilmFolder:
    folder = FilmFolder()
    CLOSED_TABS.add(folder, this_session())
    return folder


def film_from_upload(upload: Upload) -> Film:
    """Put an uploaded film on the disk, once.

    Raises:
        OutputError: There is no room for it.
    """
    try:
        path = film_folder().new(upload.name)
        came = UPLOADS.take(this_session(), upload.file_id)
        if came is not None:
            came.replace(path)
            UPLOADS.taken(came)
        else:  # no middleware stood before the page: it is in memory
            with path.open("wb") as film:
                shutil.copyfileobj(upload, film)
    except OSError as error:
        raise OutputError(
            f"The film cannot be put on this computer's disk ({error.strerror}). Free "
            "some space and choose it again."
        ) from error
    return Film(title=upload.name, path=path, digest=digest_of(path))


def film_from_sample(sample: Sample) -> Film:
    """Return a sample as a film."""
    return Film(
        title=sample.title,
        path=sample.path,
        digest=digest_of(sample.path),
        sample=sample,
    )


def forget(film: Film | None) -> None:
    """Remove an uploaded film from the disk; samples stay."""
    if film is not None:
        film_folder().remove_film(film.path)


def kept(key: str, make: Callable[[], T]) -> T:
    """Return what this session keeps under a key, made at first use."""
    if key not in st.session_state:
        st.session_state[key] = make()
    value: T = st.session_state[key]
    return value


def _safe(name: str) -> str:
    """Return a file name that no system trips over; its ending is kept."""
    path = Path(Path(name).name)
    stem = re.sub(r"[^\w.-]+", "_", path.stem)[:80] or "film"
    return stem + re.sub(r"[^\w.]+", "", path.suffix)[:8]
