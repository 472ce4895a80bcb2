"""Numbers, bodies, clothes, rooms and cameras drawn by lot.

Ranges are our choice: what phones, rooms and runners look like in the exercises' own
filming advice, wide enough that a number tuned on the committed clips shows it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.body import STRETCH_GROUPS, Physique
from studio.clip import Shot
from studio.limbs import Side
from studio.profiles import Profile
from studio.room import Room
from studio.wardrobe import Colour, Outfit

SKINS = (
    (0.86, 0.67, 0.56),
    (0.78, 0.58, 0.46),
    (0.66, 0.47, 0.36),
    (0.50, 0.34, 0.25),
    (0.36, 0.24, 0.18),
)
HAIRS = (
    (0.08, 0.07, 0.07),
    (0.22, 0.13, 0.08),
    (0.42, 0.28, 0.15),
    (0.68, 0.54, 0.32),
    (0.55, 0.54, 0.53),
)


class Lot:
    """Draws numbers in an order that must not change, or a seed's clips would."""

    def __init__(self, *seed: int) -> None:
        """Start the series of a seed."""
        self.random = np.random.default_rng(seed)

    def between(self, low: float, high: float, digits: int = 3) -> float:
        """A number in a range, rounded so that the truth file shows all of it."""
        return round(low + (high - low) * float(self.random.random()), digits)

    def chance(self, share: float) -> bool:
        """Whether something happens that does in this share of cases."""
        return bool(self.random.uniform() < share)

    def one_of(self, shares: Mapping[str, float]) -> str:
        """A name, each with its share."""
        return str(self.random.choice(list(shares), p=list(shares.values())))

    def side(self) -> Side:
        """Left or right."""
        return "left" if self.chance(0.5) else "right"

    def profile(self) -> Profile:
        """How the speed of a movement runs."""
        return "minimum_jerk" if self.chance(0.6) else "constant_speed"

    def seed(self) -> int:
        """The seed of a sway."""
        return int(self.random.integers(1, 10_000))

    def table(self, ranges: Mapping[str, Any]) -> dict[str, Any]:
        """A table whose lists of low, high (and digits) are drawn, in its order."""
        return {
            name: self.between(*value) if isinstance(value, list) else value
            for name, value in ranges.items()
        }


def physique_of(lot: Lot) -> Physique:
    """Adults of 1.50-1.95 m, limb segments longer or shorter by up to 8 %."""
    heritage = lot.random.dirichlet([1.0, 1.0, 1.0])
    female = lot.chance(0.5)
    gender = lot.between(0.85, 1.0) if female else lot.between(0.0, 0.15)
    tall_m = (1.50, 1.80) if female else (1.62, 1.95)
    phenotype = {
        "gender": gender,
        "age": lot.between(0.55, 0.95),
        "muscle": lot.between(0.4, 0.85),
        "weight": lot.between(0.3, 0.65),
        "proportions": lot.between(0.3, 0.9),
    }
    for name, share in zip(("african", "asian", "caucasian"), heritage, strict=True):
        phenotype[name] = round(float(share), 3)
    stature_m = lot.between(*tall_m)
    stretch = {group: lot.between(0.92, 1.08) for group in STRETCH_GROUPS}
    return Physique(phenotype, stature_m, stretch)


def shot_of(lot: Lot, front: bool = False) -> Shot:
    """A phone on a shelf or a chair: 2.5-4.5 m away, 0.6-1.3 m up, nearly level."""
    off_deg = 10 if front else 20
    yaw_deg = lot.random.uniform(-off_deg, off_deg)
    return Shot(
        yaw_deg=round(float(90.0 + yaw_deg if front else yaw_deg), 2),
        on_left=lot.chance(0.5),
        distance_m=lot.between(2.5, 4.5),
        height_m=lot.between(0.6, 1.3),
        roll_deg=lot.between(-3, 3, 2),
        fps=int(lot.random.choice([15, 24, 30, 60], p=[0.1, 0.15, 0.6, 0.15])),
        width_px=640,
        height_px=360,
        variable_rate=lot.chance(0.3),
        fill=lot.between(0.72, 0.9),
    )


def outfit_of(lot: Lot, physique: Physique) -> Outfit:
    """Clothes in muted colours."""
    return Outfit(
        skin=SKINS[lot.random.integers(len(SKINS))],
        hair=HAIRS[lot.random.integers(len(HAIRS))],
        shirt=_colour(lot, 0.15, 0.9),
        shorts=_colour(lot, 0.08, 0.5),
        shoes=_colour(lot, 0.2, 0.95),
        socks=_colour(lot, 0.6, 0.95),
        bottoms="tights" if lot.chance(0.5) else "shorts",
        sleeves="short" if lot.chance(0.7) else "none",
        long_hair=physique.is_female and lot.chance(0.6),
    )


def room_of(lot: Lot) -> Room:
    """Walls and floor in muted colours, the light from anywhere ahead."""
    mat = _colour(lot, 0.2, 0.6) if lot.chance(0.5) else None
    return Room(
        wall=_colour(lot, 0.55, 0.9),
        rear_wall=_colour(lot, 0.5, 0.9),
        floor=_colour(lot, 0.3, 0.65),
        mat=mat,
        light_deg=float(lot.random.uniform(5, 80)),
        light_strength=float(lot.random.uniform(0.65, 1.05)),
    )


def _colour(lot: Lot, low: float, high: float) -> Colour:
    """A muted colour: one brightness, tinted by up to a tenth per channel."""
    tone = lot.random.uniform(low, high) + lot.random.uniform(-0.12, 0.12, 3)
    red, green, blue = (float(v) for v in np.clip(tone, 0.03, 0.97))
    return red, green, blue
