"""Which leg is which, frame by frame, where bones and continuity can tell.

The pose model gives a joint the other leg's name now and then: both joints of a leg at
once where it loses count, or the ankles alone where the knees keep theirs. Three laws
speak about it without knowing what the body does: a joint does not jump from one frame
to the next, a bone is never longer in the picture than it is, and the model is right
more often than not. Of all ways to keep or exchange the names of knees and of feet, the
cheapest chain over the film is taken (Viterbi 1967, IEEE Trans. Inf. Theory 13:260).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.geometry import Floats, distance, long_percentile
from vision.track import Track

Flags = NDArray[np.bool_]

WAYS: Final = ((False, False), (True, True), (True, False), (False, True))
"""Whether the knees' and whether the feet's names are exchanged, in each state."""
KNEES: Final = (landmarks.LEFT_KNEE, landmarks.RIGHT_KNEE)
FEET: Final = (
    (landmarks.LEFT_ANKLE, landmarks.RIGHT_ANKLE),
    (landmarks.LEFT_HEEL, landmarks.RIGHT_HEEL),
    (landmarks.LEFT_FOOT_INDEX, landmarks.RIGHT_FOOT_INDEX),
)
FULL_LENGTH_PERCENTILE: Final = 85.0
"""Of a bone's lengths in the picture: what it measures where it lies across the view.
Higher ones are the tracker's slips (our choice; both legs together, which are equally
long)."""
TOO_LONG: Final = 0.1
"""A bone longer by this share than it is says nothing yet: the tracker's noise, and a
step towards the camera (our choice: twice what the longest of a hundred rendered ones
reads too long)."""
LONG_COST: Final = 1.0
"""What a bone too long by its own length costs a frame at 30 a second, in leg lengths
of jumping."""
EXCHANGED_COST_S: Final = 0.3
"""What a second of exchanged knees, or feet, costs: the model's own names stand where
both are as good (our choice, as `exercises.engine.feet.SWAP_COST`)."""
CHANGE_COST: Final = 0.1
"""What every change of names costs, for knees and feet each (our choice, likewise)."""
CARRIED_ON: Final = 0.7
"""How much of a joint's speed is expected to last into the next frame."""
STEADY_S: Final = 0.13
"""The time over which that speed is read: exchanged legs slide into each other's place
within two or three frames, a leg takes a third of a second to swing (our choice)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LegNames:
    """What the names of the legs should be.

    Attributes:
        knees: (T,) whether the knees bear each other's names.
        feet: (T,) whether ankles, heels and toes do.
        margin: (T,) how much dearer the cheapest chain with any other names in this
            frame is, in leg lengths; near 0 where nothing tells. NaN where nobody was
            seen.
        other_knees: (T,) the knees' names in that second best chain.
        other_feet: (T,) the feet's.
    """

    knees: Flags
    feet: Flags
    margin: Floats
    other_knees: Flags
    other_feet: Flags


def tell_legs(track: Track) -> LegNames:
    """Return which names below the hips to exchange.

    Args:
        track: As the model gave it, or repaired; one shot at one distance, since bones'
            lengths are taken from all of it.
    """
    points = track.points_px
    seen = np.isfinite(points[:, landmarks.BODY]).all(axis=(1, 2))
    result = np.zeros(len(track), dtype=int)
    other = np.zeros(len(track), dtype=int)
    margin = np.full(len(track), np.nan)
    if seen.sum() > 1:
        total = _through(points[seen], track.time_s[seen])
        order = np.argsort(total, axis=1)
        rows = np.arange(len(total))
        result[seen], other[seen] = order[:, 0], order[:, 1]
        margin[seen] = total[rows, order[:, 1]] - total[rows, order[:, 0]]
    ways = np.array(WAYS)
    return LegNames(
        knees=ways[result, 0],
        feet=ways[result, 1],
        margin=margin,
        other_knees=ways[other, 0],
        other_feet=ways[other, 1],
    )


def _through(points_px: Floats, time_s: Floats) -> Floats:
    """Return the cost of the cheapest chain through each state, (T, 4)."""
    ways = [renamed(points_px, np.full(len(points_px), k), np.full(len(points_px), f))
            for k, f in WAYS]  # fmt: skip
    own, step = _costs(ways, bone_lengths_px(points_px), time_s)
    onwards = own.copy()
    for frame in range(1, len(own)):
        onwards[frame] += (onwards[frame - 1][:, None] + step[frame - 1]).min(axis=0)
    back = np.zeros_like(own)
    for frame in range(len(own) - 2, -1, -1):
        back[frame] = (step[frame] + own[frame + 1] + back[frame + 1]).min(axis=1)
    return onwards + back


def _costs(
    ways: list[Floats], bones_px: tuple[float, float], time_s: Floats
) -> tuple[Floats, Floats]:
    """Return what each state costs, (T, 4), and each change of state, (T - 1, 4, 4)."""
    thigh_px, shank_px = bones_px
    leg_px = thigh_px + shank_px
    frames = max(1, round(STEADY_S / float(np.median(np.diff(time_s)))))
    frames_30 = np.clip(np.gradient(time_s) * 30.0, 0.0, 3.0)
    below = [*KNEES, *(joint for pair in FEET for joint in pair)]
    own = np.empty((len(time_s), len(ways)))
    moved = np.empty((len(time_s) - 1, len(ways), len(ways)))
    names = np.array(WAYS)
    for state, points in enumerate(ways):
        thighs, shanks = picture_lengths_px(points)
        long = np.clip(thighs / thigh_px - 1 - TOO_LONG, 0, 0.5)
        long += np.clip(shanks / shank_px - 1 - TOO_LONG, 0, 0.5)
        own[:, state] = LONG_COST * frames_30 * long.sum(axis=1)
        own[:, state] += EXCHANGED_COST_S / 30 * frames_30 * names[state].sum()
        joints = points[:, below]
        before = joints[np.maximum(0, np.arange(len(joints)) - frames)]
        ahead = (joints + CARRIED_ON * (joints - before) / frames)[:-1]
        for after, others in enumerate(ways):
            jump = distance(others[1:, below], ahead).sum(axis=1) / leg_px
            changes = (names[state] != names[after]).sum()
            moved[:, state, after] = jump + CHANGE_COST * changes
    return own, moved


def bone_lengths_px(points_px: Floats) -> tuple[float, float]:
    """Return how long thigh and shank are where they lie across the view, or NaN.

    Args:
        points_px: (T, 33, 2).
    """
    thighs, shanks = picture_lengths_px(points_px)
    return (
        long_percentile(thighs, FULL_LENGTH_PERCENTILE),
        long_percentile(shanks, FULL_LENGTH_PERCENTILE),
    )


def picture_lengths_px(points_px: Floats) -> tuple[Floats, Floats]:
    """Return thighs and shanks of left and right leg in the picture, (T, 2) each."""
    ankles = points_px[:, FEET[0]]
    knees = points_px[:, KNEES]
    return distance(knees, points_px[:, landmarks.HIPS]), distance(ankles, knees)


def renamed(points_px: Floats, knees: Flags, feet: Flags) -> Floats:
    """Return points whose knees and feet change names in some frames.

    Args:
        points_px: (T, 33, K), or (T, 33) of visibilities.
        knees: (T,) where the knees do.
        feet: (T,) where ankles, heels and toes do.
    """
    result = points_px.copy()
    for pair, frames in ((KNEES, knees), *((pair, feet) for pair in FEET)):
        here = np.flatnonzero(frames)[:, None]
        result[here, np.array(pair)] = points_px[here, np.array(pair[::-1])]
    return result


def with_legs_told(track: Track, names: LegNames) -> Track:
    """Return the track with the names of `tell_legs`."""
    return replace(
        track,
        points_px=renamed(track.points_px, names.knees, names.feet),
        world_m=renamed(track.world_m, names.knees, names.feet),
        visibility=renamed(track.visibility, names.knees, names.feet),
    )
