"""Where joints go over some poses, and what can be measured of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.landmarks import CENTRES
from studio.limbs import SIDES, Side, other
from studio.skeleton import Array, Posed


@dataclass(frozen=True)
class BodyPath:
    """Joint centres over some poses, each (T, 3); `leg` is the working leg."""

    joints_m: dict[str, Array]
    leg: Side

    @classmethod
    def of(cls, body: Body, poses: Sequence[Posed], leg: Side) -> "BodyPath":
        """Read the joint centres of some poses."""
        heads_m = np.stack([posed.heads_m for posed in poses])
        joints_m = {
            f"{side}_{part}": heads_m[:, body.bone(bone + end)]
            for side, end in zip(SIDES, (".L", ".R"), strict=True)
            for part, bone in CENTRES.items()
        }
        return cls(joints_m, leg)

    @property
    def other(self) -> Side:
        """The leg that isn't the working one: free, kneeling or planted as well."""
        return other(self.leg)

    def at(self, side: Side, part: str) -> Array:
        """(T, 3) one joint."""
        return self.joints_m[f"{side}_{part}"]

    def middle(self, part: str) -> Array:
        """(T, 3) between left and right."""
        return (self.at("left", part) + self.at("right", part)) / 2

    def along(self, side: Side, start: str, end: str) -> Array:
        """(T, 3) from one joint to another on the same side."""
        return self.at(side, end) - self.at(side, start)

    @property
    def trunk(self) -> Array:
        """(T, 3) from mid-hip to mid-shoulder."""
        return self.middle("shoulder") - self.middle("hip")

    def thigh(self, side: Side) -> Array:
        """(T, 3) from hip to knee."""
        return self.along(side, "hip", "knee")

    def hip_deg(self, side: Side) -> Array:
        """(T,) angle between trunk chord and thigh, 180 = straight."""
        return angles_deg(self.trunk, self.thigh(side))

    def knee_flexion_deg(self) -> Array:
        """(T,) of the working knee, 0 = straight."""
        return angles_deg(self.thigh(self.leg), self.along(self.leg, "knee", "ankle"))

    def deficit_deg(self) -> Array:
        """(T,) extension deficit in the vertical plane, + sagging, - arched."""
        thigh, down = self.thigh(self.leg), -self.trunk
        return np.degrees(
            np.arctan2(thigh[:, 2], thigh[:, 0]) - np.arctan2(down[:, 2], down[:, 0])
        )

    def height(self) -> Array:
        """(T,) h of the spec's 9.2: hips over shoulders, in trunk lengths."""
        return -self.trunk[:, 2] / np.linalg.norm(self.trunk, axis=1)

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
        arms = [self.along(side, "shoulder", "wrist") for side in SIDES]
        both = [angles_deg(-self.trunk, arm) for arm in arms]
        return (both[0] + both[1]) / 2

    def elbow_deg(self) -> Array:
        """(T,) the more bent elbow, 180 = straight."""
        bends = []
        for side in SIDES:
            upper, fore = (self.along(side, "elbow", n) for n in ("shoulder", "wrist"))
            bends.append(angles_deg(upper, fore))
        return np.minimum(*bends)


def angles_deg(first: Array, second: Array) -> Array:
    """(T,) angles between rows of (T, 3), or between rows and one direction (3,)."""
    lengths = np.linalg.norm(first, axis=-1) * np.linalg.norm(second, axis=-1)
    cosines = (first * second).sum(axis=-1) / lengths
    return np.degrees(np.arccos(np.clip(cosines, -1.0, 1.0)))


def spread(values: Array) -> float:
    """From the 5th to the 95th percentile of values (T,)."""
    low, high = np.percentile(values, [5.0, 95.0])
    return float(high - low)
