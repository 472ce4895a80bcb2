"""Processes that end when the one that started them is gone, however it went.

A parent that is killed cannot tell its children. Linux could signal them
(`PR_SET_PDEATHSIG`), but does so when the parent's *thread* ends, and workers are
started from threads that come and go; so each child watches for itself.
"""

import os
import select
import threading
import time
from collections.abc import Callable
from typing import Final

LOOKS_S: Final = 0.5
"""How often a parent is looked for where the system cannot wait for it."""


def end_with(parent: int, end: Callable[[], object] = lambda: os._exit(1)) -> None:
    """End this process soon after another one has ended.

    Args:
        parent: The other one's process id; this process was started by it.
        end: What ends this process: at once, since a worker has nothing to save.
    """
    threading.Thread(
        target=_wait_then, args=(parent, end), name="watches its parent", daemon=True
    ).start()


def _wait_then(parent: int, end: Callable[[], object]) -> None:
    try:
        # Linux: becomes readable when the process ends; of no use where it is gone,
        # and its number may be another's.
        watched = os.pidfd_open(parent)
    except (AttributeError, OSError):
        watched = None
    while os.getppid() == parent:
        if watched is None:
            time.sleep(LOOKS_S)
        else:
            select.select([watched], [], [])
            break
    end()
