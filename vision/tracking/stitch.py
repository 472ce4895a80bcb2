"""What a look through a film, or a chunk of it, sees: people, room and light.

A chunk begins a little before the frames it is wanted for. By then the model has found
its body and its smoothing has forgotten that it ever began. The frames that two chunks
share tell who is who in both, and over the last of them one's landmarks become the
other's, so that nothing jumps.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.camera_motion import CameraMotion, CameraMotionEstimator
from vision.geometry import Floats
from vision.people.appearance import OTHER, difference
from vision.people.identity import AWAY, TrackedPerson, place_of
from vision.people.tracker import NEW, MultiPersonTracker
from vision.pose.estimator import INPUT_LONG_SIDE_PX, Pose, PoseEstimator, luma_of
from vision.pose.model import PoseModel
from vision.video.flaws import Flaw
from vision.video.reader import read_frames

WARMUP_S: Final = 1.0
"""So long before its frames a chunk begins (our choice; `benchmarks.seams --warm-s`
prints what another time costs)."""
FADE_S: Final = 0.5
"""So long one chunk's landmarks take to become the next one's (our choice)."""
SAME_BODY: Final = 0.25
"""Landmarks of one body in one frame, seen from two chunks, lie within so many trunk
lengths of each other (our choice; two people are a trunk apart or more)."""


OnFrame = Callable[[NDArray[np.uint8], float, Mapping[int, Pose]], None]
"""Called with a picture, its time and the poses in it, by the person's number."""


class SeamError(Exception):
    """Two chunks of a film do not share the frames they should."""


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """A chunk of a film: seconds from its first frame, and the frames seen before."""

    from_s: float = 0.0
    until_s: float = float("inf")
    warm_s: float = 0.0


WHOLE: Final = Chunk()


@dataclass(frozen=True, kw_only=True, eq=False)
class ChunkResult:
    """What was seen.

    Attributes:
        time_s: (T,) of each frame, from the film's first one.
        luma: (T,) see `vision.track.Track`.
        people: Everybody seen; their poses by the number of the frame.
        watched: What was seen besides.
        overlap: So many first frames are there for warming up only; the chunk before
            has them too.
        flaws: What was wrong with the file there.
    """

    time_s: Floats
    luma: Floats
    people: tuple[TrackedPerson, ...]
    watched: CameraMotion
    overlap: int = 0
    flaws: tuple[Flaw, ...] = ()


