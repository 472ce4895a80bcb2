"""From somebody in the picture to the start position: three, two, one."""

from collections.abc import Callable, Mapping
from math import inf, isnan, nan

from coach.live import words
from coach.live.seen import REPEATED_S, SETTLED_S, FrameObservation
from coach.live.state import Step

COUNTED_S = 3.0


class CountDown:
    """Counts when all has been in the picture for a while; anew when it leaves."""

    def __init__(self) -> None:
        """Nobody is in the picture yet."""
        self._since_s = nan
        self._counted = 0

    def look(
        self,
        seen: FrameObservation,
        said_s: Mapping[str, float],
        say: Callable[[str], None],
    ) -> Step:
        """Take in a picture, say what there is to say, and return the step.

        Args:
            seen: What is known of the picture.
            said_s: When each sentence was said last.
            say: Says one.
        """
        if seen.framing:
            self._since_s, self._counted = nan, 0
            if seen.time_s - said_s.get(seen.framing, -inf) >= REPEATED_S:
                say(seen.framing)
            return "framing"
        if isnan(self._since_s):
            self._since_s = seen.time_s
        waited_s = seen.time_s - self._since_s - SETTLED_S
        while waited_s >= self._counted and self._counted < COUNTED_S:
            if self._counted == 0:
                say(words.SEEN)
            say(words.COUNT_DOWN[self._counted])
            self._counted += 1
        if waited_s >= COUNTED_S:
            return "ready"
        return "countdown" if self._counted else "framing"
