"""Single Leg Bridge with Foot on Box: sets done well, and sets that test timing."""

from __future__ import annotations

from studio.cast import AYO, CELLAR_GYM, LIVING_ROOM, MARIA, RUTH, STUDIO_ROOM, TOM
from studio.clip import Clip, Shot
from studio.clips.bridge_shots import (
    AYO_LIES_IN,
    BOX_CLEAN,
    GOOD_KIB,
    LEFT_SIDE,
    MARIA_LIES_IN,
    RIGHT_SIDE,
    RUTH_LIES_IN,
    SMALLER_KIB,
    TOM_LIES_IN,
    but,
)
from studio.motions.bridge_foot_on_box import BoxBridgeStyle
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridge_plan import Lift


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        good_left(),
        good_right(),
        two_legs(),
        floor_two_legs(),
        partials(),
        mixed_tempo(),
        variable_rate(),
        oblique(),
        both_sides(),
    )


def good_left() -> Clip:
    """The reference: the left leg, nearer the camera."""
    return Clip(
        name="box_bridge_good_left",
        shows="Three good repetitions on the left leg, from the side.",
        physique=MARIA,
        outfit=MARIA_LIES_IN,
        room=STUDIO_ROOM,
        shot=LEFT_SIDE,
        style=BoxBridgeStyle(
            BridgeForm("left"),
            plan=(
                Lift(1.0, 0.6, 2.8, 0.4),
                Lift(1.1, 0.7, 3.1, 0.5, "constant_speed"),
                Lift(1.0, 0.6, 2.6, 0.8),
            ),
            lying_before_s=1.0,
        ),
        clean=BOX_CLEAN,
    )


def good_right() -> Clip:
    """The other leg and body, facing the other way, the free leg straight up."""
    return Clip(
        name="box_bridge_good_right",
        shows="Three good repetitions on the right leg, the free leg straight up.",
        physique=TOM,
        outfit=TOM_LIES_IN,
        room=CELLAR_GYM,
        shot=RIGHT_SIDE,
        style=BoxBridgeStyle(
            BridgeForm(
                "right",
                box_height_m=0.40,
                knee_deg=50.0,
                top_deficit_deg=3.0,
                free_hip_deg=98.0,
                free_knee_deg=14.0,
            ),
            plan=(
                Lift(1.2, 0.6, 2.6, 0.5, "constant_speed"),
                Lift(1.0, 0.8, 3.0, 0.4),
                Lift(1.1, 0.6, 2.8, 0.8),
            ),
            lying_before_s=0.9,
            drift_seed=2,
        ),
        clean=BOX_CLEAN,
    )


def two_legs() -> Clip:
    """Both feet on a higher box."""
    return Clip(
        name="box_bridge_two_legs",
        shows="Good repetitions with both feet on the box.",
        physique=AYO,
        outfit=AYO_LIES_IN,
        room=LIVING_ROOM,
        shot=Shot(8.0, True, 3.6, 0.9, largest_kib=SMALLER_KIB),
        style=BoxBridgeStyle(
            BridgeForm("left", 2, 0.45, 60.0, 2.0),
            plan=(
                Lift(1.0, 0.6, 2.8, 0.6),
                Lift(1.1, 0.7, 3.0, 0.9, "constant_speed"),
            ),
        ),
        clean=but(BOX_CLEAN, "free_leg_swings"),
    )


def floor_two_legs() -> Clip:
    """Both feet flat on the floor."""
    return Clip(
        name="box_bridge_floor_two_legs",
        shows="Good repetitions with both feet flat on the floor.",
        physique=RUTH,
        outfit=RUTH_LIES_IN,
        room=STUDIO_ROOM,
        shot=Shot(3.0, False, 3.0, 0.6, largest_kib=SMALLER_KIB),
        style=BoxBridgeStyle(
            BridgeForm("right", 2, 0.0, 88.0, 2.0),
            plan=(
                Lift(0.9, 0.8, 2.6, 0.7),
                Lift(1.0, 0.7, 3.0, 0.9, "constant_speed"),
            ),
        ),
        clean=but(BOX_CLEAN, "free_leg_swings"),
    )


