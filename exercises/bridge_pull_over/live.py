"""How the pull over is followed live: by the arms, 0 by the side, 180 overhead."""

from typing import Final

import numpy as np

from exercises.coaching import Coaching, between_deg, trunk_of
from vision.geometry import Floats

SHOULDERS_AND_WRISTS: Final = ((11, 15), (12, 16))


def arms_deg(points_px: Floats) -> float:
    """Return the mean elevation of both arms."""
    trunk = trunk_of(points_px)
    arms = [
        between_deg(-trunk, points_px[wrist] - points_px[shoulder])
        for shoulder, wrist in SHOULDERS_AND_WRISTS
    ]
    return float(np.mean(arms))


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
)
