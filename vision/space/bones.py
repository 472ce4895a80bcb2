"""Bones in space from a track, by a small model learned from rendered athletes.

What the tracker gives in space is bent by pose and view, and lawfully so. The model
answers, frame by frame, with the direction of each bone and the place of each joint's
centre, in level axes of the camera, and with the spread of its own error. Four members
answer (deep ensembles, Lakshminarayanan et al. 2017): where they disagree, nobody has
seen the like. It was learned from the studio's views; how, and how far it holds for
people, stands in docs/space.md.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vision.geometry import Floats
from vision.space.features import JOINTS, NAMES, features_of
from vision.track import Track

WEIGHTS: Final = "bones.npz"
UP: Final = np.array([0.0, -1.0, 0.0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Bones:
    """A body's bones in space: x image-right, y down along gravity, z away, level.

    Attributes:
        directions: (T, B, 3) unit vectors in the order of `features.NAMES`; NaN where
            nobody was seen.
        directions_sd_deg: (T, B) one standard deviation of each, in any one plane.
        places: (T, J, 3) joints in the order of `features.JOINTS` from mid-hip, in
            sizes of the body (trunk and leg together).
        places_sd: (T, J) one standard deviation along any one axis.
    """

    directions: Floats
    directions_sd_deg: Floats
    places: Floats
    places_sd: Floats

    def direction(self, name: str) -> Floats:
        """(T, 3) of a bone."""
        return np.asarray(self.directions[:, NAMES.index(name)])

    def direction_sd_deg(self, *names: str) -> Floats:
        """(T,) standard deviation of an angle between bones: theirs together."""
        numbers = [NAMES.index(name) for name in names]
        return np.asarray(np.linalg.norm(self.directions_sd_deg[:, numbers], axis=1))

    def place(self, name: str) -> Floats:
        """(T, 3) of a joint."""
        return np.asarray(self.places[:, JOINTS.index(name)])

    def place_sd(self, *names: str) -> Floats:
        """(T,) standard deviation of a distance between joints: theirs together."""
        numbers = [JOINTS.index(name) for name in names]
        return np.asarray(np.linalg.norm(self.places_sd[:, numbers], axis=1))


def bones_of(track: Track) -> Bones:
    """Read the bones of a track in space, frame by frame.

    Args:
        track: Of a level camera (`vision.track.roll_corrected`).
    """
    return bones_from(features_of(track.world_m, track.points_px, track.visibility))


def bones_from(features: Floats) -> Bones:
    """Read the bones from what `features.features_of` gives."""
    weights = _weights()
    given = (features - weights["mean"]) / weights["scale"]
    answers = _layer(given, "linear") + _network(given, "residual", (0, 3, 6))
    answers = answers.reshape(*answers.shape[:2], -1, 3)
    count = len(NAMES)
    bones = answers[:, :, :count]
    bones = bones / np.linalg.norm(bones, axis=-1, keepdims=True)
    answers = np.concatenate([bones, answers[:, :, count:]], axis=2)
    answer = answers.mean(axis=0)
    # What the members expect of themselves, and how far they are from each other, in
    # one of the two or three ways in which each may be off.
    ways = np.array([2.0] * count + [3.0] * len(JOINTS))
    apart = ((answers - answer) ** 2).sum(axis=-1).mean(axis=0) / ways
    own = np.exp(2 * _network(given, "spread", (0, 2))).mean(axis=0)
    spread = np.sqrt(own + apart)
    bones = answer[:, :count]
    return Bones(
        directions=bones / np.linalg.norm(bones, axis=-1, keepdims=True),
        directions_sd_deg=np.degrees(spread[:, :count]),
        places=answer[:, count:],
        places_sd=spread[:, count:],
    )


@cache
def _weights() -> dict[str, Floats]:
    path = resources.files("vision.space").joinpath(WEIGHTS)
    with path.open("rb") as file, np.load(file) as stored:
        return {
            name: stored[name].astype(np.float64)
            for name in stored.files
            if stored[name].dtype.kind == "f"
        }


def _network(given: Floats, name: str, layers: tuple[int, ...]) -> Floats:
    """Perceptrons of SiLU layers (Elfwing et al. 2018), the last one linear, (M, T, A).

    The members' answers stand one behind another.
    """
    values = given
    for number in layers[:-1]:
        values = _layer(values, f"{name}.{number}")
        values = values / (1.0 + np.exp(-values))
    return _layer(values, f"{name}.{layers[-1]}")


def _layer(given: Floats, name: str) -> Floats:
    weights = _weights()
    turned = weights[f"{name}.weight"].transpose(0, 2, 1)
    return np.asarray(given @ turned + weights[f"{name}.bias"][:, None])


def angle_deg(first: Floats, second: Floats) -> Floats:
    """Angle between directions (T, 3) and (T, 3) or (3,), 0 to 180."""
    across = np.linalg.norm(np.cross(first, second), axis=-1)
    return np.asarray(np.degrees(np.arctan2(across, (first * second).sum(axis=-1))))


def heading_deg(direction: Floats) -> Floats:
    """Where a direction (T, 3) points seen from above, + to the right of away, (T,)."""
    return np.asarray(np.degrees(np.arctan2(direction[..., 0], direction[..., 2])))


def turned_deg(first_deg: Floats, second_deg: Floats | float) -> NDArray[np.float64]:
    """How far to the right one heading is of another, -180 to 180."""
    return np.asarray((first_deg - second_deg + 180.0) % 360.0 - 180.0)
