"""What somebody says of a film's reps on the command line."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercises.marks import Marks

EDGES = 4
"""A rep's times: its lowering begins and ends, its lift begins and ends."""


def add_marks(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    add(
        "--rep",
        type=_marked_rep,
        action="append",
        default=[],
        metavar="A,B,C,D",
        help="a rep as you see it, in seconds of the film: lowering from A to B, lift "
        "from C to D; takes the place of what is found there; may be repeated",
    )
    add(
        "--no-rep",
        type=_seconds,
        action="append",
        default=[],
        metavar="S",
        help="what is found at S seconds is no rep, hold or bout; may be repeated",
    )


def marks_of(given: argparse.Namespace) -> "Marks":
    """Return what was said.

    Raises:
        MarksError: It contradicts itself.
    """
    from exercises.marks import MarkedRep, Marks

    reps = [
        MarkedRep(start_s=start_s, bottom_s=bottom_s, leave_s=leave_s, end_s=end_s)
        for start_s, bottom_s, leave_s, end_s in getattr(given, "rep", ())
    ]
    return Marks(reps=tuple(reps), removed_s=tuple(getattr(given, "no_rep", ())))


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} are no seconds") from None


def _marked_rep(text: str) -> tuple[float, ...]:
    times_s = tuple(_seconds(part) for part in text.split(","))
    if len(times_s) != EDGES:
        raise argparse.ArgumentTypeError(
            f"{text!r} is {len(times_s)} of a rep's {EDGES} times, such as 3,5,5.4,6.8"
        )
    return times_s
