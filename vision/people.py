"""One athlete among several people: who is who, frame by frame.

The pose model follows one body, and when somebody walks past before it, it may follow
them from then on. So its body is looked at: where its colours are no longer the
athlete's, or every two seconds anyway, it is painted over and the model is asked again
what else is in the picture. The bodies of both answers are told apart by colour and by
where they were the moment before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.appearance import OTHER, colours, difference
from vision.geometry import Floats
from vision.pose import Pose
from vision.video import Image

DOUBTFUL: Final = 11.0
"""A difference in colour beyond this is worth another look."""
LOOK_EVERY_S: Final = 2.0
"""So often somebody else is looked for (our choice: one look costs as much as two
frames, so some 3 % of the time)."""
STAYS_S: Final = 1.0
"""Somebody else who was seen is looked for in every frame for so long."""
STEP: Final = 0.5
"""Hips that move by more trunk lengths from one frame to the next have jumped to
another body (exercises.md 4 says 0.6; sprinting covers 0.4 at 30 frames a second)."""
RECENT_S: Final = 0.3
"""Beyond that, where somebody was tells little about where they are."""
AWAY: Final = 0.3
"""Cost of taking a body as somebody who was not there the moment before: who was is
likelier, at the same look (our choice)."""
UNLIKE: Final = 4.0
LIKEST: Final = 3
"""Nobody less like a body, and no more people than that, are thought of: in an hour in
a gym hundreds walk past."""
NEW: Final = 1.0
"""Cost of taking a body as a new person; 1 is a stranger's difference in colour."""
SMALLEST: Final = 0.4
"""A second body smaller than this share of the first is none worth following."""
OWN_SHARE: Final = 0.6
"""That share of its landmarks must lie outside what was painted over: what is left of
the first body, an arm, looks like a small body too."""
LEARNING: Final = 15
"""Frames after which a person's colours are known; they still follow the light."""
FOLLOWS: Final = 0.02


class Poses(Protocol):
    """Something that finds one body in a picture, such as `PoseEstimator`."""

    def __call__(self, image_rgb: Image, time_s: float) -> Pose | None:
        """Return the body, None when nobody is seen."""

    def close(self) -> None:
        """Free it."""


@dataclass(eq=False)
class Body:
    """A body in one picture: colours, hips and size in that picture's pixels."""

    pose: Pose
    points_px: Floats
    colours: Floats
    hips_px: Floats
    trunk_px: float
    tall_px: float


@dataclass(eq=False)
class Person:
    """Somebody in the film.

    Attributes:
        poses: The body by the number of the frame.
        colours: (5, 3) what they look like.
        last: The body where it was seen last.
        last_s: When that was.
        seen: In how many frames so far.
    """

    colours: Floats
    last: Body
    last_s: float
    seen: int = 0
    poses: dict[int, Pose] = field(default_factory=dict)

    def cost(self, body: Body, time_s: float) -> float:
        """Return how unlike a body is this person: 1 is a stranger's colour."""
        look = difference(self.colours, body.colours) / OTHER
        recent = time_s - self.last_s <= RECENT_S
        return look + (self.jump(body) if recent else AWAY)

    def jump(self, body: Body) -> float:
        """Return how far a body is from the last one, 1 where it must be another."""
        trunk_px = max(self.last.trunk_px, 1.0)
        moved = float(np.linalg.norm(body.hips_px - self.last.hips_px)) / trunk_px
        return min(moved / STEP, 2.0) if moved > 0.5 * STEP else 0.0

    def take(self, frame: int, body: Body, time_s: float) -> None:
        """Add a body, and learn from its colours."""
        known = difference(self.colours, body.colours) < OTHER
        share = max(FOLLOWS, 1 / (self.seen + 1))
        if self.seen < LEARNING or known:
            self.colours = (1 - share) * self.colours + share * body.colours
        self.seen += 1
        self.poses[frame] = body.pose
        self.last, self.last_s = body, time_s


