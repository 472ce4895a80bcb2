"""Which of the people in a film is the athlete."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.geometry import Floats
from vision.people.crossing import (
    FEWEST_SEEN,
    WALKS_S,
    crossed_by,
    hides,
)
from vision.people.identity import RECENT_S, TrackedPerson, place_of
from vision.plausible import toppled
from vision.pose.estimator import Pose

MOVES: Final = 0.25
"""Landmarks that wander by so many trunk lengths about the hips are exercise enough;
who stands about moves by some hundredths (our choice)."""
STILL: Final = 0.4
"""Somebody who holds still counts for so much of somebody who moves: a plank is an
exercise too."""
SURE: Final = 0.6
"""The next best may have that share of the athlete's weight; beyond, ask."""
UNSEEN_S: Final = 1.5
"""For so long somebody is taken to have walked on unseen (our choice)."""
SAME_PACE: Final = (0.4, 2.5)
POINTED_S: Final = 2.0
CLICKED_S: Final = 0.25
"""Who is pointed at is looked for in the first seconds in which each is seen, or about
the time of the picture that was clicked on."""


class ImagePoint(NamedTuple):
    """A place on the athlete in a film.

    Attributes:
        x: Share of the picture's width.
        y: Of its height.
        at_s: When they are there; None for whenever they are seen first.
    """

    x: float
    y: float
    at_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class AthleteSelection:
    """The athlete.

    Attributes:
        poses: By frame; frames without are those in which they were not seen.
        unambiguous: Whether nobody else was as likely.
        occluded_by_other: Frames in which somebody walks through the athlete's place.
        others_s: For how long other people were seen.
        at: Where and when the athlete and the next best were seen first: shares of
            the picture's width and height, seconds; one only when nobody else came
            into question.
    """

    poses: dict[int, Pose]
    unambiguous: bool
    occluded_by_other: frozenset[int]
    others_s: float
    at: tuple[tuple[float, float, float], ...]


def choose_athlete(
    people: Sequence[TrackedPerson],
    time_s: Floats,
    *,
    pointed_at: ImagePoint | None = None,
    cut: NDArray[np.bool_] | None = None,
) -> AthleteSelection:
    """Choose the one who is there for long, large, in the middle, and moves.

    Args:
        people: Everybody who was followed.
        time_s: (T,) the frames' times.
        pointed_at: A place on the athlete.
        cut: (T,) frames that begin a new scene, where nobody is known by their place.
    """
    begins = np.zeros(len(time_s), bool) if cut is None else cut
    scene = np.asarray(np.cumsum(begins), np.int_)
    groups = _joined(people, time_s, scene)
    if not groups:
        return AthleteSelection(
            poses={},
            unambiguous=True,
            occluded_by_other=frozenset(),
            others_s=0.0,
            at=(),
        )
    weights = [_weight(poses, len(time_s)) for poses in groups]
    order = sorted(range(len(groups)), key=lambda index: -weights[index])
    if pointed_at is not None:
        order.sort(key=lambda index: _distance(groups[index], time_s, pointed_at))
    best, others = order[0], order[1:]
    strangers = [_walked_on(groups[index], time_s, scene) for index in others]
    hidden = {
        frame
        for frame, pose in groups[best].items()
        if any(hides(one[frame], pose.points) for one in strangers if frame in one)
    }
    rivals = [i for i in others if weights[i] > SURE * weights[best]]
    step_s = float(np.median(np.diff(time_s))) if len(time_s) > 1 else 0.0
    frames = {
        frame
        for index in others
        for frame, pose in groups[index].items()
        if not toppled(pose.points[None]).any()  # a close-up's limb
    }
    return AthleteSelection(
        poses={f: pose for f, pose in groups[best].items() if f not in hidden},
        occluded_by_other=crossed_by(groups[best], strangers, time_s),
        unambiguous=pointed_at is not None or not rivals,
        others_s=len(frames) * step_s,
        at=tuple(_first_place(groups[index], time_s) for index in (best, *rivals[:1])),
    )


def _joined(
    people: Sequence[TrackedPerson], time_s: Floats, scene: NDArray[np.int_]
) -> list[dict[int, Pose]]:
    """Join people who were never seen at once where one goes on as the other.

    A change of light can make one person two; a tracker that slides from one body to
    another sees both at once some frames later.
    """
    groups = [dict(person.poses) for person in people if person.poses]
    merged = True
    while merged:  # who was joined may now go on as somebody tried before
        merged = False
        for one in list(groups):
            for other in [group for group in groups if group is not one]:
                if _goes_on(one, other, time_s, scene):
                    one.update(other)
                    other.clear()
                    merged = True
            groups = [group for group in groups if group]
    return groups


