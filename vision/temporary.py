"""Temporary folders that never outlive their process for long, not even a killed one.

Each holds a lock that the system lets go with its process, so that a later start knows
the folders that nobody owns any more, whatever numbers processes have got since.
"""

import os
import re
import shutil
import stat
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be removed, which protects as well
    fcntl = None  # type: ignore[assignment]

PREFIX: Final = "hamstrong-"
LOCK: Final = ".owner"
YOUNG_S: Final = 60.0
"""A folder this young may not have got its lock yet."""
_NAME: Final = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")
"""What `mkdtemp` makes of the prefix: other folders of that beginning are not ours."""
_live: Final[weakref.WeakSet["TemporaryFolder"]] = weakref.WeakSet()


class TemporaryFolder:
    """A folder that goes away with this object, or with the program.

    Attributes:
        path: Where it lies; readable by this user alone.
    """

    def __init__(self) -> None:
        """Make the folder.

        Raises:
            OSError: There is no room for it.
        """
        lock = None
        while (
            lock is None
        ):  # another start may take it for ownerless until it is locked
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            lock = _locked(self.path, wait=True)
        self._remove = weakref.finalize(self, _remove, self.path, lock, os.getpid())
        _live.add(self)

    def new(self, name: str) -> Path:
        """Return a path for a file of this name, in a folder of its own."""
        return Path(tempfile.mkdtemp(dir=self.path)) / name

    def remove(self) -> None:
        """Remove it now; a second time does nothing."""
        self._remove()

    def __enter__(self) -> Path:
        """Return its path."""
        return self.path

    def __exit__(self, *_error: object) -> None:
        """Remove it."""
        self.remove()


def remove_all() -> None:
    """Remove this process's folders, where it may end without clearing up."""
    for folder in list(_live):
        folder.remove()


def remove_ownerless(place: Path | None = None) -> int:
    """Remove the folders of processes that were killed; return how many there were.

    Only what `TemporaryFolder` made, of this user: folders with its kind of name and
    its lock, or empty ones that never got it.

    Args:
        place: Where to look; None for the system's temporary folder.
    """
    place = place or Path(tempfile.gettempdir())
    return sum(_removed(path) for path in place.glob(f"{PREFIX}*"))


def _removed(path: Path) -> bool:
    try:
        info = path.lstat()
        own = not hasattr(os, "getuid") or info.st_uid == os.getuid()
        if not (own and stat.S_ISDIR(info.st_mode) and _NAME.fullmatch(path.name)):
            return False
        if not (path / LOCK).exists():
            if time.time() - info.st_mtime <= YOUNG_S:
                return False
            path.rmdir()  # only where it is empty
            return True
    except OSError:
        return False
    lock = _locked(path, wait=False)
    if lock is None:  # somebody holds it
        return False
    with lock:  # until it is gone, so that two starts do not meet in it
        shutil.rmtree(path, ignore_errors=True)
    return True


def _locked(path: Path, *, wait: bool) -> IO[bytes] | None:
    """Return a folder's lock; None where another has it or has removed the folder."""
    try:
        lock = (path / LOCK).open("ab")
    except OSError:
        return None
    with suppress(OSError):
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        if os.path.samestat(os.fstat(lock.fileno()), (path / LOCK).lstat()):
            return lock
    lock.close()
    return None


def _remove(path: Path, lock: IO[bytes], owner: int) -> None:
    if os.getpid() == owner:  # a forked child is none
        shutil.rmtree(path, ignore_errors=True)
    lock.close()
