"""A body made of boxes' corners: the skeleton of an athlete without anny or torch."""

import numpy as np
import pytest
from scipy import sparse

from studio.body import Body, Physique

#: Bone, parent, head (x forward, y left, z up, metres); left side only, mirrored below.
MIDDLE = [
    ("root", "", (0.0, 0.0, 0.93)),
    ("spine01", "root", (-0.02, 0.0, 1.25)),
    ("neck01", "spine01", (0.0, 0.0, 1.45)),
    ("neck02", "neck01", (0.01, 0.0, 1.48)),
    ("neck03", "neck02", (0.01, 0.0, 1.51)),
    ("head", "neck03", (0.02, 0.0, 1.54)),
]
LEFT = [
    ("eye", "head", (0.10, 0.03, 1.60)),
    ("upperleg01", "root", (0.0, 0.10, 0.92)),
    ("lowerleg01", "upperleg01", (0.03, 0.12, 0.50)),
    ("foot", "lowerleg01", (0.0, 0.14, 0.08)),
    ("toe1-2", "foot", (0.15, 0.13, 0.02)),
    ("shoulder01", "spine01", (0.0, 0.05, 1.40)),
    ("upperarm01", "shoulder01", (0.0, 0.17, 1.38)),
    ("lowerarm01", "upperarm01", (0.0, 0.33, 1.20)),
    ("lowerarm02", "lowerarm01", (0.05, 0.38, 1.14)),
    ("wrist", "lowerarm02", (0.12, 0.44, 1.08)),
]
FINGERS = [
    (f"finger{finger}-{joint}", (0.14 + 0.03 * joint, 0.46 + 0.01 * finger, 1.05))
    for finger in range(1, 6)
    for joint in range(1, 4)
]


@pytest.fixture(scope="session")
def stick_body() -> Body:
    """An athlete of 1.7 m whose mesh is one vertex per bone, plus toe and heel."""
    bones = list(MIDDLE)
    for end, sign in ((".L", 1.0), (".R", -1.0)):
        for name, parent, (x, y, z) in LEFT:
            own = any(parent == bone for bone, _, _ in LEFT)
            bones.append((name + end, parent + (end if own else ""), (x, sign * y, z)))
        for name, (x, y, z) in FINGERS:
            # Fingers lie across the palm along x, so that the hand has a width.
            across = -0.02 * int(name[6])
            place = (x + across, sign * y, z)
            bones.append((name + end, "wrist" + end, place))
    names = tuple(name for name, _, _ in bones)
    heads_m = np.array([place for _, _, place in bones])
    parents = np.array([names.index(p) if p else -1 for _, p, _ in bones])
    count = len(bones)
    vertices_m = heads_m.copy()
    vertices_m[[names.index("toe1-2.L"), names.index("toe1-2.R")], 0] += 0.03
    faces = np.arange(3 * (count // 3)).reshape(-1, 3)
    faces = np.concatenate([faces, [[count - 3, count - 2, count - 1]]])
    return Body(
        vertices_m=vertices_m,
        faces=faces,
        bone_names=names,
        parents=parents,
        heads_m=heads_m,
        weights=sparse.identity(count, format="csr"),
        physique=Physique({"gender": 0.5}, 1.7),
    )
