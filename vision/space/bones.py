"""Bones in space from a track, by a small model learned from rendered athletes.

What the tracker gives in space is bent by pose and view, and lawfully so. The model
answers, frame by frame, with the direction of each bone, the place of each joint's
centre, both in level axes of the camera, and the angles between bones; and with the
spread of its own error. Four members
answer (deep ensembles, Lakshminarayanan et al. 2017): where they disagree, nobody has
seen the like. It was learned from the studio's views; how, and how far it holds for
people, stands in docs/space.md.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vision.geometry import Floats
from vision.space.angles import ANGLES, NAMES
from vision.space.features import JOINTS, features_of
from vision.space.film import Seen
from vision.space.networks import layer, network, weights_of
from vision.space.refined import refined
from vision.track import Track

WEIGHTS: Final = "bones.npz"


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
        angles_deg: (T, A) in the order of `angles.ANGLES`.
        angles_sd_deg: (T, A) one standard deviation of each.
    """

    directions: Floats
    directions_sd_deg: Floats
    places: Floats
    places_sd: Floats
    angles_deg: Floats
    angles_sd_deg: Floats

    def direction(self, name: str) -> Floats:
        """(T, 3) of a bone."""
        return np.asarray(self.directions[:, NAMES.index(name)])

    def direction_sd_deg(self, *names: str) -> Floats:
        """(T,) standard deviation of an angle between bones: theirs together."""
        numbers = [NAMES.index(name) for name in names]
        return np.asarray(np.linalg.norm(self.directions_sd_deg[:, numbers], axis=1))

    def angle_deg(self, name: str) -> Floats:
        """(T,) of an angle in `angles.ANGLES`."""
        return np.asarray(self.angles_deg[:, ANGLES.index(name)])

    def angle_sd_deg(self, name: str) -> Floats:
        """(T,) standard deviation of an angle."""
        return np.asarray(self.angles_sd_deg[:, ANGLES.index(name)])

    def place(self, name: str) -> Floats:
        """(T, 3) of a joint."""
        return np.asarray(self.places[:, JOINTS.index(name)])

    def place_sd(self, *names: str) -> Floats:
        """(T,) standard deviation of a distance between joints: theirs together."""
        numbers = [JOINTS.index(name) for name in names]
        return np.asarray(np.linalg.norm(self.places_sd[:, numbers], axis=1))


def bones_of(track: Track, *, linear: bool = False, film: bool = True) -> Bones:
    """Read the bones of a track in space, frame by frame, its angles by the film.

    Args:
        track: Of a level camera that stands (`vision.track.roll_corrected`).
        linear: By the linear part alone, to compare with.
        film: Whether lean and hips are refined by what the frames around tell.
    """
    features = features_of(track.world_m, track.points_px, track.visibility)
    bones = bones_from(features, linear=linear)
    return bones if linear or not film else _refined(bones, track)


def _refined(bones: Bones, track: Track) -> Bones:
    seen = Seen(
        world_m=track.world_m,
        points_px=track.points_px,
        directions=bones.directions,
        places=bones.places,
        angles=np.radians(bones.angles_deg),
    )
    angles, spread = refined(track.time_s, seen, np.radians(bones.angles_sd_deg))
    return replace(
        bones, angles_deg=np.degrees(angles), angles_sd_deg=np.degrees(spread)
    )


def bones_from(features: Floats, *, linear: bool = False) -> Bones:
    """Read the bones from what `features.features_of` gives."""
    weights = weights_of(WEIGHTS)
    given = (features - weights["mean"]) / weights["scale"]
    answers = layer(weights, given, "linear")
    if not linear:
        answers = answers + network(
            weights, given, "residual.0", "residual.3", "residual.6"
        )
    count, joints = len(NAMES), len(JOINTS)
    cuts = np.cumsum([3 * count, 3 * joints])
    bones, places, angles = np.split(answers, cuts, axis=2)
    bones = bones.reshape(*bones.shape[:2], count, 3)
    bones = bones / np.linalg.norm(bones, axis=-1, keepdims=True)
    places = places.reshape(*places.shape[:2], joints, 3)
    own = np.exp(2 * network(weights, given, "spread.0", "spread.2"))
    spreads = np.split(own, np.cumsum([count, joints]), axis=2)
    directions, turned = _together(bones, spreads[0], ways=2)
    centres, away = _together(places, spreads[1], ways=3)
    bent, off = _together(angles[..., None], spreads[2], ways=1)
    return Bones(
        directions=directions / np.linalg.norm(directions, axis=-1, keepdims=True),
        directions_sd_deg=np.degrees(turned),
        places=centres,
        places_sd=away,
        angles_deg=np.degrees(bent[..., 0]),
        angles_sd_deg=np.degrees(off),
    )


def _together(answers: Floats, own: Floats, ways: int) -> tuple[Floats, Floats]:
    """Return the members' mean (T, N, 1 or 3), and its standard deviation (T, N).

    What the members expect of themselves, and how far they are from each other, in one
    of the ways in which each may be off.

    Args:
        answers: (M, T, N, 1 or 3).
        own: (M, T, N) the square of what each expects.
        ways: 2 of a direction, 3 of a place, 1 of an angle.
    """
    mean = answers.mean(axis=0)
    apart = ((answers - mean) ** 2).sum(axis=-1).mean(axis=0) / ways
    return mean, np.sqrt(own.mean(axis=0) + apart)
