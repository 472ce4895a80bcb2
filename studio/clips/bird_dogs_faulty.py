"""Bird dogs with one clear fault each, and look-alikes that are none."""

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
from studio.clip import Clip
from studio.clips.bird_dogs import (
    AYO_KNEELS,
    CLEAN,
    LEFT_SIDE,
    RIGHT_SIDE,
    SMALL_KIB,
)
from studio.motions.bird_dog import BirdDogStyle
from studio.motions.bird_dog_plan import Hold
from studio.motions.bird_dog_plank import PlankStyle


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        hips_sink(),
        thigh_high(),
        foot_slides(),
        trembles(),
        hands_ahead(),
        head_down(),
        moving(),
        plank(),
    )


def _clean_but(*codes: str) -> tuple[str, ...]:
    """What must not be reported, without some codes."""
    return tuple(code for code in CLEAN if code not in codes)


def hips_sink() -> Clip:
    """The hips sink slowly, then stay low; so much takes the rest out of place."""
    fault = "hips_sink"
    beside = ("pelvis_rotates", "trunk_not_level", "knee_not_under_hip")
    beside += ("hands_not_under_shoulders",)
    return Clip(
        name="bird_dog_hips_sink",
        shows="After two seconds the hips sink for eight seconds and stay low.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=STUDIO_ROOM,
        shot=dataclasses.replace(LEFT_SIDE, largest_kib=SMALL_KIB),
        style=BirdDogStyle(
            "left",
            holds=(Hold(1.2, 14.0, 1.0, 0.4),),
            before_s=0.7,
            trunk_up_deg=0.0,
            thigh_above_deg=-14.0,
            knee_deg=44.0,
            sink=0.25,
            # The drop passes 0.20 trunk lengths then, where form is lost for good.
            form_fails_s=8.4,
            sway_seed=11,
        ),
        faults=(fault,),
        clean=_clean_but(fault, *beside),
        possible=beside,
    )


def thigh_high() -> Clip:
    """The leg far above the line of the back."""
    fault = "leg_too_high"
    return Clip(
        name="bird_dog_thigh_high",
        shows="The thigh points 30 degrees above the line of the back.",
        physique=AYO_KNEELS,
        outfit=AYO_WEARS,
        room=STUDIO_ROOM,
        shot=RIGHT_SIDE,
        style=BirdDogStyle(
            "right",
            holds=(Hold(1.4, 10.5, 1.2, 0.5),),
            trunk_up_deg=5.0,
            thigh_above_deg=30.0,
            knee_deg=12.0,
            sway_seed=12,
        ),
        faults=(fault,),
        clean=_clean_but(fault),
    )


def foot_slides() -> Clip:
    """The foot creeps down the wall."""
    fault = "foot_slips"
    return Clip(
        name="bird_dog_foot_slides",
        shows="The foot slides down the wall by 0.14 trunk lengths.",
        physique=RUTH,
        outfit=RUTH_WEARS,
        room=CELLAR_GYM,
        shot=dataclasses.replace(RIGHT_SIDE, yaw_deg=3.0),
        style=BirdDogStyle(
            "right",
            holds=(Hold(1.2, 12.0, 1.0, 0.5),),
            knee_deg=22.0,
            slide_per_s=0.0140,
            sway_seed=14,
        ),
        faults=(fault,),
        clean=_clean_but(fault),
    )


def trembles() -> Clip:
    """The whole body shakes at two beats a second."""
    fault = "unsteady"
    return Clip(
        name="bird_dog_trembles",
        shows="The hips rock to and fro twice a second.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=STUDIO_ROOM,
        shot=dataclasses.replace(LEFT_SIDE, largest_kib=SMALL_KIB),
        style=BirdDogStyle(
            "left",
            holds=(Hold(1.2, 10.5, 1.0, 0.5),),
            trunk_up_deg=4.0,
            knee_deg=36.0,
            tremor=0.06,
            sway_seed=15,
        ),
        faults=(fault,),
        clean=_clean_but(fault),
    )


def hands_ahead() -> Clip:
    """The hands far in front of the shoulders."""
    fault = "hands_not_under_shoulders"
    return Clip(
        name="bird_dog_hands_ahead",
        shows="The hands are far ahead of the shoulders, the arms 40 degrees aslant.",
        physique=AYO,
        outfit=AYO_WEARS,
        room=CELLAR_GYM,
        shot=dataclasses.replace(LEFT_SIDE, yaw_deg=2.0),
        style=BirdDogStyle(
            "left",
            holds=(Hold(1.2, 10.5, 1.0, 0.5),),
            trunk_up_deg=-4.0,
            hands_ahead_deg=40.0,
            sway_seed=16,
        ),
        faults=(fault,),
        clean=_clean_but(fault),
    )


def head_down() -> Clip:
    """The elbows bent, the chest far below the hips."""
    fault = "trunk_not_level"
    return Clip(
        name="bird_dog_head_down",
        shows="The elbows bend and the trunk slopes 25 degrees down to the head.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=LIVING_ROOM,
        shot=RIGHT_SIDE,
        style=BirdDogStyle(
            "right",
            holds=(Hold(1.2, 10.5, 1.0, 0.5),),
            trunk_up_deg=-25.0,
            knee_deg=14.0,
            sway_seed=17,
        ),
        faults=(fault,),
        clean=_clean_but(fault),
    )


def moving() -> Clip:
    """Bird dogs in the air, without any hold."""
    rep = Hold(0.5, 0.0, 0.5, 0.12, side="left")
    other = dataclasses.replace(rep, side="right")
    return Clip(
        name="none_moving_bird_dog",
        shows="Leg and arm stretch out and return within a second, sides in turn.",
        physique=RUTH,
        outfit=RUTH_WEARS,
        room=STUDIO_ROOM,
        shot=dataclasses.replace(LEFT_SIDE, yaw_deg=7.0, largest_kib=SMALL_KIB),
        style=BirdDogStyle(
            holds=(rep, other) * 6,
            before_s=0.8,
            arm="reaching",
            knee_deg=8.0,
            wall_gap_m=0.55,
            sway_seed=18,
            is_exercise=False,
        ),
        clean=CLEAN,
        label="moving bird dog",
    )


def plank() -> Clip:
    """Two feet on the wall are no bird dog."""
    return Clip(
        name="none_plank",
        shows="A plank on straight arms, both feet against the wall.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=CELLAR_GYM,
        shot=dataclasses.replace(LEFT_SIDE, yaw_deg=6.0),
        style=PlankStyle(),
        clean=CLEAN,
        label="plank",
    )
