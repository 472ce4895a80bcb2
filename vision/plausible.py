"""Bodies that no person has: what the model sees where there is no whole body.

Shown a shin from close by, the pose model may put a whole body on it, with the head at
the shoe. Such frames are missing, not measured. Every limit is far from what people
reach (in 97 sample clips and 30 of real people not one frame of a true body is taken),
so that a limb read wrongly, which is common, is none of this module's business.

Lengths are shares of the stature by Drillis and Contini (1966, in Winter, Biomechanics
and Motor Control of Human Movement): thigh 0.245, shank 0.246, upper arm 0.186, forearm
0.146, and trunk 0.288 as the difference of the heights of shoulder and hip. What lies
slantwise to the camera looks shorter, never longer.
"""

import itertools
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from vision import landmarks
from vision.geometry import Floats, distance, midpoint
from vision.track import Track

LEG_BONES: Final = (
    (landmarks.LEFT_HIP, landmarks.LEFT_KNEE, 0.245),
    (landmarks.RIGHT_HIP, landmarks.RIGHT_KNEE, 0.245),
    (landmarks.LEFT_KNEE, landmarks.LEFT_ANKLE, 0.246),
    (landmarks.RIGHT_KNEE, landmarks.RIGHT_ANKLE, 0.246),
)
KNEES: Final = (landmarks.LEFT_KNEE, landmarks.RIGHT_KNEE)
ANKLES: Final = (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE)
TRUNK: Final = 0.288
TOO_LONG: Final = 1.6
"""A bone may look so many times as long as at the stature that the longest bones of the
second before and after show: a limb that points at a camera two metres away is nearer
by a third, and the model errs by a tenth. The longest of true bodies is at 1.45 in one
frame and below 1.3 in all others."""
AROUND_S: Final = 1.0
TOPPLED: Final = 0.1
"""Both ankles above both knees above the hips above the shoulders, each by that share
of trunk, thigh and shank together: a body that stands on its head. Bridges, feet on a
box or in straps, reach 0.04, since somebody who lies has a foot to push with."""
FASTEST: Final = 8.0
"""Statures a second that hips may move: 13 m/s, faster than anybody has run (12.4)."""
MOST_FLEXED_DEG: Final = 165.0
MOST_EXTENDED_DEG: Final = -30.0
"""Knees flex to 150 to 160 degrees, where calf and thigh meet, and extend beyond
straight by 10 at most, 15 in the very lax (Norkin and White, Measurement of Joint
Motion). The tracker's error for a limb seen from the side is about 15 degrees in 95 of
100 (docs/accuracy.md), so what is further is no knee's angle."""


def impossible(track: Track) -> NDArray[np.bool_]:
    """Return the frames whose body is anatomically impossible, (T,).

    Args:
        track: As the model gave it. Frames without a body are not among them.
    """
    wrong = np.zeros(len(track), dtype=bool)
    if not track.seen.any():
        return wrong
    for start, stop in scenes(track):
        part = slice(start, stop)
        if track.seen[part].any():
            wrong[part] = _impossible(track.only(part))
    return wrong & track.seen


def without_impossible(track: Track) -> Track:
    """Return the track without impossible bodies: NaN there.

    Args:
        track: As the model gave it.
    """
    wrong = impossible(track)
    if not wrong.any():
        return track
    flags = wrong[:, None, None]
    return replace(
        track,
        points_px=np.where(flags, np.nan, track.points_px),
        world_m=np.where(flags, np.nan, track.world_m),
        visibility=np.where(flags[..., 0], np.nan, track.visibility),
    )


def possible_knee_deg(flexion_deg: Floats) -> Floats:
    """Return signed knee flexion, NaN where no knee bends so far or that way.

    Args:
        flexion_deg: (T,) 0 straight, + bent, - beyond straight.
    """
    no_knee = (flexion_deg > MOST_FLEXED_DEG) | (flexion_deg < MOST_EXTENDED_DEG)
    return np.where(no_knee, np.nan, flexion_deg)


def scenes(track: Track) -> list[tuple[int, int]]:
    """Return (start, stop) of the parts of a track between cuts."""
    around = track.surroundings
    if around is None or not around.cut[1:].any():
        return [(0, len(track))]
    begins = around.cut.copy()
    begins[0] = True
    edges = [*np.flatnonzero(begins).tolist(), len(track)]
    return list(itertools.pairwise(edges))


def _impossible(scene: Track) -> NDArray[np.bool_]:
    """Return the same for a part without cuts that shows somebody."""
    points = scene.points_px
    with np.errstate(invalid="ignore"):
        legs = _lengths(points, LEG_BONES)
        shoulders = midpoint(points, landmarks.SHOULDERS)
        hips = midpoint(points, landmarks.HIPS)
        trunk = distance(shoulders, hips) / TRUNK
        shown = np.max([*legs, trunk], axis=0)
        stature = _usual(shown, scene)
        too_long = shown > TOO_LONG * stature
        return np.asarray(
            too_long | toppled(points) | _too_fast(hips, stature, scene.time_s)
        )


def _lengths(points: Floats, bones: tuple[tuple[int, int, float], ...]) -> list[Floats]:
    """Return the statures that bones of such lengths belong to, (T,) each."""
    return [
        distance(points[:, one], points[:, other]) / share
        for one, other, share in bones
    ]


def _usual(stature: Floats, scene: Track) -> Floats:
    """Return the stature around each frame, in pixels."""
    seen = scene.seen
    frames = max(3, int(2 * AROUND_S * scene.fps) | 1) if scene.fps else 3
    usual = np.full(len(scene), np.nan)
    usual[seen] = median_filter(stature[seen], frames, mode="nearest")
    return usual


def toppled(points: Floats) -> NDArray[np.bool_]:
    """Return the frames in which a body (T, 33, 2) stands on its head, (T,)."""
    pairs = (landmarks.SHOULDERS, landmarks.HIPS, KNEES, ANKLES)
    places = [midpoint(points, pair) for pair in pairs]
    steps = list(itertools.pairwise(places))
    long = sum(distance(one, other) for one, other in steps)
    heights = [-points[:, list(pair), 1] for pair in pairs]
    rises = [
        upper.min(axis=1) - lower.max(axis=1)
        for lower, upper in itertools.pairwise(heights)
    ]
    return np.asarray(np.min(rises, axis=0) > TOPPLED * long)


def _too_fast(hips: Floats, stature: Floats, time_s: Floats) -> NDArray[np.bool_]:
    """Return the shorter side of a leap of the hips, (T,); of a few frames at most.

    Where the model leaps to another body and stays, both may be true: cuts and other
    people are `vision.capture.scene_cuts`' and `vision.people.tracker`'s.
    """
    wrong = np.zeros(len(hips), dtype=bool)
    seen = np.flatnonzero(np.isfinite(hips[:, 0]) & np.isfinite(stature))
    if len(seen) < 3:
        return wrong
    speed = np.linalg.norm(np.diff(hips[seen], axis=0), axis=1) / stature[seen[1:]]
    leaps = np.concatenate([[True], speed / np.diff(time_s[seen]) > FASTEST, [True]])
    edges = np.flatnonzero(leaps)
    for start, stop in itertools.pairwise(edges):
        lasted_s = time_s[seen[stop - 1]] - time_s[seen[start]]
        if len(edges) > 2 and lasted_s < AROUND_S / 2:
            wrong[seen[start:stop]] = True
    return wrong
