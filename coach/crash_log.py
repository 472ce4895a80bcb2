"""The last net: what nobody foresaw is written down, and people read a sentence."""

import datetime as dt
import os
import platform
import traceback
from pathlib import Path
from typing import Final

from platformdirs import user_log_path

KEPT: Final = 20
"""So many logs stay; older ones go."""


def log_crash(error: BaseException, folder: Path | None = None) -> Path | None:
    """Write an error that is a bug of ours into a file of its own.

    Args:
        error: What was raised.
        folder: Where to; None for the user's folder of logs.

    Returns:
        The file; None where none can be written.
    """
    folder = folder or user_log_path("hamstrong")
    now = dt.datetime.now(dt.UTC)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.log"
    details = "".join(traceback.format_exception(error))
    system = f"{platform.platform()}, Python {platform.python_version()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(
            f"{now.isoformat()}\n{system}\n\n{details}", "utf-8", "backslashreplace"
        )
        for old in sorted(folder.glob("crash-*.log"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def sentence_on_crash(error: BaseException, log: Path | None) -> str:
    """Return what people read of it: whose fault it is, and where the details are."""
    where = f"The details are in {log}." if log else "No log could be written."
    return (
        f"Something went wrong that should not ({type(error).__name__}). It is a fault "
        f"of this program, not yours; what was finished is kept. {where}"
    )
