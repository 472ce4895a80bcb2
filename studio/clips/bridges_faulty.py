"""Single Leg Bridge with Foot on Box, done wrong on purpose; one fault each."""

from __future__ import annotations

import dataclasses

from studio.clip import Clip, Shot
from studio.clips.bridge_shots import (
    AYO_HERE,
    BOX_CLEAN,
    FAULTY_KIB,
    MARIA_HERE,
    RUTH_HERE,
    STEADY_LIFTS,
    TOM_HERE,
    but,
    faulty_clip,
)
from studio.motions.bridge_foot_on_box import BoxBridgeStyle
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridge_plan import Lift

#: Shares of the way from floor to top, which is about 54 degrees at the hip.
PULSE_BOTTOM, TREMBLE_BOTTOM = 0.70, 0.87


def clips() -> tuple[Clip, ...]:
    """All of them."""
    return (
        low(),
        slightly_low(),
        far_too_low(),
        arched(),
        fast_lowering(),
        late_drop(),
        pulses(),
        trembling_hold(),
        foot_slides(),
        leg_kicks(),
        shoulders_slide(),
        alternating(),
        tiring(),
    )


def low() -> Clip:
    """The hips stop 27 degrees short of the straight line."""
    form = BridgeForm("right", box_height_m=0.38, top_deficit_deg=27.0)
    return faulty_clip(
        "box_bridge_low_right",
        "The hips stop well below the line from shoulder to knee.",
        AYO_HERE,
        BoxBridgeStyle(form, STEADY_LIFTS, drift_seed=11),
        ("low_bridge",),
        but(BOX_CLEAN, "low_bridge"),
    )


def slightly_low() -> Clip:
    """22 degrees short: a question, not a verdict."""
    form = BridgeForm("left", top_deficit_deg=22.0)
    return faulty_clip(
        "box_bridge_slightly_low",
        "The hips stop somewhat below the line.",
        MARIA_HERE,
        BoxBridgeStyle(form, STEADY_LIFTS, drift_seed=12),
        (),
        but(BOX_CLEAN, "low_bridge"),
        possible=("low_bridge",),
    )


def far_too_low() -> Clip:
    """36 degrees short: none of it counts as a repetition."""
    form = BridgeForm("left", box_height_m=0.40, top_deficit_deg=36.0)
    plan = (
        Lift(0.8, 0.6, 2.3, 0.5, counted=False),
        Lift(0.8, 0.5, 2.4, 0.5, "constant_speed", counted=False),
        Lift(0.8, 0.5, 2.2, 0.7, counted=False),
    )
    return faulty_clip(
        "box_bridge_far_too_low",
        "The hips hardly leave the floor: partial repetitions only.",
        TOM_HERE,
        BoxBridgeStyle(form, plan, drift_seed=13),
        ("low_bridge",),
        (),
    )


def arched() -> Clip:
    """The hips go 25 degrees above the line."""
    form = BridgeForm("right", box_height_m=0.30, knee_deg=64.0, top_deficit_deg=-25.0)
    return faulty_clip(
        "box_bridge_arched",
        "The hips rise far above the line: an arched back.",
        RUTH_HERE,
        BoxBridgeStyle(form, STEADY_LIFTS, drift_seed=14),
        ("back_arch",),
        but(BOX_CLEAN, "back_arch"),
    )


def fast_lowering() -> Clip:
    """The hips drop in half a second."""
    plan = (
        Lift(1.0, 0.7, 0.50, 0.7),
        Lift(0.9, 0.6, 0.55, 0.6, "constant_speed"),
        Lift(1.0, 0.7, 0.50, 0.7),
        Lift(1.0, 0.6, 0.60, 0.9),
    )
    return faulty_clip(
        "box_bridge_fast_lowering",
        "The hips drop to the floor in half a second.",
        TOM_HERE,
        BoxBridgeStyle(BridgeForm("right"), plan, drift_seed=15),
        ("fast_lowering",),
        but(BOX_CLEAN, "fast_lowering", "drops_at_end"),
    )


def late_drop() -> Clip:
    """A slow lowering that ends in a fall."""
    plan = (
        Lift(1.0, 0.6, 2.5, 0.7, "late_drop"),
        Lift(1.1, 0.7, 2.6, 0.9, "late_drop"),
    )
    return faulty_clip(
        "box_bridge_late_drop",
        "A slow lowering whose last part is a drop.",
        AYO_HERE,
        BoxBridgeStyle(BridgeForm("left", box_height_m=0.38), plan, drift_seed=16),
        ("drops_at_end",),
        but(BOX_CLEAN, "drops_at_end"),
    )


