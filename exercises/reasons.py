"""Why something was not assessed or not counted."""

from dataclasses import dataclass
from typing import Final, Literal

ReasonCode = Literal[
    "",             # there is none
    "view",         # another camera angle shows it
    "hidden",       # the body, or the part that it takes, is not seen
    "crossed",      # somebody or something passed before the athlete
    "camera",       # the camera moved
    "frame_rate",   # too few frames a second
    "film_cut",     # the film starts, ends or is cut in it
    "unpaired",     # half of a rep: a lowering without a lift, or the other way round
    "too_short",    # too little time or too few strides
    "too_small",    # too little range
    "position",     # the position that it is done from is not there
    "unsteady",     # never still
    "legs",         # which leg, or how many stand, is unknown
    "variant",      # not in this version of the exercise
    "other_gait",   # walking, running, skipping
    "no_camera",    # no camera shows it
    "by_user",      # a person who watched the film says so
]  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why a number is missing, or a movement does not count.

    Attributes:
        code: What programs decide by.
        text: What people read: no capital, no full stop.
    """

    code: ReasonCode
    text: str

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.code)

    def __str__(self) -> str:
        """Return what people read."""
        return self.text


NO_REASON: Final = Reason("", "")
FILM_SIDE: Final = Reason("view", "film from the side")
FILM_FRONT: Final = Reason("view", "film from the front")
