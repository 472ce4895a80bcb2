"""What a film tells of a leg in a frame: bones' lengths, a standing foot, the time.

A person's bones do not change, and the camera stands still. So a bone that looks
shorter than at its longest points out of the picture; a foot that has stood in one
place is there, though the tracker may have lost it; and a body does not jump. All of
this is told of the left leg: of the right one it is told by the mirror image.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.geometry import Floats
from vision.space.angles import ANGLES, NAMES, mirrored_angles
from vision.space.features import (
    JOINTS,
    mirrored_directions,
    mirrored_places,
    scale_of,
    spans_of,
)

LONG: Final = 0.9
"""Of the moments: at its longest, but for what the tracker got wrong."""
LOW: Final = 0.15
"""Of the moments: with an angle at its least, as when standing tall."""
STRAYS: Final = (0.02, 0.04)
"""A foot stands whose ankle is mostly so near its place, in sizes of the body, or moves
(our choice: the standing feet of nine athletes in ten stray less than 0.025)."""
BENDS: Final = ("trunk", "pelvis", "left_thigh", "left_shank", "left_foot",
                "right_thigh", "right_shank")  # fmt: skip
"""Bones of which it is told how far they point out of the picture."""
HEADED: Final = ("pelvis", "left_foot", "right_foot")
ANKLES: Final = [landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE]
HIPS: Final = [landmarks.LEFT_HIP, landmarks.RIGHT_HIP]
_LEAST: Final = [ANGLES.index(name) for name in ("lean", "left_hip", "left_knee")]
_TURN: Final = ANGLES.index("left_turn")
_KNEES: Final = [ANGLES.index(name) for name in ("left_knee", "right_knee")]
NEAR: Final = 2
"""So many moments before and after a frame are near it."""
COUNT: Final = 3 * len(BENDS) + 2 * 9 + 2 * len(ANGLES) + 6 + len(HEADED) + 2


@dataclass(frozen=True, eq=False)
class Seen:
    """Frames or moments: what the tracker says, and what was read in space from it.

    Attributes:
        world_m: (..., 33, 3).
        points_px: (..., 33, 2).
        directions: (..., B, 3).
        places: (..., J, 3).
        angles: (..., A) radians.
    """

    world_m: Floats
    points_px: Floats
    directions: Floats
    places: Floats
    angles: Floats

    def at(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "Seen":
        """Some of them."""
        return Seen(**{name: value[rows] for name, value in vars(self).items()})

    def mirrored(self) -> "Seen":
        """The mirror image; of a row of frames."""
        order = list(landmarks.MIRROR)
        return Seen(
            world_m=self.world_m[:, order] * np.array([-1.0, 1.0, 1.0]),
            points_px=self.points_px[:, order] * np.array([-1.0, 1.0]),
            directions=mirrored_directions(self.directions),
            places=mirrored_places(self.places),
            angles=mirrored_angles(self.angles),
        )


@dataclass(frozen=True, eq=False)
class Stretch:
    """What is kept of a stretch of a film.

    Attributes:
        size_px: (...) of the body.
        longest: (..., B) how long each bone looks at its longest, in sizes of the body.
        ankles_px: (..., 2, 2) where the left and the right one mostly are.
        strays: (..., 2) how far from there they mostly are, in sizes of the body.
        least: (..., 3) lean, left hip and left knee when least bent, radians.
        turn: (...) of the left hip, mostly, radians.
        headings: (..., 3) of `HEADED`, mostly, radians.
    """

    size_px: Floats
    longest: Floats
    ankles_px: Floats
    strays: Floats
    least: Floats
    turn: Floats
    headings: Floats

    @classmethod
    def of(cls, moments: Seen) -> "Stretch":
        """Keep what moments (..., W) tell, all of them seen."""
        size_px = np.median(1.0 / scale_of(moments.world_m, moments.points_px), axis=-1)
        looks = np.linalg.norm(spans_of(moments.points_px), axis=-1)
        longest = np.quantile(looks, LONG, axis=-2) / size_px[..., None]
        ankles = moments.points_px[..., ANKLES, :]
        stood = np.median(ankles, axis=-3)
        away = np.linalg.norm(ankles - stood[..., None, :, :], axis=-1)
        numbers = [NAMES.index(name) for name in HEADED]
        middle = np.median(moments.directions[..., numbers, :], axis=-3)
        return cls(
            size_px=size_px,
            longest=longest,
            ankles_px=stood,
            strays=np.median(away, axis=-2) / size_px[..., None],
            least=np.quantile(moments.angles[..., _LEAST], LOW, axis=-2),
            turn=np.median(moments.angles[..., _TURN], axis=-1),
            headings=np.arctan2(middle[..., 0], middle[..., 2]),
        )

    def at(self, rows: NDArray[np.intp]) -> "Stretch":
        """Some of them, one for each frame."""
        return Stretch(**{name: value[rows] for name, value in vars(self).items()})

    def standing(self) -> Floats:
        """How far each foot stands, (..., 2), 0 to 1."""
        full, none = STRAYS
        return np.clip((none - self.strays) / (none - full), 0.0, 1.0)

    def length(self, bone: str) -> Floats:
        """The length of a bone, (...): of the longer one of both sides."""
        _, _, part = bone.partition("_")
        pair = (f"left_{part}", f"right_{part}") if part else (bone, bone)
        return np.max([self.longest[..., NAMES.index(one)] for one in pair], axis=0)


def told_of(frames: Seen, stretch: Stretch, near: Floats) -> Floats:
    """Return what a film tells of the left leg.

    Args:
        frames: (T) of them, all seen.
        stretch: Round each of them, (T).
        near: (T, 2 `NEAR` + 1, A) angles of the moments near each, radians.

    Returns:
        (T, `COUNT`).
    """
    apart = near[:, [k for k in range(2 * NEAR + 1) if k != NEAR]]
    ahead = stretch.headings - np.stack(
        [_heading(frames.directions[:, NAMES.index(name)]) for name in HEADED], axis=1
    )
    around = np.clip((ahead + np.pi) % (2 * np.pi) - np.pi, -1.5, 1.5)
    return np.column_stack(
        [
            *_out_of_picture(frames, stretch),
            *_legs(frames, stretch),
            np.median(near, axis=1) - frames.angles,
            apart.mean(axis=1) - frames.angles,
            frames.angles[:, _LEAST] - stretch.least,
            stretch.least,
            around,
            stretch.turn,
            stretch.turn - frames.angles[:, _TURN],
        ]
    )


def _heading(direction: Floats) -> Floats:
    return np.asarray(np.arctan2(direction[:, 0], direction[:, 2]))


def _out_of_picture(frames: Seen, stretch: Stretch) -> list[Floats]:
    """How far bones point out of the picture by their looks, against what was read."""
    looks = np.linalg.norm(spans_of(frames.points_px), axis=-1)
    told = []
    for name in BENDS:
        bone = NAMES.index(name)
        length = np.maximum(stretch.length(name), 0.05)
        shown = np.clip(looks[:, bone] / stretch.size_px / length, 0.0, 1.0)
        out = np.arccos(shown)
        away = frames.directions[:, bone, 2]
        more = out - np.arcsin(np.clip(np.abs(away), 0.0, 1.0))
        told += [out, more, more * np.tanh(4.0 * away)]
    return told


def _legs(frames: Seen, stretch: Stretch) -> list[Floats]:
    """Where the hips are above the feet's places, and how bent knees are by that."""
    leg = stretch.length("left_thigh") + stretch.length("left_shank")
    leg = np.maximum(leg, 0.1)
    told = []
    for side, name in enumerate(("left", "right")):
        hip, ankle = (frames.points_px[:, pair[side]] for pair in (HIPS, ANKLES))
        place, size = stretch.ankles_px[:, side], (stretch.size_px * leg)[:, None]
        stood = (place - hip) / size
        seen = np.clip((ankle - hip) / size, -2.0, 2.0)
        ends = [JOINTS.index(f"{name}_{one}") for one in ("ankle", "hip")]
        away = frames.places[:, ends[0], 2] - frames.places[:, ends[1], 2]
        span, steady = (
            np.linalg.norm(stood, axis=1),
            np.exp(-10 * stretch.strays[:, side]),
        )
        bent = _bent(np.hypot(span, away / leg))
        more = bent - frames.angles[:, _KNEES[side]]
        lost = np.linalg.norm(ankle - place, axis=1) / stretch.size_px
        told += [
            span, stood[:, 1], _bent(span), bent, more, more * steady,
            _bent(np.linalg.norm(seen, axis=1)), steady, np.clip(lost, 0.0, 2.0),
        ]  # fmt: skip
    return told


def _bent(share: Floats) -> Floats:
    """Flexion of a knee, radians, whose leg (halves alike) spans a share of itself."""
    return np.asarray(2.0 * np.arccos(np.clip(share, 0.0, 1.0)))
