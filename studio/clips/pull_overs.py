"""Single Leg Bridge with Pull Over: sets done well, and sets that test timing."""

from __future__ import annotations

import dataclasses

from studio.cast import AYO, CELLAR_GYM, LIVING_ROOM, MARIA, RUTH, STUDIO_ROOM, TOM
from studio.clip import Clip, Shot
from studio.clips.bridge_shots import (
    AYO_LIES_IN,
    LEFT_SIDE,
    MARIA_LIES_IN,
    PULL_CLEAN,
    RIGHT_SIDE,
    RUTH_LIES_IN,
    SMALLER_KIB,
    TOM_LIES_IN,
    but,
)
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridge_pull_over import LOW_BOX, PullOverStyle
from studio.profiles import Repetition

#: Share of the way to overhead of a partial repetition: about 31 degrees.
PARTIAL_DEPTH = 0.47


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        good_left(),
        good_right(),
        two_legs(),
        floor_two_legs(),
        partials(),
        mixed_tempo(),
        portrait_60fps(),
        oblique(),
    )


def good_left() -> Clip:
    """The reference: the left leg, nearer the camera."""
    return Clip(
        name="pull_over_good_left",
        shows="Three good repetitions, left foot on the box, from the side.",
        physique=MARIA,
        outfit=MARIA_LIES_IN,
        room=STUDIO_ROOM,
        shot=LEFT_SIDE,
        style=PullOverStyle(
            plan=(
                Repetition(2.2, 0.4, 1.2, 0.5),
                Repetition(2.5, 0.3, 1.3, 0.5, "constant_speed"),
                Repetition(2.3, 0.5, 1.2, 0.8),
            ),
        ),
        clean=PULL_CLEAN,
    )


def good_right() -> Clip:
    """The other leg and body, facing the other way, the free leg straight up."""
    form = BridgeForm(
        "right",
        box_height_m=0.33,
        knee_deg=42.0,
        top_deficit_deg=3.0,
        free_hip_deg=100.0,
        free_knee_deg=16.0,
    )
    return Clip(
        name="pull_over_good_right",
        shows="Three good repetitions, right foot on the box, free leg straight up.",
        physique=TOM,
        outfit=TOM_LIES_IN,
        room=CELLAR_GYM,
        shot=RIGHT_SIDE,
        style=PullOverStyle(
            form,
            plan=(
                Repetition(2.4, 0.4, 1.3, 0.5, "constant_speed"),
                Repetition(2.2, 0.3, 1.2, 0.6),
                Repetition(2.4, 0.4, 1.3, 0.8),
            ),
            load_kg=8.0,
            drift_seed=2,
        ),
        clean=PULL_CLEAN,
    )


def two_legs() -> Clip:
    """Both feet on the box."""
    return Clip(
        name="pull_over_two_legs",
        shows="Good repetitions with both feet on the box.",
        physique=AYO,
        outfit=AYO_LIES_IN,
        room=LIVING_ROOM,
        shot=Shot(8.0, True, 3.6, 0.85, largest_kib=SMALLER_KIB),
        style=PullOverStyle(
            dataclasses.replace(LOW_BOX, legs=2, top_deficit_deg=2.0),
            plan=(
                Repetition(2.4, 0.5, 1.3, 0.6),
                Repetition(2.2, 0.4, 1.2, 0.9, "constant_speed"),
            ),
            load_kg=6.0,
        ),
        clean=but(PULL_CLEAN, "free_leg_moves"),
    )


def floor_two_legs() -> Clip:
    """Both feet flat on the floor."""
    return Clip(
        name="pull_over_floor_two_legs",
        shows="Good repetitions with both feet flat on the floor.",
        physique=RUTH,
        outfit=RUTH_LIES_IN,
        room=STUDIO_ROOM,
        shot=Shot(3.0, False, 3.0, 0.6, largest_kib=SMALLER_KIB),
        style=PullOverStyle(
            BridgeForm("right", 2, 0.0, 88.0, 2.0),
            plan=(
                Repetition(2.2, 0.4, 1.2, 0.6),
                Repetition(2.5, 0.5, 1.4, 0.9, "constant_speed"),
            ),
            load_kg=3.0,
        ),
        clean=but(PULL_CLEAN, "free_leg_moves"),
    )


