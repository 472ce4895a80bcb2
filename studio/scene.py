"""Draws the athlete in the room, off-screen."""

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from studio.body import Body
from studio.camera import Camera
from studio.props import Place, Prop
from studio.room import Room, View, furnish
from studio.shadow import FloorShadow
from studio.skeleton import Array, Posed, skin
from studio.wardrobe import Colour, Outfit, dress, shoe_surface, vertex_normals


class Stage:
    """One plotter, kept for a whole clip; each frame only moves the meshes."""

    def __init__(
        self, body: Body, outfit: Outfit, room: Room, place: Place, camera: Camera
    ) -> None:
        """Build the room and dress the athlete."""
        self.body, self.room, self.camera = body, room, camera
        self._side = 1.0 if camera.on_left else -1.0
        pv.vtk_verbosity("off")  # it regrets the missing display, which is not needed
        self.plotter = pv.Plotter(
            off_screen=True, window_size=(camera.width_px, camera.height_px)
        )
        self.plotter.set_background(room.wall)
        self._add_lights()
        self.plotter.enable_anti_aliasing("msaa", multi_samples=4)
        self._aim()
        self._add_room(place)
        self._dressed = dress(body, outfit)
        self._skin_mesh = self._add_skin()
        self._rigid: list[tuple[pv.PolyData, Array, int]] = []
        self._add_shoes(outfit)
        if outfit.long_hair:
            self._add_ponytail(outfit)
        self._shadow = FloorShadow(self.plotter, room.light_deg, self._side)

    def add(self, prop: Prop) -> None:
        """Put a motion's prop where it belongs."""
        if prop.bone is not None:
            self.attach(prop.mesh, prop.bone, prop.colour, prop.shine)
            return
        self._add_still(prop.mesh, prop.colour, prop.shine)
        self._shadow.keep(_filled(prop.mesh))

    def attach(
        self, mesh: pv.PolyData, bone: str, colour: Colour, shine: float
    ) -> None:
        """Fix a mesh, given in rest-pose world axes, to a bone."""
        mesh = mesh.triangulate()
        mesh.point_data.active_normals = _normals_of(mesh)
        self._rigid.append((mesh, np.array(mesh.points), self.body.bone(bone)))
        self.plotter.add_mesh(
            mesh, color=colour, smooth_shading=True, specular=shine, ambient=0.25
        )

    def draw(self, posed: Posed) -> tuple[NDArray[np.uint8], Array]:
        """Picture (H, W, 3) of a pose, and the undressed mesh vertices (V, 3)."""
        bare_m = skin(self.body, posed)
        points_m = skin(self.body, posed, self._dressed.vertices_m)
        self._skin_mesh.points = points_m
        normals = vertex_normals(points_m, self.body.faces)
        self._skin_mesh.point_data["Normals"] = normals
        for mesh, rest_m, bone in self._rigid:
            offset_m = rest_m - self.body.heads_m[bone]
            mesh.points = offset_m @ posed.rotations[bone].T + posed.heads_m[bone]
            mesh.point_data["Normals"] = _normals_of(mesh)
        self._shadow.cast(points_m)
        self.plotter.render()
        picture = self.plotter.screenshot(return_img=True)
        return np.asarray(picture)[..., :3], bare_m

    def close(self) -> None:
        """Free the renderer."""
        self.plotter.close()

    def _add_skin(self) -> pv.PolyData:
        faces = self.body.faces
        mesh = pv.PolyData(
            self._dressed.vertices_m, np.insert(faces, 0, 3, axis=1).ravel()
        )
        mesh.point_data["colours"] = (self._dressed.colours * 255).astype(np.uint8)
        mesh.point_data["Normals"] = vertex_normals(mesh.points, faces)
        mesh.point_data.active_normals_name = "Normals"
        self.plotter.add_mesh(
            mesh,
            scalars="colours",
            rgb=True,
            smooth_shading=True,
            ambient=0.28,
            diffuse=0.75,
            specular=0.06,
            specular_power=12,
        )
        return mesh

    def _add_shoes(self, outfit: Outfit) -> None:
        for side in (".L", ".R"):
            points_m, faces = shoe_surface(self.body, side)
            shoe = pv.PolyData(points_m, np.insert(faces, 0, 3, axis=1).ravel())
            self.attach(shoe, "foot" + side, outfit.shoes, 0.1)
            sole = shoe.clip(normal="z", origin=(0, 0, 0.004)).extract_surface(
                algorithm="dataset_surface"
            )
            grown_m = sole.points - sole.points.mean(axis=0)
            middle_m = sole.points.mean(axis=0)
            # A little thicker too, or its underside would flicker with the shoe's own.
            sole.points = middle_m + grown_m * np.array([1.02, 1.05, 1.15])
            self.attach(sole, "foot" + side, (0.93, 0.93, 0.92), 0.05)

    def _add_ponytail(self, outfit: Outfit) -> None:
        eye = (self.body.head_m("eye.L") + self.body.head_m("eye.R")) / 2
        tail = pv.ParametricEllipsoid(xradius=0.035, yradius=0.03, zradius=0.10)
        tail = tail.rotate_y(12.0)
        tail.points = tail.points + eye + np.array([-0.195, 0.0, -0.055])
        self.attach(
            tail.extract_surface(algorithm="dataset_surface"), "head", outfit.hair, 0.15
        )

    def _add_room(self, place: Place) -> None:
        yaw_deg = self.camera.yaw_deg
        view: View = "side" if abs(yaw_deg) <= 45 else "front"
        if yaw_deg < -45:
            view = "back"
        parts = list(furnish(self.room, place, self._side, view))
        for mesh, colour in parts:
            self._add_still(mesh, colour, 0.0)
        self._photograph()
        for mesh, colour in parts:
            # Only the wall behind can hide an athlete who is filmed from the side.
            x_m = np.array(mesh.bounds[:2]) - place.wall_x_m
            if view == "side" and x_m[0] > -0.2 and x_m[1] < 0.02:
                self._add_still(mesh, colour, 0.0)

    def _photograph(self) -> None:
        """Make what has been added the backdrop: drawn once instead of every frame."""
        picture = np.array(self.plotter.screenshot(return_img=True))[..., :3]
        self.plotter.clear_actors()
        texture = pv.Texture(picture)
        texture.InterpolateOff()
        self.plotter.renderer.SetBackgroundTexture(texture)
        self.plotter.renderer.TexturedBackgroundOn()

    def _add_still(self, mesh: pv.PolyData, colour: Colour, shine: float) -> None:
        smooth = mesh.n_points > 100  # the ball; walls keep their edges
        self.plotter.add_mesh(
            mesh,
            color=colour,
            smooth_shading=smooth,
            ambient=0.55,
            diffuse=0.5,
            specular=shine,
        )

    def _add_lights(self) -> None:
        self.plotter.remove_all_lights()
        angle = np.radians(self.room.light_deg)
        side = self._side
        key = (3 * np.cos(angle), side * 3 * abs(np.sin(angle)) + side, 4.0)
        fill = (-2.0, side * 4.0, 2.5)
        strength = self.room.light_strength
        for position, intensity in ((key, strength), (fill, 0.45 * strength)):
            light = pv.Light(position=position, focal_point=(0, 0, 0.8))
            light.intensity = intensity
            self.plotter.add_light(light)

    def _aim(self) -> None:
        camera, view = self.camera, self.plotter.camera
        view.position = tuple(camera.position_m)
        view.focal_point = camera.aim_m
        view.up = tuple(camera.axes[1])
        view.view_angle = camera.view_deg
        view.clipping_range = (0.3, 30.0)


def _normals_of(mesh: pv.PolyData) -> Array:
    """Unit point normals (N, 3) of a triangle mesh."""
    faces = mesh.faces.reshape(-1, 4)[:, 1:].astype(np.int64)
    return vertex_normals(np.asarray(mesh.points, dtype=float), faces)


def _filled(mesh: pv.PolyData) -> Array:
    """Points (N, 3) spread over a still mesh, dense enough to cast a shadow."""
    fine = mesh.triangulate().subdivide(4, subfilter="linear")
    return np.asarray(fine.points, dtype=float)
