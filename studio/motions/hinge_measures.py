"""What is true of a posed hinge, measured from its 3D joints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.landmarks import INDEX
from studio.limbs import Side, outward
from studio.skeleton import UP, angle_deg

Array = NDArray[np.float64]


@dataclass(frozen=True)
class HingeMeasures:
    """Angles in degrees; `rear_ankle_m` is (3,).

    Attributes:
        lean_deg: trunk chord (mid-hip to mid-shoulder) from the vertical.
        hip_deg: between the trunk chord and the stance thigh, 180 = straight.
        knee_flexion_deg: of the stance knee, 0 = straight.
        hand_target: weighted wrist lateral (+) of the laces (middle of ankle and toe
            tip), in stance shank lengths.
        weight_offset: weighted wrist ahead of or behind the stance shank, horizontal,
            in trunk lengths.
        rear_ankle_m: where the other ankle is.
    """

    lean_deg: float
    hip_deg: float
    knee_flexion_deg: float
    hand_target: float
    weight_offset: float
    rear_ankle_m: Array


def measure_hinge(joints_m: Array, stance: Side) -> HingeMeasures:
    """Measure a pose from its joints (J, 3), the weight in the other leg's hand."""
    other = "right" if stance == "left" else "left"

    def at(name: str) -> Array:
        return joints_m[INDEX[name]]

    hip, knee, ankle = (at(f"{stance}_{n}") for n in ("hip", "knee", "ankle"))
    shoulders = (at("left_shoulder") + at("right_shoulder")) / 2
    trunk = shoulders - (at("left_hip") + at("right_hip")) / 2
    wrist = at(f"{other}_wrist")
    laces = (ankle + at(f"{stance}_foot_index")) / 2
    share = np.clip((wrist[2] - ankle[2]) / (knee[2] - ankle[2]), 0.0, 1.0)
    shank_x_m = ankle[0] + share * (knee[0] - ankle[0])
    shank_m = float(np.linalg.norm(ankle - knee))
    return HingeMeasures(
        lean_deg=angle_deg(trunk, UP),
        hip_deg=angle_deg(trunk, knee - hip),
        knee_flexion_deg=angle_deg(knee - hip, ankle - knee),
        hand_target=outward(stance) * float(wrist[1] - laces[1]) / shank_m,
        weight_offset=abs(float(wrist[0] - shank_x_m)) / float(np.linalg.norm(trunk)),
        rear_ankle_m=at(f"{other}_ankle"),
    )
