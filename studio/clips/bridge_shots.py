"""Forms, plans, clothes and fault lists that several bridge clips share."""

from __future__ import annotations

import dataclasses

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
from studio.motion import Style
from studio.motions.bridge_plan import Lift
from studio.profiles import Repetition
from studio.room import Room
from studio.wardrobe import Outfit

#: Faults that may not be reported of a good set from the side.
BOX_CLEAN = (
    "low_bridge",
    "back_arch",
    "fast_lowering",
    "drops_at_end",
    "short_range",
    "foot_slides",
    "free_leg_swings",
    "shoulders_slide",
    "pelvis_twists",
)
PULL_CLEAN = (
    "hips_low",
    "hips_drop_with_arms",
    "back_arch",
    "short_reach",
    "elbows_bend",
    "fast_lowering",
    "free_leg_moves",
    "pelvis_twists",
)
#: No good set is larger; a set that shows another view or fault is shorter, smaller.
GOOD_KIB, SMALLER_KIB, FAULTY_KIB = 330, 160, 130

LEFT_SIDE = Shot(5.0, True, 3.2, 0.75, largest_kib=GOOD_KIB)
RIGHT_SIDE = Shot(-5.0, False, 3.4, 0.65, largest_kib=GOOD_KIB)
LEFT_FAULTY = dataclasses.replace(LEFT_SIDE, largest_kib=FAULTY_KIB)
RIGHT_FAULTY = dataclasses.replace(RIGHT_SIDE, largest_kib=FAULTY_KIB)

#: Nobody lies on a ponytail.
MARIA_LIES_IN = dataclasses.replace(MARIA_WEARS, long_hair=False)
TOM_LIES_IN = dataclasses.replace(TOM_WEARS, bottoms="tights")
AYO_LIES_IN = dataclasses.replace(AYO_WEARS, bottoms="tights")
RUTH_LIES_IN = dataclasses.replace(RUTH_WEARS, long_hair=False)

Athlete = tuple[Physique, Outfit, Room]

MARIA_HERE: Athlete = (MARIA, MARIA_LIES_IN, CELLAR_GYM)
TOM_HERE: Athlete = (TOM, TOM_LIES_IN, STUDIO_ROOM)
AYO_HERE: Athlete = (AYO, AYO_LIES_IN, STUDIO_ROOM)
RUTH_HERE: Athlete = (RUTH, RUTH_LIES_IN, LIVING_ROOM)

STEADY_LIFTS = (
    Lift(0.9, 0.5, 2.4, 0.5),
    Lift(1.0, 0.5, 2.6, 0.7, "constant_speed"),
)
STEADY_PULLS = (
    Repetition(2.0, 0.3, 1.1, 0.5),
    Repetition(2.2, 0.4, 1.1, 0.7, "constant_speed"),
)


def but(clean: tuple[str, ...], *faults: str) -> tuple[str, ...]:
    """The list without some faults."""
    return tuple(code for code in clean if code not in faults)


def faulty_clip(
    name: str,
    shows: str,
    athlete: Athlete,
    style: Style,
    faults: tuple[str, ...],
    clean: tuple[str, ...],
    possible: tuple[str, ...] = (),
    label: str | None = None,
) -> Clip:
    """A clip filmed from the working leg's side."""
    physique, outfit, room = athlete
    return Clip(
        name=name,
        shows=shows,
        physique=physique,
        outfit=outfit,
        room=room,
        shot=LEFT_FAULTY if style.side == "left" else RIGHT_FAULTY,
        style=style,
        faults=faults,
        clean=clean,
        possible=possible,
        label=label,
    )
