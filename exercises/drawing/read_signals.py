"""From what each exercise reads to the signals that its film and chart draw."""

from collections.abc import Sequence

import numpy as np

from exercises.bird_dog_wall_push.measures import BASELINE_S, SETTLING_S
from exercises.bird_dog_wall_push.signals import Quadruped
from exercises.drawing.set_signals import SetSignals, limb
from exercises.exercise import MeasuredBout
from exercises.gallop.signals import Gait
from exercises.internal_rotation_deadlift.signals import Hinge
from exercises.report import Side
from exercises.standing.posture import Posture
from exercises.supine.signals import Bridge, WorkingLeg
from vision.geometry import Floats, median_where
from vision.view import View


def hinge_signals(posture: Posture, hinge: Hinge) -> SetSignals:
    """Return the hip angle of a hinge; only shown where angles are read in the picture.

    From the front it is a guess of depth that tells reps apart, no more.
    """
    leg = hinge.leg
    # Straight is straight: the correction to joint centres can overshoot.
    hip = np.minimum(hinge.hinge_deg, 180.0)
    return SetSignals(
        time_s=posture.time_s,
        signal=hip if hinge.flat else np.full_like(hip, np.nan),
        signal_name="hip angle",
        facing=posture.facing,
        chain_px=limb(posture.track.points_px, leg.hip_px, leg.knee_px, leg.ankle_px),
        hip_deg=hip if posture.view.name == "side" else None,
        always_means=True,
    )


def bridge_signals(
    bridge: Bridge, leg: WorkingLeg, arms_deg: Floats | None = None
) -> SetSignals:
    """Return the hip angle of a bridge, and of a pull over the arms' angle.

    Args:
        bridge: The passage on the back.
        leg: The working leg; where it is unsure or both work, the nearer is marked.
        arms_deg: (T,) both arms' elevation, of a pull over.
    """
    scene, side = bridge.scene, leg.side or _near(bridge.view)
    hip = 180.0 - bridge.flexion_of(leg.side)
    near = _near(bridge.view)
    arm = [scene.arm_px(near, part) for part in range(3)]
    hips = scene.leg_px(near, 0)
    return SetSignals(
        time_s=bridge.time_s,
        signal=hip if arms_deg is None else arms_deg,
        signal_name="hip angle" if arms_deg is None else "arm angle",
        # On the back the front of the body is up.
        facing=bridge.facing,
        chain_px=limb(
            scene.track.points_px, *(scene.leg_px(side, part) for part in range(3))
        ),
        hip_deg=hip if bridge.view.name == "side" else None,
        arm_px=None if arms_deg is None else np.stack([hips, *arm], axis=1),
        arm_deg=arms_deg,
    )


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
        facing=body.facing,
        chain_px=limb(scene.track.points_px, body.hip_px, body.knee_px, body.ankle_px),
        hip_deg=180.0 - np.abs(body.flexion_deg) if view.name == "side" else None,
    )


def way_signals(
    gait: Gait, bouts: Sequence[MeasuredBout], stature_m: float
) -> SetSignals:
    """Return where the hips are along the way, in metres from the leftmost place.

    NaN where the distance of no bout is known.
    """
    known = any(np.isfinite(bout.distance_m) for bout in bouts)
    metres_a_px = stature_m / gait.stature_px if known else np.nan
    across = gait.hips_px[:, 0]
    seen = across[np.isfinite(across)]
    start = float(seen.min()) if seen.size else np.nan
    return SetSignals(
        time_s=gait.time_s,
        signal=(across - start) * metres_a_px,
        signal_name="way",
    )


def _near(view: View) -> Side:
    return view.near_side or "left"