def track_chunk(
    path: Path,
    model: PoseModel,
    chunk: Chunk = WHOLE,
    seen: Callable[[int], None] = lambda _: None,
    on_frame: OnFrame = lambda *_: None,
) -> ChunkResult:
    """Look at every picture of a film, or of a chunk of it.

    Args:
        path: The video.
        model: The pose model.
        chunk: What of it.
        seen: Called with the number of the chunk's own frames done, each time.
        on_frame: Called with each of its own pictures, in order.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    # OpenCV's threads cost more than they save on pictures of this size, and the other
    # cores look at other chunks.
    cv2.setNumThreads(1)
    watcher = CameraMotionEstimator()
    times_s: list[float] = []
    luma: list[float] = []
    flaws: list[Flaw] = []
    overlap = 0
    frames = read_frames(
        path,
        long_side_px=INPUT_LONG_SIDE_PX,
        from_s=chunk.from_s - chunk.warm_s,
        until_s=chunk.until_s,
    )
    with (
        closing(MultiPersonTracker(lambda: PoseEstimator(model))) as follow,
        closing(frames),
    ):
        for frame in frames:
            if watcher.begins_scene(frame.image_rgb, frame.time_s):
                follow.begin_anew()
            poses = follow(frame.image_rgb, frame.time_s, stirred=watcher.stirred)
            watcher.look(frame.image_rgb, [pose.points for pose in poses.values()])
            times_s.append(frame.time_s)
            flaws += frame.flaws
            luma.append(luma_of(frame.image_rgb))
            overlap += frame.time_s < chunk.from_s
            seen(len(times_s) - overlap)
            if frame.time_s >= chunk.from_s:
                on_frame(frame.image_rgb, frame.time_s, poses)
        people = tuple(one for one in follow.people if one.same_as is None)
    watched = watcher.watched()
    return ChunkResult(
        time_s=np.array(times_s),
        luma=np.array(luma),
        people=_without_ghosts(people, watched),
        watched=watched,
        overlap=overlap,
        flaws=tuple(flaws),
    )


def joined(results: Sequence[ChunkResult]) -> ChunkResult:
    """Return what all chunks of a film saw, as if by one look.

    Args:
        results: Of successive chunks.

    Raises:
        SeamError: The frames that two chunks share do not have the same times.
    """
    whole = results[0]
    for result in results[1:]:
        whole = _then(whole, result)
    return whole


def _then(before: ChunkResult, after: ChunkResult) -> ChunkResult:
    shared = after.overlap
    if not shared or not np.array_equal(before.time_s[-shared:], after.time_s[:shared]):
        raise SeamError("Two chunks of the film do not share the frames they should.")
    offset = len(before.time_s) - shared
    there = [_moved(person, offset) for person in after.people]
    known = same_people(before.people, there)
    people = list(before.people)
    for number, person in enumerate(there):
        later = {f: pose for f, pose in person.poses.items() if f >= offset + shared}
        if number not in known:
            people.append(replace(person, poses=later))
            continue
        old = people[known[number]]
        faded = _faded(old.poses, person.poses, after.time_s[:shared], offset)
        people[known[number]] = replace(
            old, place=person.place, last_s=person.last_s,
            seen=old.seen + person.seen, poses=old.poses | faded | later,
        )  # fmt: skip
    watched = before.watched.then(after.watched, shared)
    return ChunkResult(
        time_s=np.concatenate([before.time_s, after.time_s[shared:]]),
        luma=np.concatenate([before.luma, after.luma[shared:]]),
        people=_without_ghosts(people, watched),
        watched=watched,
        overlap=before.overlap,
        flaws=before.flaws + after.flaws,
    )


def _without_ghosts(
    people: Sequence[TrackedPerson], watched: CameraMotion
) -> tuple[TrackedPerson, ...]:
    """Return people without their poses in pictures mixed of two scenes."""
    if not watched.mixed.any():
        return tuple(people)
    return tuple(
        replace(
            person,
            poses={f: pose for f, pose in person.poses.items() if not watched.mixed[f]},
        )
        for person in people
    )


def _faded(
    before: Mapping[int, Pose], after: Mapping[int, Pose], time_s: Floats, offset: int
) -> dict[int, Pose]:
    """Return the poses of shared frames on their way from one look's to the other's.

    A landmark that the two see in different places, such as a knee of the other leg,
    would lie where nobody's is on the way: it stays the earlier look's.
    """
    faded = {}
    shares = (time_s - time_s[-1]) / FADE_S + 1
    for number, share in enumerate(shares, start=offset):
        if share <= 0 or number not in before or number not in after:
            continue
        old, new = before[number], after[number]
        trunk = max(place_of(old.points).trunk_px, 1e-6)
        apart = np.linalg.norm(new.points - old.points, axis=1)
        weight = np.where(apart < SAME_BODY * trunk, share, 0.0)[:, None]
        faded[number] = Pose(
            points=_between(old.points, new.points, weight),
            world_m=_between(old.world_m, new.world_m, weight),
            visibility=_between(old.visibility, new.visibility, weight[:, 0]),
        )
    return faded


def _between(
    old: NDArray[np.float32], new: NDArray[np.float32], weight: Floats
) -> NDArray[np.float32]:
    return np.asarray(old + weight * (new - old), np.float32)


def _moved(person: TrackedPerson, offset: int) -> TrackedPerson:
    poses = {frame + offset: pose for frame, pose in person.poses.items()}
    return replace(person, poses=poses)


def same_people(
    before: Sequence[TrackedPerson], after: Sequence[TrackedPerson]
) -> dict[int, int]:
    """Return whom the people of a later chunk are in an earlier one, by their numbers.

    Who is in the same place in the frames that both saw is the same; of the others,
    who looks alike enough for `vision.people.tracker` to have taken them for the same.
    """
    costs = []
    for number, person in enumerate(after):
        for old_number, old in enumerate(before):
            apart = _apart(old, person)
            unlike = difference(old.colours, person.colours) / OTHER + AWAY
            if apart < SAME_BODY:
                costs.append((0, apart, number, old_number))
            elif apart == float("inf") and unlike < NEW:
                costs.append((1, unlike, number, old_number))
    known: dict[int, int] = {}
    for _, _, number, old_number in sorted(costs):
        if number not in known and old_number not in known.values():
            known[number] = old_number
    return known


def _apart(one: TrackedPerson, other: TrackedPerson) -> float:
    """Return how far apart two are in frames that show both, in trunk lengths."""
    frames = one.poses.keys() & other.poses.keys()
    apart = []
    for frame in frames:
        points, others = one.poses[frame].points, other.poses[frame].points
        trunk = max(place_of(points).trunk_px, 1e-6)
        apart.append(float(np.linalg.norm(points - others, axis=1).mean()) / trunk)
    return float(np.median(apart)) if apart else float("inf")
