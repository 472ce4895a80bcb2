"""Warnings that do not flicker."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Lingering(Generic[T]):
    """What comes at once and stays a while.

    A warning that comes and goes with every picture is not read. It is shown as soon as
    it is true, and what takes its place, another one or nothing, waits until it has not
    been true for so long.
    """

    def __init__(self, stays_s: float) -> None:
        """Show nothing.

        Args:
            stays_s: So long a warning is shown after it was last true.
        """
        self._stays_s = stays_s
        self._shown: T | None = None
        self._true_s = 0.0

    def look(self, warning: T, time_s: float) -> T:
        """Return what to show.

        Args:
            warning: What is true now; what counts as False is no warning.
            time_s: Now.
        """
        over = time_s - self._true_s >= self._stays_s
        if not self._shown or self._shown == warning or over:
            self._shown, self._true_s = warning, time_s
        return self._shown
