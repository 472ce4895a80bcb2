"""What is drawn of a bird dog: the height of the hips over the hold."""

import numpy as np

from exercises.bird_dog_wall_push.measures import BASELINE_S, SETTLING_S
from exercises.bird_dog_wall_push.signals import Quadruped
from exercises.drawing.set_signals import SetSignals, limb
from vision.geometry import median_where
from vision.view import View


def hold_signals(
    body: Quadruped, start_s: float, end_s: float, view: View
) -> SetSignals:
    """Return the hips' height over where a hold began, in trunk lengths, and its hip.

    NaN outside of the hold.
    """
    scene, settled_s = body.scene, start_s + SETTLING_S
    low = scene.hips_px[:, 1]
    kept = median_where(low, scene.between(settled_s, settled_s + BASELINE_S))
    height = (kept - low) / body.trunk_px
    return SetSignals(
        time_s=scene.time_s,
        signal=np.where(scene.between(start_s, end_s), height, np.nan),
        signal_name="hip height",
        front_sign=body.facing,
        chain_px=limb(scene.track.points_px, body.hip_px, body.knee_px, body.ankle_px),
        hip_deg=180.0 - np.abs(body.flexion_deg) if view.name == "side" else None,
    )
