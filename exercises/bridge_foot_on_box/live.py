"""How the bridge is followed live: by the trunk's slope."""

from typing import Final

import numpy as np

from exercises.coaching import Coaching, arms_are_down, straighter_hip_deg, trunk_of
from vision.geometry import Floats


def depth_deg(points_px: Floats, _world_m: Floats) -> float:
    """Return how far the trunk slopes down from the shoulders to the hips."""
    trunk = trunk_of(points_px)
    return float(-np.degrees(np.arctan2(trunk[1], abs(trunk[0]))))


COACHING: Final = Coaching(
    position="On your back, heel on the box.",
    attitude="supine",
    depth_deg=depth_deg,
    started_deg=4.0,
    angle_name="hip",
    angle_deg=straighter_hip_deg,
    could_be=arms_are_down,
)
