"""`hamstrong forget`: what is kept, a question, and then it is gone."""

from rich.console import Console

from coach.forget import forget, kept_folders


def ask_and_forget(*, everything: bool, sure: bool) -> None:
    """Show what is kept of somebody's films, ask, and remove it.

    Args:
        everything: The program's own files as well.
        sure: Do not ask.

    Raises:
        OutputError: Something cannot be removed.
    """
    console = Console(highlight=False, markup=False)
    kept = [one for one in kept_folders() if one.personal or everything]
    for one in kept:
        size_mib = one.size_bytes / (1 << 20)
        console.print(f"{size_mib:7.1f} MiB  {one.what}: {one.path}")
    console.print("Reports and films that you had written stay where you put them.")
    if not sure and not _agreed("Remove these?"):
        console.print("Nothing was removed.")
        return
    gone = forget(everything=everything)
    console.print(f"Removed: {len(gone)} of {len(kept)} folders were there.")


def _agreed(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:  # nobody is there to ask
        return False
