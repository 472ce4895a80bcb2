"""What else a film shows besides the athlete: the room, the camera, other people."""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_opening, maximum_filter1d, minimum_filter1d

from vision.geometry import Floats

MOVES_SHARE: Final = 0.004
MOVES_FRAMES: Final = 3
"""A backdrop that shifts by more of the width from frame to frame, for so many frames,
is a moving camera (rationale.md 4)."""
SWAYS_SHARE: Final = 0.008
SWAYS_FRAMES: Final = 31
"""A backdrop that wanders by so much of the width within about a second is a camera in
a hand: in a picture filled by a body that is a twentieth of the trunk (our choice)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CaptureConditions:
    """What was seen beside the athlete, frame by frame.

    Attributes:
        cut: (T,) whether a new scene begins with the frame.
        shift: (T, 2) how far the backdrop moved since the frame before, as shares of
            the picture's width; NaN where it shows no pattern.
        occluded_by_other: (T,) whether somebody walks through the athlete's place.
        blur: How blurred the athlete is, 0 to 1 (`vision.capture.blur`); NaN unknown.
        roll_deg: How far the phone is turned clockwise, by the upright lines of the
            room; NaN where there are too few.
        others_s: For how long other people were seen.
        unambiguous: Whether nobody else was as likely the athlete.
        candidates: (N, 3) where and when the athlete and, if ambiguous, the next likely
            one were seen first: shares of the picture's width and height, seconds.
    """

    cut: NDArray[np.bool_]
    shift: Floats
    occluded_by_other: NDArray[np.bool_]
    roll_deg: float = float("nan")
    blur: float = float("nan")
    others_s: float = 0.0
    unambiguous: bool = True
    candidates: Floats = field(default_factory=lambda: np.empty((0, 3)))

    def only(self, frames: NDArray[np.bool_] | slice) -> "CaptureConditions":
        """Return the same for some of the frames."""
        return replace(
            self,
            cut=self.cut[frames],
            shift=self.shift[frames],
            occluded_by_other=self.occluded_by_other[frames],
        )

    def mirrored(self) -> "CaptureConditions":
        """Return what a camera without the selfie mirror would have seen."""
        return replace(
            self,
            shift=self.shift * np.array([-1.0, 1.0]),
            roll_deg=-self.roll_deg,
            candidates=np.array([1.0, 0, 0]) + self.candidates * np.array([-1.0, 1, 1]),
        )

    @property
    def camera_path(self) -> Floats:
        """(T, 2) where the backdrop has moved to since the first frame, in widths."""
        known = np.isfinite(self.shift) & ~self.cut[:, None]
        return np.asarray(np.cumsum(np.where(known, self.shift, 0.0), axis=0))

    @property
    def moving(self) -> NDArray[np.bool_]:
        """(T,) frames around which the camera moves, fast or slowly."""
        path = self.camera_path
        far = np.hypot(*np.diff(path, axis=0, prepend=path[:1]).T) > MOVES_SHARE
        fast = binary_opening(far, np.ones(MOVES_FRAMES, dtype=bool))
        span = [maximum_filter1d(x, SWAYS_FRAMES) - minimum_filter1d(x, SWAYS_FRAMES)
                for x in path.T]  # fmt: skip
        return np.asarray(fast | (np.hypot(*span) > SWAYS_SHARE))
