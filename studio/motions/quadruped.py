"""On all fours: where knees, hands and the working leg are."""

from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.limbs import (
    EASY_REACH,
    SIDES,
    SOLE_M,
    Side,
    arm_lengths_m,
    leg_lengths_m,
    outward,
    suffix,
)
from studio.motions.figure import Figure, Hand, place_trunk
from studio.profiles import ease
from studio.skeleton import FORWARD, UP, Array, Posed, rotation
from studio.wardrobe import ankle_height_m

#: Thickness of the mat under knees and hands, metres.
MAT_M = 0.003
#: Pitch of a foot that lies on its back behind the knee, and of one flat on the wall.
LYING_FOOT_DEG = 155.0
WALL_FOOT_DEG = 90.0
#: Height of the wrist's joint over a floor that the palm presses on, in statures.
PALM = 0.0177
#: Fingers laid flat, and a thumb turned out of the palm, degrees.
FLAT_CURL_DEG = -4.0
THUMB_DEG = 34.0
#: Share of its length that a reaching arm has, and how much it shortens on the way.
STRETCHED = 0.97
ELBOW_BENDS = 0.22
#: Hands a little wider than the shoulders, metres.
HANDS_APART_M = 0.015


@dataclass(frozen=True)
class Quadruped:
    """The fixed places of a body on all fours; the knees are at x = 0, metres.

    Attributes:
        knees_m: (3,) by side, on the mat.
        ankles_m: (3,) by side, behind the knees.
        wrists_m: (3,) by side, where the palms press.
        lean_deg: of the trunk from upright; 90 is level.
    """

    knees_m: dict[Side, Array]
    ankles_m: dict[Side, Array]
    wrists_m: dict[Side, Array]
    lean_deg: float


def on_all_fours(
    body: Body,
    trunk_up_deg: float,
    hands_ahead_deg: float,
    foot_deg: float = LYING_FOOT_DEG,
) -> Quadruped:
    """Find knees under the hips and hands under (or ahead of) the shoulders.

    Args:
        body: who kneels.
        trunk_up_deg: shoulders above the hips, 0 = chord level, negative = head down.
        hands_ahead_deg: arms from the vertical, + = hands ahead of the shoulders.
        foot_deg: pitch of the resting feet.
    """
    lean_deg = 90.0 - trunk_up_deg
    thigh_m, shank_m = leg_lengths_m(body, "left")
    knee_z_m = kneecap_m(body) + MAT_M
    joints_m = trunk_joints_m(body, lean_deg)
    ankle_z_m = ankle_height_m(body, foot_deg) + MAT_M
    rise_m = ankle_z_m - knee_z_m
    back_m = np.array([-np.sqrt(shank_m**2 - rise_m**2), 0.0, rise_m])
    knees_m, ankles_m, wrists_m = {}, {}, {}
    ahead = np.radians(hands_ahead_deg)
    wrist_z_m = PALM * body.physique.stature_m + MAT_M
    for side in SIDES:
        knees_m[side] = np.array([0.0, joints_m[f"{side} hip"][1], knee_z_m])
        ankles_m[side] = knees_m[side] + back_m
        shoulder_m = joints_m[f"{side} shoulder"] + (knee_z_m + thigh_m) * UP
        reach_m = EASY_REACH * sum(arm_lengths_m(body, side)) * np.cos(ahead)
        height_m = min(float(shoulder_m[2]) - wrist_z_m, reach_m)
        wrists_m[side] = np.array(
            [
                shoulder_m[0] + height_m * np.tan(ahead),
                shoulder_m[1] + outward(side) * HANDS_APART_M,
                wrist_z_m,
            ]
        )
    return Quadruped(knees_m, ankles_m, wrists_m, lean_deg)


def trunk_joints_m(
    body: Body, lean_deg: float, turn_deg: float = 0.0, roll_deg: float = 0.0
) -> dict[str, Array]:
    """Hips and shoulders (3,) as "left hip" etc., from the middle of the hips."""
    figure = Figure((0.0, 0.0, 0.0), {}, {}, lean_deg, turn_deg, roll_deg)
    puppet = place_trunk(body, figure)
    bones = {"hip": "upperleg01", "shoulder": "upperarm01"}
    return {
        f"{side} {joint}": puppet.where(bone + suffix(side))
        for side in SIDES
        for joint, bone in bones.items()
    }


