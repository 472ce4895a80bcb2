"""Sets with one clear fault each."""

from __future__ import annotations

from studio.cast import (
    AYO,
    AYO_WEARS,
    CELLAR_GYM,
    LIVING_ROOM,
    MARIA,
    MARIA_WEARS,
    RUTH,
    RUTH_WEARS,
    STUDIO_ROOM,
    TOM,
    TOM_WEARS,
)
from studio.clip import Clip, Shot
from studio.clips.shots import LEFT_SIDE, RIGHT_SIDE, SIDE_CLEAN
from studio.motions.deadlift import DeadliftStyle
from studio.profiles import Repetition

STEADY = (
    Repetition(3.0, 0.5, 1.3, 0.9),
    Repetition(3.2, 0.6, 1.3, 0.9),
    Repetition(3.0, 0.5, 1.2, 1.0, "constant_speed"),
)


def fast_lowering() -> Clip:
    """Lowerings of 0.6-0.7 s."""
    return Clip(
        name="deadlift_fast_lowering",
        shows="The trunk drops in less than a second.",
        physique=AYO,
        outfit=AYO_WEARS,
        room=STUDIO_ROOM,
        shot=Shot(yaw_deg=8.0, on_left=True, distance_m=3.6),
        style=DeadliftStyle(
            "left",
            load_kg=12.0,
            sway_seed=3,
            plan=(
                Repetition(0.60, 0.6, 1.2, 1.0),
                Repetition(0.70, 0.5, 1.2, 1.0, "constant_speed"),
                Repetition(0.65, 0.7, 1.3, 1.0),
                Repetition(0.70, 0.5, 1.2, 1.0),
            ),
        ),
        faults=("fast_lowering",),
        clean=tuple(code for code in SIDE_CLEAN if code != "fast_lowering"),
    )


def shallow() -> Clip:
    """A lean of 36 degrees: enough to count at the hip, not to train it."""
    return Clip(
        name="deadlift_shallow",
        shows="The trunk stops less than half way down.",
        physique=RUTH,
        outfit=RUTH_WEARS,
        room=LIVING_ROOM,
        shot=RIGHT_SIDE,
        style=DeadliftStyle(
            "right",
            lean_bottom_deg=36.0,
            load_kg=6.0,
            sway_seed=4,
            plan=(
                Repetition(3.0, 0.6, 1.3, 0.9),
                Repetition(3.2, 0.5, 1.2, 0.9, "constant_speed"),
                Repetition(3.0, 0.7, 1.2, 1.0),
            ),
        ),
        faults=("shallow_hinge",),
        clean=(
            "fast_lowering",
            "not_tall_at_top",
            "back_foot_leaves_wall",
            "knee_bends",
        ),
    )


def squat() -> Clip:
    """A stance knee that bends to 52 degrees.

    The hinge share is near its limit here, so it is neither a fault nor clean.
    """
    return Clip(
        name="deadlift_squat",
        shows="The standing knee bends deep: a squat instead of a hinge.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=LIVING_ROOM,
        shot=LEFT_SIDE,
        style=DeadliftStyle(
            "left", lean_bottom_deg=62.0, knee_bottom_deg=52.0, sway_seed=6, plan=STEADY
        ),
        faults=("knee_bends",),
        clean=("fast_lowering", "not_tall_at_top", "back_foot_leaves_wall"),
    )


def rear_foot_off() -> Clip:
    """A free single leg deadlift: the rear ankle rises by 0.6 leg lengths."""
    return Clip(
        name="deadlift_rear_foot_off",
        shows="The rear leg swings up freely instead of staying on the wall.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=CELLAR_GYM,
        shot=LEFT_SIDE,
        style=DeadliftStyle(
            "left", rear_rise=0.6, lean_bottom_deg=76.0, sway_seed=7, plan=STEADY
        ),
        faults=("back_foot_leaves_wall",),
        clean=("fast_lowering", "not_tall_at_top", "knee_bends", "shallow_hinge"),
    )


def front_missed_left() -> Clip:
    """The hand stays half a shank inside the laces; no internal rotation."""
    return Clip(
        name="deadlift_front_missed_left",
        shows="From the front: the hand hangs inside and misses the laces.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=STUDIO_ROOM,
        shot=Shot(yaw_deg=93.0, distance_m=3.3, height_m=1.0, fill=0.80),
        style=DeadliftStyle(
            "left",
            hand_lateral=-0.45,
            hand_ahead_m=0.12,
            turn_bottom_deg=0.0,
            sway_seed=5,
            plan=(
                Repetition(3.0, 0.9, 1.3, 0.8),
                Repetition(3.1, 0.8, 1.3, 0.8),
                Repetition(3.0, 1.0, 1.3, 1.0),
            ),
        ),
        faults=("misses_shoelaces",),
    )
