"""The box under the foot, the mat under the back and the bar in the hands."""

from __future__ import annotations

import numpy as np
import pyvista as pv

from studio.body import Body
from studio.limbs import rest_grip
from studio.props import Place, Prop
from studio.wardrobe import Colour

#: How far before the planted ankle the box begins, its depth and width, metres.
EDGE_M, DEPTH_M, WIDTH_M = 0.045, 0.42, 0.62
#: The padded top, and the plinth at the floor.
PAD_M, PLINTH_M = 0.05, 0.03
PLYWOOD: Colour = (0.76, 0.62, 0.44)
PAD: Colour = (0.20, 0.21, 0.24)
#: The wall far enough behind the head, and a mat from the crown to the seat.
LYING_PLACE = Place(wall_x_m=-1.15, mat_m=(-0.52, 0.92, -0.36, 0.36))
#: The bar over the chest: half the distance of the hands and of its plates.
HALF_GRIP_M, HALF_BAR_M = 0.155, 0.235


def box(ankle_x_m: float, height_m: float) -> list[Prop]:
    """A wooden box with a padded top, its edge just before the heel."""
    x0, x1 = ankle_x_m - EDGE_M, ankle_x_m - EDGE_M + DEPTH_M
    half_m = WIDTH_M / 2
    body = pv.Box((x0 + 0.006, x1, -half_m, half_m, 0.0, height_m - PAD_M))
    pad = pv.Box(
        (x0, x1 + 0.006, -half_m - 0.006, half_m + 0.006, height_m - PAD_M, height_m)
    )
    return [Prop(body, PLYWOOD), Prop(pad, PAD)]


def bar(body: Body, load_kg: float) -> list[Prop]:
    """A short bar for two hands, fixed to the left one.

    Its plates grow with the cube root of the mass, like a dumbbell's heads.
    """
    radius_m = 0.030 * max(load_kg, 1.0) ** (1 / 3)
    grip = rest_grip(body, "left")
    index, little = (body.head_m(f"finger{n}-1.L") for n in (2, 5))
    # Along x before the grip turns it; the right hand is on the side of the thumb.
    middle_m = float(np.sign(grip[:3, 0] @ (index - little))) * HALF_GRIP_M
    rod = pv.Cylinder(
        center=(middle_m, 0, 0), direction=(1, 0, 0), radius=0.013, height=0.53
    )
    parts: list[tuple[pv.PolyData, Colour, float]] = [(rod, (0.75, 0.75, 0.78), 0.5)]
    for sign in (-1.0, 1.0):
        plate = pv.Cylinder(
            center=(middle_m + sign * HALF_BAR_M, 0, 0),
            direction=(1, 0, 0),
            radius=radius_m,
            height=0.030,
            resolution=32,
        )
        parts.append((plate, (0.12, 0.12, 0.13), 0.2))
    return [
        Prop(mesh.transform(grip, inplace=False), colour, shine, "wrist.L")
        for mesh, colour, shine in parts
    ]
