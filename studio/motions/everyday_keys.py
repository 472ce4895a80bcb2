"""Figures at times, built from a body's own lengths."""

from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.landmarks import find_landmarks
from studio.limbs import SOLE_M, arm_lengths_m, leg_lengths_m, trunk_chord_m
from studio.motions.figure import Figure


@dataclass(frozen=True)
class Sizes:
    """Lengths of a body that key figures are built from, metres."""

    thigh_m: float
    shank_m: float
    trunk_m: float
    arm_m: float
    ankle_m: float
    toe_m: float
    half_hips_m: float
    half_shoulders_m: float

    @classmethod
    def of(cls, body: Body) -> "Sizes":
        """Measure a body."""
        thigh_m, shank_m = leg_lengths_m(body, "left")
        ankle = body.head_m("foot.L")
        toe = body.vertices_m[find_landmarks(body).vertices["left_foot_index"]]
        return cls(
            thigh_m=thigh_m,
            shank_m=shank_m,
            trunk_m=float(np.linalg.norm(trunk_chord_m(body))),
            arm_m=sum(arm_lengths_m(body, "left")),
            ankle_m=float(ankle[2]) + SOLE_M,
            toe_m=float(toe[0] - ankle[0]),
            half_hips_m=float(body.head_m("upperleg01.L")[1]),
            half_shoulders_m=float(body.head_m("upperarm01.L")[1]),
        )

    @property
    def leg_m(self) -> float:
        """Thigh and shank."""
        return self.thigh_m + self.shank_m

    def tiptoe_m(self, pitch_deg: float) -> tuple[float, float]:
        """How far ahead and how high an ankle is whose heel rose over its toes."""
        pitch = np.radians(pitch_deg)
        ahead_m = self.toe_m * (1 - np.cos(pitch)) + self.ankle_m * np.sin(pitch)
        height_m = self.toe_m * np.sin(pitch) + self.ankle_m * np.cos(pitch)
        return float(ahead_m), float(height_m)


@dataclass(frozen=True)
class Key:
    """A figure and when the body arrives at it, seconds from the first frame."""

    at_s: float
    figure: Figure
