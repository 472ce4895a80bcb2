"""What is none of the exercises, so that nobody is judged for it."""

from __future__ import annotations

from dataclasses import replace

from studio.cast import MARIA, MARIA_WEARS, STUDIO_ROOM
from studio.clip import Clip, Shot
from studio.clips import everyday_gaits
from studio.clips.gallops import AYO_HERE, MARIA_HERE, RUTH_HERE, TOM_HERE, Who
from studio.motions import everyday_floor as floor
from studio.motions import everyday_standing as feet
from studio.motions.everyday import EverydayStyle, Script
from studio.motions.everyday_camera import CameraSetUpStyle

SMALL = Shot(width_px=640, height_px=360, largest_kib=200)
RIGHT = replace(SMALL, on_left=False, yaw_deg=-6.0, distance_m=3.2)
LOW = replace(SMALL, height_m=0.55, yaw_deg=6.0, distance_m=3.2)
LOW_RIGHT = replace(LOW, on_left=False, yaw_deg=-4.0)

#: Where a mat lies under who kneels or lies with the hips at x = 0 or the feet there.
MAT_LYING = (-0.85, 1.0, -0.33, 0.33)
MAT_PROPPED = (-0.2, 1.65, -0.33, 0.33)


def clips() -> tuple[Clip, ...]:
    """Everything that is no exercise, a few seconds each."""
    return (*on_feet(), *on_floor(), camera_set_up(), *everyday_gaits.clips())


def on_feet() -> tuple[Clip, ...]:
    """Standing and jumping."""
    grip = {"load_hand": "both", "load_kg": 8.0}
    return (
        _clip("squat", "Two squats.", MARIA_HERE, SMALL, feet.squat, 6.4),
        _clip("lunge", "Two walking lunges.", AYO_HERE, RIGHT, feet.lunges, 8.2),
        _clip(
            "two_leg_deadlift",
            "Two deadlifts on both legs.",
            TOM_HERE,
            SMALL,
            feet.two_leg_deadlift,
            8.2,
            label="two-leg deadlift",
            **grip,
        ),
        _clip("curl", "Curls two dumbbells.", RUTH_HERE, RIGHT, feet.curl, 5.6, **grip),
        _clip(
            "standing", "Rests on the feet.", AYO_HERE, SMALL, feet.standing_still, 5.0
        ),
        _clip(
            "jumping_jacks",
            "Four jumping jacks.",
            MARIA_HERE,
            replace(SMALL, yaw_deg=62.0, distance_m=3.6),
            feet.jumping_jacks,
            4.8,
            label="jumping jacks",
            wall_x_m=-1.3,
        ),
    )


def on_floor() -> tuple[Clip, ...]:
    """Propped, then lying."""
    return (
        _clip(
            "push_up",
            "Two push-ups.",
            TOM_HERE,
            LOW,
            floor.push_ups,
            5.4,
            label="push-up",
            mat_m=MAT_PROPPED,
        ),
        _clip(
            "straight_arm_plank",
            "A plank on straight arms, feet on the floor.",
            RUTH_HERE,
            LOW_RIGHT,
            floor.plank,
            5.0,
            label="plank",
            mat_m=MAT_PROPPED,
        ),
        *on_the_back(),
    )


def on_the_back() -> tuple[Clip, ...]:
    """Lying and sitting up."""
    return (
        _clip(
            "lying",
            "Lies on the back and rests.",
            MARIA_HERE,
            LOW,
            floor.lying_rest,
            5.0,
            label="lying rest",
            mat_m=MAT_LYING,
            sways=False,
        ),
        _clip(
            "sit_up",
            "Two sit-ups.",
            AYO_HERE,
            LOW_RIGHT,
            floor.sit_ups,
            5.8,
            label="sit-up",
            mat_m=MAT_LYING,
            sways=False,
        ),
    )


def camera_set_up() -> Clip:
    """Someone starts the recording and walks to their place."""
    return Clip(
        name="none_camera_set_up",
        shows="Starts the camera, turns, walks off and turns back.",
        physique=MARIA,
        outfit=MARIA_WEARS,
        room=replace(STUDIO_ROOM, mat=None),
        shot=replace(SMALL, yaw_deg=88.0, distance_m=3.4, height_m=1.2, fill=0.7),
        style=CameraSetUpStyle(),
        label="setting up the camera",
    )


def _clip(
    name: str,
    shows: str,
    who: Who,
    shot: Shot,
    script: Script,
    length_s: float,
    label: str | None = None,
    **style: object,
) -> Clip:
    """A clip of nothing in particular."""
    physique, outfit, room = who
    return Clip(
        name=f"none_{name}",
        shows=shows,
        physique=physique,
        outfit=outfit,
        room=room if "mat_m" in style else replace(room, mat=None),
        shot=shot,
        style=EverydayStyle(script, length_s, **style),  # type: ignore[arg-type]
        label=label or name,
    )
