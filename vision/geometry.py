"""Angles and distances in the image.

Conventions, for the whole product: image points are pixels, x to the right, y *down*;
angles are degrees; every array has time as its first dimension; a missing point is
NaN, and whatever is computed from it is NaN. The model's normalised coordinates never
come this far: in a 16:9 picture they would bend a right angle to 59 degrees.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
"""32 bits as the model gives them, 64 once anything is computed."""


def midpoint(points_px: Floats, pair: tuple[int, int]) -> Floats:
    """Return the point half way between two landmarks.

    Args:
        points_px: (T, N, 2) or (T, N, 3) points.
        pair: The two indices into N.

    Returns:
        (T, 2) or (T, 3). NaN where either is missing.
    """
    return 0.5 * (points_px[..., pair[0], :] + points_px[..., pair[1], :])


def angle_between_deg(first: Floats, second: Floats) -> Floats:
    """Return the unsigned angle between two vectors.

    Uses atan2(|cross|, dot), which stays exact near 0 and 180 degrees where arccos
    loses digits.

    Args:
        first: (T, 2) vectors.
        second: (T, 2) vectors.

    Returns:
        (T,) degrees in [0, 180]. NaN where a vector is missing or has no length.
    """
    cross = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    dot = (first * second).sum(axis=-1)
    degrees = np.degrees(np.arctan2(np.abs(cross), dot))
    no_length = (np.hypot(*np.moveaxis(first, -1, 0)) == 0) | (
        np.hypot(*np.moveaxis(second, -1, 0)) == 0
    )
    return np.where(no_length, np.nan, degrees)


def joint_deg(proximal: Floats, joint: Floats, distal: Floats) -> Floats:
    """Return the inner angle at a joint: 180 for a straight limb.

    Args:
        proximal: (T, 2) points, such as the hip of a knee.
        joint: (T, 2) points.
        distal: (T, 2) points.

    Returns:
        (T,) degrees in [0, 180], NaN where a point is missing.
    """
    return angle_between_deg(proximal - joint, distal - joint)


def signed_flexion_deg(
    proximal: Floats, joint: Floats, distal: Floats, facing: float
) -> Floats:
    """Return knee flexion with its sign: 0 straight, + bent, - over-extended.

    A knee that bends properly points the way the person faces.

    Args:
        proximal: (T, 2) hip points in pixels.
        joint: (T, 2) knee points.
        distal: (T, 2) ankle points.
        facing: +1 when the person faces image right, -1 for image left.

    Returns:
        (T,) degrees in [-180, 180].
    """
    thigh = joint - proximal
    shank = distal - joint
    cross = thigh[..., 0] * shank[..., 1] - thigh[..., 1] * shank[..., 0]
    return facing * np.degrees(np.arctan2(cross, (thigh * shank).sum(axis=-1)))


def signed_hip_flexion_deg(
    trunk: Floats, hip: Floats, knee: Floats, facing: float
) -> Floats:
    """Return hip flexion with its sign: 0 straight, + folded forward.

    Between the trunk and the thigh carried on upwards.

    Args:
        trunk: (T, 2) vectors from mid-hip to mid-shoulder in pixels.
        hip: (T, 2) hip points.
        knee: (T, 2) knee points.
        facing: +1 when the person faces image right, -1 for image left.

    Returns:
        (T,) degrees in [-180, 180].
    """
    thigh_up = hip - knee
    cross = thigh_up[..., 0] * trunk[..., 1] - thigh_up[..., 1] * trunk[..., 0]
    dot = (thigh_up * trunk).sum(axis=-1)
    return facing * np.degrees(np.arctan2(cross, dot))


def lean_deg(hips: Floats, shoulders: Floats, facing: float) -> Floats:
    """Return how far the trunk leans forward from upright.

    The chord from mid-hip to mid-shoulder against the image's vertical, which is
    taken as gravity: 0 upright, 90 level, + forward, - leaning back.

    Args:
        hips: (T, 2) mid-hip points in pixels.
        shoulders: (T, 2) mid-shoulder points.
        facing: +1 when the person faces image right, -1 for image left.

    Returns:
        (T,) degrees in (-180, 180].
    """
    trunk = shoulders - hips
    return np.degrees(np.arctan2(facing * trunk[..., 0], -trunk[..., 1]))


def distance(first: Floats, second: Floats) -> Floats:
    """Return the Euclidean distance between two runs of points, (T,)."""
    return np.linalg.norm(first - second, axis=-1)


def median_where(values: Floats, when: NDArray[np.bool_]) -> float:
    """Return the median of the (T,) values in some frames; NaN when none was seen."""
    seen = values[when & np.isfinite(values)]
    return float(np.median(seen)) if seen.size else float("nan")


def percentile(values: Floats, share: float) -> float:
    """Return a percentile of the values that are there; NaN when none is."""
    seen = values[np.isfinite(values)]
    return float(np.percentile(seen, share)) if seen.size else float("nan")


def usual_range(values: Floats, left_out: float = 5.0) -> float:
    """Return how far values range, without so many per cent at each end: the noise."""
    return percentile(values, 100 - left_out) - percentile(values, left_out)


def long_percentile(lengths: Floats, percentile: float = 90.0) -> float:
    """Return a bone's length over a clip.

    Foreshortening only ever shortens a bone in the picture, so a high percentile is
    nearer the truth than the mean (rationale.md 1.2).

    Args:
        lengths: (T,) lengths.
        percentile: Which percentile; 90 leaves room for outliers.

    Returns:
        The length, NaN when every value is missing.
    """
    seen = lengths[np.isfinite(lengths)]
    return float(np.percentile(seen, percentile)) if seen.size else float("nan")