class PeopleFollower:
    """Follows up to two people at a time through successive pictures.

    Attributes:
        people: Everybody who was seen, in order of appearance.
    """

    def __init__(
        self,
        poses: Callable[[], Poses],
        *,
        look_every_s: float = LOOK_EVERY_S,
        remembers: bool = True,
    ) -> None:
        """Load the model.

        Args:
            poses: Makes what finds a body; a second one only when it is needed.
            look_every_s: So often somebody else is looked for without a reason.
            remembers: Whether every pose is kept; live, only the last one is.
        """
        self._make = poses
        self._look_every_s, self._remembers = look_every_s, remembers
        self._first = poses()
        self._second: Poses | None = None
        self._looked_s = self._company_s = float("-inf")
        self._frame = -1
        self.people: list[Person] = []

    def __call__(self, image_rgb: Image, time_s: float) -> dict[int, Pose]:
        """Return who is in a picture: the poses by the person's number."""
        self._frame += 1
        pose = self._first(image_rgb, time_s)
        if pose is None:
            return {}
        bodies = [body_of(pose, image_rgb)]
        if self._wants_another(bodies[0], time_s):
            other = self._another(bodies[0], image_rgb, time_s)
            bodies += [other] if other else []
        return self._assign(bodies, time_s)

    def close(self) -> None:
        """Free the model."""
        self._first.close()
        if self._second is not None:
            self._second.close()

    def _wants_another(self, body: Body, time_s: float) -> bool:
        if time_s - self._looked_s >= self._look_every_s or time_s < self._company_s:
            return True
        return bool(self.people) and not any(
            difference(one.colours, body.colours) < DOUBTFUL
            and (time_s - one.last_s > RECENT_S or one.jump(body) < 1)
            for one in self.people[:1]
        )

    def _another(self, body: Body, image_rgb: Image, time_s: float) -> Body | None:
        """Return who else is in the picture."""
        self._looked_s = time_s
        if self._second is None:
            self._second = self._make()
        painted, mask = painted_over(image_rgb, body)
        pose = self._second(painted, time_s)
        if pose is None:
            return None
        found = body_of(pose, image_rgb)
        height, width = mask.shape
        x = np.clip(found.points_px[:, 0], 0, width - 1).astype(int)
        y = np.clip(found.points_px[:, 1], 0, height - 1).astype(int)
        own = float((mask[y, x] == 0).mean())
        if own < OWN_SHARE or found.tall_px < SMALLEST * body.tall_px:
            return None
        self._company_s = time_s + STAYS_S
        return found

    def _assign(self, bodies: list[Body], time_s: float) -> dict[int, Pose]:
        """Give each body to a person, or make it a new one, at the least cost."""
        new = len(self.people)
        costs = [
            {
                number: cost
                for number, person in enumerate(self.people)
                if (cost := person.cost(body, time_s)) < UNLIKE
            }
            for body in bodies
        ]
        best: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for choice in _choices(
            [sorted(one, key=one.__getitem__) for one in costs], new
        ):
            cost = sum(
                of.get(person, NEW) for of, person in zip(costs, choice, strict=True)
            )
            best = min(best, (cost, choice))
        for person, body in zip(best[1], bodies, strict=True):
            if person >= len(self.people):
                self.people.append(Person(body.colours, body, time_s))
                person = len(self.people) - 1
            if not self._remembers:
                self.people[person].poses.clear()
            self.people[person].take(self._frame, body, time_s)
        return {
            number: one.poses[self._frame]
            for number, one in enumerate(self.people)
            if self._frame in one.poses
        }


def body_of(pose: Pose, image_rgb: Image) -> Body:
    """Return a pose as a body in the pixels of its picture."""
    height, width = image_rgb.shape[:2]
    points = pose.points * np.array([width, height], dtype=np.float64)
    hips = points[list(landmarks.HIPS)].mean(axis=0)
    trunk = points[list(landmarks.SHOULDERS)].mean(axis=0) - hips
    return Body(
        pose=pose,
        points_px=points,
        colours=colours(image_rgb, points),
        hips_px=hips,
        trunk_px=float(np.linalg.norm(trunk)),
        tall_px=float(np.ptp(points, axis=0).max()),
    )


def painted_over(image_rgb: Image, body: Body) -> tuple[Image, NDArray[np.uint8]]:
    """Return the picture without a body, and where it was (H, W), 255 there."""
    mask = np.zeros(image_rgb.shape[:2], np.uint8)
    hull = cv2.convexHull(body.points_px.astype(np.int32))
    cv2.fillConvexPoly(mask, hull, 255)
    wide = max(3, round(0.15 * body.tall_px) | 1)
    mask = np.asarray(cv2.dilate(mask, np.ones((wide, wide), np.uint8)), np.uint8)
    outside = image_rgb[::8, ::8][mask[::8, ::8] == 0]
    painted = image_rgb.copy()
    painted[mask > 0] = np.median(outside, axis=0) if len(outside) else 128
    return painted, mask


def _choices(known: list[list[int]], new: int) -> list[tuple[int, ...]]:
    """Return who the bodies can be: different people, the likest first, or new ones."""
    likest = [people[:LIKEST] for people in known]
    if len(likest) == 1:
        return [(person,) for person in (*likest[0], new)]
    return [
        (one, other)
        for one in (*likest[0], new)
        for other in (*likest[1], new, new + 1)
        if one != other and (other <= new or one == new)
    ]
