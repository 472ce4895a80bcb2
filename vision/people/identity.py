"""One person among several: what they look like, and where they were last."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from vision import landmarks
from vision.geometry import Floats
from vision.people.appearance import OTHER, colours, difference
from vision.pose.estimator import Pose
from vision.video.probe import Image

STEP: Final = 0.5
FRAME_S: Final = 1 / 30
"""Hips that move by more trunk lengths in that time have jumped to another body
(rationale.md 4 says 0.6 from frame to frame): 15 trunk lengths, some 7 m, a second, and
as much more where more time has passed."""
RECENT_S: Final = 0.3
"""Beyond that, where somebody was tells little about where they are."""
AWAY: Final = 0.3
"""Cost of taking a body as somebody who was not there the moment before: who was is
likelier, at the same look (our choice)."""
SAME_LOOK: Final = 14.0
"""A body that differs from somebody's colours by less looks like them: half way between
7, by which a body differs from itself half of the time, and 22, by which two people do
(see `appearance.OTHER`)."""
LEARNING: Final = 15
"""Frames after which a person's colours are known; they still follow the light."""
FOLLOWS: Final = 0.02


@dataclass(frozen=True, eq=False)
class Place:
    """Where a body was, in a picture's pixels, and how large."""

    hips_px: Floats
    trunk_px: float

    def steps_to(self, other: "Place", span_s: float) -> float:
        """Return how far another place is: 1 is as far as one gets in a time."""
        moved_px = float(np.hypot(*(other.hips_px - self.hips_px)))
        return moved_px / max(self.trunk_px, 1.0) / reach(span_s)


@dataclass(frozen=True, eq=False)
class Body:
    """A body in one picture: colours, place and size in that picture's pixels."""

    pose: Pose
    points_px: Floats
    colours: Floats
    place: Place
    tall_px: float


@dataclass(eq=False)
class TrackedPerson:
    """Somebody in the film.

    Attributes:
        poses: The body by the number of the frame.
        colours: (5, 3) what they look like.
        place: Where they were seen last.
        last_s: When that was.
        seen: In how many frames so far.
        beside: Numbers of those who were seen in one picture with them.
        same_as: The number of who they turned out to be; all their poses are there.
    """

    colours: Floats
    place: Place
    last_s: float
    seen: int = 0
    beside: set[int] = field(default_factory=set)
    same_as: int | None = None
    poses: dict[int, Pose] = field(default_factory=dict)

    def cost(self, body: Body, time_s: float) -> float:
        """Return how unlike a body is this person: 1 is a stranger's colour."""
        look = difference(self.colours, body.colours) / OTHER
        recent = time_s - self.last_s <= RECENT_S
        return look + (self.jump(body.place, time_s) if recent else AWAY)

    def jump(self, place: Place, time_s: float) -> float:
        """Return how far a place is from the last one, 1 where it must be another's."""
        steps = self.place.steps_to(place, time_s - self.last_s)
        return min(steps, 2.0) if steps > 0.5 else 0.0

    def goes_on_in(self, body: Body, time_s: float) -> bool:
        """Whether a body is where this person just was, and looks like them."""
        if time_s - self.last_s > RECENT_S or self.jump(body.place, time_s) > 0:
            return False
        return difference(self.colours, body.colours) < SAME_LOOK

    def learn(self, body: Body) -> None:
        """Learn from a body's colours."""
        known = difference(self.colours, body.colours) < OTHER
        share = max(FOLLOWS, 1 / (self.seen + 1))
        if self.seen < LEARNING or known:
            self.colours = (1 - share) * self.colours + share * body.colours

    def take(self, frame: int, pose: Pose, place: Place, time_s: float) -> None:
        """Add a body."""
        self.seen += 1
        self.poses[frame] = pose
        self.place, self.last_s = place, time_s

    def join(self, later: "TrackedPerson", number: int) -> None:
        """Take over the poses of who turned out to be this one, of that number."""
        self.poses |= later.poses
        self.seen += later.seen
        self.beside |= later.beside
        later.poses, later.same_as = {}, number


def reach(span_s: float) -> float:
    """Return how many trunk lengths hips can move in a time."""
    return STEP * max(1.0, span_s / FRAME_S)


def body_of(pose: Pose, image_rgb: Image) -> Body:
    """Return a pose as a body in the pixels of its picture."""
    points_px = pixels_of(pose, image_rgb)
    return Body(
        pose=pose,
        points_px=points_px,
        colours=colours(image_rgb, points_px),
        place=place_of(points_px),
        tall_px=float(np.ptp(points_px, axis=0).max()),
    )


def place_of(points_px: Floats) -> Place:
    """Return where a body (33, 2) is."""
    left, right = landmarks.HIPS
    hips = (points_px[left] + points_px[right]) / 2
    left, right = landmarks.SHOULDERS
    trunk = (points_px[left] + points_px[right]) / 2 - hips
    return Place(hips_px=hips, trunk_px=float(np.hypot(*trunk)))


def pixels_of(pose: Pose, image_rgb: Image) -> Floats:
    """Return a pose (33, 2) in the pixels of its picture."""
    height, width = image_rgb.shape[:2]
    return pose.points * np.array([width, height], dtype=np.float64)
