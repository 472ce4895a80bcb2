"""One athlete among several people: who is who, frame by frame.

The pose model follows one body, and when somebody walks past before it, it may follow
them from then on. So its body is looked at: where its colours are no longer the
athlete's, or every three seconds, it is painted over and the model is asked again what
else is in the picture. The bodies of both answers are told apart by colour and by
where they were the moment before.
"""

from collections.abc import Callable
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.people.appearance import difference
from vision.people.identity import (
    LEARNING,
    RECENT_S,
    Body,
    Place,
    TrackedPerson,
    body_of,
    pixels_of,
    place_of,
)
from vision.pose.estimator import Pose
from vision.video.probe import Image

DOUBTFUL: Final = 11.0
"""A difference in colour beyond this is worth another look."""
LOOK_EVERY_S: Final = 3.0
"""So often somebody else is looked for (our choice: one more picture in 90 for the
model, and the painting)."""
STIRRED_S: Final = 0.7
"""So often at most while something moves beside the athlete: who walks briskly crosses
the picture between two of the other looks (our choice)."""
STAYS_S: Final = 1.0
"""Somebody else who was seen is looked for in every frame for so long."""
UNLIKE: Final = 4.0
LIKEST: Final = 3
"""Nobody less like a body, and no more people than that, are thought of: in an hour in
a gym hundreds walk past."""
NEW: Final = 1.0
"""Cost of taking a body as a new person; 1 is a stranger's difference in colour."""
SMALLEST: Final = 0.4
"""A second body smaller than this share of the first is none worth following."""
VISIBLE: Final = 0.55
"""A second body less visible than this, by the model's own mean, is none: furniture it
took for somebody reached 0.40, somebody who stood about had 0.71 and more."""
SAME_PLACE: Final = 0.7
LARGER: Final = 1.5
"""A second body that much larger, with so much of the first one's box in its own, is
the same one, seen better: of an athlete bent towards the camera the model may take a
part for the whole."""
OWN_SHARE: Final = 0.6
"""That share of its landmarks must lie outside what was painted over: what is left of
the first body, an arm, looks like a small body too."""


class Poses(Protocol):
    """Something that finds one body in a picture, such as `PoseEstimator`."""

    def __call__(self, image_rgb: Image, time_s: float) -> Pose | None:
        """Return the body, None when nobody is seen."""

    def close(self) -> None:
        """Free it."""


