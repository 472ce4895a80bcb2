"""What is drawn of a bridge: the hip angle, or the arms' of a pull over."""

import numpy as np

from exercises.drawing.set_signals import SetSignals, limb
from exercises.supine.signals import BridgeSignals
from exercises.supine.working_leg import WorkingLeg
from exercises.units import Side
from vision.geometry import Floats
from vision.view import View


def bridge_signals(
    bridge: BridgeSignals, leg: WorkingLeg, arms_deg: Floats | None = None
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
        front_sign=bridge.facing,
        chain_px=limb(
            scene.track.points_px, *(scene.leg_px(side, part) for part in range(3))
        ),
        hip_deg=hip if bridge.view.name == "side" else None,
        arm_px=None if arms_deg is None else np.stack([hips, *arm], axis=1),
        arm_deg=arms_deg,
    )


def _near(view: View) -> Side:
    return view.near_side or "left"
