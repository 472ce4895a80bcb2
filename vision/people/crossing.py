"""Where somebody walks through the athlete's place."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from vision import landmarks
from vision.geometry import Floats
from vision.pose.estimator import Pose

WALKS_S: Final = 0.5
WALKS: Final = 0.5
"""Who moves by so many of the athlete's trunk lengths within that time before or after
walks; who sways on the spot hides always the same (our choice)."""
FEWEST_SEEN: Final = 3
JOINTS: Final = (*range(11, 17), *range(23, 29))
PIXELS: Final = 1000
ASTRAY: Final = 0.2
"""Who was not seen for a while walked on if their pace before and after, each over so
many sightings, was that many times what it takes to get there. Sightings may lie off a
straight way by that share of it (our choice)."""
HIDDEN: Final = 3
"""So many joints behind somebody else, and the model has guessed (our choice: both
hands and an elbow, or half a leg)."""


def crossed_by(
    athlete: dict[int, Pose],
    strangers: Sequence[dict[int, Floats]],
    time_s: Floats,
) -> frozenset[int]:
    """Return the frames in which somebody walks before or behind the athlete."""
    crossed = set()
    for stranger in strangers:
        frames = np.array(sorted(stranger))
        across = np.array([float(stranger[frame][:, 0].mean()) for frame in frames])
        for frame in frames:
            if frame not in athlete:
                continue
            own = athlete[frame].points
            room = WALKS * float(np.ptp(own[list(landmarks.TRUNK)], axis=0).max())
            near = np.abs(time_s[frames] - time_s[frame]) <= WALKS_S
            walked = _walked(time_s[frames[near]], across[near])
            if walked > room and not _beside(stranger[frame], own, room):
                crossed.add(int(frame))
    return frozenset(crossed)


def _walked(time_s: Floats, across: Floats) -> float:
    """Return how far somebody got along a straight way; 0 if they went none.

    Sightings of somebody who trains, or of a stack of weights, lie here and there.
    """
    if len(time_s) < FEWEST_SEEN:
        return 0.0
    pace, start = np.polyfit(time_s - time_s[0], across, 1)
    astray = np.std(across - start - pace * (time_s - time_s[0]))
    way = abs(float(pace)) * float(np.ptp(time_s))
    return way if astray < ASTRAY * way else 0.0


def _beside(other: Floats, athlete: Floats, room: float) -> bool:
    """Whether somebody's outline keeps that far from the athlete's."""
    hulls = [
        cv2.convexHull((one * PIXELS).astype(np.int32)) for one in (other, athlete)
    ]
    return not any(
        cv2.pointPolygonTest(hull, (float(x), float(y)), True) >= -room * PIXELS
        for hull, points in zip(hulls, (athlete, other), strict=True)
        for x, y in points * PIXELS
    )


def hides(other: Floats, athlete: Floats) -> bool:
    """Whether somebody stands before the athlete: nearer, so lower on the floor."""
    if other[:, 1].max() < athlete[:, 1].max():
        return False
    hull = cv2.convexHull((other * PIXELS).astype(np.int32))
    covered = sum(
        cv2.pointPolygonTest(hull, (float(x), float(y)), False) >= 0
        for x, y in athlete[list(JOINTS)] * PIXELS
    )
    return covered >= HIDDEN