def partials() -> Clip:
    """Two partial repetitions between full ones."""
    return Clip(
        name="pull_over_partials",
        shows="Two full repetitions and two partial ones.",
        physique=RUTH,
        outfit=RUTH_LIES_IN,
        room=CELLAR_GYM,
        shot=Shot(2.0, True, 3.0, 0.7, largest_kib=SMALLER_KIB),
        style=PullOverStyle(
            plan=(
                Repetition(2.2, 0.3, 1.2, 0.5),
                Repetition(1.0, 0.2, 0.8, 0.6, depth=PARTIAL_DEPTH, counted=False),
                Repetition(2.1, 0.3, 1.2, 0.5),
                Repetition(1.1, 0.2, 0.8, 0.8, depth=PARTIAL_DEPTH, counted=False),
            ),
            load_kg=3.0,
            drift_seed=3,
        ),
    )


def mixed_tempo() -> Clip:
    """Every lowering of the arms at its own speed, one without a pause."""
    return Clip(
        name="pull_over_mixed_tempo",
        shows="The arms go back in 0.8, 3.0, 4.5 and 2.0 seconds.",
        physique=AYO,
        outfit=AYO_LIES_IN,
        room=STUDIO_ROOM,
        shot=Shot(-6.0, False, 3.8, 0.8, largest_kib=SMALLER_KIB),
        style=PullOverStyle(
            dataclasses.replace(LOW_BOX, side="right", free_knee_deg=60.0),
            plan=(
                Repetition(0.8, 0.4, 1.0, 0.5),
                Repetition(3.0, 0.0, 1.0, 0.5),
                Repetition(4.5, 0.6, 1.3, 0.5, "constant_speed"),
                Repetition(2.0, 0.3, 1.0, 0.8, "constant_speed"),
            ),
            load_kg=6.0,
            lying_before_s=0.6,
            settled_s=0.7,
            drift_seed=4,
        ),
    )


def portrait_60fps() -> Clip:
    """An upright phone at 60 frames a second."""
    return Clip(
        name="pull_over_portrait_60fps",
        shows="Good repetitions, phone upright, 60 frames a second.",
        physique=TOM,
        outfit=TOM_LIES_IN,
        room=STUDIO_ROOM,
        shot=Shot(
            6.0,
            False,
            3.5,
            0.8,
            fps=60,
            width_px=540,
            height_px=960,
            fill=0.92,
            largest_kib=SMALLER_KIB,
        ),
        style=PullOverStyle(
            dataclasses.replace(LOW_BOX, side="right"),
            plan=(
                Repetition(2.2, 0.4, 1.2, 0.5),
                Repetition(2.3, 0.4, 1.2, 0.8, "constant_speed"),
            ),
            load_kg=8.0,
            drift_seed=5,
        ),
        clean=PULL_CLEAN,
    )


def oblique() -> Clip:
    """Filmed 40 degrees from the foot's side."""
    return Clip(
        name="pull_over_oblique",
        shows="Good repetitions, filmed 40 degrees from the side.",
        physique=AYO,
        outfit=AYO_LIES_IN,
        room=CELLAR_GYM,
        shot=Shot(40.0, True, 3.6, 0.9, largest_kib=SMALLER_KIB),
        style=PullOverStyle(
            plan=(
                Repetition(2.4, 0.5, 1.3, 0.6),
                Repetition(2.3, 0.4, 1.2, 0.9, "constant_speed"),
            ),
            load_kg=6.0,
            drift_seed=6,
        ),
        clean=PULL_CLEAN,
    )
