"""The committed clips, by name."""

from __future__ import annotations

from studio.clip import Clip
from studio.clips import (
    bird_dogs,
    bird_dogs_faulty,
    bridges,
    bridges_faulty,
    deadlift_more,
    everyday,
    faulty,
    gallops,
    good,
    pull_overs,
    pull_overs_faulty,
    timing,
)


def catalogue() -> dict[str, Clip]:
    """All committed clips by name, in the order of the samples' list."""
    clips = (
        *bird_dogs.clips(),
        *bird_dogs_faulty.clips(),
        *pull_overs.clips(),
        *pull_overs_faulty.clips(),
        *bridges.clips(),
        *bridges_faulty.clips(),
        *gallops.clips(),
        *_deadlifts(),
        *everyday.clips(),
    )
    return {clip.name: clip for clip in clips}


def _deadlifts() -> tuple[Clip, ...]:
    return (
        good.left(),
        good.right(),
        good.front_left(),
        faulty.fast_lowering(),
        faulty.shallow(),
        faulty.squat(),
        faulty.rear_foot_off(),
        faulty.front_missed_left(),
        timing.partials(),
        timing.mixed_tempo(),
        timing.portrait_60fps(),
        timing.variable_rate(),
        *deadlift_more.clips(),
    )
