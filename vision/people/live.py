"""One athlete live: who was there first, until they are gone for good."""

from collections.abc import Callable
from typing import Final

from vision.people.tracker import MultiPersonTracker, Poses
from vision.pose.estimator import Pose, PoseEstimator
from vision.video.probe import Image

GONE_S: Final = 5.0
"""Somebody else becomes the athlete when the first was not seen for so long (our
choice: a passer-by hides nobody for longer)."""

COMPARED_S: Final = 0.2
"""So often the body's colours are compared with the athlete's: each time costs half a
millisecond (`benchmarks.live`), and who is taken for the athlete for six pictures by
mistake makes no rep (our choice)."""


class AthletePoses:
    """Finds the athlete in successive live pictures, for `coach.live.session`.

    Unlike for a film, nobody else is looked for without a reason: a second look costs
    as much as two pictures, and comes only when the body in view no longer looks like
    the athlete.
    """

    def __init__(self, poses: Callable[[], Poses] = PoseEstimator) -> None:
        """Load the model."""
        self._follow = MultiPersonTracker(
            poses,
            look_every_s=float("inf"),
            compare_every_s=COMPARED_S,
            remembers=False,
        )
        self._athlete = 0
        self._seen_s = float("-inf")

    def __call__(self, image_rgb: Image, time_s: float) -> Pose | None:
        """Return the athlete's body in a picture, None where they are not seen."""
        found = self._follow(image_rgb, time_s)
        self._athlete = self._follow.now(self._athlete)
        if self._athlete not in found and found and time_s - self._seen_s > GONE_S:
            self._athlete = max(found, key=lambda one: self._follow.people[one].seen)
        pose = found.get(self._athlete)
        if pose is not None:
            self._seen_s = time_s
        return pose

    def close(self) -> None:
        """Free the model."""
        self._follow.close()
