"""Things that a motion brings along, and where it needs the room to be."""

from dataclasses import dataclass

import pyvista as pv

from studio.wardrobe import Colour

#: x from, x to, y from, y to, metres.
Rectangle = tuple[float, float, float, float]
#: The mat of someone who stands before a wall, from the wall.
STANDING_MAT_M: Rectangle = (0.12, 1.87, -0.36, 0.36)
#: Where there is nothing to lie on.
NO_MAT: Rectangle = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Prop:
    """A coloured mesh that stands in the room or moves with a bone.

    `mesh` is in world axes; where there is a `bone`, as if the body stood in its rest
    pose (`limbs.rest_grip` leads into a hand).
    """

    mesh: pv.PolyData
    colour: Colour
    shine: float = 0.1
    bone: str | None = None


@dataclass(frozen=True)
class Place:
    """Where walls and mat are; see `room.furnish`.

    Attributes:
        wall_x_m: face of the wall behind, which looks forward.
        wall_foot_y_m: y of a foot on that wall, which must not be hidden by it.
        mat_m: where the mat lies; in front of the wall if None.
        far_wall_m: how far beyond the athlete the wall of a side view stands.
    """

    wall_x_m: float = -0.5
    wall_foot_y_m: float | None = None
    mat_m: Rectangle | None = None
    far_wall_m: float = 1.5

    @property
    def mat_rectangle_m(self) -> Rectangle:
        """The mat's place in the world."""
        if self.mat_m is not None:
            return self.mat_m
        x0, x1, y0, y1 = STANDING_MAT_M
        return (self.wall_x_m + x0, self.wall_x_m + x1, y0, y1)
