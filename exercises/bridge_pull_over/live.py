"""How the pull over is followed live: by the arms, 0 by the side, 180 overhead."""

from typing import Final

from exercises.coaching import Coaching, arms_are_raised, arms_deg
from vision.geometry import Floats


def depth_deg(points_px: Floats, _world_m: Floats) -> float:
    """Return how far overhead the arms are."""
    return arms_deg(points_px)


COACHING: Final = Coaching(
    position="On your back, hips up, weight over your chest.",
    attitude="supine",
    depth_deg=depth_deg,
    started_deg=10.0,
    angle_name="arms",
    angle_deg=arms_deg,
    could_be=arms_are_raised,
)
