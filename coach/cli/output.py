"""What is printed arrives, whatever the terminal, the pipe or the disk behind it is."""

import codecs
import errno
import io
import logging
import os
import sys
from typing import TYPE_CHECKING, Final

from vision.files import legible

if TYPE_CHECKING:
    from rich.console import Console

PLAIN: Final = {
    "\N{PLUS-MINUS SIGN}": "+/-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{DEGREE SIGN}": " deg",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{MIDDLE DOT}": "-",
    "\N{BULLET}": "*",
    "\N{CHECK MARK}": "ok",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{RIGHTWARDS ARROW}": "->",
}
"""Signs in words of the first 128 characters, which every terminal has."""


def in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for signs that an encoding lacks, and where to go on.

    Raises:
        UnicodeError: It was reading that failed, not writing.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, "?") for sign in signs), error.end


def prepare_output() -> None:
    """Let everything be printed: a pipe on Windows or `LC_ALL=C` has not all signs."""
    codecs.register_error("hamstrong", in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="hamstrong")


def give_up_output() -> None:
    """Send what is still to be printed nowhere: Python would complain once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say(console: "Console", text: str) -> None:
    """Print something that work must not stop for: nobody may be listening."""
    try:
        console.print(text)
    except OSError:
        give_up_output()


def plain(text: str) -> str:
    """Return a name as it may stand in what `say` prints: no markup, no controls."""
    from rich.markup import escape

    return escape(legible(text))


def complain(text: str) -> None:
    """Print one line on what went wrong; names in it steer no terminal."""
    sys.stderr.write(f"hamstrong: {legible(text)}\n")


class LegibleLines(logging.Formatter):
    """Writes logs as usual, without what names in them would do to a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record's lines."""
        lines = super().format(record).split("\n")
        return "\n".join(legible(line) for line in lines)


def prepare_logs(*, verbose: bool) -> None:
    """Let logs go to stderr: warnings, or everything."""
    handler = logging.StreamHandler()
    handler.setFormatter(LegibleLines(logging.BASIC_FORMAT))
    level = logging.DEBUG if verbose else logging.WARNING
    logging.basicConfig(level=level, handlers=[handler])


def why_not_printed(error: OSError) -> str:
    """Return a sentence on output that could not be written."""
    why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or error
    return (
        f"The output cannot be written ({why}). Files asked for, such as by --json, "
        "are written all the same."
    )
