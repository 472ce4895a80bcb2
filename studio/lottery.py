"""Athletes, cameras, light, tempo and faults drawn by lot, for held-out tests.

Ranges are our choice: what phones, rooms and runners look like in the exercise's own
filming advice, wide enough that a number tuned on the committed clips shows it.
"""

from __future__ import annotations

import numpy as np

from studio.body import STRETCH_GROUPS, Physique
from studio.clip import Clip, Shot
from studio.limbs import Side
from studio.motions.deadlift import DeadliftStyle
from studio.profiles import Profile, Repetition
from studio.room import Room
from studio.wardrobe import Colour, Outfit

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


def draw(seed: int, number: int) -> Clip:
    """The clip with this number in the series of this seed; always the same one."""
    lot = np.random.default_rng([seed, number])
    fault = str(lot.choice(list(FAULTS), p=list(FAULTS.values())))
    front = fault == "misses_shoelaces" or lot.uniform() < FRONT_SHARE
    if front and fault != "misses_shoelaces":
        fault = "none"  # the other faults can only be judged from the side
    side: Side = "left" if lot.uniform() < 0.5 else "right"
    physique = _physique(lot)
    shot = _shot(lot, front)
    style = _style(lot, side, fault)
    near = shot.on_left == (side == "left")
    view = "front" if front else f"{'stance' if near else 'rear'} leg near"
    return Clip(
        name=f"random_{seed}_{number:03d}",
        shows=f"Drawn by lot: {side} leg, {view}, fault: {fault}.",
        physique=physique,
        outfit=_outfit(lot, physique),
        room=_room(lot),
        shot=shot,
        style=style,
        plan=_plan(lot, fault),
        faults=() if fault == "none" else (fault,),
        seed=seed * 1000 + number,
        tall_before_s=float(round(lot.uniform(0.8, 1.5), 3)),
    )


def _physique(lot: np.random.Generator) -> Physique:
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


def _shot(lot: np.random.Generator, front: bool) -> Shot:
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


def _outfit(lot: np.random.Generator, physique: Physique) -> Outfit:
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


def _room(lot: np.random.Generator) -> Room:
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