def _goes_on(
    one: dict[int, Pose],
    other: dict[int, Pose],
    time_s: Floats,
    scene: NDArray[np.int_],
) -> bool:
    """Whether two never seen at once hand over to each other without a jump."""
    if not one or not other or one.keys() & other.keys():
        return False
    order = np.array(sorted(one.keys() | other.keys()))
    ones = np.isin(order, list(one))
    span_s = np.diff(time_s[order])
    poses = one | other
    handovers = np.flatnonzero(
        (ones[1:] != ones[:-1]) & (span_s <= RECENT_S) & (np.diff(scene[order]) == 0)
    )
    return bool(len(handovers)) and all(
        place_of(poses[order[i]].points).steps_to(
            place_of(poses[order[i + 1]].points), span_s[i]
        )
        < 1
        for i in handovers
    )


def _weight(poses: dict[int, Pose], frames: int) -> float:
    points = np.array([pose.points for pose in poses.values()])
    hips = points[:, list(landmarks.HIPS)].mean(axis=1)
    trunk = np.linalg.norm(
        points[:, list(landmarks.SHOULDERS)].mean(axis=1) - hips, axis=1
    )
    about = (points - hips[:, None]) / max(float(np.median(trunk)), 1e-6)
    motion = float(np.linalg.norm(about.std(axis=0), axis=1).mean())
    tall = float(np.median(np.ptp(points, axis=1).max(axis=1)))
    off_centre = float(np.median(np.abs(hips[:, 0] - 0.5)))
    moves = STILL + (1 - STILL) * min(motion / MOVES, 1.0)
    return len(poses) / frames * tall * (1 - off_centre) * moves


def _walked_on(
    poses: dict[int, Pose], time_s: Floats, scene: NDArray[np.int_]
) -> dict[int, Floats]:
    """Return where somebody is, by frame; on a straight way while nobody sees them.

    Who walks right before the athlete is painted over with them and not found. Only who
    was walking walks on: sightings of people who train here and there are no way.
    """
    seen = {frame: pose.points for frame, pose in poses.items()}
    found = dict(seen)
    known = sorted(seen)
    for before, after in pairwise(known):
        gap_s = float(time_s[after] - time_s[before])
        if after - before == 1 or gap_s > UNSEEN_S or scene[before] != scene[after]:
            continue
        pace = float(seen[after][:, 0].mean() - seen[before][:, 0].mean()) / gap_s
        around = [
            _pace([f for f in known if 0 <= time_s[before] - time_s[f] <= WALKS_S],
                  seen, time_s),
            _pace([f for f in known if 0 <= time_s[f] - time_s[after] <= WALKS_S],
                  seen, time_s),
        ]  # fmt: skip
        paces = [one for one in around if np.isfinite(one)]
        if not paces or any(
            not SAME_PACE[0] * abs(pace)
            <= one * np.sign(pace)
            <= SAME_PACE[1] * abs(pace)
            for one in paces
        ):
            continue
        for frame in range(before + 1, after):
            share = (time_s[frame] - time_s[before]) / gap_s
            found[frame] = (1 - share) * seen[before] + share * seen[after]
    return found


def _pace(frames: list[int], seen: dict[int, Floats], time_s: Floats) -> float:
    """Return how fast somebody moves sideways, widths a second; NaN if hardly seen."""
    if len(frames) < FEWEST_SEEN:
        return float("nan")
    across = [float(seen[frame][:, 0].mean()) for frame in frames]
    return float(np.polyfit(time_s[frames], across, 1)[0])


def _first_place(poses: dict[int, Pose], time_s: Floats) -> tuple[float, float, float]:
    first = min(poses)
    x, y = poses[first].points[list(landmarks.TRUNK)].mean(axis=0)
    return float(x), float(y), float(time_s[first])


def _distance(poses: dict[int, Pose], time_s: Floats, spot: ImagePoint) -> float:
    """Return how far a place is from a person's box at that time; 0 inside."""
    distances = []
    at = np.array([spot.x, spot.y])
    start_s = time_s[min(poses)] if spot.at_s is None else spot.at_s - CLICKED_S
    end_s = start_s + (POINTED_S if spot.at_s is None else 2 * CLICKED_S)
    for frame, pose in poses.items():
        if start_s <= time_s[frame] <= end_s:
            low, high = pose.points.min(axis=0), pose.points.max(axis=0)
            outside = np.maximum(np.maximum(low - at, at - high), 0.0)
            middle = np.linalg.norm(pose.points.mean(axis=0) - at)
            distances.append(float(np.linalg.norm(outside)) + 1e-3 * float(middle))
    return min(distances, default=float("inf"))
