"""The built pose model in the user's cache, used only as it was built.

A note beside it says what was built: a bundle of which a bit has changed loads without
a word and sees other landmarks.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from hamstrong.errors import OutputError
from vision.files import write_text, write_then_rename
from vision.temporary import TemporaryFolder

NOTE_BYTES: Final = 4096
"""A longer note is none of ours."""
_built: dict[Path, str] = {}
"""What this process built, by where it belongs: its digest."""
_own_copies: dict[Path, Path] = {}
_own_folders: list[TemporaryFolder] = []
"""Where a cache cannot be written: the copies that end with this process."""
_one_at_a_time: Final = threading.Lock()


def sound_bundle(path: Path, versions: str, build: Callable[[], bytes]) -> Path:
    """Return a file that holds what is built, which is built if need be.

    Args:
        path: Where it is kept, for all processes and for later.
        versions: What it is built by; another one's bundle is built anew.
        build: Builds it; the same versions give the same bytes.

    Returns:
        `path`, or a copy of this process's own where that cannot be written.

    Raises:
        OutputError: No file can be written anywhere.
    """
    with _one_at_a_time:
        wanted = _built.get(path) or _noted(path, versions)
        for place in (path, _own_copies.get(path, path)):
            if wanted and _digest(place) == wanted:
                return place
        bundle = build()
        wanted = _built[path] = hashlib.sha256(bundle).hexdigest()
        with suppress(OutputError):  # a read-only or full cache
            if _digest(path) != wanted:
                _write(path, bundle)
            note = {"versions": versions, "sha256": wanted}
            write_text(_note_of(path), json.dumps(note) + "\n")
        return path if _digest(path) == wanted else _own_copy(path, bundle)


def sha256_of(path: Path) -> str:
    """Return a file's digest, computed once a process as long as it stays the same.

    Raises:
        OSError: It cannot be read.
    """
    now = path.stat()
    return _sha256(path, now.st_mtime_ns, now.st_size, now.st_ino)


@lru_cache(maxsize=16)
def _sha256(path: Path, _changed_ns: int, _size: int, _inode: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(path: Path) -> str | None:
    try:
        return sha256_of(path) if path.is_file() else None
    except OSError:
        return None


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _noted(path: Path, versions: str) -> str | None:
    """Return the digest that a bundle had when it was built, by the same versions."""
    note = _note_of(path)
    try:
        if not note.is_file() or note.stat().st_size > NOTE_BYTES:
            return None
        found = json.loads(note.read_text(encoding="utf-8"))
        digest = found["sha256"] if found["versions"] == versions else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return digest if isinstance(digest, str) else None


def _own_copy(path: Path, bundle: bytes) -> Path:
    try:
        folder = TemporaryFolder()
    except OSError as error:
        raise OutputError(
            f"The pose model can be kept neither in {path.parent} nor among temporary "
            f"files ({error.strerror or error}). Free some space."
        ) from error
    copy = folder.path / path.name
    _write(copy, bundle)
    _own_copies[path] = copy
    _own_folders.append(folder)
    return copy


def _write(path: Path, bundle: bytes) -> None:
    with write_then_rename(path) as temporary:
        temporary.write_bytes(bundle)
