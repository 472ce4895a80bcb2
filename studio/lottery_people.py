"""Bodies, clothes, rooms and cameras drawn by lot.

Ranges are our choice: what phones, rooms and runners look like in the exercises' own
filming advice, wide enough that a number tuned on the committed clips shows it.
"""

from __future__ import annotations

import numpy as np

from studio.body import STRETCH_GROUPS, Physique
from studio.clip import Shot
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


def physique_of(lot: np.random.Generator) -> Physique:
    """Adults of 1.50-1.95 m, limb segments longer or shorter by up to 8 %."""
    heritage = lot.dirichlet([1.0, 1.0, 1.0])
    female = lot.uniform() < 0.5
    gender = lot.uniform(0.85, 1.0) if female else lot.uniform(0.0, 0.15)
    low_m, high_m = (1.50, 1.80) if female else (1.62, 1.95)
    phenotype = {
        "gender": gender,
        "age": lot.uniform(0.55, 0.95),
        "muscle": lot.uniform(0.4, 0.85),
        "weight": lot.uniform(0.3, 0.65),
        "proportions": lot.uniform(0.3, 0.9),
        "african": heritage[0],
        "asian": heritage[1],
        "caucasian": heritage[2],
    }
    return Physique(
        {name: round(float(value), 3) for name, value in phenotype.items()},
        round(float(lot.uniform(low_m, high_m)), 3),
        {group: round(float(lot.uniform(0.92, 1.08)), 3) for group in STRETCH_GROUPS},
    )


def shot_of(lot: np.random.Generator, front: bool) -> Shot:
    """A phone on a shelf or a chair: 2.5-4.5 m away, 0.6-1.3 m up, nearly level."""
    yaw_deg = 90.0 + lot.uniform(-10, 10) if front else lot.uniform(-20, 20)
    return Shot(
        yaw_deg=round(float(yaw_deg), 2),
        on_left=bool(lot.uniform() < 0.5),
        distance_m=round(float(lot.uniform(2.5, 4.5)), 3),
        height_m=round(float(lot.uniform(0.6, 1.3)), 3),
        roll_deg=round(float(lot.uniform(-3, 3)), 2),
        fps=int(lot.choice([15, 24, 30, 60], p=[0.1, 0.15, 0.6, 0.15])),
        width_px=640,
        height_px=360,
        variable_rate=bool(lot.uniform() < 0.3),
        fill=round(float(lot.uniform(0.72, 0.9)), 3),
    )


def outfit_of(lot: np.random.Generator, physique: Physique) -> Outfit:
    """Clothes in muted colours."""
    return Outfit(
        skin=SKINS[lot.integers(len(SKINS))],
        hair=HAIRS[lot.integers(len(HAIRS))],
        shirt=_colour(lot, 0.15, 0.9),
        shorts=_colour(lot, 0.08, 0.5),
        shoes=_colour(lot, 0.2, 0.95),
        socks=_colour(lot, 0.6, 0.95),
        bottoms="tights" if lot.uniform() < 0.5 else "shorts",
        sleeves="short" if lot.uniform() < 0.7 else "none",
        long_hair=physique.is_female and bool(lot.uniform() < 0.6),
    )


def room_of(lot: np.random.Generator) -> Room:
    """Walls and floor in muted colours, the light from anywhere ahead."""
    mat = _colour(lot, 0.2, 0.6) if lot.uniform() < 0.5 else None
    return Room(
        wall=_colour(lot, 0.55, 0.9),
        rear_wall=_colour(lot, 0.5, 0.9),
        floor=_colour(lot, 0.3, 0.65),
        mat=mat,
        light_deg=float(lot.uniform(5, 80)),
        light_strength=float(lot.uniform(0.65, 1.05)),
    )


def _colour(lot: np.random.Generator, low: float, high: float) -> Colour:
    """A muted colour: one brightness, tinted by up to a tenth per channel."""
    tone = lot.uniform(low, high) + lot.uniform(-0.12, 0.12, 3)
    red, green, blue = (float(v) for v in np.clip(tone, 0.03, 0.97))
    return red, green, blue