def partials() -> Clip:
    """Two partial lifts between full ones."""
    return Clip(
        name="box_bridge_partials",
        shows="Three full repetitions with two partial ones between them.",
        physique=RUTH,
        outfit=RUTH_LIES_IN,
        room=LIVING_ROOM,
        shot=Shot(2.0, True, 3.0, 0.7, largest_kib=SMALLER_KIB),
        style=BoxBridgeStyle(
            BridgeForm("left", box_height_m=0.32),
            plan=(
                Lift(0.9, 0.5, 2.4, 0.4),
                Lift(0.6, 0.3, 0.9, 0.5, top=0.34, counted=False),
                Lift(0.9, 0.5, 2.5, 0.4),
                Lift(0.6, 0.3, 0.8, 0.5, top=0.34, counted=False),
                Lift(0.9, 0.5, 2.4, 0.7),
            ),
            lying_before_s=0.9,
            drift_seed=3,
        ),
    )


def mixed_tempo() -> Clip:
    """Every lowering at its own speed, one without time on the floor."""
    return Clip(
        name="box_bridge_mixed_tempo",
        shows="Lowerings of 0.8, 3.0, 4.5 and 2.0 seconds.",
        physique=AYO,
        outfit=AYO_LIES_IN,
        room=STUDIO_ROOM,
        shot=Shot(-6.0, False, 3.8, 0.85, largest_kib=SMALLER_KIB),
        style=BoxBridgeStyle(
            BridgeForm("right", box_height_m=0.40, knee_deg=58.0, free_knee_deg=60.0),
            plan=(
                Lift(0.9, 0.5, 0.8, 0.6),
                Lift(0.8, 0.4, 3.0, 0.0),
                Lift(1.0, 0.8, 4.5, 0.5, "constant_speed"),
                Lift(0.9, 0.5, 2.0, 0.9, "constant_speed"),
            ),
            lying_before_s=0.9,
            drift_seed=4,
        ),
    )


def variable_rate() -> Clip:
    """Frames at uneven times, some of them missing."""
    return Clip(
        name="box_bridge_variable_rate",
        shows="Good repetitions with the uneven frame times of a phone.",
        physique=TOM,
        outfit=TOM_LIES_IN,
        room=LIVING_ROOM,
        shot=Shot(11.0, True, 3.5, 0.5, variable_rate=True, largest_kib=SMALLER_KIB),
        style=BoxBridgeStyle(
            BridgeForm("left", box_height_m=0.38, top_deficit_deg=2.0),
            plan=(
                Lift(1.0, 0.7, 2.9, 0.6),
                Lift(1.0, 0.6, 2.5, 0.9, "constant_speed"),
            ),
            drift_seed=5,
        ),
        clean=BOX_CLEAN,
        seed=21,
    )


def oblique() -> Clip:
    """Filmed 40 degrees from the foot's side."""
    return Clip(
        name="box_bridge_oblique",
        shows="Good repetitions on the left leg, filmed 40 degrees from the side.",
        physique=AYO,
        outfit=AYO_LIES_IN,
        room=CELLAR_GYM,
        shot=Shot(40.0, True, 3.6, 0.9, largest_kib=SMALLER_KIB),
        style=BoxBridgeStyle(
            BridgeForm("left", top_deficit_deg=2.0),
            plan=(
                Lift(1.0, 0.6, 2.8, 0.6),
                Lift(1.1, 0.7, 3.0, 0.9, "constant_speed"),
            ),
            drift_seed=6,
        ),
        clean=BOX_CLEAN,
    )


def both_sides() -> Clip:
    """Three lifts on the left leg, a change on the floor, three on the right."""
    lifts = [
        (0.9, 0.5, 2.3, 0.4),
        (0.9, 0.5, 2.4, 0.4),
        (0.9, 0.5, 2.3, 3.0),
    ]
    last = (0.9, 0.5, 2.3, 0.8)
    return Clip(
        name="box_bridge_both_legs",
        shows="Three repetitions on the left leg, three seconds' pause, three on the "
        "right.",
        physique=MARIA,
        outfit=MARIA_LIES_IN,
        room=LIVING_ROOM,
        shot=Shot(4.0, True, 3.3, 0.8, largest_kib=GOOD_KIB),
        style=BoxBridgeStyle(
            BridgeForm("left"),
            plan=(
                *(Lift(*times, side="left") for times in lifts),
                *(Lift(*times, side="right") for times in (*lifts[:2], last)),
            ),
            lying_before_s=0.8,
            drift_seed=7,
        ),
        clean=but(BOX_CLEAN, "pelvis_twists"),
    )
