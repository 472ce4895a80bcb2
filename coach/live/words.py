"""What the coach says: short enough to be spoken in two and a half seconds."""

from typing import Final

from exercises.units import Bout

HELLO: Final = "Let's start."
SEEN: Final = "I can see all of you."
COUNT_DOWN: Final = ("Three.", "Two.", "One.")
GO: Final = "Go."
HALF_WAY: Final = "Half way."
BETTER: Final = "Better."
NOT_COUNTED: Final = "Not counted."
ALL_DONE: Final = "All done. Well done."
DONE: Final = "All done. I saw too little to score it."
REST_ENDS: Final = "Ten seconds."

POSITION: Final = "Take your start position and hold still."
"""Of an exercise that is to be found by itself; the others have their own."""

NOBODY: Final = "I can't see you. Step into the picture."
NO_FEET: Final = "Step back, I can't see your feet."
NO_HEAD: Final = "Step back, I can't see your head."
NO_BODY: Final = "Step back, I can't see all of you."
TOO_FAR: Final = "Come closer, you are too small."
TOO_DARK: Final = "It is too dark. Turn on a light."
TOO_FEW: Final = "Too few pictures. I may miss some."

_NUMBERS: Final = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen",
    "Seventeen", "Eighteen", "Nineteen", "Twenty",
)  # fmt: skip


def number(count: int) -> str:
    """Return a count as it is spoken, with a full stop."""
    return f"{_NUMBERS[count] if count < len(_NUMBERS) else count}."


def seconds(count: int) -> str:
    """Return how long a hold has lasted, as it is spoken."""
    return f"{_NUMBERS[count] if count < len(_NUMBERS) else count} seconds."


def bout(one: Bout) -> str:
    """Return a bout as it is spoken when it ends."""
    return f"{one.direction.capitalize()}, {one.steps} strides."


def target_reached(count: int, noun: str) -> str:
    """Return what is said at the target."""
    return f"{number(count)[:-1]}. That is your {noun}."


def set_over(count: int, noun: str) -> str:
    """Return what is said when a set is over."""
    plural = noun if count == 1 else f"{noun}s"
    return f"Set over. {count} {plural}."


def rest(rest_s: float) -> str:
    """Return the announcement of a rest."""
    return f"Rest for {rest_s:.0f} seconds."


def last_time(cue: str) -> str:
    """Return the cue of last time, before a set."""
    return f"Remember: {cue}"
