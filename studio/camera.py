"""A pinhole camera that looks at the athlete, the same for truth and for rendering."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from studio.skeleton import UP, Array, rotation, unit


@dataclass(frozen=True)
class Camera:
    """Where the phone stands and what it sees.

    Attributes:
        yaw_deg: 0 = exactly from the side, 90 = exactly from the front.
        on_left: whether it stands on the athlete's left (else right) side.
        distance_m: horizontal distance to the point aimed at.
        height_m: of the lens above the floor.
        roll_deg: clockwise turn of the phone as seen by who films.
        aim_m: (3,) the point in the middle of the picture.
        view_deg: vertical angle of view.
        width_px: of the picture.
        height_px: of the picture.
    """

    yaw_deg: float
    on_left: bool
    distance_m: float
    height_m: float
    roll_deg: float
    aim_m: tuple[float, float, float]
    view_deg: float
    width_px: int
    height_px: int

    @property
    def position_m(self) -> Array:
        """World position (3,) of the lens."""
        yaw = np.radians(self.yaw_deg)
        side = 1.0 if self.on_left else -1.0
        aim = np.array(self.aim_m)
        offset = self.distance_m * np.array([np.sin(yaw), side * np.cos(yaw), 0.0])
        return np.array([aim[0], aim[1], self.height_m]) + np.array(
            [offset[0], offset[1], 0.0]
        )

    @property
    def axes(self) -> Array:
        """Rows (3, 3): the picture's right, its up, and the viewing direction."""
        forward = unit(np.array(self.aim_m) - self.position_m)
        level_right = unit(np.cross(forward, UP))
        right = rotation(forward, self.roll_deg) @ level_right
        return np.stack([right, np.cross(right, forward), forward])

    @property
    def pitch_deg(self) -> float:
        """Angle of the viewing direction above (+) or below (-) the horizon."""
        return float(np.degrees(np.arcsin(self.axes[2, 2])))

    @property
    def facing(self) -> str:
        """Image direction in which the athlete faces."""
        return "right" if self.axes[0, 0] > 0 else "left"

    @property
    def focal_px(self) -> float:
        """Focal length in pixels."""
        return 0.5 * self.height_px / float(np.tan(np.radians(self.view_deg) / 2))

    def project(self, points_m: Array) -> Array:
        """Pixels (..., 2), x right and y down from the picture's top left corner."""
        seen = (points_m - self.position_m) @ self.axes.T
        scale = self.focal_px / seen[..., 2]
        return np.stack(
            [
                0.5 * self.width_px + seen[..., 0] * scale,
                0.5 * self.height_px - seen[..., 1] * scale,
            ],
            axis=-1,
        )

    def fitted(self, points_m: Array, fill: float = 0.86) -> "Camera":
        """The same camera aimed and zoomed so that points (..., 3) fill the picture."""
        flat_m = points_m.reshape(-1, 3)
        x_m, y_m, z_m = (flat_m.min(axis=0) + flat_m.max(axis=0)) / 2
        aim_m = (float(x_m), float(y_m), float(z_m))
        camera = dataclasses.replace(self, aim_m=aim_m, view_deg=60.0)
        for _ in range(3):
            pixels = camera.project(flat_m)
            low, high = pixels.min(axis=0), pixels.max(axis=0)
            share = (high - low) / np.array([camera.width_px, camera.height_px])
            half = np.tan(np.radians(camera.view_deg) / 2) * share.max() / fill
            view_deg = float(np.degrees(2 * np.arctan(half)))
            camera = dataclasses.replace(camera, view_deg=view_deg)
            camera = camera._centred(flat_m)
        return camera

    def _centred(self, flat_m: Array) -> "Camera":
        """Shift the aim so that the points' picture is in the middle."""
        pixels = self.project(flat_m)
        middle = (pixels.min(axis=0) + pixels.max(axis=0)) / 2
        miss = middle - np.array([self.width_px, self.height_px]) / 2
        shift = self.axes[0] * miss[0] - self.axes[1] * miss[1]
        aim_m = np.array(self.aim_m) + shift * self.distance_m / self.focal_px
        x_m, y_m, z_m = (float(v) for v in aim_m)
        return dataclasses.replace(self, aim_m=(x_m, y_m, z_m))
