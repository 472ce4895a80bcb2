"""What is drawn of a deadlift: the hip angle."""

import numpy as np

from exercises.drawing.set_signals import SetSignals, limb
from exercises.internal_rotation_deadlift.signals import HingeSignals
from exercises.standing.posture import StandingSignals


def hinge_signals(posture: StandingSignals, hinge: HingeSignals) -> SetSignals:
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
        front_sign=posture.facing,
        chain_px=limb(posture.track.points_px, leg.hip_px, leg.knee_px, leg.ankle_px),
        hip_deg=hip if posture.view.name == "side" else None,
        always_means=True,
    )
