"""Work that takes the whole machine, one after another, in the order of asking."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

LOOKS_S: Final = 0.3


class WaitingLine:
    """Lets so many in at once; the others wait, and know their place.

    Who goes away while waiting, by whatever exception, leaves the line.
    """

    def __init__(self, at_once: int = 1) -> None:
        """Begin empty.

        Args:
            at_once: So many may be in.
        """
        self._at_once = at_once
        self._wake = threading.Condition()
        self._line: list[object] = []

    @contextmanager
    def turn(
        self, wait: Callable[[int], None] = lambda _before: None
    ) -> Iterator[None]:
        """Wait for a turn, and have it during the block.

        Args:
            wait: Called now and then while waiting, with how many are before; what it
                raises ends the waiting.
        """
        me = object()
        with self._wake:
            self._line.append(me)
        try:
            while (before := self._before(me)) > 0:
                wait(before)
            yield
        finally:
            with self._wake:
                self._line.remove(me)
                self._wake.notify_all()

    def _before(self, me: object) -> int:
        """Return how many have to go before it is one's turn; waits a little if any."""
        with self._wake:
            before = self._line.index(me) + 1 - self._at_once
            if before > 0:
                self._wake.wait(LOOKS_S)
                before = self._line.index(me) + 1 - self._at_once
            return max(0, before)
