"""Everything that can go wrong and that a user can act on, as one tree.

    HamstrongError
    ├── VideoError            the file cannot be opened, decoded or timed
    ├── PoseModelError        the pose model is missing or does not load
    ├── MissingLibraryError   a system library is not installed
    ├── OutputError           a result cannot be written
    ├── LimitsError           limits contradict each other or are unknown
    ├── MarksError            what a person says of a film's reps contradicts itself
    ├── UnknownExerciseError  no exercise of that name
    ├── TrackError            a saved track cannot be read
    ├── CameraError           no camera, or no window to show its picture
    ├── NetworkError          the app cannot be served, or reached, as asked
    └── HistoryError          the history cannot be opened, or has no such set

Each message is one or two sentences: what happened, the value, the next step. They
are caught in two places only, the command line and the app. A bad rep is data, and so
is "not assessed": neither is ever an exception.
"""

from typing import ClassVar


class HamstrongError(Exception):
    """A problem that the user can act on; its text is shown to people as it is.

    Attributes:
        exit_code: What the command line ends with: 2 as argparse does, since nearly
            all of them are about what was given.
    """

    exit_code: ClassVar[int] = 2


class VideoError(HamstrongError, ValueError):
    """The video cannot be opened, decoded or timed."""


class PoseModelError(HamstrongError, RuntimeError):
    """The pose model is missing or does not load."""


class MissingLibraryError(HamstrongError, ImportError):
    """A library of the operating system is not installed."""


class OutputError(HamstrongError, OSError):
    """A result cannot be written where the user wants it."""


class LimitsError(HamstrongError, ValueError):
    """The limits to judge by are unknown or contradict each other."""


class MarksError(HamstrongError, ValueError):
    """What a person says of a film's reps contradicts itself."""


class UnknownExerciseError(HamstrongError, LookupError):
    """No exercise of that name."""

    def __str__(self) -> str:
        """Return the sentence without the quotes that LookupError may add."""
        return str(self.args[0]) if self.args else ""


class TrackError(HamstrongError, ValueError):
    """A saved track cannot be read."""


class CameraError(HamstrongError, RuntimeError):
    """There is no camera, or no window to show its picture in."""


class NetworkError(HamstrongError, RuntimeError):
    """The app cannot be served, or reached, in the way that was asked for."""


class HistoryError(HamstrongError, RuntimeError):
    """The history cannot be opened or written, or holds no such set."""
