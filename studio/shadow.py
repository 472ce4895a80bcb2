"""A soft shadow on the floor, cheap enough for software rendering."""

import numpy as np
import pyvista as pv
from scipy.ndimage import gaussian_filter

from studio.skeleton import Array

#: Cells of the shadow's square, its size and its middle's x, metres.
CELLS = 96
SIZE_M = 3.4
MIDDLE_X_M = 0.1
#: The sheet moves along in steps of this size; a whole number of cells, metres.
FOLLOW_STEP_M = 48 * SIZE_M / CELLS
#: How far a shadow falls per metre of height, our choice: a lamp high up.
SLOPE = 0.38
#: Height below which a part casts a sharp, dark shadow, metres.
CONTACT_M = 0.25
DARKEST = 0.55


class FloorShadow:
    """A see-through sheet just above the floor, darkened under the athlete."""

    def __init__(self, plotter: pv.Plotter, light_deg: float, side: float) -> None:
        """Lay the sheet; `side` is +1 if light and camera are on the left."""
        angle = np.radians(light_deg)
        self._slope = SLOPE * np.array([np.cos(angle), side * np.sin(angle)])
        self._sheet = pv.Plane(
            center=(MIDDLE_X_M, 0, 0.005),
            i_size=SIZE_M,
            j_size=SIZE_M,
            i_resolution=CELLS - 1,
            j_resolution=CELLS - 1,
        )
        clear = np.zeros((self._sheet.n_points, 4), dtype=np.uint8)
        self._sheet.point_data["shade"] = clear
        plotter.add_mesh(self._sheet, scalars="shade", rgba=True, lighting=False)
        self._flat_m = np.array(self._sheet.points)
        self._kept_m = np.empty((0, 3))

    def keep(self, points_m: Array) -> None:
        """Let things that stand still, points (N, 3), cast a shadow too."""
        self._kept_m = np.concatenate([self._kept_m, points_m])

    def cast(self, points_m: Array) -> None:
        """Blur the points' (V, 3) projection along the light, darker where low."""
        # The sheet follows a runner in steps; someone who stays has it where it was.
        steps = np.round(points_m[:, :2].mean(axis=0) / FOLLOW_STEP_M)
        moved_m = steps * FOLLOW_STEP_M
        self._sheet.points = self._flat_m + np.array([*moved_m, 0.0])
        points_m = np.concatenate([points_m, self._kept_m])
        landed = points_m[:, :2] - points_m[:, 2:] * self._slope - moved_m
        cells = (landed - np.array([MIDDLE_X_M, 0.0])) / SIZE_M * CELLS
        cells = (cells + CELLS / 2).astype(int)
        inside = ((cells >= 0) & (cells < CELLS)).all(axis=1)
        low = np.exp(-points_m[:, 2] / CONTACT_M)
        shade = np.zeros((CELLS, CELLS))
        for weight, blur, strength in ((low, 1.0, 0.35), (1 - low, 2.4, 0.24)):
            layer = np.zeros_like(shade)
            hit = inside & (weight > 0.3)
            layer[cells[hit, 1], cells[hit, 0]] = 1.0
            shade += strength * gaussian_filter(layer, blur).clip(0, 1)
        colours = np.zeros((CELLS * CELLS, 4), dtype=np.uint8)
        colours[:, 3] = (255 * shade.clip(0, DARKEST)).ravel().astype(np.uint8)
        self._sheet.point_data["shade"] = colours
