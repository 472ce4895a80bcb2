"""Deadlifts drawn by lot."""

from __future__ import annotations

import dataclasses

import numpy as np

from studio.clip import Clip
from studio.limbs import Side
from studio.lottery_people import outfit_of, physique_of, room_of, shot_of
from studio.motions.deadlift import DeadliftStyle
from studio.profiles import Profile, Repetition

#: Shares of sets with each fault; the rest is done well.
FAULTS = {
    "none": 0.45,
    "fast_lowering": 0.12,
    "shallow_hinge": 0.10,
    "knee_bends": 0.10,
    "back_foot_leaves_wall": 0.10,
    "not_tall_at_top": 0.06,
    "misses_shoelaces": 0.07,
}
FRONT_SHARE = 0.15


def draw_deadlift(seed: int, number: int) -> Clip:
    """The deadlift with this number in the series of this seed."""
    lot = np.random.default_rng([seed, number])
    fault = str(lot.choice(list(FAULTS), p=list(FAULTS.values())))
    front = fault == "misses_shoelaces" or lot.uniform() < FRONT_SHARE
    if front and fault != "misses_shoelaces":
        fault = "none"  # the other faults can only be judged from the side
    side: Side = "left" if lot.uniform() < 0.5 else "right"
    physique = physique_of(lot)
    shot = shot_of(lot, front)
    style = _style(lot, side, fault)
    near = shot.on_left == (side == "left")
    view = "front" if front else f"{'stance' if near else 'rear'} leg near"
    outfit, room, plan = outfit_of(lot, physique), room_of(lot), _plan(lot, fault)
    tall_s = float(round(lot.uniform(0.8, 1.5), 3))
    return Clip(
        name=f"random_{seed}_{number:03d}",
        shows=f"Drawn by lot: {side} leg, {view}, fault: {fault}.",
        physique=physique,
        outfit=outfit,
        room=room,
        shot=shot,
        style=dataclasses.replace(style, plan=plan, tall_before_s=tall_s),
        faults=() if fault == "none" else (fault,),
        seed=seed * 1000 + number,
    )


def _style(lot: np.random.Generator, side: Side, fault: str) -> DeadliftStyle:
    """A way of doing it, with at most one intended fault."""
    free_arm = "hip" if lot.uniform() < 0.7 else "hang"
    lean_deg, knee_top_deg = lot.uniform(72, 86), lot.uniform(4, 8)
    knee_deg, turn_deg = lot.uniform(11, 20), lot.uniform(8, 20)
    hand, rise, lean_top_deg = lot.uniform(0.06, 0.25), 0.0, lot.uniform(0.5, 4.0)
    ahead_m = 0.06
    if fault == "shallow_hinge":
        lean_deg = lot.uniform(33, 38)
    elif fault == "knee_bends":
        lean_deg, knee_deg = lot.uniform(60, 70), lot.uniform(48, 56)
    elif fault == "back_foot_leaves_wall":
        rise, lean_deg = lot.uniform(0.4, 0.65), lot.uniform(72, 78)
    elif fault == "not_tall_at_top":
        lean_top_deg = lot.uniform(32, 38)
    elif fault == "misses_shoelaces":
        hand, ahead_m, turn_deg = lot.uniform(-0.55, -0.4), 0.12, 0.0
    return DeadliftStyle(
        side=side,
        lean_top_deg=round(float(lean_top_deg), 2),
        lean_bottom_deg=round(float(lean_deg), 2),
        knee_top_deg=round(float(knee_top_deg), 2),
        knee_bottom_deg=round(float(knee_deg), 2),
        turn_bottom_deg=round(float(turn_deg), 2),
        hand_lateral=round(float(hand), 3),
        hand_ahead_m=ahead_m,
        rear_rise=round(float(rise), 3),
        free_arm="hip" if free_arm == "hip" else "hang",
        load_kg=float(lot.choice([0.0, 5.0, 8.0, 12.0, 18.0])),
        sway_m=round(float(lot.uniform(0.001, 0.005)), 4),
        sway_seed=int(lot.integers(1, 10_000)),
    )


def _plan(lot: np.random.Generator, fault: str) -> tuple[Repetition, ...]:
    """Two or more repetitions in 10-15 s; lowerings of 0.6-5 s, pauses of 0-1.5 s.

    A set has its own tempo, from which each repetition strays a little.
    """
    fast = fault == "fast_lowering"
    usual_s = lot.uniform(0.6, 0.9) if fast else lot.uniform(2.8, 4.0)
    if fault == "none" and lot.uniform() < 0.3:
        usual_s = lot.uniform(1.2, 5.0)
    plan: list[Repetition] = []
    total_s = 0.0
    while total_s < 9.0 or len(plan) < 2:
        smooth = lot.uniform() < 0.6
        profile: Profile = "minimum_jerk" if smooth else "constant_speed"
        lowering_s = np.clip(usual_s * lot.uniform(0.9, 1.1), 0.6, 5.0)
        pause_s = 0.0 if lot.uniform() < 0.15 else lot.uniform(0.1, 1.5)
        lifting_s, tall_s = lot.uniform(0.9, 1.8), lot.uniform(0.6, 1.3)
        times_s = [round(float(v), 3) for v in (lowering_s, pause_s, lifting_s, tall_s)]
        plan.append(Repetition(*times_s, profile=profile))
        total_s += sum(times_s)
    return tuple(plan)
