"""The athletes of the committed clips: build, clothes and rooms (all made up)."""

from __future__ import annotations

from studio.body import Physique
from studio.room import Room
from studio.wardrobe import Outfit

MARIA = Physique(
    {
        "gender": 1.0,
        "age": 0.62,
        "muscle": 0.62,
        "weight": 0.42,
        "proportions": 0.7,
        "caucasian": 0.7,
        "african": 0.0,
        "asian": 0.3,
    },
    stature_m=1.68,
)
MARIA_WEARS = Outfit(
    shirt=(0.13, 0.48, 0.52),
    shorts=(0.12, 0.13, 0.17),
    shoes=(0.93, 0.42, 0.26),
    hair=(0.24, 0.14, 0.08),
    bottoms="tights",
    long_hair=True,
)
TOM = Physique(
    {
        "gender": 0.0,
        "age": 0.70,
        "muscle": 0.75,
        "weight": 0.48,
        "proportions": 0.6,
        "caucasian": 1.0,
        "african": 0.0,
        "asian": 0.0,
    },
    stature_m=1.83,
)
TOM_WEARS = Outfit(
    skin=(0.86, 0.66, 0.55),
    hair=(0.42, 0.28, 0.15),
    shirt=(0.78, 0.30, 0.24),
    shorts=(0.17, 0.20, 0.28),
    shoes=(0.22, 0.36, 0.58),
)
AYO = Physique(
    {
        "gender": 0.0,
        "age": 0.64,
        "muscle": 0.68,
        "weight": 0.40,
        "proportions": 0.8,
        "caucasian": 0.0,
        "african": 1.0,
        "asian": 0.0,
    },
    stature_m=1.76,
)
AYO_WEARS = Outfit(
    skin=(0.40, 0.27, 0.20),
    hair=(0.08, 0.07, 0.07),
    shirt=(0.88, 0.72, 0.25),
    shorts=(0.14, 0.28, 0.24),
    shoes=(0.86, 0.86, 0.84),
    socks=(0.30, 0.32, 0.34),
    sleeves="none",
)
RUTH = Physique(
    {
        "gender": 1.0,
        "age": 0.85,
        "muscle": 0.50,
        "weight": 0.55,
        "proportions": 0.5,
        "caucasian": 0.6,
        "african": 0.4,
        "asian": 0.0,
    },
    stature_m=1.60,
)
RUTH_WEARS = Outfit(
    skin=(0.66, 0.47, 0.36),
    hair=(0.50, 0.48, 0.46),
    shirt=(0.56, 0.38, 0.58),
    shorts=(0.20, 0.20, 0.24),
    shoes=(0.24, 0.60, 0.56),
    bottoms="tights",
)

STUDIO_ROOM = Room()
CELLAR_GYM = Room(
    wall=(0.70, 0.74, 0.74),
    rear_wall=(0.86, 0.83, 0.76),
    floor=(0.40, 0.41, 0.43),
    mat=(0.55, 0.32, 0.26),
    light_deg=55.0,
)
LIVING_ROOM = Room(
    wall=(0.86, 0.80, 0.71),
    rear_wall=(0.62, 0.70, 0.62),
    floor=(0.70, 0.57, 0.42),
    mat=None,
    light_deg=20.0,
    light_strength=0.85,
)
