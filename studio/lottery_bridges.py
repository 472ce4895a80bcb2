"""Bridges drawn by lot: hips that go up and down, and arms over held hips."""

from __future__ import annotations

import dataclasses

import numpy as np

from studio.clip import Clip
from studio.clips.bridge_shots import BOX_CLEAN, PULL_CLEAN, but
from studio.limbs import Side
from studio.lottery_people import outfit_of, physique_of, room_of, shot_of
from studio.motion import Style
from studio.motions.bridge_foot_on_box import BoxBridgeStyle
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridge_plan import Lift
from studio.motions.bridge_pull_over import PullOverStyle
from studio.profiles import Profile, Repetition

#: Shares of sets with each fault; the rest is done well.
BOX_FAULTS = {
    "none": 0.40,
    "low_bridge": 0.12,
    "back_arch": 0.08,
    "fast_lowering": 0.12,
    "drops_at_end": 0.10,
    "foot_slides": 0.06,
    "free_leg_swings": 0.06,
    "shoulders_slide": 0.06,
}
PULL_FAULTS = {
    "none": 0.40,
    "hips_low": 0.12,
    "hips_drop_with_arms": 0.12,
    "back_arch": 0.08,
    "elbows_bend": 0.08,
    "fast_lowering": 0.10,
    "free_leg_moves": 0.10,
}
TWO_LEGS_SHARE, FLOOR_SHARE = 0.2, 0.15

Lot = np.random.Generator


def draw_box_bridge(seed: int, number: int) -> Clip:
    """The box bridge with this number in the series of this seed."""
    lot = np.random.default_rng([seed, number, 3])
    fault = str(lot.choice(list(BOX_FAULTS), p=list(BOX_FAULTS.values())))
    form = _form(lot, two_legs=fault != "free_leg_swings")
    kick_deg = 0.0
    if fault == "low_bridge":
        form = dataclasses.replace(form, top_deficit_deg=_between(lot, 27, 29, 1))
    elif fault == "back_arch":
        form = _arched(lot, form)
    elif fault == "foot_slides":
        form = _sliding(lot, form)
    elif fault == "shoulders_slide":
        form = dataclasses.replace(form, shoulder_slide=_between(lot, 0.24, 0.3, 3))
    elif fault == "free_leg_swings":
        form = dataclasses.replace(form, free_hip_deg=122.0, free_knee_deg=50.0)
        kick_deg = _between(lot, 60, 68, 1)
    style = BoxBridgeStyle(
        form,
        _lifts(lot, fault),
        lying_before_s=_between(lot, 0.8, 1.5, 3),
        kick_deg=kick_deg,
        drift_seed=int(lot.integers(1, 10_000)),
    )
    return _clip(lot, seed, number, style, fault, BOX_CLEAN)


def draw_pull_over(seed: int, number: int) -> Clip:
    """The pull over with this number in the series of this seed."""
    lot = np.random.default_rng([seed, number, 2])
    fault = str(lot.choice(list(PULL_FAULTS), p=list(PULL_FAULTS.values())))
    form = _form(lot, two_legs=fault != "free_leg_moves")
    if form.box_height_m > 0:
        # A low box leaves room for the arms behind the head.
        form = dataclasses.replace(
            form,
            box_height_m=_between(lot, 0.26, 0.33, 3),
            knee_deg=_between(lot, 40, 48, 1),
        )
    if fault == "hips_low":
        form = dataclasses.replace(form, top_deficit_deg=_between(lot, 31, 34, 1))
    elif fault == "back_arch":
        form = _arched(lot, form)
    elif fault == "free_leg_moves":
        form = dataclasses.replace(form, free_hip_deg=95.0, free_knee_deg=40.0)
    style = PullOverStyle(
        form,
        _pulls(lot, fault),
        lying_before_s=_between(lot, 0.5, 1.2, 3),
        arm_start_deg=_between(lot, 80, 95, 1),
        reach_deg=139.0 if fault == "back_arch" else _between(lot, 150, 155, 1),
        elbow_reach_deg=_between(lot, 90, 96, 1)
        if fault == "elbows_bend"
        else _between(lot, 156, 164, 1),
        hip_dip=_between(lot, 0.19, 0.22, 3) if fault == "hips_drop_with_arms" else 0.0,
        pedal_deg=_between(lot, 36, 40, 1) if fault == "free_leg_moves" else 0.0,
        load_kg=float(lot.choice([2.0, 4.0, 6.0, 8.0])),
        drift_seed=int(lot.integers(1, 10_000)),
    )
    return _clip(lot, seed, number, style, fault, PULL_CLEAN)


