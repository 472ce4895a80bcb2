"""Where films are: folders of this machine, or of an object store.

An object store is whatever fsspec has a driver for: `s3://` with s3fs, `gs://` with
gcsfs. Its films are fetched one at a time, by whoever judges them.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from hamstrong.errors import MissingLibraryError, VideoError
from vision.files import digest_of
from vision.temporary import TemporaryFolder
from vision.video.probe import SUFFIXES, refuse_unreadable


def is_remote(place: str) -> bool:
    """Whether a place names a store, not a path of this machine."""
    return "://" in place


@dataclass(frozen=True, kw_only=True)
class Found:
    """What lies in some places.

    Attributes:
        films: Paths or addresses, each once.
        others: Files in folders of this machine that are no films by their names.
        unread: What is there and cannot be read: folders that are closed, links to
            nothing or to themselves, pipes, devices.
    """

    films: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def look_in(places: Sequence[str]) -> Found:
    """Find the films in some folders and below, and those named, each once.

    What an earlier batch wrote is left out, and so is what is hidden. Links to folders
    are not followed.

    Args:
        places: Paths or addresses. What is named itself is a film, whatever it is.

    Raises:
        VideoError: A place does not exist or cannot be listed.
        MissingLibraryError: The store's driver is not installed.
    """
    found = Found()
    for place in places:
        if is_remote(place):
            found.films.extend(sorted(_remote_films(place)))
        elif _is_folder(Path(place)):
            _look_through(Path(place), found)
        else:
            found.films.append(str(Path(place)))
    once = {one if is_remote(one) else Path(one).absolute(): one for one in found.films}
    return replace(found, films=list(once.values()))


def identity_of(film: str) -> str:
    """Return what changes when the film's content does.

    Raises:
        VideoError: It is no file, or an endless one.
        OSError: It cannot be read.
    """
    if is_remote(film):
        store, path = _store(film)
        return f"{store.checksum(path):x}"
    refuse_unreadable(Path(film))
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
    with TemporaryFolder() as folder:
        here = folder / PurePosixPath(path).name
        try:
            store.get_file(path, str(here))
        except (OSError, ValueError) as error:
            raise VideoError(f"{film} cannot be fetched ({error}).") from error
        yield here


def _is_folder(place: Path) -> bool:
    try:
        place.stat()
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise VideoError(f"{place} does not exist. Check the path.") from error
        raise VideoError(
            f"{place} cannot be read ({error.strerror}). Check the path and its "
            "permissions."
        ) from error
    return place.is_dir()


def _look_through(place: Path, found: Found) -> None:
    """Add what lies in a folder and below."""
    films: list[str] = []
    others: list[str] = []

    def cannot_list(error: OSError) -> None:
        found.unread.append(_below(place, Path(str(error.filename))))

    for folder, folders, names in os.walk(place, onerror=cannot_list):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if name.startswith(".") or _is_result(path):
                continue
            if not _is_file(path):
                found.unread.append(_below(place, path))
            elif path.suffix.lower() in SUFFIXES:
                films.append(str(path))
            else:
                others.append(_below(place, path))
    found.films.extend(sorted(films))
    found.others.extend(sorted(others))


def _is_result(path: Path) -> bool:
    """Whether a file was made by a batch."""
    out = path.parent.parent
    match path.parent.name, path.suffix:
        case "films", ".mp4":
            return (out / "reports" / f"{path.stem}.json").is_file()
        case "pictures", ".jpg":
            return (out / "reports" / f"{path.stem}.json").is_file()
        case "reports", ".json":
            return (out / "summary.csv").is_file()
    named = path.name in ("summary.csv", "summary.parquet", "index.html")
    return named and (path.parent / "reports").is_dir()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _below(place: Path, path: Path) -> str:
    return str(place) if path == place else path.relative_to(place).as_posix()


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