def pressing_hand(side: Side, wrist_m: Array) -> Hand:
    """A palm flat on the floor, fingers ahead, the elbow's point turned back."""
    away = outward(side)
    return Hand(
        wrist_m,
        elbow_toward=(-0.8, 0.6 * away, 0.0),
        palm=(0.0, 0.0, -1.0),
        fingers=(1.0, -0.06 * away, 0.0),
        curl_deg=FLAT_CURL_DEG,
    )


def reaching_hand(
    body: Body, side: Side, wrist_m: Array, shoulder_m: Array, lift: float
) -> Hand:
    """The hand on its way.

    `wrist_m` (3,) is where it presses on the floor, `shoulder_m` (3,) where its
    shoulder is now; `lift` is 0 on the floor, 1 stretched ahead.
    """
    pressing = pressing_hand(side, wrist_m)
    if lift == 0.0:
        return pressing
    angle = np.radians(90.0 * lift)
    swing = np.sin(angle) * FORWARD - np.cos(angle) * UP
    away = outward(side)
    # The elbow bends on the way, or the fingers would go through the floor.
    start_m = wrist_m - shoulder_m
    near_m = float(np.linalg.norm(start_m))
    far_m = STRETCHED * sum(arm_lengths_m(body, side))
    bent = 1.0 - ELBOW_BENDS * 4.0 * lift * (1.0 - lift)
    length_m = bent * (near_m + lift * (far_m - near_m))
    aside_m = (1.0 - lift) * (start_m + near_m * UP)
    # The palm turns toward the midline, thumb up.
    turn = ease(lift / 0.7)
    return Hand(
        shoulder_m + length_m * swing + aside_m,
        elbow_toward=(-0.8 * (1 - lift), 0.6 * away, -0.8 * lift),
        palm=(-1e-3, -turn * away, turn - 1.0),
        fingers=pressing.fingers,
        curl_deg=FLAT_CURL_DEG + 14.0 * lift,
    )


def thumbs_out(body: Body, posed: Posed) -> Posed:
    """The pose with both thumbs level with their palms, not in the floor."""
    rotations, heads_m = posed.rotations.copy(), posed.heads_m.copy()
    for side in SIDES:
        wrist, knuckle, *thumb = (
            body.bone(name + suffix(side))
            for name in ("wrist", "finger3-1", "finger1-1", "finger1-2", "finger1-3")
        )
        along = heads_m[knuckle] - heads_m[wrist]
        turn = rotation(along, -outward(side) * THUMB_DEG)
        root_m = heads_m[thumb[0]].copy()
        rotations[thumb] = turn @ rotations[thumb]
        heads_m[thumb] = root_m + (heads_m[thumb] - root_m) @ turn.T
    return Posed(rotations, heads_m)


def kneecap_m(body: Body) -> float:
    """From the knee joint to the front of the kneecap, metres."""
    knee_m = body.head_m("lowerleg01.L")
    near = np.abs(body.vertices_m - knee_m) < np.array([0.2, 0.03, 0.03])
    front_m = float(body.vertices_m[near.all(axis=1), 0].max() - knee_m[0])
    return max(front_m, 0.03)


def sole_depth_m(body: Body) -> float:
    """How far the sole is from the ankle, at right angles to it."""
    return float(body.head_m("foot.L")[2]) + SOLE_M


def leg_out_m(
    body: Body, hip_m: Array, thigh_down_deg: float, knee_deg: float
) -> tuple[Array, Array]:
    """Knee and ankle (3,) of a leg behind the body.

    The thigh goes from straight back (0) towards straight down (90 degrees); flexion of
    the knee lifts the foot.
    """
    thigh_m, shank_m = leg_lengths_m(body, "left")

    def towards(down_deg: float) -> Array:
        down = np.radians(down_deg)
        return -np.cos(down) * FORWARD - np.sin(down) * UP

    knee_m = hip_m + thigh_m * towards(thigh_down_deg)
    return knee_m, knee_m + shank_m * towards(thigh_down_deg - knee_deg)
