"""Which set comes when: those of a plan, or one leg after the other."""

from dataclasses import dataclass

from coach.live.state import LiveSettings
from exercises.registry import EXERCISES
from exercises.units import Load, Side


@dataclass(frozen=True, kw_only=True)
class SetToDo:
    """What one set of a session is to be.

    Attributes:
        exercise: A key; None where it is to be found by itself.
        side: The working leg; None likewise.
        load: Written into its report.
        reminder: The cue of last time; "" without one.
    """

    exercise: str | None
    side: Side | None
    load: Load | None
    reminder: str = ""


def set_to_do(settings: LiveSettings, number: int) -> SetToDo:
    """Return what a session's set is to be.

    Args:
        settings: What the user said.
        number: The set's, from 1.
    """
    if settings.planned:
        planned = settings.planned[min(number, len(settings.planned)) - 1]
        return SetToDo(**vars(planned))
    side = None if settings.side == "auto" else settings.side
    if side is not None and number % 2 == 0:  # the legs take turns
        side = "left" if side == "right" else "right"
    exercise = None if settings.exercise == "auto" else settings.exercise
    return SetToDo(exercise=exercise, side=side, load=settings.load)


def announcement(settings: LiveSettings, number: int, side: Side | None) -> str:
    """Return what is said before a set that is not the first, short enough to speak.

    Args:
        settings: What the user said.
        number: The set's, from 2.
        side: Its leg; None where that is not known.
    """
    if side is None:
        return "Next set."
    before, now = (set_to_do(settings, one).exercise for one in (number - 1, number))
    if now is None or before == now:
        return f"Change legs. {side.capitalize()} leg now."
    exercise = EXERCISES[now]
    return f"Next: {exercise.words.short or exercise.title}. {side.capitalize()} leg."
