"""Where an athlete's weight is, so that a pose stands."""

import numpy as np

from studio.limbs import Side, suffix
from studio.skeleton import Puppet

#: Segment masses as shares of the body's, after Winter, Biomechanics and Motor Control
#: of Human Movement; limbs are for one side.
TRUNK, HEAD, ARM, THIGH, SHANK, FOOT = 0.497, 0.081, 0.05, 0.1, 0.0465, 0.0145
#: Where along thigh and shank the mass lies, from the upper end (same source).
DOWN_THE_SEGMENT = 0.433
#: Body mass that a dumbbell is set against: our choice, it moves the hips by 1 cm.
BODY_KG = 70.0


def mass_centre_x_m(puppet: Puppet, load_hand: Side, load_kg: float) -> float:
    """Forward position of the centre of mass of body and weight, metres."""
    trunk_ends = [
        puppet.where(name + end)[0]
        for name in ("upperarm01", "upperleg01")
        for end in (".L", ".R")
    ]
    parts = [(TRUNK, float(np.mean(trunk_ends))), (HEAD, puppet.where("head")[0])]
    for end in (".L", ".R"):
        hip, knee, ankle = (
            float(puppet.where(name + end)[0])
            for name in ("upperleg01", "lowerleg01", "foot")
        )
        parts += [
            (THIGH, hip + DOWN_THE_SEGMENT * (knee - hip)),
            (SHANK, knee + DOWN_THE_SEGMENT * (ankle - knee)),
            (FOOT, ankle + 0.05),
            (ARM, puppet.where("upperarm01" + end)[0]),
        ]
    parts.append((load_kg / BODY_KG, puppet.where("wrist" + suffix(load_hand))[0]))
    shares, places_m = np.array(parts).T
    return float(shares @ places_m / shares.sum())
