"""The signals of a hip hinge on one leg."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.standing.legs import StandingLeg, find_standing_leg
from exercises.standing.posture import StandingSignals
from exercises.units import Side
from vision import landmarks
from vision.geometry import (
    Floats,
    midpoint,
    signed_flexion_deg,
    signed_hip_flexion_deg,
)
from vision.plausible import possible_knee_deg

HIP_OFFSET_DEG: Final = 8.6
HIP_GAIN: Final = 0.945
"""Tracker's hip flexion to that of the joint centres: flexion = gain * read + offset.
The model's hip and shoulder points are not the joints' centres; fitted on rendered
athletes by `benchmarks/calibrate.py` (docs/accuracy.md)."""
LEAN_OFFSET_DEG: Final = 3.1
LEAN_GAIN: Final = 1.051
"""The same for the trunk's lean."""

FLAT_LIMIT_DEG: Final = 45.0
"""Up to this view angle joint angles are read in the picture (rationale.md 3)."""
WRISTS: Final = (landmarks.LEFT_WRIST, landmarks.RIGHT_WRIST)


@dataclass(frozen=True, kw_only=True, eq=False)
class HingeSignals:
    """What a hinge is measured on.

    Attributes:
        leg: The standing leg.
        flat: Whether the angles were read in the picture (side view); else they come
            from the model's guess of depth and only tell reps apart.
        hip_flexion_deg: (T,) 0 straight, corrected to joint centres.
        knee_flexion_deg: (T,) 0 straight, + bent.
        lean_deg: (T,) trunk lean, corrected to joint centres.
    """

    leg: StandingLeg
    flat: bool
    hip_flexion_deg: Floats
    knee_flexion_deg: Floats
    lean_deg: Floats

    @property
    def hinge_deg(self) -> Floats:
        """(T,) hip angle: 180 straight."""
        return 180.0 - self.hip_flexion_deg


def hinge_signals_of(posture: StandingSignals, side: Side | None) -> HingeSignals:
    """Read the hinge of the standing leg.

    Args:
        posture: The repaired track.
        side: The standing leg where the user named it.
    """
    points = posture.track.points_px
    flat = posture.view.yaw_deg <= FLAT_LIMIT_DEG
    leg = find_standing_leg(
        points, posture.upright, side=side, facing=posture.facing if flat else None
    )
    if flat:
        trunk = midpoint(points, landmarks.SHOULDERS) - midpoint(points, landmarks.HIPS)
        read = signed_hip_flexion_deg(trunk, leg.hip_px, leg.knee_px, posture.facing)
        knee = possible_knee_deg(
            signed_flexion_deg(leg.hip_px, leg.knee_px, leg.ankle_px, posture.facing)
        )
    else:
        read = _solid_hip_flexion(posture, leg)
        knee = np.full_like(read, np.nan)
    return HingeSignals(
        leg=leg,
        flat=flat,
        hip_flexion_deg=HIP_GAIN * read + HIP_OFFSET_DEG if flat else read,
        knee_flexion_deg=knee,
        lean_deg=LEAN_GAIN * posture.lean_deg + LEAN_OFFSET_DEG,
    )


def lower_wrist_px(
    posture: StandingSignals, when: NDArray[np.bool_]
) -> tuple[Floats, int]:
    """Return the path of the wrist that hangs lower over some frames, and which.

    Returns:
        (T, 2) points and the index into `WRISTS`.
    """
    wrists = posture.track.points_px[:, WRISTS]
    height = np.nan_to_num(wrists[when][:, :, 1], nan=-1.0)
    which = int(np.argmax(np.median(height, axis=0))) if when.any() else 0
    return wrists[:, which], which


def _solid_hip_flexion(posture: StandingSignals, leg: StandingLeg) -> Floats:
    """Hip flexion from the world landmarks of the named (or the straighter) leg."""
    world = posture.track.world_m
    trunk = midpoint(world, landmarks.SHOULDERS) - midpoint(world, landmarks.HIPS)
    flexions = []
    for name in ("left", "right"):
        hip, knee = landmarks.LEGS[name][:2]
        thigh = world[:, knee] - world[:, hip]
        along = (trunk * thigh).sum(axis=1)
        across = np.linalg.norm(np.cross(trunk, thigh), axis=1)
        flexions.append(180.0 - np.degrees(np.arctan2(across, along)))
    if leg.side:
        return np.asarray(flexions[("left", "right").index(leg.side)])
    return np.asarray(np.mean(flexions, axis=0))
