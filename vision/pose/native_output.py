"""Keep the C++ libraries' start-up chatter off the user's terminal.

MediaPipe and TensorFlow Lite write to file descriptor 2 themselves, past Python's
logging, and offer no switch for all of it.
"""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger(f"hamstrong.{__name__}")
_one_at_a_time = threading.RLock()


@contextmanager
def native_output_hidden() -> Iterator[None]:
    """Drop what is written to file descriptor 2 inside the block.

    Does nothing when debug logging is on (`--verbose`) or when there is no
    descriptor 2. It concerns the whole process, so keep the block short: the loading
    of a model, not a run.
    """
    if _log.isEnabledFor(logging.DEBUG):
        yield
        return
    with _one_at_a_time:
        try:
            kept = os.dup(2)
        except OSError:
            yield
            return
        if sys.stderr is not None:
            sys.stderr.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        try:
            yield
        finally:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
