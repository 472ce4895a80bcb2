"""The athlete's body at rest: mesh, skeleton and skinning weights as plain arrays.

The mesh comes from the package anny (Apache-2.0 code, CC0 body). It is asked once per
physique; posing and skinning afterwards are our own NumPy, so that a joint of the truth
is exactly the joint that moved the mesh.

Axes everywhere in the studio: x forward, y to the athlete's left, z up, metres.
"""

import functools
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[np.float64]
FloatMap = dict[str, float]

#: Bones that share a stretch, so that a limb's halves stay in proportion.
STRETCH_GROUPS = {
    "thigh": ("upperleg01", "upperleg02"),
    "shank": ("lowerleg01", "lowerleg02"),
    "upper_arm": ("upperarm01", "upperarm02"),
    "forearm": ("lowerarm01", "lowerarm02"),
}


@dataclass(frozen=True)
class Physique:
    """What an athlete is built like.

    `phenotype` values are anny's, 0..1 each (gender: 0 male, 1 female; age: 0.33 a
    teenager, 0.67 about 25, 1 old). `stretch` lengthens limb segments (1 = as is).
    """

    phenotype: FloatMap
    stature_m: float = 1.75
    stretch: FloatMap = field(default_factory=dict)


@dataclass(frozen=True)
class Body:
    """A rest-pose body standing on z = 0.

    Attributes:
        vertices_m: (V, 3) rest mesh.
        faces: (F, 3) triangles.
        bone_names: (B) names such as "upperleg01.L".
        parents: (B,) parent index, -1 for the root; parents come first.
        heads_m: (B, 3) rest bone heads, which are the joint centres.
        weights: (V, B) sparse skinning weights, rows sum to 1.
        physique: what it was made from.
    """

    vertices_m: Array
    faces: NDArray[np.int64]
    bone_names: tuple[str, ...]
    parents: NDArray[np.int64]
    heads_m: Array
    weights: sparse.csr_matrix
    physique: Physique

    def bone(self, name: str) -> int:
        """Index of a bone by its name."""
        return self.bone_names.index(name)

    def head_m(self, name: str) -> Array:
        """Rest position (3,) of a bone's head."""
        return self.heads_m[self.bone(name)]

    def weight_of(self, *prefixes: str) -> Array:
        """(V,) summed skinning weight of all bones whose name starts so."""
        chosen = [i for i, n in enumerate(self.bone_names) if n.startswith(prefixes)]
        return np.asarray(self.weights[:, chosen].sum(axis=1)).ravel()

    def skin_of(self, *prefixes: str) -> NDArray[np.bool_]:
        """(V,) which vertices follow such bones (any, if none is named) and are drawn.

        A vertex that no face uses is not.
        """
        drawn = np.zeros(len(self.vertices_m), dtype=bool)
        drawn[np.unique(self.faces)] = True
        return drawn & (self.weight_of(*prefixes) > 0.5) if prefixes else drawn


@functools.lru_cache(maxsize=1)
def _anny_model() -> Any:
    """The anny model; the first call ever builds and caches it (about a minute)."""
    import warp

    warp.config.log_level = warp.LOG_ERROR  # it greets on the console otherwise
    import anny

    return anny.Anny(phenotypes="all")


def make_body(physique: Physique) -> Body:
    """Ask anny for a physique and put it on the floor in the studio's axes."""
    import torch

    model = _anny_model()
    with torch.no_grad():
        output = model(pose_parameters=None, phenotype_kwargs=physique.phenotype)
    to_studio = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    vertices_m = output["rest_vertices"][0].numpy().astype(float) @ to_studio.T
    heads_m = output["rest_bone_heads"][0].numpy().astype(float) @ to_studio.T
    faces = model.faces.numpy().astype(np.int64)
    names = tuple(model.bone_labels)
    parents = np.array(model.bone_parents, dtype=np.int64)
    weights = _sparse_weights(model, len(names))
    vertices_m, heads_m = _stretched(
        vertices_m, heads_m, names, parents, weights, physique.stretch
    )
    used = np.unique(faces)
    floor_m = vertices_m[used, 2].min()
    scale = physique.stature_m / (vertices_m[used, 2].max() - floor_m)
    origin_m = np.array([0.0, 0.0, floor_m])
    return Body(
        vertices_m=(vertices_m - origin_m) * scale,
        faces=faces,
        bone_names=names,
        parents=parents,
        heads_m=(heads_m - origin_m) * scale,
        weights=weights,
        physique=physique,
    )


def _sparse_weights(model: Any, bone_count: int) -> sparse.csr_matrix:
    """Skinning weights (V, B) from anny's padded lists."""
    indices = model.vertex_bone_indices.numpy()
    values = model.vertex_bone_weights.numpy().astype(float)
    rows = np.repeat(np.arange(len(indices)), indices.shape[1])
    matrix = sparse.coo_matrix(
        (values.ravel(), (rows, indices.ravel())), shape=(len(indices), bone_count)
    ).tocsr()
    total = np.asarray(matrix.sum(axis=1)).ravel()
    return sparse.diags(1.0 / np.maximum(total, 1e-9)) @ matrix


def _stretched(
    vertices_m: Array,
    heads_m: Array,
    names: tuple[str, ...],
    parents: NDArray[np.int64],
    weights: sparse.csr_matrix,
    stretch: FloatMap,
) -> tuple[Array, Array]:
    """Lengthen limb segments along their own axis; what hangs on them moves along."""
    if not stretch:
        return vertices_m, heads_m
    ends = {"thigh": "lowerleg01", "shank": "foot"}
    ends |= {"upper_arm": "lowerarm01", "forearm": "wrist"}
    matrices = np.tile(np.eye(3), (len(names), 1, 1))
    for segment, bones in STRETCH_GROUPS.items():
        for side in (".L", ".R"):
            start = heads_m[names.index(bones[0] + side)]
            axis = heads_m[names.index(ends[segment] + side)] - start
            axis = axis / np.linalg.norm(axis)
            extra = (stretch.get(segment, 1.0) - 1.0) * np.outer(axis, axis)
            for bone in bones:
                matrices[names.index(bone + side)] += extra
    moved = heads_m.copy()
    for bone in range(1, len(names)):
        parent = parents[bone]
        offset = matrices[parent] @ (heads_m[bone] - heads_m[parent])
        moved[bone] = moved[parent] + offset
    shifts = moved - np.einsum("bij,bj->bi", matrices, heads_m)
    blended = np.asarray(weights @ matrices.reshape(-1, 9)).reshape(-1, 3, 3)
    new_vertices = np.einsum("vij,vj->vi", blended, vertices_m) + weights @ shifts
    return new_vertices, moved
