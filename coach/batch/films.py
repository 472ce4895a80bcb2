"""Where films are: folders of this machine, or of an object store.

An object store is whatever fsspec has a driver for: `s3://` with s3fs, `gs://` with
gcsfs. Its films are fetched one at a time, by whoever judges them.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from hamstrong.errors import MissingLibraryError, VideoError
from vision.files import digest_of
from vision.video.probe import SUFFIXES


def is_remote(place: str) -> bool:
    """Whether a place names a store, not a path of this machine."""
    return "://" in place


def films_in(places: Sequence[str]) -> list[str]:
    """Return the films in some folders and below, and those named, each once.

    Args:
        places: Paths or addresses.

    Raises:
        VideoError: A place does not exist or cannot be listed.
        MissingLibraryError: The store's driver is not installed.
    """
    films: dict[str, None] = {}
    for place in places:
        found = _remote_films(place) if is_remote(place) else _films(Path(place))
        films |= dict.fromkeys(sorted(found))
    return list(films)


def left_out(places: Sequence[str]) -> list[str]:
    """Return the files in some folders of this machine that are no films by name."""
    return sorted(
        path.relative_to(place).as_posix()
        for place in places
        if not is_remote(place)
        for path in _files(Path(place))
        if path.suffix.lower() not in SUFFIXES
    )


def identity_of(film: str) -> str:
    """Return what changes when the film's content does.

    Raises:
        OSError: It cannot be read.
    """
    if is_remote(film):
        store, path = _store(film)
        return f"{store.checksum(path):x}"
    return digest_of(Path(film))


@contextmanager
def local_copy(film: str) -> Iterator[Path]:
    """Give a film as a file of this machine, fetched if need be.

    Raises:
        VideoError: It cannot be fetched.
    """
    if not is_remote(film):
        yield Path(film)
        return
    store, path = _store(film)
    with tempfile.TemporaryDirectory(prefix="hamstrong-") as folder:
        here = Path(folder) / PurePosixPath(path).name
        try:
            store.get_file(path, str(here))
        except (OSError, ValueError) as error:
            raise VideoError(f"{film} cannot be fetched ({error}).") from error
        yield here


def _films(place: Path) -> list[str]:
    if not place.exists():
        raise VideoError(f"{place} does not exist. Check the path.")
    if place.is_file():
        return [str(place)]
    return [str(path) for path in _files(place) if path.suffix.lower() in SUFFIXES]


def _files(place: Path) -> Iterator[Path]:
    """Yield what lies in a folder and below and is not hidden."""
    for path in place.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
        if not hidden and path.is_file():
            yield path


def _remote_films(place: str) -> list[str]:
    store, path = _store(place)
    try:
        found = store.find(path)
    except (OSError, ValueError) as error:
        raise VideoError(f"{place} cannot be listed ({error}).") from error
    films = [one for one in found if PurePosixPath(one).suffix.lower() in SUFFIXES]
    if not found:
        raise VideoError(f"There is nothing in {place}. Check the address.")
    return [store.unstrip_protocol(one) for one in films]


def _store(place: str) -> tuple[Any, str]:
    try:
        import fsspec

        store, path = fsspec.core.url_to_fs(place)
    except ImportError as error:
        raise MissingLibraryError(
            f"{place} needs a library that is not installed ({error}). Install "
            "'.[cluster]', and s3fs or gcsfs for S3 or Google's store."
        ) from error
    except ValueError as error:
        raise VideoError(f"{place} is no address that is known ({error}).") from error
    return store, path
