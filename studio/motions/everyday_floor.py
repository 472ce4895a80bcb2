"""Key figures of what people do on the floor."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.body import Body
from studio.motions.everyday_keys import Key, Sizes
from studio.motions.figure import Arm, Figure, Foot, Hand, lowest_m, strike

#: A mat's thickness, and how high a wrist is over the palm, metres.
MAT_M = 0.003
PALM_M = 0.045
#: Pitch of a foot that stands on its toes behind a plank.
TOES_DEG = 72.0


def propped(body: Body, shoulder_share: float, elbow_out: float = 0.5) -> Figure:
    """Straight from the shoulders to the heels, on hands and toes.

    Args:
        body: who props.
        shoulder_share: height of the shoulders as a share of the arm's length.
        elbow_out: how much the elbows point aside (0: along the body).
    """
    sizes = Sizes.of(body)
    pitch = np.radians(TOES_DEG)
    ankle_z_m = sizes.toe_m * np.sin(pitch) + sizes.ankle_m * np.cos(pitch)
    leg_m = 0.996 * sizes.leg_m
    # The hands stay where straight arms put them.
    tall_m = PALM_M + MAT_M + 0.985 * sizes.arm_m
    slope_tall = np.arcsin((tall_m - ankle_z_m) / (leg_m + sizes.trunk_m))
    hands_x_m = float((leg_m + sizes.trunk_m) * np.cos(slope_tall))
    shoulder_m = PALM_M + MAT_M + shoulder_share * sizes.arm_m
    slope = float(np.arcsin((shoulder_m - ankle_z_m) / (leg_m + sizes.trunk_m)))
    pelvis_m = (
        leg_m * float(np.cos(slope)),
        0.0,
        float(ankle_z_m + leg_m * np.sin(slope)),
    )
    feet, hands = [], []
    for sign in (1.0, -1.0):
        place = (0.0, sign * 0.09, float(ankle_z_m))
        feet.append(Foot(place, TOES_DEG, (0.3, 0.0, -1.0), 0.0))
        hands.append(
            Hand(
                (hands_x_m, sign * (sizes.half_shoulders_m + 0.05), PALM_M + MAT_M),
                elbow_toward=(-1.0, sign * elbow_out, 0.0),
                fingers=(1.0, -0.05 * sign, 0.0),
            )
        )
    return Figure(
        pelvis_m,
        feet[0],
        feet[1],
        hands[0],
        hands[1],
        lean_deg=90.0 - float(np.degrees(slope)),
        nod_deg=-14.0,
    )


def plank(body: Body) -> list[Key]:
    """A plank on straight arms, held."""
    return [Key(0.0, propped(body, 0.985))]


def push_ups(body: Body) -> list[Key]:
    """Two push-ups."""
    up, low = propped(body, 0.985), propped(body, 0.42)
    keys = []
    for start_s in (0.5, 2.9):
        keys += [Key(start_s, up), Key(start_s + 1.0, low)]
        keys += [Key(start_s + 1.15, low), Key(start_s + 2.0, up)]
    return keys


def lying_rest(body: Body) -> list[Key]:
    """On the back, legs long, arms beside; only the head turns down a little."""
    flat = _settled(body, _supine(body))
    return [Key(1.5, flat), Key(3.0, replace(flat, nod_deg=8.0)), Key(4.2, flat)]


def sit_ups(body: Body) -> list[Key]:
    """Two sit-ups with bent knees, arms crossed on the chest."""
    sizes = Sizes.of(body)
    crossed = Arm(34.0, 4.0, 128.0, 62.0, 0.0, 14.0)
    down = _settled(
        body,
        replace(
            _supine(body),
            left_foot=_flat_foot(sizes, 1.0),
            right_foot=_flat_foot(sizes, -1.0),
            left_arm=crossed,
            right_arm=crossed,
            nod_deg=4.0,
        ),
    )
    half = _settled(body, replace(down, lean_deg=-56.0, nod_deg=16.0))
    up = _settled(body, replace(down, lean_deg=-26.0, nod_deg=12.0))
    keys = []
    for start_s in (0.4, 3.0):
        keys += [Key(start_s, down), Key(start_s + 0.55, half), Key(start_s + 1.1, up)]
        keys += [Key(start_s + 1.25, up), Key(start_s + 1.8, half)]
        keys.append(Key(start_s + 2.4, down))
    return keys


def _supine(body: Body) -> Figure:
    """On the back, head toward -x; the height is found by `_settled`."""
    sizes = Sizes.of(body)
    feet = [
        Foot(
            (0.988 * sizes.leg_m, sign * 0.13, 0.075),
            -66.0,
            (0.0, sign * 0.25, 1.0),
            16.0,
        )
        for sign in (1.0, -1.0)
    ]
    # The elbows lie behind the trunk's middle; hands and forearms come down with it.
    arm = Arm(lift_deg=-9.0, aside_deg=24.0, elbow_deg=9.0)
    return Figure(
        (0.0, 0.0, 0.10), feet[0], feet[1], arm, arm, lean_deg=-90.0, nod_deg=2.0
    )


def _flat_foot(sizes: Sizes, sign: float) -> Foot:
    """A foot flat on the floor, the knee bent by about a right angle."""
    place = (0.86 * sizes.thigh_m, sign * 0.12, sizes.ankle_m)
    return Foot(place, 0.0, (0.3, sign * 0.1, 1.0))


def _settled(body: Body, figure: Figure) -> Figure:
    """The figure let down until back or seat lies on the mat, 4 mm pressed in."""
    trunk = ("root", "pelvis", "spine", "clavicle", "breast")
    for _ in range(2):
        lowest = lowest_m(body, strike(body, figure), *trunk) + 0.004
        x_m, y_m, z_m = figure.pelvis_m
        figure = replace(figure, pelvis_m=(x_m, y_m, z_m - lowest + MAT_M))
    return figure
