"""A bare room around an athlete, to be looked at from anywhere: for single pictures."""

from typing import Final

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from studio.camera import Camera
from studio.props import Place
from studio.room import WALL_HEIGHT_M
from studio.scene import Stage
from studio.wardrobe import Colour

#: From the middle to the walls, metres.
FAR_M: Final = 6.0


class Booth(Stage):
    """A stage whose camera may move: its room is drawn, not photographed.

    Walls are seen from inside only, so that a camera may stand behind one.
    """

    def look(self, camera: Camera) -> None:
        """Look from elsewhere."""
        self.camera = camera
        self._aim()

    def again(self) -> NDArray[np.uint8]:
        """Picture (H, W, 3) of the pose that was drawn last."""
        self.plotter.render()
        return np.asarray(self.plotter.screenshot(return_img=True))[..., :3]

    def _add_room(self, place: Place) -> None:
        self._add_still(
            pv.Plane(center=(0, 0, 0), i_size=4 * FAR_M, j_size=4 * FAR_M),
            self.room.floor,
            0.0,
        )
        if self.room.mat is not None and place.mat_m is not None:
            self._add_still(
                pv.Box((*place.mat_rectangle_m, 0.0, 0.003)), self.room.mat, 0.0
            )
        for direction, colour, away_m in (
            ((1.0, 0.0, 0.0), self.room.rear_wall, -place.wall_x_m),
            ((-1.0, 0.0, 0.0), self.room.wall, FAR_M),
            ((0.0, 1.0, 0.0), self.room.wall, place.far_wall_m + 0.7),
            ((0.0, -1.0, 0.0), self.room.rear_wall, place.far_wall_m + 0.7),
        ):
            self._add_wall(np.array(direction), colour, away_m)

    def _add_wall(self, inward: np.ndarray, colour: Colour, away_m: float) -> None:
        wall = pv.Plane(
            center=tuple(-inward * away_m + np.array([0, 0, WALL_HEIGHT_M / 2])),
            direction=tuple(inward),
            i_size=4 * FAR_M if inward[0] == 0 else WALL_HEIGHT_M,
            j_size=4 * FAR_M if inward[0] != 0 else WALL_HEIGHT_M,
        )
        self.plotter.add_mesh(
            wall, color=colour, ambient=0.55, diffuse=0.5, culling="back"
        )
