"""Skin, hair and clothes: colours painted on the mesh, cloth puffed out a little."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from studio.body import Body
from studio.limbs import SOLE_M
from studio.skeleton import LEFT, rotation

Array = NDArray[np.float64]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Outfit:
    """What an athlete wears; colours are red, green, blue in 0..1."""

    skin: Colour = (0.82, 0.62, 0.50)
    hair: Colour = (0.20, 0.13, 0.08)
    shirt: Colour = (0.16, 0.42, 0.62)
    shorts: Colour = (0.13, 0.14, 0.17)
    shoes: Colour = (0.85, 0.35, 0.22)
    socks: Colour = (0.92, 0.92, 0.90)
    bottoms: Literal["shorts", "tights"] = "shorts"
    sleeves: Literal["short", "none"] = "short"
    long_hair: bool = False


@dataclass(frozen=True)
class Dressed:
    """A body in clothes.

    Attributes:
        vertices_m: (V, 3) rest vertices with cloth and hair thickness.
        colours: (V, 3) 0..1.
    """

    vertices_m: Array
    colours: Array


def dress(body: Body, outfit: Outfit) -> Dressed:
    """Paint and puff the rest mesh."""
    normals = vertex_normals(body.vertices_m, body.faces)
    colours = np.tile(np.array(outfit.skin), (len(normals), 1))
    puff_m = np.zeros(len(normals))
    _paint_face(body, outfit, colours)
    for mask, colour, thickness_m in (
        (_sock(body), outfit.socks, 0.003),
        (_bottoms(body, outfit), outfit.shorts, 0.008),
        (_shirt(body, outfit), outfit.shirt, 0.009),
        (_hair(body), outfit.hair, 0.014),
    ):
        colours[mask] = colour
        puff_m[mask] = thickness_m
    # The foot hides inside its shoe, so that no toe looks out.
    foot = body.weight_of("foot", "toe") > 0.6
    puff_m[foot & (body.vertices_m[:, 2] < body.head_m("foot.L")[2] - 0.01)] = -0.006
    if outfit.bottoms == "tights":
        puff_m[_bottoms(body, outfit)] = 0.002
    return Dressed(body.vertices_m + normals * puff_m[:, None], colours)


def vertex_normals(vertices_m: Array, faces: NDArray[np.int64]) -> Array:
    """Unit normals (V, 3), each face weighted by its area."""
    corners = vertices_m[faces]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.empty_like(vertices_m)
    for axis in range(3):
        share = np.repeat(face[:, axis], 3)
        normals[:, axis] = np.bincount(faces.ravel(), share, minlength=len(vertices_m))
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def _share_along(body: Body, start: str, end: str) -> Array:
    """(V,) position along a limb: 0 at one joint, 1 at the other, sides combined."""
    nearest = np.where(body.vertices_m[:, 1] > 0, 0, 1)
    shares = []
    for side in (".L", ".R"):
        first = body.head_m(start + side)
        axis = body.head_m(end + side) - first
        shares.append((body.vertices_m - first) @ axis / float(axis @ axis))
    return np.where(nearest == 0, shares[0], shares[1])


def _shirt(body: Body, outfit: Outfit) -> NDArray[np.bool_]:
    height_m = body.vertices_m[:, 2]
    hip_z, neck_z = body.head_m("upperleg01.L")[2], body.head_m("neck01")[2]
    trunk = body.weight_of("root", "pelvis", "spine", "clavicle", "shoulder", "breast")
    arm = body.weight_of("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    along = _share_along(body, "upperarm01", "lowerarm01")
    leg = body.weight_of("upperleg")
    sleeve = 0.55 if outfit.sleeves == "short" else -0.05
    neckline_m = neck_z - 0.012 - 0.25 * (body.vertices_m[:, 0] - 0.03).clip(0)
    torso = (trunk + leg > 0.5) & (height_m > hip_z + 0.035) & (height_m < neckline_m)
    sleeved = (arm + trunk > 0.5) & (along < sleeve) & (height_m < neckline_m)
    return (torso & (arm < 0.5)) | (sleeved & (height_m > hip_z + 0.2))


def _bottoms(body: Body, outfit: Outfit) -> NDArray[np.bool_]:
    height_m = body.vertices_m[:, 2]
    hip_z = body.head_m("upperleg01.L")[2]
    lower = body.weight_of(
        "root", "pelvis", "spine05", "spine04", "upperleg", "lowerleg"
    )
    arm = body.weight_of("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    cloth = (lower > 0.5) & (height_m < hip_z + 0.05) & (arm < 0.2)
    if outfit.bottoms == "tights":
        return cloth & (_share_along(body, "lowerleg01", "foot") < 0.86)
    return cloth & (_share_along(body, "upperleg01", "lowerleg01") < 0.52)


def _sock(body: Body) -> NDArray[np.bool_]:
    legs = body.weight_of("lowerleg", "foot", "toe") > 0.5
    return legs & (_share_along(body, "lowerleg01", "foot") > 0.80)


def _hair(body: Body) -> NDArray[np.bool_]:
    """The scalp: above a plane that falls from the forehead to the nape."""
    eye = (body.head_m("eye.L") + body.head_m("eye.R")) / 2
    head = body.weight_of("head", "neck03") > 0.5
    size = _head_size_m(body)
    back_m = eye[0] - body.vertices_m[:, 0]
    above_m = body.vertices_m[:, 2] - eye[2]
    # The hairline: high over the brow, down behind the temples, low at the nape.
    line_m = np.interp(
        back_m / size,
        [-0.2, 0.0, 0.22, 0.30, 0.52, 0.76, 0.84, 1.1],
        [0.60, 0.45, 0.40, 0.12, 0.10, 0.06, -0.30, -0.42],
    )
    # Ears stand out farther than the head is wide at the temples.
    ear_m = np.abs(body.vertices_m[:, 1]) / size
    ear = (ear_m > 0.60) & (above_m / size < 0.25) & (back_m / size < 0.75)
    return head & (above_m / size > line_m) & ~ear


def _head_size_m(body: Body) -> float:
    """Height of the eyes above the head joint, a measure of the head's size (~1/2)."""
    eye = (body.head_m("eye.L") + body.head_m("eye.R")) / 2
    top_m = body.vertices_m[body.skin_of(), 2].max()
    return float(top_m - eye[2]) * 1.15


