"""Bird dogs with one leg pushing into the wall."""

from __future__ import annotations

import dataclasses

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
from studio.motions.bird_dog import BirdDogStyle
from studio.motions.bird_dog_plan import Hold

#: The rig's shoulder blades don't move: on straight arms as long as his, with thighs
#: as short, Ayo's shoulders would stand high above his hips.
AYO_KNEELS = dataclasses.replace(
    AYO, stretch={"thigh": 1.04, "upper_arm": 0.97, "forearm": 0.97}
)

#: Where much moves, the encoder is held to less so that no clip is over 330 KiB.
SMALL_KIB = 350

LEFT_SIDE = Shot(yaw_deg=5.0, on_left=True, distance_m=3.2, height_m=0.8)
RIGHT_SIDE = Shot(yaw_deg=-4.0, on_left=False, distance_m=3.0, height_m=0.7)

CLEAN = (
    "trunk_not_level",
    "hips_sink",
    "pelvis_rotates",
    "leg_too_high",
    "hip_not_open",
    "foot_slips",
    "hands_not_under_shoulders",
    "knee_not_under_hip",
    "unsteady",
)


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        good_left(),
        good_right(),
        bent_knee_left(),
        both_legs(),
        tired_at_end(),
        interrupted(),
    )


def good_left() -> Clip:
    """The reference."""
    return Clip(
        name="bird_dog_good_left",
        shows="A good hold of the left leg against the wall, both hands down.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=STUDIO_ROOM,
        shot=LEFT_SIDE,
        style=BirdDogStyle("left", holds=(Hold(hold_s=11.4),), before_s=1.0),
        clean=CLEAN,
    )


def good_right() -> Clip:
    """The other leg, another body, facing the other way, an arm stretched ahead."""
    return Clip(
        name="bird_dog_good_right",
        shows="A good hold of the right leg, the left arm reaching ahead.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=CELLAR_GYM,
        shot=RIGHT_SIDE,
        style=BirdDogStyle(
            "right",
            holds=(Hold(1.5, 11.2, 1.3, 0.8),),
            before_s=1.0,
            arm="reaching",
            trunk_up_deg=4.5,
            knee_deg=10.0,
            sway_seed=2,
        ),
        clean=CLEAN,
    )


def bent_knee_left() -> Clip:
    """A variant that is just as good: thigh in line, knee bent."""
    return Clip(
        name="bird_dog_bent_knee_left",
        shows="A good hold of the left leg with the knee bent by 50 degrees.",
        physique=AYO_KNEELS,
        outfit=AYO_WEARS,
        room=LIVING_ROOM,
        shot=LEFT_SIDE,
        style=BirdDogStyle(
            "left",
            holds=(Hold(1.4, 11.2, 1.3, 0.8),),
            before_s=1.0,
            trunk_up_deg=5.0,
            knee_deg=50.0,
            sway_seed=3,
        ),
        clean=CLEAN,
    )


def both_legs() -> Clip:
    """Two short holds, one of each leg, without turning round."""
    return Clip(
        name="bird_dog_both_legs",
        shows="A hold of the left leg, then one of the right leg.",
        physique=RUTH,
        outfit=RUTH_WEARS,
        room=LIVING_ROOM,
        shot=dataclasses.replace(LEFT_SIDE, yaw_deg=8.0),
        style=BirdDogStyle(
            holds=(
                Hold(1.2, 5.1, 1.1, 0.6, side="left"),
                Hold(1.2, 5.1, 1.1, 0.6, side="right"),
            ),
            before_s=0.8,
            sway_seed=4,
        ),
        clean=CLEAN,
    )


def tired_at_end() -> Clip:
    """Giving up in the last moment of a hold is its aim, not a fault."""
    return Clip(
        name="bird_dog_tired_at_end",
        shows="A good hold; the hips give way in its last one and a half seconds.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=STUDIO_ROOM,
        shot=dataclasses.replace(LEFT_SIDE, yaw_deg=9.0),
        style=BirdDogStyle(
            "left",
            holds=(Hold(1.2, 12.0, 1.0, 0.5),),
            thigh_above_deg=-6.0,
            knee_deg=34.0,
            sink=0.22,
            sink_after_s=10.5,
            sink_s=1.3,
            sway_seed=5,
        ),
        clean=CLEAN,
    )


def interrupted() -> Clip:
    """The foot leaves the wall again and again: several holds, all too short."""
    again = Hold(0.35, 3.8, 0.35, 0.5, back_to=0.84)
    return Clip(
        name="bird_dog_interrupted",
        shows="The foot leaves the wall for a second twice: three short holds.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=CELLAR_GYM,
        shot=dataclasses.replace(RIGHT_SIDE, largest_kib=SMALL_KIB),
        style=BirdDogStyle(
            "right",
            holds=(
                dataclasses.replace(again, out_s=1.2),
                again,
                dataclasses.replace(again, back_s=1.1, rest_s=0.5, back_to=0.0),
            ),
            before_s=0.7,
            sway_seed=6,
        ),
        clean=CLEAN,
    )
