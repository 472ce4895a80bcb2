"""The arms of someone who lies on the back, and the box under the foot."""

import numpy as np
import pyvista as pv

from studio.limbs import (
    EASY_REACH,
    GRIP_CURL_DEG,
    RESTING_CURL_DEG,
    SIDES,
    arm_lengths_m,
    outward,
    set_arm,
    suffix,
)
from studio.props import Place, Prop
from studio.skeleton import FORWARD, LEFT, UP, Array, Puppet, rotation, unit
from studio.wardrobe import Colour
from studio.weights import HALF_GRIP_M

#: How far before the planted ankle the box begins, its depth and width, metres.
EDGE_M, DEPTH_M, WIDTH_M = 0.045, 0.42, 0.62
#: The padded top.
PAD_M = 0.05
PLYWOOD: Colour = (0.76, 0.62, 0.44)
PAD: Colour = (0.20, 0.21, 0.24)
#: The wall far enough behind the head, and a mat from the crown to the seat.
LYING_PLACE = Place(wall_x_m=-1.15, mat_m=(-0.52, 0.92, -0.36, 0.36))
#: Height of a wrist whose palm is on the floor, and its angle away from the body.
RESTING_WRIST_M = 0.048
SPREAD_DEG = 17.0


def arms_on_floor(puppet: Puppet) -> None:
    """Lay both arms beside the body, palms down."""
    for side in SIDES:
        away = outward(side)
        shoulder_m = puppet.where("upperarm01" + suffix(side))
        reach_m = EASY_REACH * sum(arm_lengths_m(puppet.body, side))
        drop_m = shoulder_m[2] - RESTING_WRIST_M
        flat_m = np.sqrt(reach_m**2 - drop_m**2)
        along = rotation(UP, away * SPREAD_DEG) @ FORWARD
        wrist_m = shoulder_m + flat_m * along - drop_m * UP
        elbow = unit(np.array([0.0, away, 0.05]))
        fingers = unit(along + 0.12 * UP)
        set_arm(puppet, side, wrist_m, elbow, -UP, RESTING_CURL_DEG, fingers)


def arms_with_bar(
    puppet: Puppet, trunk_down: Array, arm_deg: float, elbow_deg: float
) -> None:
    """Hold the bar with both hands at an elevation of the arms.

    Args:
        puppet: trunk in place.
        trunk_down: (3,) unit direction from mid-shoulder to mid-hip, in the x-z plane.
        arm_deg: angle at the shoulder between that and the wrist, exactly.
        elbow_deg: angle at the elbow, 180 = straight.
    """
    for side in SIDES:
        away = outward(side)
        shoulder_m = puppet.where("upperarm01" + suffix(side))
        upper_m, fore_m = arm_lengths_m(puppet.body, side)
        cosine = np.cos(np.radians(elbow_deg))
        reach_m = np.sqrt(upper_m**2 + fore_m**2 - 2 * upper_m * fore_m * cosine)
        aside_m = away * HALF_GRIP_M - shoulder_m[1]
        plane_m = np.sqrt(reach_m**2 - aside_m**2)
        # The hands are nearer than the shoulders, which costs a little elevation.
        share = reach_m * np.cos(np.radians(arm_deg)) / plane_m
        turn_deg = float(np.degrees(np.arccos(np.clip(share, -1.0, 1.0))))
        along = rotation(LEFT, -turn_deg) @ trunk_down
        wrist_m = shoulder_m + plane_m * along + np.array([0.0, aside_m, 0.0])
        palm = rotation(LEFT, 90.0) @ along
        elbow = unit(0.75 * away * LEFT + 0.65 * palm)
        set_arm(puppet, side, wrist_m, elbow, palm, GRIP_CURL_DEG, along)


def box(ankle_x_m: float, height_m: float) -> list[Prop]:
    """A wooden box with a padded top, its edge just before the heel."""
    x0, x1 = ankle_x_m - EDGE_M, ankle_x_m - EDGE_M + DEPTH_M
    half_m = WIDTH_M / 2
    body = pv.Box((x0 + 0.006, x1, -half_m, half_m, 0.0, height_m - PAD_M))
    pad = pv.Box(
        (x0, x1 + 0.006, -half_m - 0.006, half_m + 0.006, height_m - PAD_M, height_m)
    )
    return [Prop(body, PLYWOOD), Prop(pad, PAD)]
