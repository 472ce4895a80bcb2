"""Gaits that are no gallop."""

from __future__ import annotations

from dataclasses import replace

from studio.clip import Clip
from studio.clips.gallops import (
    FROM_LEFT,
    FROM_RIGHT,
    MARIA_HERE,
    OBLIQUE,
    RUTH_HERE,
    TOM_HERE,
    gait_clip,
    there_and_back,
)
from studio.motions.gait_figure import Carriage
from studio.motions.gait_steps import BoutPlan
from studio.motions.gait_walk import StepsPlan
from studio.motions.gallop import GallopStyle

#: A body that crosses a small picture.
SMALL = {"width_px": 960, "height_px": 540, "largest_kib": 200}


def clips() -> tuple[Clip, ...]:
    """Skipping, running, walking and shuffling."""
    return skipping(), running(), walking(), side_shuffle()


def skipping() -> Clip:
    """The lead alternates with every stride: skipping."""
    shows = "Skips: the other foot leads after each hop."
    forward, _ = there_and_back("left", strides=6, stride_s=0.62)
    bout = replace(forward, change_at=(1, 2, 3, 4, 5, 6), spread=0.7)
    style = GallopStyle((bout,), counts=False, after_s=1.2)
    clip = gait_clip(
        "none_skipping", shows, MARIA_HERE, replace(OBLIQUE, **SMALL), style
    )
    return replace(clip, label="skipping")


def running() -> Clip:
    """Even, alternating steps with a flight each."""
    shows = "Runs through the picture."
    steps = StepsPlan("left", 8, 0.35, 0.80, flight=0.24, clearance_m=0.22)
    clip = gait_clip(
        "none_running",
        shows,
        TOM_HERE,
        replace(FROM_LEFT, **SMALL),
        _steps_only(steps, 82.0),
    )
    return replace(clip, label="running")


def walking() -> Clip:
    """Walks through the picture."""
    shows = "Walks through the picture."
    steps = StepsPlan("right", 9, 0.54, 0.66)
    clip = gait_clip(
        "none_walking",
        shows,
        RUTH_HERE,
        replace(FROM_RIGHT, **SMALL),
        _steps_only(steps, 16.0),
    )
    return replace(clip, label="walking")


def side_shuffle() -> Clip:
    """Sideways across the picture, facing the camera."""
    shows = "Shuffles sideways to and fro, facing the camera."
    there = BoutPlan(
        "forward", "right", 4, 0.6, 2.6, second_stance=0.45, spread=0.8, apart_m=0.11
    )
    back = replace(there, direction="backward")
    carriage = Carriage(
        lean_deg=10.0,
        lean_swing_deg=0.0,
        hip_turn_deg=0.0,
        facing_deg=90.0,
        arm_swing_deg=0.0,
        arm_back_deg=-12.0,
    )
    style = GallopStyle(
        (there, back), -1.3, 0.5, 0.5, 0.5, None, carriage, counts=False
    )
    shot = replace(FROM_LEFT, yaw_deg=2.0, **SMALL)
    clip = gait_clip("none_side_shuffle", shows, RUTH_HERE, shot, style)
    return replace(clip, label="side shuffle")


def _steps_only(steps: StepsPlan, elbow_deg: float) -> GallopStyle:
    """Nothing but steps across the picture."""
    carriage = Carriage(
        lean_deg=6.0 if elbow_deg > 45 else 3.0,
        elbow_deg=elbow_deg,
        arm_swing_deg=34.0 if elbow_deg > 45 else 20.0,
        aside_deg=12.0 if elbow_deg > 45 else 7.0,
    )
    start_m = steps.step_m * (steps.steps - 1) / 2
    return GallopStyle(
        (), start_m=start_m, walk_in=steps, carriage=carriage, counts=False
    )
