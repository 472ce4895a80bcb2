"""What of a lying body touches the floor, so that nothing sinks in or floats."""

from collections.abc import Callable

import numpy as np

from studio.body import Body
from studio.limbs import leaning
from studio.skeleton import LEFT, Array, Puppet, rotation, skin

#: Elevations of the trunk at which contact is measured, degrees.
TRIED_DEG = np.arange(-5.0, 66.0, 5.0)
#: How far cloth and hair keep the skin off the floor, metres.
CLOTH_M, HAIR_M = 0.004, 0.010
#: How much of the head's own turn each neck bone takes.
NECK = {"neck01": 0.35, "neck02": 0.65, "neck03": 0.9}


class FloorContact:
    """Heights at which shoulders, buttocks and head of a lying body rest."""

    def __init__(self, body: Body) -> None:
        """Measure the upper back, then how the head must turn to lie on the floor."""
        self.body = body
        upper = ("spine03", "spine02", "spine01", "clavicle", "shoulder")
        lower = ("root", "pelvis", "spine05", "spine04", "upperleg01")
        self._back, self._seat = body.skin_of(*upper), body.skin_of(*lower)
        self._head = body.skin_of("head", "neck03")
        lowest_m = [
            float(skin(body, self._lying(d, d).pose())[self._back, 2].min())
            for d in TRIED_DEG
            if 4.0 < d < 46.0
        ]
        # Raised and lowered hips roll over the upper back within half a centimetre.
        self.shoulder_z_m = CLOTH_M - float(np.mean(lowest_m))
        self._heads_deg = np.array([self._head_for(float(d)) for d in TRIED_DEG])

    def buttocks_z_m(self, vertices_m: Array) -> float:
        """Height of the lowest point of the pelvis over the floor."""
        return float(vertices_m[self._seat, 2].min()) - CLOTH_M

    def lay_head(self, puppet: Puppet, elevation_deg: float) -> None:
        """Turn neck and head so that the head stays on the floor."""
        turn_deg = float(np.interp(elevation_deg, TRIED_DEG, self._heads_deg))
        self._turn_head(puppet, turn_deg, elevation_deg)

    def _lying(self, elevation_deg: float, head_deg: float) -> Puppet:
        """Trunk at an elevation with mid-shoulder in the origin, legs in line."""
        puppet = Puppet(self.body)
        puppet.turn("root", leaning(self.body, -(90.0 + elevation_deg)))
        puppet.place_root(puppet.where("root") - puppet.middle("upperarm01"))
        self._turn_head(puppet, head_deg, elevation_deg)
        return puppet

    def _turn_head(self, puppet: Puppet, head_deg: float, elevation_deg: float) -> None:
        """Head at `head_deg` below level (face up at 0), the neck between."""
        for bone, share in (*NECK.items(), ("head", 1.0)):
            between_deg = elevation_deg + share * (head_deg - elevation_deg)
            puppet.turn(bone, rotation(LEFT, -(90.0 + between_deg)))

    def _head_for(self, elevation_deg: float) -> float:
        """The head's angle at which its back just touches the floor."""

        def touches(head_deg: float) -> bool:
            posed = self._lying(elevation_deg, head_deg).pose()
            lowest_m = float(skin(self.body, posed)[self._head, 2].min())
            return lowest_m + self.shoulder_z_m <= HAIR_M

        return sum(halved(-60.0, 30.0, 9, touches)) / 2


def halved(
    low: float, high: float, rounds: int, is_over: Callable[[float], bool]
) -> tuple[float, float]:
    """A range narrowed by bisection to where something begins to be so."""
    for _ in range(rounds):
        middle = (low + high) / 2
        low, high = (low, middle) if is_over(middle) else (middle, high)
    return low, high
