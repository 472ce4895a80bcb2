"""A grid of short good sets: every exercise, one thing varied at a time.

View, body and frame rate are varied alone, so that what a checker loses to one of them
can be read off. The sets are good ones: nothing may be reported of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from studio import cast
from studio.body import Physique
from studio.clip import Clip, Shot
from studio.clips.bird_dogs import AYO_KNEELS
from studio.clips.bird_dogs import CLEAN as HOLD_CLEAN
from studio.clips.bridge_shots import BOX_CLEAN, PULL_CLEAN
from studio.clips.gallops import CLEAN as GALLOP_CLEAN
from studio.clips.gallops import there_and_back
from studio.clips.shots import SIDE_CLEAN
from studio.motion import Style
from studio.motions.bird_dog import BirdDogStyle
from studio.motions.bird_dog_plan import Hold
from studio.motions.bridge_foot_on_box import BoxBridgeStyle
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridge_plan import Lift
from studio.motions.bridge_pull_over import PullOverStyle
from studio.motions.deadlift import DeadliftStyle
from studio.motions.gallop import GallopStyle
from studio.profiles import Repetition
from studio.wardrobe import Outfit

YAWS_DEG = (0, 15, 30, 45, 60, 75, 90)
RATES = (15, 24, 60)
BODIES: dict[str, tuple[Physique, Outfit]] = {
    "maria": (cast.MARIA, cast.MARIA_WEARS),
    "tom": (cast.TOM, cast.TOM_WEARS),
    "ayo": (cast.AYO, cast.AYO_WEARS),
    "ruth": (cast.RUTH, cast.RUTH_WEARS),
}
#: The view of what isn't varied.
USUAL = Shot(yaw_deg=5.0, width_px=640, height_px=360)
#: Short sets lower in about two seconds, at the edge of what is slow enough.
OPEN = "fast_lowering"

#: Style, camera's distance and height, what must not be reported.
Act = tuple[Style, float, float, tuple[str, ...]]


def grid() -> list[Clip]:
    """All clips of the grid."""
    return [clip for key, act in _acts().items() for clip in _varied(key, act)]


def _acts() -> dict[str, Act]:
    """A short good set of each exercise on the left leg."""
    bird_dog = BirdDogStyle("left", holds=(Hold(1.2, 12.0, 1.0, 0.4),), before_s=0.6)
    pull_over = PullOverStyle(
        plan=(
            Repetition(1.7, 0.2, 0.9, 0.3),
            Repetition(1.8, 0.3, 0.9, 0.4, "constant_speed"),
        ),
        lying_before_s=0.4,
        lifting_s=0.8,
        settled_s=0.6,
    )
    lifts = (Lift(0.8, 0.4, 2.0, 0.3), Lift(0.8, 0.4, 2.1, 0.5, "constant_speed"))
    box_bridge = BoxBridgeStyle(BridgeForm("left"), lifts, lying_before_s=0.6)
    hinges = (
        Repetition(2.0, 0.3, 0.9, 0.4),
        Repetition(2.1, 0.3, 0.9, 0.5, "constant_speed"),
    )
    deadlift = DeadliftStyle("left", plan=hinges, tall_before_s=0.7)
    gallop = GallopStyle(there_and_back("left"))
    return {
        "bird_dog_wall_push": (bird_dog, 3.2, 0.8, HOLD_CLEAN),
        "bridge_pull_over": (pull_over, 3.3, 0.75, PULL_CLEAN),
        "bridge_foot_on_box": (box_bridge, 3.3, 0.75, BOX_CLEAN),
        "gallop": (gallop, 5.6, 1.0, GALLOP_CLEAN),
        "internal_rotation_deadlift": (deadlift, 3.4, 0.95, SIDE_CLEAN),
    }


def _varied(key: str, act: Act) -> Iterator[Clip]:
    """One exercise in every view, on every body, at every rate."""
    _, distance_m, height_m, _ = act
    usual = dataclasses.replace(USUAL, distance_m=distance_m, height_m=height_m)
    if key == "gallop":  # five yards fit in: a body would be 160 pixels tall
        usual = dataclasses.replace(usual, width_px=1280, height_px=720)
    for yaw_deg in YAWS_DEG:
        shot = dataclasses.replace(usual, yaw_deg=float(yaw_deg))
        yield _clip(f"grid_{key}_yaw{yaw_deg:02d}", key, act, shot, "maria")
    for body in BODIES:
        yield _clip(f"grid_{key}_{body}", key, act, usual, body)
    for rate in RATES:
        shot = dataclasses.replace(usual, fps=rate)
        yield _clip(f"grid_{key}_{rate}fps", key, act, shot, "maria")


def _clip(name: str, key: str, act: Act, shot: Shot, body: str) -> Clip:
    style, _, _, clean = act
    physique, outfit = BODIES[body]
    if key.startswith("bridge"):
        outfit = dataclasses.replace(outfit, long_hair=False)  # nobody lies on it
    if key == "bird_dog_wall_push" and body == "ayo":
        physique = AYO_KNEELS
    room = cast.STUDIO_ROOM
    if key == "gallop":
        room = dataclasses.replace(room, mat=None)
    return Clip(
        name=name,
        shows=f"A short good set: {key}, {shot.yaw_deg:g} degrees, {body}.",
        physique=physique,
        outfit=outfit,
        room=room,
        shot=shot,
        style=style,
        clean=tuple(code for code in clean if code != OPEN),
    )
