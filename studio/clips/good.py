"""Sets done well."""

from __future__ import annotations

from studio.cast import (
    CELLAR_GYM,
    MARIA,
    MARIA_WEARS,
    STUDIO_ROOM,
    TOM,
    TOM_WEARS,
)
from studio.clip import Clip
from studio.clips.shots import FRONT, FRONT_CLEAN, LEFT_SIDE, RIGHT_SIDE, SIDE_CLEAN
from studio.motions.deadlift import DeadliftStyle
from studio.profiles import Repetition


def left() -> Clip:
    """The reference: the left leg from the side."""
    return Clip(
        name="deadlift_good_left",
        shows="Four good repetitions on the left leg, from the side.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=STUDIO_ROOM,
        shot=LEFT_SIDE,
        style=DeadliftStyle(
            "left",
            plan=(
                Repetition(3.0, 0.5, 1.2, 0.8),
                Repetition(3.1, 0.8, 1.3, 0.8),
                Repetition(3.3, 0.5, 1.2, 0.8, "constant_speed"),
                Repetition(3.0, 0.6, 1.2, 1.0),
            ),
        ),
        clean=SIDE_CLEAN,
    )


def right() -> Clip:
    """The other leg, another body, facing the other way."""
    return Clip(
        name="deadlift_good_right",
        shows="Three good repetitions on the right leg, from the side.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=CELLAR_GYM,
        shot=RIGHT_SIDE,
        style=DeadliftStyle(
            "right",
            load_kg=14.0,
            sway_seed=2,
            plan=(
                Repetition(3.2, 0.6, 1.3, 0.9, "constant_speed"),
                Repetition(3.0, 0.7, 1.4, 0.9),
                Repetition(3.4, 0.5, 1.3, 1.1),
            ),
        ),
        clean=SIDE_CLEAN,
    )


def front_left() -> Clip:
    """The same athlete and leg as the reference, from the front."""
    return Clip(
        name="deadlift_front_good_left",
        shows=(
            "Good repetitions on the left leg, from the front: the hand reaches the "
            "outside of the laces."
        ),
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=STUDIO_ROOM,
        shot=FRONT,
        style=DeadliftStyle(
            "left",
            hand_lateral=0.15,
            sway_seed=9,
            plan=(
                Repetition(3.0, 0.9, 1.3, 0.8),
                Repetition(3.2, 0.8, 1.3, 0.8, "constant_speed"),
                Repetition(3.0, 1.0, 1.3, 1.0),
            ),
        ),
        clean=FRONT_CLEAN,
    )
