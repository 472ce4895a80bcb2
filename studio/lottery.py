"""Athletes, cameras, light, tempo and faults drawn by lot, for held-out tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.clip import Clip
from studio.lottery_bridges import draw_box_bridge, draw_pull_over
from studio.lottery_deadlift import draw_deadlift
from studio.lottery_holds import draw_bird_dog, draw_gallop

#: How each exercise is drawn, from a seed and a number.
EXERCISES: dict[str, Callable[[int, int], Clip]] = {
    "bird_dog_wall_push": draw_bird_dog,
    "bridge_pull_over": draw_pull_over,
    "bridge_foot_on_box": draw_box_bridge,
    "gallop": draw_gallop,
    "internal_rotation_deadlift": draw_deadlift,
}


def draw(seed: int, number: int, exercise: str | None = None) -> Clip:
    """The clip with this number in the series of this seed; always the same one.

    Args:
        seed: the series.
        number: the clip in it.
        exercise: its key; drawn as well if None, each as often.
    """
    if exercise is None:
        lot = np.random.default_rng([seed, number, len(EXERCISES)])
        exercise = str(lot.choice(list(EXERCISES)))
    return EXERCISES[exercise](seed, number)