class MultiPersonTracker:
    """Follows up to two people at a time through successive pictures.

    Attributes:
        people: Everybody who was seen, in order of appearance.
    """

    def __init__(
        self,
        poses: Callable[[], Poses],
        *,
        look_every_s: float = LOOK_EVERY_S,
        compare_every_s: float = 0.0,
        remembers: bool = True,
    ) -> None:
        """Load the model.

        Args:
            poses: Makes what finds a body; a second one only when it is needed.
            look_every_s: So often somebody else is looked for without a reason.
            compare_every_s: So often a body alone in the picture that has not jumped is
                compared with the athlete; 0 is every time.
            remembers: Whether every pose is kept; live, only the last one is.
        """
        self._make = poses
        self._look_every_s, self._remembers = look_every_s, remembers
        self._compare_every_s = compare_every_s
        self._compared_s = float("-inf")
        self._alone: int | None = None
        self._first = poses()
        self._second: Poses | None = None
        self._looked_s = self._company_s = float("-inf")
        self._frame = -1
        self.people: list[TrackedPerson] = []

    def __call__(
        self, image_rgb: Image, time_s: float, *, stirred: bool = False
    ) -> dict[int, Pose]:
        """Return who is in a picture: the poses by the person's number.

        Args:
            image_rgb: (H, W, 3) uint8.
            time_s: Its time; must not go back.
            stirred: Whether something moves beside the bodies.
        """
        self._frame += 1
        pose = self._first(image_rgb, time_s)
        if pose is None:
            return {}
        if self._goes_on_alone(pose, image_rgb, time_s):
            assert self._alone is not None
            return {self._alone: pose}
        self._compared_s = time_s
        bodies = [body_of(pose, image_rgb)]
        wait_s = STIRRED_S if stirred else self._look_every_s
        if self._wants_another(bodies[0], time_s, wait_s):
            other = self._another(bodies[0], image_rgb, time_s)
            bodies += [other] if other else []
        found = self._assign(bodies, time_s)
        self._alone = next(iter(found)) if len(found) == 1 else None
        return found

    def now(self, number: int) -> int:
        """Return the number that somebody goes by, who may be one of before."""
        while self.people and (same := self.people[number].same_as) is not None:
            number = same
        return number

    def begin_anew(self) -> None:
        """Forget where everybody is: another scene begins with the next picture.

        The model would go on looking where the body was, and may for seconds see one
        there that stands on its head.
        """
        self._first.close()
        self._first = self._make()
        if self._second is not None:
            self._second.close()
            self._second = None
        for person in self.people:
            person.last_s = float("-inf")
        self._alone = None
        self._looked_s = self._company_s = self._compared_s = float("-inf")

    def close(self) -> None:
        """Free the model."""
        self._first.close()
        if self._second is not None:
            self._second.close()

    def _goes_on_alone(self, pose: Pose, image_rgb: Image, time_s: float) -> bool:
        """Take a body for who was alone the moment before, if that needs no look."""
        if self._alone is None or time_s < self._company_s:
            return False
        if time_s - self._compared_s >= self._compare_every_s:
            return False
        person = self.people[self._alone]
        if person.seen < LEARNING:
            return False
        place = place_of(pixels_of(pose, image_rgb))
        if time_s - person.last_s > RECENT_S or person.jump(place, time_s):
            return False
        self._take(self._alone, pose, place, time_s)
        return True

    def _take(self, number: int, pose: Pose, place: Place, time_s: float) -> None:
        if not self._remembers:
            self.people[number].poses.clear()
        self.people[number].take(self._frame, pose, place, time_s)

    def _wants_another(self, body: Body, time_s: float, wait_s: float) -> bool:
        if time_s - self._looked_s >= wait_s or time_s < self._company_s:
            return True
        if not self.people:
            return False
        # Who was seen most is most likely the athlete; does the body look like them?
        most = max(self.people, key=lambda one: one.seen)
        here = time_s - most.last_s > RECENT_S or most.jump(body.place, time_s) < 1
        return not here or difference(most.colours, body.colours) >= DOUBTFUL

    def _another(self, body: Body, image_rgb: Image, time_s: float) -> Body | None:
        """Return who else is in the picture."""
        self._looked_s = time_s
        if self._second is None:
            self._second = self._make()
        painted, mask = with_person_masked(image_rgb, body)
        pose = self._second(painted, time_s)
        if pose is None:
            return None
        found = body_of(pose, image_rgb)
        height, width = mask.shape
        x = np.clip(found.points_px[:, 0], 0, width - 1).astype(int)
        y = np.clip(found.points_px[:, 1], 0, height - 1).astype(int)
        own = float((mask[y, x] == 0).mean())
        visible = float(pose.visibility.mean()) >= VISIBLE
        if own < OWN_SHARE or found.tall_px < SMALLEST * body.tall_px or not visible:
            return None
        if found.tall_px > LARGER * body.tall_px and _inside(body, found) > SAME_PLACE:
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
                if person.same_as is None
                and (cost := person.cost(body, time_s)) < UNLIKE
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
        chosen = list(best[1])
        for index, body in enumerate(bodies):
            if chosen[index] >= len(self.people):
                self.people.append(TrackedPerson(body.colours, body.place, time_s))
                chosen[index] = len(self.people) - 1
            chosen[index] = self._before(chosen[index], chosen, body, time_s)
            self.people[chosen[index]].learn(body)
            self._take(chosen[index], body.pose, body.place, time_s)
        for person in chosen:
            self.people[person].beside |= set(chosen) - {person}
        return {number: self.people[number].poses[self._frame] for number in chosen}

    def _before(self, person: int, found: list[int], body: Body, time_s: float) -> int:
        """Return who somebody was before, joined into one; who they are if nobody.

        A passer-by's arm changes a body's look for a moment, and a new person stands in
        the old one's place. But nobody vanishes from one picture to the next, and
        nobody comes to be where somebody was: who was never seen beside the one who is
        missing, looks like them and goes on where they were is the same.
        """
        one = self.people[person]
        for number, other in enumerate(self.people[:person]):
            if number in found or person in other.beside or other.same_as is not None:
                continue
            if not other.goes_on_in(body, time_s):
                continue
            other.join(one, number)
            for third in one.beside:
                self.people[third].beside.add(number)
            return number
        return person


def with_person_masked(image_rgb: Image, body: Body) -> tuple[Image, NDArray[np.uint8]]:
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


def _inside(body: Body, other: Body) -> float:
    """Return how much of a body's box lies in another's."""
    low = np.maximum(body.points_px.min(axis=0), other.points_px.min(axis=0))
    high = np.minimum(body.points_px.max(axis=0), other.points_px.max(axis=0))
    size = np.ptp(body.points_px, axis=0)
    return float(np.prod(np.maximum(high - low, 0)) / max(float(np.prod(size)), 1.0))


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
