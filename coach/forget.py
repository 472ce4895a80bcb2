"""What this program keeps of its users on this computer, and how it is removed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path, user_log_path

from hamstrong.errors import OutputError
from vision.temporary import remove_ownerless


@dataclass(frozen=True)
class Kept:
    """A folder of ours.

    Attributes:
        what: What lies in it, for people.
        path: Where it is.
        personal: Whether it comes from films: the rest is the program's own.
    """

    what: str
    path: Path
    personal: bool = True

    @property
    def size_bytes(self) -> int:
        """How large it is; 0 where it is not there."""
        return sum(one.stat().st_size for one in self.path.rglob("*") if one.is_file())


def kept_folders() -> tuple[Kept, ...]:
    """Return all that lies on this computer between two runs (docs/privacy.md)."""
    cache, data = user_cache_path("hamstrong"), user_data_path("hamstrong")
    return (
        Kept("tracks: where a body's joints were in films that were checked",
             cache / "tracks"),
        Kept("logs of crashes, with the names of films",
             user_log_path("hamstrong")),
        Kept("the pose model, unpacked", cache / "models", personal=False),
        Kept("the certificate of hamstrong app --https", data / "https",
             personal=False),
    )  # fmt: skip


def own_history() -> Path | None:
    """Return this computer's history; None where there is none.

    A database that many computers share is none of this computer's: only
    `hamstrong history forget --all` empties that.
    """
    from coach.history.database import history_url

    url = history_url()
    own = url.get_backend_name() == "sqlite" and url.database
    path = Path(own) if own else None
    return path if path is not None and path.is_file() else None


def count_kept_sets() -> int:
    """Return how many sets this computer's history keeps.

    Raises:
        HistoryError: It cannot be read.
    """
    from coach.history.history import History

    if own_history() is None:
        return 0
    history = History()
    try:
        return history.count()
    finally:
        history.close()


def forget_kept_sets() -> int:
    """Empty this computer's history, its films as well; return how many sets it had.

    Raises:
        HistoryError: It cannot be written.
    """
    from coach.history.history import History

    if own_history() is None:
        return 0
    history = History()
    try:
        return history.forget_all()
    finally:
        history.close()


def forget(*, everything: bool = False) -> list[Kept]:
    """Remove what comes from films; return what was there.

    Args:
        everything: The program's own files as well; they are made anew when needed.

    Raises:
        OutputError: Something cannot be removed.
    """
    remove_ownerless()
    gone = []
    for one in kept_folders():
        if not one.path.exists() or not (one.personal or everything):
            continue
        try:
            if one.path.is_symlink():  # what it leads to is not ours
                one.path.unlink()
            else:
                shutil.rmtree(one.path)
        except OSError as error:
            raise OutputError(
                f"{one.path} cannot be removed ({error.strerror or error}). Close "
                "whatever uses it, or remove it by hand."
            ) from error
        gone.append(one)
    return gone
