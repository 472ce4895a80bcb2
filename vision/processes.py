"""Other processes to work in, one a core, kept for the next film.

Python's own pool begins each process with the program's main file, which for Streamlit
is the app and for a script whatever it does. loky's begins with an empty one, and
notices when a process is killed.
"""

from typing import Any, Final

IDLE_S: Final = 60
"""So long a process waits for more work before it ends."""


def all_cores() -> int:
    """Return how many cores this process may use."""
    import loky

    return int(loky.cpu_count())


def processes(count: int) -> Any:
    """Return the executor with so many processes, a new one if a process was killed."""
    import loky

    return loky.get_reusable_executor(
        max_workers=count, timeout=IDLE_S, initializer=_begin
    )


def _begin() -> None:
    """Leave Ctrl-C to the process that was started by hand."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
