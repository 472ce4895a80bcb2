"""The truth's joints: bone heads for joint centres, mesh vertices for the rest."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.skeleton import Array, Posed

#: Joint centres and the bone whose head each is.
CENTRES = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
}
_PARTS = ("ear", "shoulder", "elbow", "wrist", "index")
_PARTS += ("hip", "knee", "ankle", "heel", "foot_index")
JOINT_NAMES = ("nose", *(f"{side}_{p}" for p in _PARTS for side in ("left", "right")))
INDEX = {name: i for i, name in enumerate(JOINT_NAMES)}


@dataclass(frozen=True)
class Landmarks:
    """Where each joint of the truth is read from: a bone or a vertex."""

    bones: dict[str, int]
    vertices: dict[str, int]

    def read(self, posed: Posed, vertices_m: Array) -> Array:
        """Joint positions (J, 3) in the order of `JOINT_NAMES`."""
        joints_m = np.empty((len(JOINT_NAMES), 3))
        for name, bone in self.bones.items():
            joints_m[INDEX[name]] = posed.heads_m[bone]
        for name, vertex in self.vertices.items():
            joints_m[INDEX[name]] = vertices_m[vertex]
        return joints_m


def find_landmarks(body: Body) -> Landmarks:
    """Pick the bones and vertices of a body once, in its rest pose."""
    bones, vertices = {}, {}
    rest_m = body.vertices_m
    head = body.skin_of("head")
    # The nose tip is the foremost point of the head near its middle.
    middle = head & (np.abs(rest_m[:, 1]) < 0.01)
    vertices["nose"] = _extreme(rest_m[:, 0], middle)
    eye_z = body.head_m("eye.L")[2]
    for side, end, sign in (("left", ".L", 1.0), ("right", ".R", -1.0)):
        for part, bone in CENTRES.items():
            bones[f"{side}_{part}"] = body.bone(bone + end)
        # The ear's middle: the outermost point of the head below the eyes.
        ear = head & (np.abs(rest_m[:, 2] - eye_z + 0.025) < 0.02)
        vertices[f"{side}_ear"] = _extreme(sign * rest_m[:, 1], ear)
        finger = body.skin_of("finger2-3" + end)
        away_m = np.linalg.norm(rest_m - body.head_m("wrist" + end), axis=1)
        vertices[f"{side}_index"] = _extreme(away_m, finger)
        foot = body.skin_of("foot" + end, "toe")
        foot &= (sign * rest_m[:, 1] > 0) & (rest_m[:, 2] < 0.03)
        vertices[f"{side}_heel"] = _extreme(-rest_m[:, 0], foot)
        toe = body.skin_of("toe1-2" + end)
        vertices[f"{side}_foot_index"] = _extreme(rest_m[:, 0], toe)
    return Landmarks(bones, vertices)


def _extreme(value: Array, allowed: NDArray[np.bool_]) -> int:
    """Index of the largest value among those allowed."""
    return int(np.argmax(np.where(allowed, value, -np.inf)))
