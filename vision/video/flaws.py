"""What is wrong with a film as a file: parts that are missing, broken or undated."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

FlawCode = Literal["ends_early", "damaged", "clock_restarts", "no_clock", "reshaped"]

LOST: frozenset[FlawCode] = frozenset({"damaged"})
"""Flaws that leave no picture between `at_s` and `until_s`."""
SEAMS: frozenset[FlawCode] = frozenset({"clock_restarts", "reshaped"})
"""Flaws across which no movement is known to go on."""


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """One thing wrong with a file, in film time from the first frame.

    Attributes:
        code: "ends_early": it stops before the end it announces; "damaged": pictures
            are broken or do not decode; "clock_restarts": two recordings joined;
            "no_clock": frames carry no times; "reshaped": the picture's size or turn
            changes.
        at_s: Where it begins.
        until_s: Where it is over; of "ends_early" the announced end.
        fps: Of "no_clock": the frames a second that times were made from.
        sizes_wh: Of "reshaped": the upright picture's size before and after.
    """

    code: FlawCode
    at_s: float = 0.0
    until_s: float = 0.0
    fps: float = 0.0
    sizes_wh: tuple[tuple[int, int], ...] = ()


def as_text(flaws: Sequence[Flaw]) -> str:
    """Return flaws as a line of text, to be kept with a track."""
    return json.dumps([asdict(flaw) for flaw in flaws])


def from_text(text: str) -> tuple[Flaw, ...]:
    """Return the flaws that `as_text` wrote.

    Raises:
        ValueError: It is no such text.
        TypeError: Likewise.
    """
    return tuple(
        Flaw(**{**row, "sizes_wh": tuple((w, h) for w, h in row["sizes_wh"])})
        for row in json.loads(text)
    )


def merged(flaws: Sequence[Flaw]) -> tuple[Flaw, ...]:
    """Return flaws in order of time, each once, those of damage that overlap as one."""
    found: list[Flaw] = []
    for flaw in sorted(dict.fromkeys(flaws), key=lambda one: (one.at_s, one.until_s)):
        last = found[-1] if found else None
        if (
            last is not None
            and flaw.code == last.code == "damaged"
            and flaw.at_s <= last.until_s
        ):
            until_s = max(last.until_s, flaw.until_s)
            found[-1] = Flaw(code="damaged", at_s=last.at_s, until_s=until_s)
        else:
            found.append(flaw)
    return tuple(found)
