"""A body's third dimension where a file has two: enough to tell how it stands or lies.

Exercises ask the landmarks in space which way the chest points and from where the
camera looks. Another tracker's picture answers that, as far as geometry goes:

- Shoulders and hips have a width. What of it does not show in the picture lies in
  depth, and how much that is tells the view (`vision.view.yaw_by_width_deg`).
- Knees bend one way, hips fold one way, noses and toes point forward: that tells which
  side of the body is nearer, whether it stands or lies.

Nothing else is claimed: elbows, knees and feet are as deep as the shoulder or hip that
they hang on.
"""

from typing import Final

import numpy as np
from scipy.ndimage import uniform_filter1d

from vision import landmarks
from vision.filters import odd_window
from vision.geometry import Floats, distance, long_percentile, midpoint
from vision.view import SHOULDERS_TO_TRUNK, yaw_by_width_deg

TRUNK_M: Final = 0.5
"""A grown person's, from mid-hip to mid-shoulder (0.288 of a stature of 1.73 m; see
`vision.plausible`). It gives metres, which no angle depends on."""
HIPS_TO_SHOULDERS: Final = 0.55
"""Distance of the hip joints as a share of that of the shoulder joints (our choice)."""
STEADY_S: Final = 2.0
"""Nobody turns round and back within it: which side is nearer is voted over it."""
LEAST_EVIDENCE: Final = 0.02
"""Mean evidence below which nobody knows which side is nearer (our choice: a standing
body whose feet and head are missing and whose knees are straight)."""
EARS: Final = (landmarks.LEFT_EAR, landmarks.RIGHT_EAR)


def lifted(points_px: Floats, time_s: Floats) -> Floats:
    """Return landmarks in space from landmarks in a picture.

    Args:
        points_px: (T, 33, 2) x right, y down; NaN where missing.
        time_s: (T,) seconds.

    Returns:
        (T, 33, 3) metres from mid-hip, x right, y down, z away from the camera; all NaN
        where it cannot be told which side of the body is nearer.
    """
    hips = midpoint(points_px, landmarks.HIPS)
    shoulders = midpoint(points_px, landmarks.SHOULDERS)
    trunk_px = long_percentile(distance(shoulders, hips))
    world = np.full((*points_px.shape[:2], 3), np.nan)
    if not trunk_px > 0:
        return world
    world[..., :2] = (points_px - hips[:, None]) / trunk_px * TRUNK_M
    left, right = (points_px[:, index] for index in landmarks.SHOULDERS)
    width = _running_mean(np.abs(left - right)[:, 0] / trunk_px, time_s)
    depth = SHOULDERS_TO_TRUNK * np.cos(np.radians(yaw_by_width_deg(width)))
    half_m = 0.5 * TRUNK_M * depth * facing(points_px, time_s)
    for index in range(landmarks.COUNT):
        share = 1.0 if index < landmarks.LEFT_HIP else HIPS_TO_SHOULDERS
        side = 0.0 if index == landmarks.NOSE else (1.0 if _is_left(index) else -1.0)
        world[:, index, 2] = side * share * half_m
    return np.where(np.isfinite(world).all(axis=2, keepdims=True), world, np.nan)


def facing(points_px: Floats, time_s: Floats) -> Floats:
    """Return which way a body faces in the picture.

    Args:
        points_px: (T, 33, 2).
        time_s: (T,) seconds.

    Returns:
        (T,) +1 where the front lies clockwise of the direction from hips to shoulders,
        as of somebody upright who faces image right; -1 the other way. Where nothing
        tells, it is that of the nearest frame in which something does; all NaN where
        none does.
    """
    hips = midpoint(points_px, landmarks.HIPS)
    trunk = midpoint(points_px, landmarks.SHOULDERS) - hips
    evidence = [_turn(trunk, points_px[:, landmarks.NOSE] - midpoint(points_px, EARS))]
    for hip, knee, ankle, heel, toe in landmarks.LEGS.values():
        thigh = points_px[:, knee] - points_px[:, hip]
        shank = points_px[:, ankle] - points_px[:, knee]
        foot = points_px[:, toe] - points_px[:, heel]
        # A knee takes the shank backwards, a hip the thigh forwards.
        evidence += [_turn(thigh, shank), _turn(trunk, thigh), _turn(foot, shank) / 2]
    found = np.stack(evidence)
    known = np.isfinite(found)
    total = np.where(known, found, 0.0).sum(axis=0)
    mean = _running_mean(total / np.maximum(known.sum(axis=0), 1), time_s)
    told = np.flatnonzero(np.abs(np.nan_to_num(mean)) >= LEAST_EVIDENCE)
    if not len(told):
        return np.full(len(time_s), np.nan)
    after = np.minimum(np.searchsorted(told, np.arange(len(time_s))), len(told) - 1)
    before = np.maximum(after - 1, 0)
    middle = (told[before] + told[after]) / 2
    nearest = np.where(np.arange(len(time_s)) <= middle, told[before], told[after])
    return np.asarray(np.sign(mean[nearest]))


def _turn(first: Floats, second: Floats) -> Floats:
    """Return (T,) the sine of the clockwise angle from one vector to another."""
    cross = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    lengths = np.hypot(*first.T) * np.hypot(*second.T)
    return np.asarray(cross / np.where(lengths > 0, lengths, np.nan))


def _running_mean(values: Floats, time_s: Floats) -> Floats:
    """Return (T,) the mean of what is known around each frame; NaN where nothing is."""
    frames = odd_window(STEADY_S, time_s)
    known = np.isfinite(values)
    share = uniform_filter1d(known.astype(float), frames, mode="nearest")
    total = uniform_filter1d(np.where(known, values, 0.0), frames, mode="nearest")
    return np.where(share > 0, total / np.maximum(share, 1e-9), np.nan)


def _is_left(index: int) -> bool:
    return landmarks.MIRROR[index] > index if index < 7 else index % 2 == 1
