"""Posing: rotations, two-bone limbs with a fixed end, forward kinematics, skinning.

A pose gives bones a *world* rotation away from their rest orientation; a bone without
one follows its parent. So "the foot stays flat" is simply the identity for the foot,
whatever the leg above it does.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.body import Body

Array = NDArray[np.float64]

FORWARD = np.array([1.0, 0.0, 0.0])
LEFT = np.array([0.0, 1.0, 0.0])
UP = np.array([0.0, 0.0, 1.0])
#: Shares of a nod that neck bones and head take.
NODDING = {"neck01": 0.3, "neck02": 0.6, "neck03": 0.8, "head": 1.0}


def unit(vector: Array) -> Array:
    """The vector at length one."""
    return vector / np.linalg.norm(vector)


def rotation(axis: Array, angle_deg: float) -> Array:
    """Rotation matrix (3, 3) about an axis by the right-hand rule (Rodrigues)."""
    x, y, z = unit(axis)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    angle = np.radians(angle_deg)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def angle_deg(first: Array, second: Array) -> float:
    """Angle between two directions, 0..180 degrees."""
    cosine = float(unit(first) @ unit(second))
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def twist_about(axis: Array, turn: Array) -> float:
    """Degrees by which a rotation (3, 3) turns about an axis, its swing left out."""
    twice = np.array(
        [turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]]
    )
    # Swing-twist decomposition; both numbers are four times w of the unit quaternion
    # times its own parts, so their ratio needs no division.
    scalar = 1.0 + float(np.trace(turn))
    return float(np.degrees(2.0 * np.arctan2(float(twice @ unit(axis)), scalar)))


def frame(along: Array, across: Array) -> Array:
    """Orthonormal frame (3, 3): along, across made square to it, and their cross."""
    first = unit(along)
    second = unit(across - first * float(across @ first))
    return np.column_stack([first, second, np.cross(first, second)])


def middle_joint(
    start_m: Array, end_m: Array, first_m: float, second_m: float, toward: Array
) -> Array:
    """Where a knee or elbow is, between a fixed start and a fixed end.

    Args:
        start_m: (3,) hip or shoulder.
        end_m: (3,) ankle or wrist; must be in reach.
        first_m: length of thigh or upper arm.
        second_m: length of shank or forearm.
        toward: (3,) direction to which the joint points.

    Returns:
        (3,) position; both segment lengths hold exactly.
    """
    span = end_m - start_m
    distance_m = float(np.linalg.norm(span))
    if not abs(first_m - second_m) <= distance_m <= first_m + second_m:
        raise ValueError(f"limb cannot reach {distance_m:.3f} m")
    direction = span / distance_m
    along_m = (first_m**2 - second_m**2 + distance_m**2) / (2 * distance_m)
    height_m = np.sqrt(max(first_m**2 - along_m**2, 0.0))
    sideways = unit(toward - direction * float(toward @ direction))
    return start_m + along_m * direction + height_m * sideways


@dataclass(frozen=True)
class Posed:
    """A posed skeleton.

    Attributes:
        rotations: (B, 3, 3) world rotation of each bone away from rest.
        heads_m: (B, 3) posed joint centres.
    """

    rotations: Array
    heads_m: Array


class Puppet:
    """A body whose bones are set one by one, parents before children."""

    def __init__(self, body: Body) -> None:
        """Start in the rest pose."""
        self.body = body
        self._index = {name: i for i, name in enumerate(body.bone_names)}
        self._set: dict[int, Array] = {}
        self._root_m = body.heads_m[0].copy()

    def turn(self, bone: str, world_rotation: Array) -> None:
        """Give a bone a world rotation away from rest."""
        self._set[self._index[bone]] = world_rotation

    def rotation_of(self, bone: str) -> Array:
        """World rotation (3, 3) that a bone has now, its own or inherited."""
        index = self._index[bone]
        while index not in self._set:
            if index == 0:
                return np.eye(3)
            index = int(self.body.parents[index])
        return self._set[index]

    def place_root(self, root_m: Array) -> None:
        """Put the root's head at a world position (3,)."""
        self._root_m = np.asarray(root_m, dtype=float)

    def where(self, bone: str) -> Array:
        """World position (3,) of a bone's head in the pose so far."""
        chain = [self._index[bone]]
        while chain[-1] != 0:
            chain.append(int(self.body.parents[chain[-1]]))
        position = self._root_m.copy()
        for parent, child in zip(chain[::-1], chain[-2::-1], strict=False):
            offset_m = self.body.heads_m[child] - self.body.heads_m[parent]
            position += self.rotation_of(self.body.bone_names[parent]) @ offset_m
        return position

    def middle(self, bone: str) -> Array:
        """World position (3,) between the left and the right bone of a name."""
        return (self.where(bone + ".L") + self.where(bone + ".R")) / 2

    def nod(self, bend_deg: float) -> None:
        """Bend neck and head against the trunk, + chin down."""
        trunk = self.rotation_of("root")
        for bone, share in NODDING.items():
            self.turn(bone, trunk @ rotation(LEFT, bend_deg * share))

    def pose(self) -> Posed:
        """Resolve every bone."""
        count = len(self.body.bone_names)
        rotations = np.tile(np.eye(3), (count, 1, 1))
        heads_m = np.tile(self._root_m, (count, 1))
        for bone in range(count):
            parent = int(self.body.parents[bone])
            if bone in self._set:
                rotations[bone] = self._set[bone]
            elif parent >= 0:
                rotations[bone] = rotations[parent]
            if parent >= 0:
                offset_m = self.body.heads_m[bone] - self.body.heads_m[parent]
                heads_m[bone] = heads_m[parent] + rotations[parent] @ offset_m
        return Posed(rotations, heads_m)


def skin(body: Body, posed: Posed, vertices_m: Array | None = None) -> Array:
    """Mesh vertices (V, 3) in the pose, by linear blend skinning.

    Args:
        body: the rest body.
        posed: its posed skeleton.
        vertices_m: rest vertices to move instead of the body's own (dressed ones).
    """
    rest_m = body.vertices_m if vertices_m is None else vertices_m
    shifts_m = posed.heads_m - np.einsum("bij,bj->bi", posed.rotations, body.heads_m)
    transforms = np.concatenate([posed.rotations.reshape(-1, 9), shifts_m], axis=1)
    blended = np.asarray(body.weights @ transforms)
    turned = np.einsum("vij,vj->vi", blended[:, :9].reshape(-1, 3, 3), rest_m)
    return turned + blended[:, 9:]
