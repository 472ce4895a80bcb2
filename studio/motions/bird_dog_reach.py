"""The arm of a bird dog that leaves the floor and stretches ahead."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.limbs import Side, arm_lengths_m, outward
from studio.motions.figure import Hand
from studio.motions.quadruped import FLAT_CURL_DEG, pressing_hand
from studio.profiles import progress
from studio.skeleton import FORWARD, UP

Array = NDArray[np.float64]

#: Share of its length that a reaching arm has, and how much it shortens on the way.
STRETCHED = 0.97
ELBOW_BENDS = 0.22


def reaching_hand(
    body: Body, side: Side, wrist_m: Array, shoulder_m: Array, lift: float
) -> Hand:
    """The hand on its way.

    Args:
        body: whose arm.
        side: which arm.
        wrist_m: (3,) where it presses on the floor.
        shoulder_m: (3,) its shoulder now.
        lift: 0 on the floor, 1 stretched ahead.
    """
    pressing = pressing_hand(side, wrist_m)
    if lift == 0.0:
        return pressing
    angle = np.radians(90.0 * lift)
    swing = np.sin(angle) * FORWARD - np.cos(angle) * UP
    away = outward(side)
    # The elbow bends on the way, or the fingers would go through the floor.
    start_m = np.array(pressing.wrist_m) - shoulder_m
    near_m = float(np.linalg.norm(start_m))
    far_m = STRETCHED * sum(arm_lengths_m(body, side))
    bent = 1.0 - ELBOW_BENDS * 4.0 * lift * (1.0 - lift)
    length_m = bent * (near_m + lift * (far_m - near_m))
    aside_m = (1.0 - lift) * (start_m + near_m * UP)
    x_m, y_m, z_m = (float(v) for v in shoulder_m + length_m * swing + aside_m)
    # The palm turns toward the midline, thumb up.
    turn = float(progress(np.array(lift / 0.7), "minimum_jerk"))
    return Hand(
        (x_m, y_m, z_m),
        elbow_toward=(-0.8 * (1 - lift), 0.6 * away, -0.8 * lift),
        palm=(-1e-3, -turn * away, turn - 1.0),
        fingers=pressing.fingers,
        curl_deg=FLAT_CURL_DEG + 14.0 * lift,
    )
