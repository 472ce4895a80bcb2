"""One film, several standing sets: cut where the person turns or changes legs.

A hinge is read with one facing, one camera view and one standing leg. So the film is
cut where those change for good, and only while the person stands upright: bent over,
neither the chest's direction nor the feet's names can be trusted.
"""

import itertools
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from exercises.engine.scene import Scene
from vision.filters import stretches
from vision.geometry import Floats, distance, percentile
from vision.view import front_direction

VOTE_S: Final = 1.5
"""A heading or a standing foot holds when it is so for most of this long (our choice:
longer than a stumble or a swapped label, shorter than the rest between two sets)."""
TURNED_DEG: Final = 60.0
"""Headings further apart than this are another set. The estimate's own error is 10
degrees, and hinging moves it by some 25 (rationale.md 2)."""
APART: Final = 0.15
"""Feet nearer to each other than this, in trunk lengths, name no standing leg."""
BOTH_DOWN_S: Final = 0.2
"""Who changes legs stands on both for at least so long (our choice: the double support
of a brisk walk is a tenth of a second, and nobody hops in this exercise)."""
UNSEEN_S: Final = 0.5
"""Nobody changes legs unseen in less time than this (our choice)."""


def standing_sets(scene: Scene) -> list[slice]:
    """Return the parts of a film in which heading and standing leg stay the same.

    Args:
        scene: A whole film.

    Returns:
        Slices of frames in order that cover the film.
    """
    upright = np.flatnonzero(scene.upright)
    cuts = {0, *map(int, scene.cuts), len(scene.time_s)}
    if len(upright) < 5:
        return [slice(a, b) for a, b in itertools.pairwise(sorted(cuts)) if b - a > 1]
    for state in (_headings(scene, upright), _standing_feet(scene, upright)):
        changes = np.flatnonzero(state[1:] != state[:-1])
        # In the middle between the last frame before and the first one after.
        cuts |= {int(upright[i] + upright[i + 1] + 1) // 2 for i in changes}
    return [slice(a, b) for a, b in itertools.pairwise(sorted(cuts)) if b - a > 1]


def _frames(scene: Scene) -> int:
    return max(3, round(VOTE_S * scene.fps) | 1)


def _headings(scene: Scene, upright: NDArray[np.int_]) -> NDArray[np.int_]:
    """Number the headings of the upright frames, in order of appearance."""
    front = front_direction(scene.track.world_m)[upright][:, (0, 2)]
    size = _frames(scene)
    calm = np.stack(
        [median_filter(np.nan_to_num(f), size, mode="nearest") for f in front.T], axis=1
    )
    heading = np.degrees(np.arctan2(calm[:, 0], -calm[:, 1]))
    number = np.zeros(len(upright), dtype=np.int_)
    reference, current = heading[0], 0
    for index in range(1, len(upright)):
        if _turn_deg(heading[index], reference) > TURNED_DEG:
            ahead = heading[index : index + size]
            # A turn counts when it lasts.
            if np.mean(_turn_deg(ahead, reference) > TURNED_DEG) > 0.9:
                current += 1
                reference = float(np.median(ahead[-max(1, len(ahead) // 3) :]))
        number[index] = current
    return _without_short(number, scene.time_s[upright])


def _turn_deg(heading: Floats, reference: float) -> Floats:
    return np.abs((heading - reference + 180.0) % 360.0 - 180.0)


def _standing_feet(scene: Scene, upright: NDArray[np.int_]) -> NDArray[np.int_]:
    """Number the standing feet: -1 the left, +1 the right one, 0 unknown throughout.

    The standing foot is the lower one in the picture: the other rests on a wall or
    hangs in the air.
    """
    left = scene.leg_px("left", 2)[upright]
    right = scene.leg_px("right", 2)[upright]
    lower = (right - left)[:, 1] / scene.trunk_px
    apart = np.isfinite(lower) & (distance(left, right) > APART * scene.trunk_px)
    vote = np.where(apart & (np.abs(lower) > APART / 2), np.sign(lower), 0.0)
    calm = median_filter(vote, _frames(scene), mode="nearest").astype(np.int_)
    known = np.flatnonzero(calm)
    if not len(known):
        return calm
    # Where nobody knows, the foot is the one of before.
    before = np.maximum.accumulate(np.where(calm != 0, np.arange(len(calm)), -1))
    filled = np.where(before >= 0, calm[np.maximum(before, 0)], calm[known[0]])
    feet = _without_short(filled, scene.time_s[upright])
    return _believed(feet, scene, upright)


def _believed(
    feet: NDArray[np.int_], scene: Scene, upright: NDArray[np.int_]
) -> NDArray[np.int_]:
    """Take back changes of the standing foot that no person can have made.

    The model exchanges the names of two feet that stay where they are, bent over or
    from one frame to the next. A person puts the other foot down first, and is seen to.
    """
    heights = np.stack(
        [scene.leg_px(side, 2)[upright, 1] for side in ("left", "right")]
    )
    floor = percentile(np.fmax(*heights), 50)
    both_down = (heights > floor - APART * scene.trunk_px).all(axis=0)
    time_s = scene.time_s[upright]
    cuts_s = _cuts_s(scene)
    sign = np.ones(len(feet), dtype=np.int_)
    for index in np.flatnonzero(feet[1:] != feet[:-1]) + 1:
        first_s, last_s = time_s[index - 1] - VOTE_S, time_s[index] + VOTE_S
        near = both_down & (time_s >= first_s) & (time_s <= last_s)
        stood = any(
            time_s[stop - 1] - time_s[start] >= BOTH_DOWN_S
            for start, stop in stretches(near)
        )
        if not stood and not any(first_s <= at_s <= last_s for at_s in cuts_s):
            sign[index:] *= -1
    return feet * sign


def _cuts_s(scene: Scene) -> list[float]:
    """Return when the film is cut or nobody is seen for a while."""
    seen_s = scene.time_s[scene.raw.seen]
    gaps = np.flatnonzero(np.diff(seen_s) > UNSEEN_S)
    return [*scene.time_s[scene.cuts], *(float(seen_s[gap]) for gap in gaps)]


def _without_short(numbers: NDArray[np.int_], time_s: Floats) -> NDArray[np.int_]:
    """Give runs too short to be a set the number of the run before them."""
    numbers = numbers.copy()
    for value in np.unique(numbers):
        for start, stop in stretches(numbers == value):
            if time_s[stop - 1] - time_s[start] < VOTE_S and start > 0:
                numbers[start:stop] = numbers[start - 1]
    return numbers