def _clip(
    lot: Lot, seed: int, number: int, style: Style, fault: str, clean: tuple[str, ...]
) -> Clip:
    physique = physique_of(lot)
    outfit = dataclasses.replace(outfit_of(lot, physique), long_hair=False)
    shot = dataclasses.replace(
        shot_of(lot, front=False), height_m=_between(lot, 0.4, 1.1, 3)
    )
    near = shot.on_left == (style.side == "left")
    view = "working" if near else "other"
    # With a fault, others may come along; what a drawn tempo is, is in its times.
    spared = but(clean, "fast_lowering", "pelvis_twists") if fault == "none" else ()
    return Clip(
        name=f"random_{seed}_{number:03d}",
        shows=f"Drawn by lot: {style.exercise}, {style.side} leg, {view} leg near, "
        f"fault: {fault}.",
        physique=physique,
        outfit=outfit,
        room=room_of(lot),
        shot=shot,
        style=style,
        faults=() if fault == "none" else (fault,),
        clean=spared,
        seed=seed * 1000 + number,
    )


def _form(lot: Lot, two_legs: bool) -> BridgeForm:
    """One leg or two, on a box or on the floor, the free leg bent or straight."""
    side: Side = "left" if lot.uniform() < 0.5 else "right"
    both = two_legs and lot.uniform() < TWO_LEGS_SHARE
    floor = two_legs and lot.uniform() < FLOOR_SHARE
    straight = lot.uniform() < 0.35
    return BridgeForm(
        side,
        2 if both else 1,
        0.0 if floor else _between(lot, 0.30, 0.41, 3),
        _between(lot, 80, 92, 1) if floor else _between(lot, 50, 62, 1),
        _between(lot, -1, 4, 1),
        _between(lot, 90, 104, 1),
        _between(lot, 10, 25, 1) if straight else _between(lot, 60, 90, 1),
    )


def _arched(lot: Lot, form: BridgeForm) -> BridgeForm:
    """Hips far above the line; a leg bent enough to reach that high."""
    return dataclasses.replace(
        form,
        box_height_m=min(form.box_height_m, 0.28),
        knee_deg=max(form.knee_deg, 64.0),
        top_deficit_deg=-_between(lot, 25, 27, 1),
    )


def _sliding(lot: Lot, form: BridgeForm) -> BridgeForm:
    """A foot that slides; on a low box and a bent leg it doesn't run out of reach."""
    return dataclasses.replace(
        form,
        box_height_m=min(form.box_height_m, 0.33),
        knee_deg=max(form.knee_deg, 62.0),
        foot_slide=_between(lot, 0.17, 0.20, 3),
    )


def _lifts(lot: Lot, fault: str) -> tuple[Lift, ...]:
    """Two or more lifts in 10-15 s; lowerings of 0.45-5 s."""
    usual_s = lot.uniform(2.4, 3.6)
    if fault == "none" and lot.uniform() < 0.3:
        usual_s = lot.uniform(1.3, 5.0)
    if fault == "fast_lowering":
        usual_s = lot.uniform(0.45, 0.58)
    plan: list[Lift] = []
    total_s = 0.0
    while total_s < 9.0 or len(plan) < 2:
        profile = _profile(lot)
        times_s = (
            _between(lot, 0.8, 1.3, 3),
            _between(lot, 0.4, 1.0, 3),
            round(float(usual_s * lot.uniform(0.92, 1.08)), 3),
            _between(lot, 0.3, 1.2, 3),
        )
        late = fault == "drops_at_end"
        plan.append(Lift(*times_s, profile="late_drop" if late else profile))
        total_s += sum(times_s)
    return tuple(plan)


def _pulls(lot: Lot, fault: str) -> tuple[Repetition, ...]:
    """Two or more pull overs in 9-13 s; the arms go back in 0.35-4 s."""
    usual_s = lot.uniform(1.8, 3.0)
    if fault == "none" and lot.uniform() < 0.3:
        usual_s = lot.uniform(1.0, 4.0)
    if fault == "fast_lowering":
        usual_s = lot.uniform(0.36, 0.45)
    plan: list[Repetition] = []
    total_s = 0.0
    while total_s < 8.0 or len(plan) < 2:
        profile = _profile(lot)
        times_s = (
            round(float(usual_s * lot.uniform(0.92, 1.08)), 3),
            _between(lot, 0.2, 0.8, 3),
            _between(lot, 0.9, 1.6, 3),
            _between(lot, 0.4, 0.9, 3),
        )
        plan.append(Repetition(*times_s, profile=profile))
        total_s += sum(times_s)
    return tuple(plan)


def _profile(lot: Lot) -> Profile:
    return "minimum_jerk" if lot.uniform() < 0.6 else "constant_speed"


def _between(lot: Lot, low: float, high: float, digits: int) -> float:
    """A number in a range, rounded so that the truth file shows all of it."""
    return round(float(lot.uniform(low, high)), digits)
