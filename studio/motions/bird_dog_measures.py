"""What is true of a hold, measured from its 3D joints."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.landmarks import CENTRES
from studio.limbs import suffix
from studio.motions.bird_dog_plan import TimedHold
from studio.motions.figure import SIDES
from studio.skeleton import Posed, angle_deg

Array = NDArray[np.float64]

#: Samples a second, and the band of unsteadiness, hertz (rationale.md 6.5).
SAMPLES_HZ = 50.0
BAND_HZ = (0.3, 3.0)
#: The first seconds of a hold that a drop is measured from.
BASELINE_S = 2.0


class Moving(Protocol):
    """A body that is somewhere at each time."""

    body: Body

    def pose_at(self, time_s: float) -> Posed:
        """Return its pose at a time."""


def measure_hold(motion: Moving, timed: TimedHold, trunk_m: float) -> dict[str, float]:
    """Angles (degrees) and distances (trunk lengths) over one hold."""
    count = max(int((timed.end_s - timed.start_s) * SAMPLES_HZ), 3)
    times_s = np.linspace(timed.start_s, timed.end_s, count)
    joints = [_joints(motion, float(time_s)) for time_s in times_s]
    path = {name: np.stack([j[name] for j in joints]) for name in joints[0]}
    work, other = timed.side, "right" if timed.side == "left" else "left"
    hips_m = (path["left_hip"] + path["right_hip"]) / 2
    trunk = (path["left_shoulder"] + path["right_shoulder"]) / 2 - hips_m
    thigh = path[f"{work}_knee"] - path[f"{work}_hip"]
    shank = path[f"{work}_ankle"] - path[f"{work}_knee"]
    support = path[f"{other}_knee"] - path[f"{other}_hip"]
    arm = path[f"{work}_wrist"] - path[f"{work}_shoulder"]
    level_deg = np.degrees(np.arctan2(trunk[:, 2], trunk[:, 0]))
    thigh_deg = np.degrees(np.arctan2(thigh[:, 2], -thigh[:, 0]))
    early = times_s <= timed.start_s + BASELINE_S
    anchor_m = np.median(path[f"{work}_ankle"][early], axis=0)
    foot_m = np.linalg.norm(path[f"{work}_ankle"] - anchor_m, axis=1)
    drop_m = np.median(hips_m[early, 2]) - hips_m[:, 2]
    numbers = {
        "trunk_level_deg": np.median(np.abs(level_deg)),
        "hip_sink": max(drop_m.max(), 0.0) / trunk_m,
        "thigh_above_trunk_deg": np.median(thigh_deg + level_deg),
        "hip_deg": np.median(_angles(trunk, thigh)),
        "foot_path": foot_m.max() / trunk_m,
        "arm_from_vertical_deg": np.median(_angles(arm, np.array([0, 0, -1.0]))),
        "thigh_from_vertical_deg": np.median(_angles(support, np.array([0, 0, -1.0]))),
        "sway": _band_rms(hips_m[:, [0, 2]], count / (timed.end_s - timed.start_s))
        / trunk_m,
        "knee_flexion_deg": np.median(_angles(thigh, shank)),
    }
    return {name: round(float(value), 4) for name, value in numbers.items()}


def _joints(motion: Moving, time_s: float) -> dict[str, Array]:
    """Joint centres by name, from the bones alone."""
    posed = motion.pose_at(time_s)
    return {
        f"{side}_{part}": posed.heads_m[motion.body.bone(bone + suffix(side))]
        for side in SIDES
        for part, bone in CENTRES.items()
    }


def _angles(first: Array, second: Array) -> Array:
    """(T,) degrees between rows (T, 3) and rows or one direction."""
    others = np.broadcast_to(second, first.shape)
    return np.array([angle_deg(a, b) for a, b in zip(first, others, strict=True)])


def _band_rms(path_m: Array, rate_hz: float) -> float:
    """RMS of a path (T, 2) within the band, after its straight-line drift."""
    steps = np.arange(len(path_m))
    drift = np.polynomial.polynomial.polyfit(steps, path_m, 1)
    rest_m = path_m - np.polynomial.polynomial.polyval(steps, drift).T
    spectrum = np.fft.rfft(rest_m, axis=0)
    hertz = np.fft.rfftfreq(len(path_m), 1.0 / rate_hz)
    spectrum[(hertz < BAND_HZ[0]) | (hertz > BAND_HZ[1])] = 0.0
    filtered_m = np.fft.irfft(spectrum, n=len(path_m), axis=0)
    return float(np.sqrt((filtered_m**2).sum(axis=1).mean()))
