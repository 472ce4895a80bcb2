"""Weights in the hands: a dumbbell for one, a short bar for both."""

import numpy as np
import pyvista as pv

from studio.body import Body
from studio.limbs import Side, rest_grip, suffix
from studio.props import Prop
from studio.wardrobe import Colour

STEEL: Colour = (0.75, 0.75, 0.78)
IRON: Colour = (0.12, 0.12, 0.13)
#: The bar over the chest: half the distance of the hands and of its plates.
HALF_GRIP_M, HALF_BAR_M = 0.155, 0.235


def dumbbell(body: Body, hand: Side, load_kg: float) -> list[Prop]:
    """A dumbbell in a hand; nothing if it has no mass."""
    if load_kg == 0.0:
        return []
    radius_m = 0.0235 * _growth(load_kg)
    handle = _disc(0.0, 0.015, 0.16, 100)
    ends_m = [sign * (0.062 + 0.4 * radius_m) for sign in (-1.0, 1.0)]
    heads = [_disc(end_m, radius_m, 0.85 * radius_m, 8) for end_m in ends_m]
    return _gripped(body, hand, handle, heads)


def bar(body: Body, load_kg: float) -> list[Prop]:
    """A short bar for two hands, fixed to the left one."""
    index, little = (body.head_m(f"finger{n}-1.L") for n in (2, 5))
    # Along x before the grip turns it; the right hand is on the side of the thumb.
    inward = float(np.sign(rest_grip(body, "left")[:3, 0] @ (index - little)))
    middle_m = inward * HALF_GRIP_M
    rod = _disc(middle_m, 0.013, 0.53, 100)
    ends_m = [middle_m + sign * HALF_BAR_M for sign in (-1.0, 1.0)]
    plates = [_disc(end_m, 0.030 * _growth(load_kg), 0.030, 32) for end_m in ends_m]
    return _gripped(body, "left", rod, plates)


def _growth(load_kg: float) -> float:
    """How iron with some rubber grows: with the cube root of its mass."""
    return max(load_kg, 1.0) ** (1 / 3)


def _disc(x_m: float, radius_m: float, thick_m: float, corners: int) -> pv.PolyData:
    return pv.Cylinder(
        center=(x_m, 0, 0),
        direction=(1, 0, 0),
        radius=radius_m,
        height=thick_m,
        resolution=corners,
    )


def _gripped(
    body: Body, hand: Side, handle: pv.PolyData, discs: list[pv.PolyData]
) -> list[Prop]:
    """A handle along x and its discs, put into the hand at rest."""
    grip, bone = rest_grip(body, hand), "wrist" + suffix(hand)
    parts = [(handle, STEEL, 0.5), *((disc, IRON, 0.2) for disc in discs)]
    return [
        Prop(mesh.transform(grip, inplace=False), colour, shine, bone)
        for mesh, colour, shine in parts
    ]
