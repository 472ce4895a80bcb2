"""Single Leg Bridge with Pull Over, done wrong on purpose; one fault each."""

from __future__ import annotations

import dataclasses

from studio.clip import Clip
from studio.clips.bridge_shots import (
    AYO_HERE,
    MARIA_HERE,
    PULL_CLEAN,
    RUTH_HERE,
    STEADY_PULLS,
    TOM_HERE,
    but,
    faulty_clip,
)
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridge_pull_over import LOW_BOX, PullOverStyle
from studio.profiles import Repetition

RIGHT_LOW_BOX = dataclasses.replace(LOW_BOX, side="right")


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        hips_low(),
        hips_dip(),
        arched(),
        short_reach(),
        elbows_bend(),
        thrown(),
        leg_pedals(),
        pelvis_drops(),
        sinking(),
        lying_flat(),
        mixed(),
    )


def hips_low() -> Clip:
    """The hips hang 32 degrees below the line."""
    form = dataclasses.replace(RIGHT_LOW_BOX, top_deficit_deg=32.0)
    return faulty_clip(
        "pull_over_hips_low",
        "The hips hang low during the whole set.",
        TOM_HERE,
        PullOverStyle(form, STEADY_PULLS, load_kg=8.0, drift_seed=31),
        ("hips_low",),
        but(PULL_CLEAN, "hips_low"),
    )


def hips_dip() -> Clip:
    """The hips sink each time the arms go back."""
    return faulty_clip(
        "pull_over_hips_dip",
        "The hips sink each time the arms go back.",
        MARIA_HERE,
        PullOverStyle(LOW_BOX, STEADY_PULLS, hip_dip=0.20, drift_seed=32),
        ("hips_drop_with_arms",),
        but(PULL_CLEAN, "hips_drop_with_arms", "hips_low"),
    )


def arched() -> Clip:
    """The hips are held 26 degrees above the line."""
    form = BridgeForm("left", box_height_m=0.20, knee_deg=62.0, top_deficit_deg=-26.0)
    return faulty_clip(
        "pull_over_arched",
        "The hips are held far above the line: an arched back.",
        RUTH_HERE,
        PullOverStyle(form, STEADY_PULLS, load_kg=3.0, reach_deg=140.0, drift_seed=33),
        ("back_arch",),
        but(PULL_CLEAN, "back_arch", "short_reach"),
    )


def short_reach() -> Clip:
    """The arms stop at 110 degrees: partial repetitions."""
    plan = tuple(
        Repetition(1.6, 0.3, 1.1, rest_s, counted=False) for rest_s in (0.5, 0.5, 0.8)
    )
    style = PullOverStyle(
        RIGHT_LOW_BOX,
        plan,
        arm_start_deg=75.0,
        reach_deg=110.0,
        load_kg=6.0,
        drift_seed=34,
    )
    return faulty_clip(
        "pull_over_short_reach",
        "The arms stop far from overhead: partial repetitions only.",
        AYO_HERE,
        style,
        ("short_reach",),
        (),
    )


def elbows_bend() -> Clip:
    """The elbows bend to 95 degrees on the way back."""
    style = PullOverStyle(
        LOW_BOX,
        STEADY_PULLS,
        elbow_reach_deg=95.0,
        load_kg=8.0,
        drift_seed=35,
    )
    return faulty_clip(
        "pull_over_elbows_bend",
        "The elbows bend to a right angle as the arms go back.",
        TOM_HERE,
        style,
        ("elbows_bend",),
        but(PULL_CLEAN, "elbows_bend", "short_reach"),
    )


def thrown() -> Clip:
    """The arms are thrown back in 0.45 s."""
    plan = (
        Repetition(0.45, 0.4, 1.1, 0.6),
        Repetition(0.45, 0.5, 1.1, 0.6, "constant_speed"),
        Repetition(0.40, 0.4, 1.1, 0.8),
    )
    return faulty_clip(
        "pull_over_thrown",
        "The arms are thrown back in less than half a second.",
        MARIA_HERE,
        PullOverStyle(RIGHT_LOW_BOX, plan, drift_seed=36),
        ("fast_lowering",),
        but(PULL_CLEAN, "fast_lowering"),
    )


def leg_pedals() -> Clip:
    """The free leg pedals by 40 degrees either way."""
    form = dataclasses.replace(LOW_BOX, free_hip_deg=95.0, free_knee_deg=40.0)
    return faulty_clip(
        "pull_over_leg_pedals",
        "The free leg pedals instead of keeping still.",
        AYO_HERE,
        PullOverStyle(form, STEADY_PULLS, pedal_deg=40.0, load_kg=6.0, drift_seed=37),
        ("free_leg_moves",),
        but(PULL_CLEAN, "free_leg_moves"),
    )


def pelvis_drops() -> Clip:
    """The pelvis drops by 25 degrees on the free side while the arms are back."""
    return faulty_clip(
        "pull_over_pelvis_drops",
        "The pelvis drops on the free side when the arms go back.",
        RUTH_HERE,
        PullOverStyle(
            RIGHT_LOW_BOX, STEADY_PULLS, roll_deg=25.0, load_kg=3.0, drift_seed=38
        ),
        (),
        ("back_arch", "short_reach", "elbows_bend", "fast_lowering"),
        possible=("pelvis_twists",),
    )


def sinking() -> Clip:
    """The hips sink from 4 to 21 degrees below the line over the set."""
    form = dataclasses.replace(LOW_BOX, top_deficit_deg=4.0)
    plan = tuple(Repetition(2.0, 0.3, 1.0, 0.4) for _ in range(3))
    return faulty_clip(
        "pull_over_sinking",
        "The hips sink slowly from repetition to repetition.",
        TOM_HERE,
        PullOverStyle(form, plan, drift_deg=17.0, load_kg=8.0, drift_seed=39),
        (),
        but(PULL_CLEAN, "hips_low", "hips_drop_with_arms"),
        possible=("hips_low",),
    )


def lying_flat() -> Clip:
    """The hips stay on the floor: not the exercise."""
    style = PullOverStyle(
        BridgeForm("right", box_height_m=0.40, knee_deg=58.0),
        STEADY_PULLS,
        lifts_hips=False,
        reach_deg=165.0,
        exercise=None,
        lying_before_s=0.2,
        lifting_s=0.2,
        settled_s=0.6,
        load_kg=6.0,
        drift_seed=40,
    )
    return faulty_clip(
        "pull_over_lying_flat",
        "Pull overs without a bridge: the hips stay on the floor.",
        AYO_HERE,
        style,
        (),
        (),
        label="pull over lying flat",
    )


def mixed() -> Clip:
    """The hips go down and up together with the arms: two exercises at once."""
    style = PullOverStyle(
        dataclasses.replace(LOW_BOX, box_height_m=0.34, knee_deg=52.0, side="right"),
        STEADY_PULLS,
        bridging_deg=45.0,
        reach_deg=152.0,
        exercise=None,
        drift_seed=41,
    )
    return faulty_clip(
        "pull_over_mixed",
        "Hips and arms move together: bridge and pull over at once.",
        MARIA_HERE,
        style,
        (),
        (),
        label="bridge and pull over at once",
    )
