"""The app's server ends with `hamstrong app`, even where that is killed."""

import os
import signal
import time
from collections.abc import Mapping
from typing import Final

from vision.orphans import end_with

ENDS_WITH: Final = "HAMSTRONG_ENDS_WITH"
"""The process that the server ends with, by its number."""
PATIENCE_S: Final = 3.0


def end_with_starter(environment: Mapping[str, str] = os.environ) -> None:
    """End this server when its starter is gone; nothing where it was started by hand.

    It is asked to end as by Ctrl-C, so that films are cleared away, and made to where
    a connection or a model holds it up.
    """
    if starter := environment.get(ENDS_WITH):
        end_with(int(starter), _end)


def _end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_S)
    os._exit(1)
