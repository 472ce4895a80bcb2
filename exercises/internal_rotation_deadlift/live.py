"""How the deadlift is followed live: by the lean of the trunk, in space."""

from typing import Final

import numpy as np

from exercises.coaching import Coaching, hip_angles_deg, trunk_of
from exercises.units import NAN
from vision import landmarks
from vision.geometry import Floats

STANDING: Final = 0.65
"""Height of the hips over the foot, in lengths of the leg, of who stands on it (our
choice: a knee bent by 60 degrees leaves 0.87, a kneeling body 0.5)."""


def depth_deg(_points_px: Floats, world_m: Floats) -> float:
    """Return the lean of the trunk in space: from the front the picture hides it."""
    trunk = trunk_of(world_m)
    return float(np.degrees(np.arctan2(np.hypot(trunk[0], trunk[2]), -trunk[1])))


def standing_hip_deg(points_px: Floats) -> float:
    """Return the hip angle of the leg with the lower foot."""
    angles = hip_angles_deg(points_px)
    if not np.isfinite(angles).all():
        return NAN
    ankles = [points_px[ankle, 1] for _, _, ankle, *_ in landmarks.LEGS.values()]
    return angles[int(np.argmax(ankles))]


def stands_on_a_leg(_points_px: Floats, world_m: Floats) -> bool:
    """Whether the hips are above the standing foot: who lies down bends both knees."""
    heights, lengths = [], []
    for hip, knee, ankle, *_ in landmarks.LEGS.values():
        shank, thigh = world_m[ankle] - world_m[knee], world_m[knee] - world_m[hip]
        heights.append(world_m[ankle][1] - world_m[hip][1])
        lengths.append(np.linalg.norm(shank) + np.linalg.norm(thigh))
    return bool(max(heights) > STANDING * np.mean(lengths))


COACHING: Final = Coaching(
    position="Stand tall, back foot on the wall.",
    attitude="upright",
    depth_deg=depth_deg,
    started_deg=6.0,
    angle_name="hip",
    angle_deg=standing_hip_deg,
    could_be=stands_on_a_leg,
    stands=True,
)
