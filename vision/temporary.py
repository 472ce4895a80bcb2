"""Temporary folders that never outlive their process for long, not even a killed one.

Each holds a lock that the system lets go with its process, so that a later start knows
the folders that nobody owns any more, whatever numbers processes have got since.
"""

import shutil
import tempfile
import time
import weakref
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


class TemporaryFolder:
    """A folder that goes away with this object, or with the program.

    Attributes:
        path: Where it lies.
    """

    def __init__(self) -> None:
        """Make the folder.

        Raises:
            OSError: There is no room for it.
        """
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = (self.path / LOCK).open("wb")
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        self._remove = weakref.finalize(self, _remove, self.path, lock)

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


def remove_ownerless(place: Path | None = None) -> int:
    """Remove the folders of processes that were killed; return how many there were.

    Args:
        place: Where to look; None for the system's temporary folder.
    """
    place = place or Path(tempfile.gettempdir())
    found = [path for path in place.glob(f"{PREFIX}*") if _is_ownerless(path)]
    for path in found:
        shutil.rmtree(path, ignore_errors=True)
    return len(found)


def _remove(path: Path, lock: IO[bytes]) -> None:
    lock.close()
    shutil.rmtree(path, ignore_errors=True)


def _is_ownerless(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_dir():
            return False
        with (path / LOCK).open("rb+") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except FileNotFoundError:
        return _age_s(path) > YOUNG_S
    except OSError:  # somebody holds it, or it is another user's
        return False


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
