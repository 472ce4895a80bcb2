"""How far each knee is bent, as far as one picture can tell, and how far off it may be.

The angle between thigh and shank in the picture is the knee's only where both bones lie
across the view, the legs bear their own names, and the joints move slowly enough for
the model to follow. Each of these has its own error, from geometry or from a lag; where
together they are too large, the knee is not assessed.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, median_filter

from vision import landmarks
from vision.geometry import Floats, distance, midpoint
from vision.leg_names import (
    FEET,
    KNEES,
    LegNames,
    bone_lengths_px,
    picture_lengths_px,
    renamed,
    tell_legs,
)
from vision.track import Track
from vision.view import yaw_deg

ASSESSED_WITHIN_DEG: Final = 10.0
"""A knee whose angle may be further off is not assessed (our choice: as wide as the
amber band of a standing knee, docs/exercises.md)."""
TRACKER_DEG: Final = 3.0
"""What the model is off where nothing else is in the way: its median on the rendered
clips from the side, whose joints are known."""
SHORT_NOISE: Final = 0.05
"""A bone shorter by this share than it is lies across the view: the tracker's noise
(rendered from the side, one bone in ten reads shorter; 0.02 and 0.03 change little)."""
IMPOSSIBLY_LONG: Final = 0.15
"""A bone longer by more is none: 1 in 15,000 of the rendered ones reads so."""
LATE_S: Final = 0.05
"""How far a reading may lag: the model's smoothing by 0.03 s (the most on a rendered
clip), and half a frame over which a fast joint is blurred."""
SPEED_OVER_S: Final = 0.04
"""The time over which a knee's speed is read, whatever the film's rate: from one frame
to the next, sixty a second show the tracker's jitter (our choice: a frame of film)."""
NEAR_IN_TIME_S: Final = 0.08
"""A fast movement spoils the frames this near to it (our choice: that lag, and a frame
more)."""
VIEW_OVER_S: Final = 0.5
"""The view is the median over this long: its depth is a guess that jitters."""
DOUBTFUL_MARGIN: Final = 0.3
"""Names that cost less than this to tell otherwise, in leg lengths of jumping, are in
doubt: what a second of exchanged names costs in `vision.leg_names`."""
HIDDEN: Final = 0.1
"""A far knee and ankle this near to the near leg's, in leg lengths, are hidden by it,
or drawn on it (our choice: half a thigh's thickness)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class KneeAngles:
    """Both knees, frame by frame; left and right are the person's.

    Attributes:
        flexion_deg: (T, 2) left and right, 0 is straight; NaN where nobody was seen.
        error_deg: (T, 2) how far off each may be; inf where it is hidden or no leg,
            NaN where nobody was seen.
        near: (T,) 0 where the left leg is nearer to the camera, 1 for the right one.
        names: Which names were exchanged for it.
    """

    flexion_deg: Floats
    error_deg: Floats
    near: NDArray[np.int_]
    names: LegNames

    @property
    def assessed(self) -> NDArray[np.bool_]:
        """(T, 2) where the angle can be told."""
        return np.asarray(self.error_deg <= ASSESSED_WITHIN_DEG)


def read_knees(track: Track) -> KneeAngles:
    """Return both knees' angles with how far off they may be.

    Args:
        track: As the model gave it: smoothing would hide how fast joints move. One
            shot at one distance, since bones' lengths are taken from all of it.
    """
    names = tell_legs(track)
    points = renamed(track.points_px, names.knees, names.feet)
    flexion = flexion_deg(points)
    over = max(1, round(VIEW_OVER_S * track.fps))
    near = _near(track, over)
    bones_px = bone_lengths_px(points)
    turned = median_filter(np.nan_to_num(yaw_deg(track.world_m)), over, mode="nearest")
    terms = (
        np.full_like(flexion, TRACKER_DEG),
        _out_of_the_picture(points, flexion, bones_px),
        turned_error_deg(flexion, turned[:, None]),
        _late(flexion, track.fps),
        _misnamed(track.points_px, flexion, names),
    )
    error = np.sqrt(np.sum(np.square(terms), axis=0))
    hidden = _hidden(points, sum(bones_px))
    error[np.arange(len(error))[hidden], 1 - near[hidden]] = np.inf
    return KneeAngles(flexion_deg=flexion, error_deg=error, near=near, names=names)


def flexion_deg(points_px: Floats) -> Floats:
    """Return the angle between thigh and shank of both legs, (T, 2); 0 is straight.

    Args:
        points_px: (T, 33, 2).
    """
    knees = points_px[:, KNEES]
    thigh = knees - points_px[:, landmarks.HIPS]
    shank = points_px[:, FEET[0]] - knees
    across = thigh[..., 0] * shank[..., 1] - thigh[..., 1] * shank[..., 0]
    return np.degrees(np.arctan2(np.abs(across), (thigh * shank).sum(axis=-1)))


def foreshortened_error_deg(flexion: Floats, thigh: Floats, shank: Floats) -> Floats:
    """Return how far a knee may be from what the picture shows, by its bones' lengths.

    A bone that shows the share a of its length sticks out of the picture by
    sqrt(1 - a^2) of it, towards the camera or away. So the true angle's cosine is
    a b cos(picture) + or - sqrt(1 - a^2) sqrt(1 - b^2).

    Args:
        flexion: (...,) degrees in the picture.
        thigh: (...,) the thigh's length in the picture, as a share of its own.
        shank: (...,) the shank's.
    """
    thigh = np.minimum(1.0, thigh / (1.0 - SHORT_NOISE))
    shank = np.minimum(1.0, shank / (1.0 - SHORT_NOISE))
    inside = thigh * shank * np.cos(np.radians(flexion))
    out = np.sqrt((1.0 - thigh**2) * (1.0 - shank**2))
    ends = np.degrees(np.arccos(np.clip([inside - out, inside + out], -1.0, 1.0)))
    return np.max(np.abs(ends - flexion), axis=0)


def turned_error_deg(flexion: Floats, turned_deg: Floats) -> Floats:
    """Return how far a knee may be from what the picture shows, by the view.

    The plane in which a knee bends, turned out of the picture, looks narrower by the
    turn's cosine; an angle changes most where its bisector lies along that direction
    or across it.

    Args:
        flexion: (...,) degrees in the picture.
        turned_deg: (...,) 0 is exactly from the side.
    """
    inner = np.radians(180.0 - flexion) / 2
    narrow = np.cos(np.radians(np.minimum(turned_deg, 89.0)))
    wider = np.arctan2(np.sin(inner), np.cos(inner) * narrow)
    closer = np.arctan2(np.sin(inner) * narrow, np.cos(inner))
    return 2 * np.degrees(np.maximum(abs(wider - inner), abs(closer - inner)))


def _out_of_the_picture(
    points: Floats, flexion: Floats, bones_px: tuple[float, float]
) -> Floats:
    thighs, shanks = picture_lengths_px(points)
    thighs, shanks = thighs / bones_px[0], shanks / bones_px[1]
    error = foreshortened_error_deg(flexion, thighs, shanks)
    impossible = np.maximum(thighs, shanks) > 1 + IMPOSSIBLY_LONG
    return np.where(impossible, np.inf, error)


def _late(flexion: Floats, fps: float) -> Floats:
    steps = max(1, round(SPEED_OVER_S * fps))
    rate = np.zeros_like(flexion)
    rate[steps:] = np.abs(flexion[steps:] - flexion[:-steps]) * fps / steps
    around = 2 * max(1, round(NEAR_IN_TIME_S * fps)) + 1
    # A knee that was just lost from sight may have done anything.
    fastest = maximum_filter1d(np.nan_to_num(rate, nan=np.inf), around, axis=0)
    return np.asarray(fastest * LATE_S)


def _misnamed(points: Floats, flexion: Floats, names: LegNames) -> Floats:
    """Return what the second best names would change, where they are as good."""
    other = flexion_deg(renamed(points, names.other_knees, names.other_feet))
    doubtful = names.margin[:, None] < DOUBTFUL_MARGIN
    return np.where(doubtful, np.abs(other - flexion), 0.0)


def _near(track: Track, over: int) -> NDArray[np.int_]:
    """Return which leg is nearer to the camera: the trunk's side that is."""
    depth = track.world_m[..., 2]
    sides = [midpoint(depth[..., None], (shoulder, hip))[:, 0] for shoulder, hip in
             zip(landmarks.SHOULDERS, landmarks.HIPS, strict=True)]  # fmt: skip
    farther = np.nan_to_num(sides[0] - sides[1])
    return (median_filter(farther, over, mode="nearest") > 0).astype(int)


def _hidden(points: Floats, leg_px: float) -> NDArray[np.bool_]:
    """(T,) where one leg is drawn on the other."""
    apart = [distance(*(points[:, joint] for joint in pair)) for pair in
             (KNEES, FEET[0])]  # fmt: skip
    return np.asarray(np.max(apart, axis=0) < HIDDEN * leg_px)
