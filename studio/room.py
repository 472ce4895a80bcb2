"""The room an athlete trains in: floor, walls, mat and a few things to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyvista as pv

from studio.props import Place
from studio.wardrobe import Colour

#: Height of walls (above every picture), thickness of the one behind, plank width.
WALL_HEIGHT_M = 3.2
WALL_THICKNESS_M = 0.14
PLANK_M = 0.16
WHITE = (0.94, 0.93, 0.91)

Bounds = tuple[float, float, float, float, float, float]
Part = tuple[pv.PolyData, Colour]
View = Literal["side", "front", "back"]


@dataclass(frozen=True)
class Room:
    """Colours and places of a plain room.

    The wall behind the athlete ends `wall_end_m` from the middle on the camera's side,
    seen from the side, so that it never hides a foot on it. `light_deg` turns the main
    light about the vertical.
    """

    wall: Colour = (0.80, 0.79, 0.75)
    rear_wall: Colour = (0.70, 0.74, 0.76)
    floor: Colour = (0.62, 0.50, 0.38)
    mat: Colour | None = (0.25, 0.33, 0.42)
    ball: Colour = (0.33, 0.46, 0.55)
    picture: Colour = (0.72, 0.56, 0.44)
    wall_end_m: float = 0.42
    light_deg: float = 35.0
    light_strength: float = 0.95


def furnish(room: Room, place: Place, side: float, view: View) -> Iterator[Part]:
    """Everything that stands still in the picture.

    Args:
        room: its colours.
        place: where the motion needs walls and mat.
        side: +1 if the camera stands on the athlete's left, -1 on the right.
        view: from the front, the wall behind is the backdrop; from the back it would
            hide the athlete and is left out.

    Yields:
        Meshes in world axes and their colours.
    """
    yield pv.Plane(center=(1.0, 0, 0), i_size=12, j_size=12), room.floor
    red, green, blue = (0.82 * channel for channel in room.floor)
    for seam_m in np.arange(-6, 6, PLANK_M):
        seam = (-6.0, 6.0, seam_m - 0.002, seam_m + 0.002, 0.0, 0.001)
        yield pv.Box(seam), (red, green, blue)
    front = view == "front"
    if view == "side":
        far_m = -side * place.far_wall_m
        near_y, far_y = sorted((far_m, far_m - side * 0.1))
        yield from _wall((-6.0, 6.0, near_y, far_y, 0.0, WALL_HEIGHT_M), room.wall)
    ends = (side * room.wall_end_m, -side * place.far_wall_m)
    low_y, high_y = sorted((4.0, -4.0) if front else ends)
    x_m = place.wall_x_m
    if view != "back":
        behind = (x_m - WALL_THICKNESS_M, x_m, low_y, high_y, 0.0, WALL_HEIGHT_M)
        yield from _wall(behind, room.rear_wall)
    if room.mat is not None:
        yield pv.Box((*place.mat_rectangle_m, 0.0, 0.003)), room.mat
    if view != "back":
        yield from _decoration(room, place, side, front)


def _wall(bounds: Bounds, colour: Colour) -> Iterator[Part]:
    """A wall and its skirting board."""
    yield pv.Box(bounds), colour
    x0, x1, y0, y1, _, _ = bounds
    edge = 0.012
    yield pv.Box((x0 - edge, x1 + edge, y0 - edge, y1 + edge, 0.0, 0.085)), WHITE


def _decoration(room: Room, place: Place, side: float, front: bool) -> Iterator[Part]:
    """A gym ball and a picture, so that the room does not look like a box."""
    wall_x_m, far_m = place.wall_x_m, -side * place.far_wall_m
    for margin, depth, colour in ((0.0, 0.02, WHITE), (0.05, 0.025, room.picture)):
        heights = (1.25 + margin, 1.75 - margin)
        if front:
            depths, span = (wall_x_m, wall_x_m + depth), (0.9 + margin, 1.6 - margin)
            yield pv.Box((*depths, *span, *heights)), colour
        else:
            low_y, high_y = sorted((far_m, far_m + side * depth))
            span = (1.15 + margin, 1.85 - margin)
            yield pv.Box((*span, low_y, high_y, *heights)), colour
    ball_m = (wall_x_m + 0.4, -1.45, 0.3) if front else (1.75, far_m + side * 0.36, 0.3)
    ball = pv.Sphere(radius=0.30, center=ball_m, theta_resolution=48, phi_resolution=48)
    yield ball, room.ball
