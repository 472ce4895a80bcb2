"""What is true of a bridge, measured from the joints of its poses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.landmarks import CENTRES
from studio.limbs import Side
from studio.skeleton import Posed

Array = NDArray[np.float64]

#: Poses that a repetition is measured at.
SAMPLES = 61


@dataclass(frozen=True)
class BridgePath:
    """Joints of a stretch of a bridge, each (T, 3), and who works.

    `leg` is the working leg; `other` is the free one, or the second planted one.
    """

    joints_m: dict[str, Array]
    leg: Side

    @classmethod
    def of(cls, body: Body, poses: Sequence[Posed], leg: Side) -> BridgePath:
        """Read the joint centres of some poses."""
        heads_m = np.stack([posed.heads_m for posed in poses])
        joints_m = {
            f"{side}_{part}": heads_m[:, body.bone(bone + end)]
            for side, end in (("left", ".L"), ("right", ".R"))
            for part, bone in CENTRES.items()
        }
        return cls(joints_m, leg)

    @property
    def other(self) -> Side:
        """The leg that isn't the working one."""
        return "right" if self.leg == "left" else "left"

    def at(self, side: Side, part: str) -> Array:
        """(T, 3) one joint."""
        return self.joints_m[f"{side}_{part}"]

    def middle(self, part: str) -> Array:
        """(T, 3) between left and right."""
        return (self.at("left", part) + self.at("right", part)) / 2

    @property
    def trunk(self) -> Array:
        """(T, 3) from mid-hip to mid-shoulder."""
        return self.middle("shoulder") - self.middle("hip")

    def thigh(self, side: Side) -> Array:
        """(T, 3) from hip to knee."""
        return self.at(side, "knee") - self.at(side, "hip")

    def hip_deg(self, side: Side) -> Array:
        """(T,) angle between trunk chord and thigh, 180 = straight."""
        return angles_deg(self.trunk, self.thigh(side))

    def deficit_deg(self) -> Array:
        """(T,) extension deficit in the vertical plane, + sagging, - arched."""
        thigh, down = self.thigh(self.leg), -self.trunk
        return np.degrees(
            np.arctan2(thigh[:, 2], thigh[:, 0]) - np.arctan2(down[:, 2], down[:, 0])
        )

    def knee_flexion_deg(self) -> Array:
        """(T,) of the working knee, 0 = straight."""
        shank = self.at(self.leg, "ankle") - self.at(self.leg, "knee")
        return angles_deg(self.thigh(self.leg), shank)

    def height(self) -> Array:
        """(T,) h of the spec's 9.2: hips over shoulders, in trunk lengths."""
        trunk_m = np.linalg.norm(self.trunk, axis=1)
        return (self.middle("hip") - self.middle("shoulder"))[:, 2] / trunk_m

    def bridge_height(self) -> Array:
        """(T,) B of the spec's 9.2: 0 at the shoulders' height, 1 on the line."""
        shoulder, hip = self.middle("shoulder"), self.middle("hip")
        knee = self.at(self.leg, "knee")
        share = (hip - shoulder)[:, 0] / (knee - shoulder)[:, 0]
        line_m = share * (knee - shoulder)[:, 2]
        return (hip - shoulder)[:, 2] / line_m

    def path(self, joint_m: Array) -> float:
        """Largest distance of a joint (T, 3) from where it was, in trunk lengths."""
        away_m = np.linalg.norm(joint_m - joint_m[0], axis=1)
        return float(away_m.max() / np.linalg.norm(self.trunk[0]))

    def pelvis_roll_deg(self) -> Array:
        """(T,) how far the other hip is below the working one."""
        across = self.at(self.leg, "hip") - self.at(self.other, "hip")
        return np.degrees(np.arcsin(across[:, 2] / np.linalg.norm(across, axis=1)))

    def arm_deg(self) -> Array:
        """(T,) elevation of the arms: 0 by the side, 90 chest, 180 overhead."""
        both = [
            angles_deg(-self.trunk, self.at(side, "wrist") - self.at(side, "shoulder"))
            for side in ("left", "right")
        ]
        return (both[0] + both[1]) / 2

    def elbow_deg(self) -> Array:
        """(T,) the more bent elbow, 180 = straight."""
        both = [
            angles_deg(
                self.at(side, "shoulder") - self.at(side, "elbow"),
                self.at(side, "wrist") - self.at(side, "elbow"),
            )
            for side in ("left", "right")
        ]
        return np.minimum(both[0], both[1])


def angles_deg(first: Array, second: Array) -> Array:
    """(T,) angles between rows of (T, 3)."""
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    cosines = np.einsum("ti,ti->t", first, second) / lengths
    return np.degrees(np.arccos(np.clip(cosines, -1.0, 1.0)))


def spread(values: Array) -> float:
    """From the 5th to the 95th percentile of values (T,)."""
    low, high = np.percentile(values, [5.0, 95.0])
    return float(high - low)
