"""`hamstrong forget`: what is kept, a question, and then it is gone."""

from rich.console import Console

from coach.forget import (
    count_kept_sets,
    forget,
    forget_kept_sets,
    kept_folders,
    own_history,
)
from coach.reports.wording import count_of
from hamstrong.errors import HistoryError


def ask_and_forget(*, everything: bool, sure: bool) -> None:
    """Show what is kept of somebody's films, ask, and remove it.

    Args:
        everything: The program's own files and the history as well.
        sure: Do not ask.

    Raises:
        OutputError: Something cannot be removed.
        HistoryError: The history cannot be emptied.
    """
    console = Console(highlight=False, markup=False)
    kept = [one for one in kept_folders() if one.personal or everything]
    for one in kept:
        size_mib = one.size_bytes / (1 << 20)
        console.print(f"{size_mib:7.1f} MiB  {one.what}: {one.path}")
    console.print("Reports and films that you had written stay where you put them.")
    console.print(_on_the_history(everything=everything))
    if not sure and not agreed("Remove these?"):
        console.print("Nothing was removed.")
        return
    sets = forget_kept_sets() if everything else 0
    gone = forget(everything=everything)
    also = f", and {count_of(sets, 'kept set')}" if everything else ""
    console.print(f"Removed: {len(gone)} of {len(kept)} folders were there{also}.")


def _on_the_history(*, everything: bool) -> str:
    """Say what happens to the sets that were kept on purpose."""
    try:
        path = own_history()
        if path is None:
            return "No set is kept in a history on this computer."
        sets = count_of(count_kept_sets(), "kept set")
    except HistoryError as error:
        if everything:
            raise
        return str(error)
    if everything:
        return f"The history goes as well, {sets}: {path}"
    return f"The history stays, {sets}: `hamstrong history forget --all` empties it."


def agreed(question: str) -> bool:
    """Ask; nobody there is a no."""
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:  # nobody is there to ask
        return False
