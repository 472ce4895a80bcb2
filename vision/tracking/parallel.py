"""Other processes to work in, one a core, kept as long as somebody needs them.

Python's own pool begins each process with the program's main file, which for Streamlit
is the app and for a script whatever it does. loky's begins with an empty one, and
notices when a process is killed.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from vision.orphans import end_with

IDLE_S: Final = 60
"""So long a process waits for more work before it ends."""

_lock = threading.Lock()
_needed_by: list[object] = []
_last: list[Any] = []


def all_cores() -> int:
    """Return how many cores this process may use."""
    import loky

    return int(loky.cpu_count())


def processes(count: int) -> Any:
    """Return the executor with so many processes, a new one if a process was killed."""
    import loky

    executor = loky.get_reusable_executor(
        max_workers=count, timeout=IDLE_S, initializer=_begin, initargs=(os.getpid(),)
    )
    _last[:] = [executor]
    return executor


@contextmanager
def needed() -> Iterator[None]:
    """Keep the processes during the block, and end them when nobody needs them.

    Each holds a pose model and its library, some hundred megabytes that the judging of
    a long film can use.
    """
    me = object()
    with _lock:
        _needed_by.append(me)
    try:
        yield
    finally:
        with _lock:
            _needed_by.remove(me)
            if not _needed_by and _last:
                _last.pop().shutdown(wait=False)


def _begin(parent: int) -> None:
    """Leave Ctrl-C to the process that was started by hand, and end when it is gone."""
    import signal

    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
