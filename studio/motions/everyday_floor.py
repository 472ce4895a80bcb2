"""Key figures of what people do on the floor."""

from dataclasses import replace

import numpy as np

from studio.body import Body
from studio.limbs import SIDES, outward
from studio.motions.everyday_keys import Key, Sizes
from studio.motions.figure import Arm, Figure, Foot, Hand, lowest_m, strike

#: A mat's thickness, and how high a wrist is over the palm, metres.
MAT_M = 0.003
PALM_M = 0.045
#: Pitch of a foot that stands on its toes behind a plank.
TOES_DEG = 72.0
#: Shoulders over the hands as a share of the arm's length: arms straight, or bent.
HIGH, LOW = 0.985, 0.42


def propped(body: Body, shoulder_share: float) -> Figure:
    """Straight from the shoulders to the heels, on hands and toes.

    The shoulders are a share of the arm's length above the hands.
    """
    sizes = Sizes.of(body)
    ankle_z_m = sizes.tiptoe_m(TOES_DEG)[1]
    leg_m = 0.996 * sizes.leg_m
    whole_m = leg_m + sizes.trunk_m

    def slope(share: float) -> float:
        shoulder_m = PALM_M + MAT_M + share * sizes.arm_m
        return float(np.arcsin((shoulder_m - ankle_z_m) / whole_m))

    # The hands stay where straight arms put them.
    hands_x_m = whole_m * np.cos(slope(HIGH))
    hands_y_m = sizes.half_shoulders_m + 0.05
    own = slope(shoulder_share)
    rise_m = ankle_z_m + leg_m * np.sin(own)
    feet, hands = {}, {}
    for side in SIDES:
        away = outward(side)
        ankle_m = (0.0, away * 0.09, ankle_z_m)
        feet[side] = Foot(ankle_m, TOES_DEG, (0.3, 0.0, -1.0), 0.0)
        hands[side] = Hand(
            (hands_x_m, away * hands_y_m, PALM_M + MAT_M),
            elbow_toward=(-1.0, away * 0.5, 0.0),
            fingers=(1.0, -0.05 * away, 0.0),
        )
    pelvis_m = (leg_m * np.cos(own), 0.0, rise_m)
    lean_deg = 90.0 - float(np.degrees(own))
    return Figure(pelvis_m, feet, hands, lean_deg, nod_deg=-14.0)


def plank(body: Body) -> list[Key]:
    """A plank on straight arms, held."""
    return [Key(0.0, propped(body, HIGH))]


def push_ups(body: Body) -> list[Key]:
    """Two push-ups."""
    up, low = propped(body, HIGH), propped(body, LOW)
    ways = ((0.0, up), (1.0, low), (1.15, low), (2.0, up))
    return [
        Key(start_s + at_s, figure) for start_s in (0.5, 2.9) for at_s, figure in ways
    ]


def lying_rest(body: Body) -> list[Key]:
    """On the back, legs long, arms beside; only the head turns down a little."""
    flat = _settled(body, _supine(body))
    return [Key(1.5, flat), Key(3.0, replace(flat, nod_deg=8.0)), Key(4.2, flat)]


def sit_ups(body: Body) -> list[Key]:
    """Two sit-ups with bent knees, arms crossed on the chest."""
    sizes = Sizes.of(body)
    # Feet flat on the floor, the knees bent by about a right angle.
    feet = {}
    for side in SIDES:
        ankle_m = (0.86 * sizes.thigh_m, outward(side) * 0.12, sizes.ankle_m)
        feet[side] = Foot(ankle_m, 0.0, (0.3, outward(side) * 0.1, 1.0))
    arms = dict.fromkeys(SIDES, Arm(34.0, 4.0, 128.0, 62.0, 0.0, 14.0))
    lying = replace(_supine(body), feet=feet, arms=arms, nod_deg=4.0)
    down = _settled(body, lying)
    half = _settled(body, replace(down, lean_deg=-56.0, nod_deg=16.0))
    up = _settled(body, replace(down, lean_deg=-26.0, nod_deg=12.0))
    ways = ((0.0, down), (0.55, half), (1.1, up), (1.25, up), (1.8, half), (2.4, down))
    return [
        Key(start_s + at_s, figure) for start_s in (0.4, 3.0) for at_s, figure in ways
    ]


def _supine(body: Body) -> Figure:
    """On the back, head toward -x; the height is found by `_settled`."""
    reach_m = 0.988 * Sizes.of(body).leg_m
    feet = {}
    for side in SIDES:
        ankle_m = (reach_m, outward(side) * 0.13, 0.075)
        feet[side] = Foot(ankle_m, -66.0, (0.0, outward(side) * 0.25, 1.0), 16.0)
    # The elbows lie behind the trunk's middle; hands and forearms come down with it.
    arms = dict.fromkeys(SIDES, Arm(lift_deg=-9.0, aside_deg=24.0, elbow_deg=9.0))
    return Figure((0.0, 0.0, 0.10), feet, arms, lean_deg=-90.0, nod_deg=2.0)


def _settled(body: Body, figure: Figure) -> Figure:
    """The figure let down until back or seat lies on the mat, 4 mm pressed in."""
    trunk = ("root", "pelvis", "spine", "clavicle", "breast")
    for _ in range(2):
        lowest = lowest_m(body, strike(body, figure), *trunk) + 0.004
        figure = figure.shifted(0.0, 0.0, MAT_M - lowest)
    return figure
