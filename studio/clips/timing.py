"""Sets that test counting, timing and the video's own clock."""

from __future__ import annotations

from studio.cast import (
    AYO,
    AYO_WEARS,
    CELLAR_GYM,
    LIVING_ROOM,
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

#: Depth of a partial repetition: about 28 degrees at the hip, below what counts.
PARTIAL_DEPTH = 0.27


def partials() -> Clip:
    """Two partial repetitions between three full ones."""
    return Clip(
        name="deadlift_partials",
        shows="Three full repetitions with partial ones between them.",
        physique=RUTH,
        outfit=RUTH_WEARS,
        room=STUDIO_ROOM,
        shot=Shot(yaw_deg=2.0, on_left=True, distance_m=3.0, height_m=0.9),
        style=DeadliftStyle(
            "left",
            load_kg=6.0,
            sway_seed=8,
            plan=(
                Repetition(3.0, 0.5, 1.3, 0.9),
                Repetition(1.2, 0.3, 0.9, 0.9, depth=PARTIAL_DEPTH, counted=False),
                Repetition(3.0, 0.6, 1.3, 0.9),
                Repetition(1.0, 0.4, 1.0, 0.9, depth=PARTIAL_DEPTH, counted=False),
                Repetition(3.0, 0.5, 1.3, 1.0),
            ),
            tall_before_s=1.0,
        ),
        clean=SIDE_CLEAN,
    )


def mixed_tempo() -> Clip:
    """Every repetition at its own speed, one without a pause."""
    return Clip(
        name="deadlift_mixed_tempo",
        shows="Lowerings of 1.0, 3.0, 4.5 and 2.0 seconds with different pauses.",
        physique=AYO,
        outfit=AYO_WEARS,
        room=LIVING_ROOM,
        shot=Shot(yaw_deg=-6.0, on_left=False, distance_m=3.8, height_m=1.1),
        style=DeadliftStyle(
            "right",
            load_kg=16.0,
            sway_seed=10,
            plan=(
                Repetition(1.0, 0.5, 1.2, 0.8),
                Repetition(3.0, 0.0, 1.0, 0.8),
                Repetition(4.5, 1.0, 1.5, 0.8, "constant_speed"),
                Repetition(2.0, 0.3, 1.2, 1.0, "constant_speed"),
            ),
        ),
    )


def portrait_60fps() -> Clip:
    """An upright phone at 60 frames a second."""
    return Clip(
        name="deadlift_portrait_60fps",
        shows="Good repetitions on the right leg, phone upright, 60 frames a second.",
        physique=TOM,
        outfit=TOM_WEARS,
        room=STUDIO_ROOM,
        shot=Shot(
            yaw_deg=6.0,
            on_left=False,
            distance_m=3.5,
            fps=60,
            width_px=540,
            height_px=960,
            fill=0.90,
        ),
        style=DeadliftStyle(
            "right",
            load_kg=12.0,
            sway_seed=11,
            plan=(
                Repetition(3.0, 0.5, 1.2, 0.8),
                Repetition(3.2, 0.6, 1.2, 1.0, "constant_speed"),
            ),
        ),
        clean=SIDE_CLEAN,
    )


def variable_rate() -> Clip:
    """Frames at uneven times, some of them missing."""
    return Clip(
        name="deadlift_variable_rate",
        shows="Good repetitions with the uneven frame times of a phone.",
        physique=AYO,
        outfit=AYO_WEARS,
        room=CELLAR_GYM,
        shot=Shot(yaw_deg=10.0, on_left=True, variable_rate=True, distance_m=3.3),
        style=DeadliftStyle(
            "left",
            sway_seed=12,
            plan=(
                Repetition(3.0, 0.5, 1.3, 0.9),
                Repetition(3.3, 0.7, 1.2, 0.9, "constant_speed"),
                Repetition(3.1, 0.6, 1.3, 1.0),
            ),
        ),
        clean=SIDE_CLEAN,
        seed=12,
    )
