"""Which leg is which, decided by geometry and not by the model's labels.

Seen from the side the pose model mixes the two legs up: it gives the standing leg's
ankle the other leg's name for whole seconds, knees and ankles not always together
(docs/architecture.md). So each joint of the standing leg is picked among the model's
two candidates, frame by frame, by what a standing leg must do: its foot stays where it
is, its bones keep their length, its joints do not jump.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.units import Side
from vision import landmarks
from vision.filters import stretches
from vision.geometry import Floats, distance, long_percentile, midpoint

KNEES: Final = (landmarks.LEFT_KNEE, landmarks.RIGHT_KNEE)
ANKLES: Final = (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE)
SIDES: Final[tuple[Side, Side]] = ("left", "right")

PLANTED: Final = 0.15
"""An ankle this near to the foot's place, in leg lengths, is that foot's (our choice:
three times the tracker's noise, a third of the distance between the feet)."""
ELSEWHERE: Final = 0.3
"""Beyond this from the standing foot, in leg lengths, is surely the other foot."""
ON_THE_SPOT: Final = 0.08
"""The standing ankle is seen well when it is this near to its place, in leg lengths
(our choice: twice the tracker's slow error of 0.03 trunk lengths, with jitter)."""
JUMP_WEIGHT: Final = 3.0
"""How much a leg length of jumping between frames counts against a leg length of wrong
bone length (our choice; 1 and 10 give the same results, benchmarks/sensitivity.py)."""
BACKWARDS_TOLERATED: Final = 0.02
"""How far behind its hip-ankle line a knee may read, as a share of that line."""
BACKWARDS_WEIGHT: Final = 5.0
"""What a knee farther behind costs (our choice: with 0.1, a second of it outweighs a
change of label)."""
SWITCH_COST: Final = 1.0
"""What a change of label costs, in the same terms: the model's knees keep their names
better than its ankles, so it takes a second of clearly wrong bones to change one."""
TOLERATED_MISFIT: Final = 0.1
"""Bone lengths off by less than this share of the leg say nothing: foreshortening and
the hip's own error reach that far."""


@dataclass(frozen=True, kw_only=True, eq=False)
class StandingLeg:
    """The leg that carries the body, and the other one.

    Attributes:
        hip_px: (T, 2) its hip, or mid-hip while its name is unsure.
        knee_px: (T, 2).
        ankle_px: (T, 2) the place of the planted foot's ankle: read while upright, held
            while bent over, when the model loses it.
        other_ankle_px: (T, 2) ankle of the other leg, NaN where it hides.
        leg_px: Length of thigh and shank together.
        shank_px: Length of the shank.
        side: Its name: the user's, or what the film tells; None when unsure.
        confidence: 0..1 of the name.
        looks_like: The name that the film tells by itself.
    """

    hip_px: Floats
    knee_px: Floats
    ankle_px: Floats
    other_ankle_px: Floats
    leg_px: float
    shank_px: float
    side: Side | None
    confidence: float
    looks_like: Side | None

    def other_ankle_away_px(self, points_px: Floats, place: Floats) -> Floats:
        """Return how far the other foot is from a place, whatever its name.

        Only frames in which the model sees the standing foot where it stands are
        believed: bent over, it often loses both feet at once and puts two ankles in
        the middle of nowhere. The ankle that is not the standing one is the other.

        Args:
            points_px: (T, 33, 2).
            place: (2,) where the other ankle was.

        Returns:
            (T,) pixels, NaN where the feet cannot be believed.
        """
        ankles = points_px[:, ANKLES]
        from_foot = distance(ankles, self.ankle_px[:, None]) / self.leg_px
        rows = np.arange(len(ankles))
        standing = np.argmin(np.nan_to_num(from_foot, nan=9.0), axis=1)
        believed = (from_foot[rows, standing] < ON_THE_SPOT) & (
            from_foot[rows, 1 - standing] > PLANTED
        )
        away = distance(ankles[rows, 1 - standing], place)
        return np.where(believed, away, np.nan)


def find_standing_leg(
    points_px: Floats,
    upright: NDArray[np.bool_],
    *,
    side: Side | None = None,
    facing: float | None = None,
) -> StandingLeg:
    """Follow the standing leg through a set on one spot.

    Args:
        points_px: (T, 33, 2) repaired points.
        upright: (T,) frames in which the trunk is upright, where the model is at its
            best; they give the foot's place and the bones' lengths.
        side: The leg's name where the user has said it.
        facing: +1 when the person faces image right, -1 for left; None when the
            camera does not look from the side.

    Returns:
        The leg; its arrays are NaN where nobody was seen.
    """
    hips = midpoint(points_px, landmarks.HIPS)
    ankles = points_px[:, ANKLES]
    knees = points_px[:, KNEES]
    lower = np.argmax(np.nan_to_num(ankles[:, :, 1], nan=-1.0), axis=1)
    rows = np.arange(len(points_px))
    standing_ankle, standing_knee = ankles[rows, lower], knees[rows, lower]
    place = _planted_place(standing_ankle, upright)
    # Lengths from the upright frames, where labels and places agree.
    shank_px = long_percentile(distance(standing_knee, standing_ankle)[upright], 75)
    thigh_px = long_percentile(distance(hips, standing_knee)[upright], 75)
    leg_px = thigh_px + shank_px
    against = _misfit(points_px, place, (thigh_px, shank_px), facing)
    # While upright the standing ankle's name is the standing knee's name.
    against[upright, 1 - lower[upright]] += TOLERATED_MISFIT
    knee_label = _smoothest(knees / leg_px, against)
    away = distance(ankles, place[:, None]) / leg_px
    ankle_label = np.argmin(np.nan_to_num(away, nan=9.0), axis=1)
    seen_side, confidence = _name(knee_label, ankle_label, upright)
    named = side or seen_side
    ankle_px = np.where(np.isfinite(hips[:, :1]), place, np.nan)
    return StandingLeg(
        hip_px=points_px[:, landmarks.LEGS[named][0]] if named else hips,
        knee_px=knees[rows, knee_label],
        ankle_px=ankle_px,
        other_ankle_px=_other_ankle(ankles, away, leg_px),
        leg_px=leg_px,
        shank_px=shank_px,
        side=named,
        confidence=1.0 if side else confidence,
        looks_like=seen_side if confidence >= 0.5 else None,
    )


def _misfit(
    points_px: Floats,
    place: Floats,
    bones_px: tuple[float, float],
    facing: float | None,
) -> Floats:
    """Return how ill each knee fits the planted foot, (T, 2)."""
    hips, knees = points_px[:, landmarks.HIPS], points_px[:, KNEES]
    against = _wrong_bones(hips, knees, place, bones_px)
    if facing is None:
        return against
    return against + _bends_backwards(hips, knees, place, facing) / sum(bones_px)


def _wrong_bones(
    hips: Floats, knees: Floats, ankle: Floats, bones_px: tuple[float, float]
) -> Floats:
    """Return what speaks against knees by the lengths of thigh and shank."""
    thigh_px, shank_px = bones_px
    misfit = np.abs(distance(knees, ankle[:, None]) - shank_px)
    misfit += np.abs(distance(knees, hips) - thigh_px)
    return np.clip(misfit / (thigh_px + shank_px) - TOLERATED_MISFIT, 0.0, None)


def _bends_backwards(
    hips: Floats, knees: Floats, ankle: Floats, facing: float
) -> Floats:
    """Return what speaks against knees behind their hip-ankle line, in pixels.

    No knee bends backwards, and the other leg's often hangs there.
    """
    line = ankle[:, None] - hips
    to_knee = knees - hips
    behind = line[..., 0] * to_knee[..., 1] - line[..., 1] * to_knee[..., 0]
    behind = facing * behind / np.linalg.norm(line, axis=-1)
    length = np.linalg.norm(line, axis=-1)
    excess = behind - BACKWARDS_TOLERATED * length
    return BACKWARDS_WEIGHT * np.clip(excess, 0.0, 0.2 * length)


def _name(
    knee_label: NDArray[np.int_],
    ankle_label: NDArray[np.int_],
    upright: NDArray[np.bool_],
) -> tuple[Side | None, float]:
    """Vote over the frames on the standing leg's name.

    Knees vote in every frame, ankles only while the trunk is upright: bent over, the
    model swaps ankles first.
    """
    votes = np.concatenate([knee_label, ankle_label[upright], ankle_label[upright]])
    share = float(np.mean(votes)) if len(votes) else 0.5
    confidence = abs(2 * share - 1)
    if confidence < 0.3:  # fewer than two frames of three agree
        return None, confidence
    return SIDES[int(share > 0.5)], confidence


def _smoothest(
    candidates: Floats, misfit: Floats, *, switch_cost: float = SWITCH_COST
) -> NDArray[np.int_]:
    """Pick one of two candidates a frame so that the path fits and jumps least.

    The exact optimum, by dynamic programming (Viterbi 1967).

    Args:
        candidates: (T, 2, 2) two points a frame.
        misfit: (T, 2) what speaks against each.
        switch_cost: What speaks against changing labels as such.

    Returns:
        (T,) 0 or 1.
    """
    count = len(candidates)
    misfit = np.nan_to_num(misfit, nan=0.0)
    step = candidates[1:, None, :] - candidates[:-1, :, None]  # from, to
    jump = JUMP_WEIGHT * np.nan_to_num(np.linalg.norm(step, axis=-1), nan=0.0)
    jump += switch_cost * (1 - np.eye(2))
    total = misfit[0].copy()
    came_from = np.zeros((count, 2), dtype=np.int_)
    for frame in range(1, count):
        through = total[:, None] + jump[frame - 1]
        came_from[frame] = np.argmin(through, axis=0)
        total = through.min(axis=0) + misfit[frame]
    picks = np.zeros(count, dtype=np.int_)
    if count:
        picks[-1] = int(np.argmin(total))
    for frame in range(count - 1, 0, -1):
        picks[frame - 1] = came_from[frame, picks[frame]]
    return picks


def _other_ankle(ankles: Floats, away: Floats, leg_px: float) -> Floats:
    """Follow the ankle that is not planted; NaN where both names sit on one foot."""
    near = np.clip(ELSEWHERE - away, 0.0, None) / ELSEWHERE
    picks = _smoothest(ankles / leg_px, near, switch_cost=0.0)
    rows = np.arange(len(ankles))
    path = ankles[rows, picks].copy()
    path[(away[rows, picks] < PLANTED) & (away[rows, 1 - picks] < ELSEWHERE)] = np.nan
    return path


def _planted_place(standing_ankle: Floats, upright: NDArray[np.bool_]) -> Floats:
    """Where the foot stands, (T, 2): medians while upright, straight lines between.

    People shift their foot between reps, hardly within one.
    """
    frames = np.arange(len(standing_ankle))
    known = [
        (0.5 * (start + stop - 1), np.nanmedian(standing_ankle[start:stop], axis=0))
        for start, stop in stretches(upright & np.isfinite(standing_ankle[:, 0]))
        if stop - start >= 5
    ]
    if not known:
        seen = standing_ankle[np.isfinite(standing_ankle[:, 0])]
        middle = np.median(seen, axis=0) if len(seen) else np.full(2, np.nan)
        return np.broadcast_to(middle, standing_ankle.shape).copy()
    at, places = zip(*known, strict=True)
    return np.stack(
        [np.interp(frames, at, [place[axis] for place in places]) for axis in (0, 1)],
        axis=1,
    )
