"""Bird dogs and gallops drawn by lot."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from studio.body import Physique
from studio.clip import Clip, Shot
from studio.limbs import Side
from studio.lottery_people import outfit_of, physique_of, room_of, shot_of
from studio.motion import Style
from studio.motions.bird_dog import BirdDogStyle
from studio.motions.bird_dog_plan import Hold
from studio.motions.gait_figure import Carriage
from studio.motions.gait_steps import BoutPlan
from studio.motions.gallop import GallopStyle

#: Shares of sets with each fault; the rest is done well.
HOLD_FAULTS = {
    "none": 0.45,
    "leg_too_high": 0.15,
    "foot_slips": 0.13,
    "hands_not_under_shoulders": 0.12,
    "trunk_not_level": 0.15,
}
GALLOP_FAULTS = {
    "none": 0.5,
    "even_rhythm": 0.15,
    "lead_lost": 0.12,
    "leans": 0.12,
    "irregular_rhythm": 0.11,
}

Lot = np.random.Generator


def draw_bird_dog(seed: int, number: int) -> Clip:
    """The bird dog with this number in the series of this seed."""
    lot = np.random.default_rng([seed, number, 1])
    fault = str(lot.choice(list(HOLD_FAULTS), p=list(HOLD_FAULTS.values())))
    style = BirdDogStyle(
        _side(lot),
        holds=(
            Hold(
                _between(lot, 1.0, 1.6),
                _between(lot, 10.6, 13.0),
                _between(lot, 0.9, 1.4),
                _between(lot, 0.4, 1.0),
            ),
        ),
        before_s=_between(lot, 0.7, 1.3),
        arm="reaching" if lot.uniform() < 0.3 and fault == "none" else "both down",
        trunk_up_deg=_between(lot, 1.0, 5.0),
        knee_deg=_between(lot, 10.0, 22.0),
        sway_m=_between(lot, 0.001, 0.003),
        sway_seed=int(lot.integers(1, 10_000)),
    )
    changes: dict[str, Any] = {}
    if fault == "leg_too_high":
        changes = {"thigh_above_deg": _between(lot, 29, 33), "knee_deg": 12.0}
    elif fault == "foot_slips":
        changes = {"slide_per_s": _between(lot, 0.013, 0.015)}
    elif fault == "hands_not_under_shoulders":
        changes = {"hands_ahead_deg": _between(lot, 38, 42), "trunk_up_deg": -4.0}
    elif fault == "trunk_not_level":
        changes = {"trunk_up_deg": _between(lot, -27, -24)}
    style = dataclasses.replace(style, **changes)
    physique = physique_of(lot)
    # The rig's shoulder blades don't move: long arms would lift the shoulders.
    stretch = {**physique.stretch, "upper_arm": 0.96, "forearm": 0.96, "thigh": 1.04}
    physique = dataclasses.replace(physique, stretch=stretch)
    shot = dataclasses.replace(
        shot_of(lot, front=False), height_m=_between(lot, 0.5, 1)
    )
    return _clip(lot, seed, number, style, fault, physique, shot)


def draw_gallop(seed: int, number: int) -> Clip:
    """The gallop with this number in the series of this seed."""
    lot = np.random.default_rng([seed, number, 4])
    fault = str(lot.choice(list(GALLOP_FAULTS), p=list(GALLOP_FAULTS.values())))
    strides, lean_deg = int(lot.integers(5, 7)), _between(lot, 2.0, 8.0)
    plan = BoutPlan(
        "forward",
        _side(lot),
        strides,
        _between(lot, 0.56, 0.68),
        _between(lot, 4.3, 4.8),
        phase=_between(lot, 0.30, 0.36),
    )
    if fault == "even_rhythm":
        plan = dataclasses.replace(
            plan, phase=0.05, first_stance=0.56, second_stance=0.53, spread=0.8
        )
    elif fault == "lead_lost":
        plan = dataclasses.replace(plan, change_at=(strides // 2,))
    elif fault == "irregular_rhythm":
        tempo = (1.0, 0.64, 1.5, 0.68, 1.52, 0.66)
        plan = dataclasses.replace(plan, strides=6, tempo=tempo)
    elif fault == "leans":
        lean_deg = _between(lot, 34.0, 36.0)
    back = dataclasses.replace(
        plan,
        direction="backward",
        strides=plan.strides + 1,
        stride_s=round(plan.stride_s * 1.04, 4),
    )
    style = GallopStyle(
        (plan, back),
        before_s=_between(lot, 0.6, 1.2),
        between_s=_between(lot, 0.8, 1.4),
        carriage=Carriage(lean_deg=lean_deg),
    )
    shot = dataclasses.replace(
        shot_of(lot, front=False),
        yaw_deg=_between(lot, -10.0, 10.0),
        distance_m=_between(lot, 5.2, 6.5),
        width_px=1280,
        height_px=720,
        fill=0.94,
    )
    return _clip(lot, seed, number, style, fault, physique_of(lot), shot)


def _clip(
    lot: Lot,
    seed: int,
    number: int,
    style: Style,
    fault: str,
    physique: Physique,
    shot: Shot,
) -> Clip:
    return Clip(
        name=f"random_{seed}_{number:03d}",
        shows=f"Drawn by lot: {style.exercise}, {style.side} leg, fault: {fault}.",
        physique=physique,
        outfit=outfit_of(lot, physique),
        room=room_of(lot),
        shot=shot,
        style=style,
        faults=() if fault == "none" else (fault,),
        seed=seed * 1000 + number,
    )


def _side(lot: Lot) -> Side:
    return "left" if lot.uniform() < 0.5 else "right"


def _between(lot: Lot, low: float, high: float) -> float:
    """A number in a range, rounded so that the truth file shows all of it."""
    return round(float(lot.uniform(low, high)), 3)