def pulses() -> Clip:
    """Pulses of 16 degrees near the top."""
    down = [Lift(1.2, 0.6, 0.9, 0.2, bottom=PULSE_BOTTOM, counted=False)]
    down += [
        Lift(time_s, 0.3, time_s, 0.2, bottom=PULSE_BOTTOM, counted=False)
        for time_s in (0.8, 0.9, 0.8, 0.9)
    ]
    return faulty_clip(
        "box_bridge_pulses",
        "Small pulses near the top instead of the whole way.",
        MARIA_HERE,
        BoxBridgeStyle(BridgeForm("right"), tuple(down), drift_seed=17),
        ("short_range",),
        ("low_bridge", "back_arch", "foot_slides", "free_leg_swings"),
    )


def trembling_hold() -> Clip:
    """A held bridge that gives by 7 degrees now and then: no repetitions."""
    gives = [Lift(1.2, 1.5, 0.7, 0.2, bottom=TREMBLE_BOTTOM, counted=False)]
    gives += [
        Lift(0.7, pause_s, 0.7, 0.2, bottom=TREMBLE_BOTTOM, counted=False)
        for pause_s in (0.6, 1.1, 0.5)
    ]
    return faulty_clip(
        "box_bridge_hold",
        "A bridge that is held and gives a little: no repetitions.",
        RUTH_HERE,
        BoxBridgeStyle(BridgeForm("left"), tuple(gives), exercise=None, drift_seed=18),
        (),
        (),
        label="bridge hold",
    )


def foot_slides() -> Clip:
    """The heel slides away as the hips come down, and back."""
    form = BridgeForm("left", box_height_m=0.32, knee_deg=62.0, foot_slide=0.18)
    return faulty_clip(
        "box_bridge_foot_slides",
        "The heel slides on the box with every repetition.",
        MARIA_HERE,
        BoxBridgeStyle(form, STEADY_LIFTS, drift_seed=19),
        ("foot_slides",),
        but(BOX_CLEAN, "foot_slides"),
    )


def leg_kicks() -> Clip:
    """The free leg is thrown up by 60 degrees with each lift."""
    form = BridgeForm("right", free_hip_deg=122.0, free_knee_deg=50.0)
    return faulty_clip(
        "box_bridge_leg_kicks",
        "The free leg kicks up to help the lift.",
        TOM_HERE,
        BoxBridgeStyle(form, STEADY_LIFTS, kick_deg=62.0, drift_seed=20),
        ("free_leg_swings",),
        but(BOX_CLEAN, "free_leg_swings"),
    )


def shoulders_slide() -> Clip:
    """The shoulders slide on the floor by a quarter of the trunk."""
    form = BridgeForm("left", box_height_m=0.34, knee_deg=52.0, shoulder_slide=0.25)
    return faulty_clip(
        "box_bridge_shoulders_slide",
        "The shoulders slide back and forth on the floor.",
        RUTH_HERE,
        BoxBridgeStyle(form, STEADY_LIFTS, drift_seed=21),
        ("shoulders_slide",),
        but(BOX_CLEAN, "shoulders_slide"),
    )


def alternating() -> Clip:
    """Another leg in every repetition."""
    plan = (
        Lift(1.0, 0.5, 2.4, 1.7, side="left"),
        Lift(1.0, 0.5, 2.3, 1.7, "constant_speed", side="right"),
        Lift(1.0, 0.5, 2.4, 0.8, side="left"),
    )
    clip = faulty_clip(
        "box_bridge_alternating",
        "Left, right, left: the legs take turns.",
        AYO_HERE,
        BoxBridgeStyle(BridgeForm("left"), plan, drift_seed=22),
        (),
        but(BOX_CLEAN, "free_leg_swings", "pelvis_twists"),
    )
    shot = Shot(6.0, True, 3.3, 0.8, largest_kib=FAULTY_KIB)
    return dataclasses.replace(clip, shot=shot)


def tiring() -> Clip:
    """Lowerings of 3.0, 2.2, 1.5 and 0.9 s: tired toward the end."""
    plan = (
        Lift(0.9, 0.5, 3.0, 0.4),
        Lift(0.9, 0.5, 2.2, 0.4),
        Lift(0.9, 0.5, 1.5, 0.4),
        Lift(0.9, 0.5, 0.9, 0.7),
    )
    return faulty_clip(
        "box_bridge_tiring",
        "Every lowering is faster than the one before.",
        RUTH_HERE,
        BoxBridgeStyle(BridgeForm("right", top_deficit_deg=3.0), plan, drift_seed=23),
        (),
        but(BOX_CLEAN, "fast_lowering", "drops_at_end"),
    )
