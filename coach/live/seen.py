"""What the flow of a live session is told of each picture, and its waits."""

from dataclasses import dataclass
from typing import Final, Literal

from exercises.report import Report

Attitude = Literal["upright", "supine", "prone", ""]
SETTLED_S: Final = 1.0
"""All in the picture, or still in the start position, for this long (rationale.md 6.2
enters a hold after a second)."""
REPEATED_S: Final = 6.0
"""The same thing is not said again before this (rationale.md 7, after a cue)."""
LEFT_S: Final = 3.0
"""Out of the picture or out of the position for this long: the set is over (our choice:
longer than the tracker loses a body, shorter than anybody waits)."""
IDLE_S: Final = 12.0
"""So long without moving after a rep, likewise (rationale.md 6.1: eight seconds of rest
end a set; live one waits a little, since silence is asked to be sure)."""
AFTER_TARGET_S: Final = 4.0
"""Time after the target for one rep more to begin."""
CONFIRMED_S: Final = 0.4
"""A rep counts once it is over for this long: later pictures can still move its end."""
REST_WARNING_S: Final = 10.0
KEPT: Final = 30


WAITS_S: Final = 60.0
"""Of the time in which nothing was counted no more than this is looked back on, when
the person next stands or lies still (our choice: the first rep begins from stillness).
Whoever gets ready for a quarter of an hour does not wait for it to be judged."""
LONGEST_SET_S: Final = 600.0
"""A set ends by itself after so long, since each judgement looks at the whole (our
choice: eight of the slowest reps coached take three minutes, as a long hold does)."""


@dataclass(frozen=True, kw_only=True)
class FrameObservation:
    """What is known at one picture.

    Attributes:
        time_s: Its time.
        framing: What is missing from the picture, "" when nothing is.
        too_few: Whether too few pictures a second come to count by.
        present: Whether anybody is seen.
        still_s: For how long the body has kept still.
        attitude: How it lies in space.
        lowering: Whether it is on the way down right now.
        report: The latest judgement of the set so far.
        analysed_s: Up to when that looked, on the pictures' clock.
        set_start_s: When the set's track begins, on the same clock.
    """

    time_s: float
    framing: str
    too_few: bool
    present: bool
    still_s: float
    attitude: Attitude
    lowering: bool
    report: Report | None
    analysed_s: float
    set_start_s: float