def _paint_face(body: Body, outfit: Outfit, colours: Array) -> None:
    """Eyes, brows and lips; a face without them is hard to find for any tracker."""
    head = body.weight_of("head", "jaw") > 0.5
    size = _head_size_m(body)
    for side in (".L", ".R"):
        eye = body.head_m("eye" + side)
        ball = body.weight_of("eye" + side) > 0.5
        colours[ball] = (0.95, 0.94, 0.92)
        front = body.vertices_m[ball, 0].max()
        iris = ball & (body.vertices_m[:, 0] > front - 0.0028)
        colours[iris] = (0.16, 0.10, 0.07)
        offset = (body.vertices_m - eye) / size
        brow = head & ~ball & (np.abs(offset[:, 1]) < 0.17)
        rise = offset[:, 2] - 0.02 * np.cos(8 * offset[:, 1])
        brow &= (rise > 0.115) & (rise < 0.185) & (offset[:, 0] > -0.1)
        colours[brow] = 0.35 * np.array(outfit.skin) + 0.65 * np.array(outfit.hair)
    eyes = (body.head_m("eye.L") + body.head_m("eye.R")) / 2
    offset = (body.vertices_m - eyes) / size
    lips = head & (np.abs(offset[:, 1]) < 0.17) & (offset[:, 0] > 0.05)
    lips &= np.abs(offset[:, 2] + 0.56) < 0.055
    colours[lips] = np.array(outfit.skin) * (0.86, 0.66, 0.64)


def shoe_surface(body: Body, side: str) -> tuple[Array, NDArray[np.int64]]:
    """A shoe around a foot: the hull of the foot, a bit larger, with a sole.

    Returns:
        (N, 3) rest vertices in world axes and (M, 3) faces.
    """
    foot = body.weight_of("foot" + side, "toe") > 0.5
    sign = 1.0 if side == ".L" else -1.0
    ankle_m = body.head_m("foot" + side)
    foot &= (sign * body.vertices_m[:, 1] > 0) & (
        body.vertices_m[:, 2] < ankle_m[2] + 0.012
    )
    foot &= body.skin_of()
    points_m = body.vertices_m[foot]
    middle_m = points_m.mean(axis=0)
    grown_m = middle_m + (points_m - middle_m) * np.array([1.08, 1.16, 1.10])
    grown_m[:, 2] = np.maximum(grown_m[:, 2], 0.0)
    low_m = grown_m[grown_m[:, 2] < 0.05].copy()
    low_m[:, 2] = -SOLE_M
    points_m = np.concatenate([grown_m, low_m])
    hull = ConvexHull(points_m)
    return points_m, _outward_faces(points_m, hull)


def ankle_height_m(body: Body, pitch_deg: float) -> float:
    """Height of the ankle when the shoe, toes down by an angle, touches the floor."""
    points_m, _ = shoe_surface(body, ".L")
    offset_m = (points_m - body.head_m("foot.L")) @ rotation(LEFT, pitch_deg).T
    return float(-offset_m[:, 2].min())


def _outward_faces(points_m: Array, hull: ConvexHull) -> NDArray[np.int64]:
    """Hull triangles ordered so that their normals point outward."""
    faces = hull.simplices.astype(np.int64)
    corners = points_m[faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flipped = np.einsum("ij,ij->i", normal, hull.equations[:, :3]) < 0
    faces[flipped] = faces[flipped][:, ::-1]
    return faces
