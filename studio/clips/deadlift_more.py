"""More wrong deadlifts, short: each shows one thing that a first look misses."""

from __future__ import annotations

from studio.body import Physique
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
from studio.clips.shots import SIDE_CLEAN
from studio.motions.deadlift import DeadliftStyle
from studio.profiles import Repetition
from studio.room import Room
from studio.wardrobe import Outfit

Athlete = tuple[Physique, Outfit, Room]

#: One repetition with time to see the top and the bottom.
ONE = (Repetition(3.0, 0.8, 1.3, 1.0),)
LEFT = Shot(6.0, True, 3.4, 0.95, largest_kib=130)
RIGHT = Shot(-5.0, False, 3.3, 1.0, largest_kib=130)
FRONT = Shot(88.0, True, 3.3, 1.0, fill=0.80, largest_kib=130)


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        knee_locked(),
        not_tall(),
        weight_drifts(),
        rear_foot_slides(),
        front_over_reach(),
        front_opens(),
    )


def _clip(
    name: str,
    shows: str,
    athlete: Athlete,
    shot: Shot,
    style: DeadliftStyle,
    faults: tuple[str, ...],
    clean: tuple[str, ...],
    possible: tuple[str, ...] = (),
) -> Clip:
    physique, outfit, room = athlete
    return Clip(
        name=f"deadlift_{name}",
        shows=shows,
        physique=physique,
        outfit=outfit,
        room=room,
        shot=shot,
        style=style,
        faults=faults,
        clean=clean,
        possible=possible,
    )


def _but(*codes: str) -> tuple[str, ...]:
    """What a side view must not report, but for some codes."""
    return tuple(code for code in SIDE_CLEAN if code not in codes)


def knee_locked() -> Clip:
    """A stance knee that is straight all the way: at most a remark."""
    style = DeadliftStyle(
        "left",
        knee_top_deg=2.5,
        knee_bottom_deg=2.5,
        lean_bottom_deg=72.0,
        plan=ONE,
        sway_seed=51,
    )
    return _clip(
        "knee_locked",
        "The standing knee is locked straight.",
        (AYO, AYO_WEARS, CELLAR_GYM),
        LEFT,
        style,
        (),
        _but("knee_locked"),
        possible=("knee_locked",),
    )


def not_tall() -> Clip:
    """The trunk comes back to a lean of 33 degrees only."""
    style = DeadliftStyle("right", lean_top_deg=33.0, plan=ONE, sway_seed=52)
    return _clip(
        "not_tall",
        "The athlete never stands tall at the top.",
        (TOM, TOM_WEARS, LIVING_ROOM),
        RIGHT,
        style,
        ("not_tall_at_top",),
        _but("not_tall_at_top"),
    )


def weight_drifts() -> Clip:
    """The weight hangs half a trunk length ahead of the shin."""
    style = DeadliftStyle(
        "left", hand_ahead_m=0.24, lean_bottom_deg=74.0, plan=ONE, sway_seed=53
    )
    return _clip(
        "weight_drifts",
        "The weight drifts far ahead of the leg.",
        (MARIA, MARIA_WEARS, STUDIO_ROOM),
        LEFT,
        style,
        ("weight_drifts",),
        _but("weight_drifts"),
    )


def rear_foot_slides() -> Clip:
    """The rear foot slides a quarter of a trunk length up the wall."""
    style = DeadliftStyle("right", rear_slide=0.28, plan=ONE, sway_seed=54)
    return _clip(
        "rear_foot_slides",
        "The rear foot slides up the wall.",
        (RUTH, RUTH_WEARS, STUDIO_ROOM),
        RIGHT,
        style,
        ("back_foot_leaves_wall",),
        _but("back_foot_leaves_wall"),
    )


def front_over_reach() -> Clip:
    """The hand reaches 0.8 shank lengths outside the laces."""
    style = DeadliftStyle(
        "left", hand_lateral=0.80, turn_bottom_deg=25.0, plan=ONE, sway_seed=55
    )
    return _clip(
        "front_over_reach",
        "From the front: the hand reaches far outside the foot.",
        (TOM, TOM_WEARS, CELLAR_GYM),
        FRONT,
        style,
        ("misses_shoelaces",),
        (),
    )


def front_opens() -> Clip:
    """Hips and shoulders roll open by 25 degrees."""
    style = DeadliftStyle(
        "right",
        open_bottom_deg=27.0,
        turn_bottom_deg=0.0,
        lean_bottom_deg=68.0,
        knee_bottom_deg=28.0,
        hand_lateral=0.15,
        plan=ONE,
        sway_seed=56,
    )
    return _clip(
        "front_opens",
        "From the front: the free side of hips and shoulders rises.",
        (AYO, AYO_WEARS, STUDIO_ROOM),
        FRONT,
        style,
        ("free_hip_rises",),
        (),
    )
