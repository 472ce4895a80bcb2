"""The committed clips, by name."""

from __future__ import annotations

from studio.clip import Clip
from studio.clips import faulty, good, timing


def catalogue() -> dict[str, Clip]:
    """All committed clips by name, in the order of the samples' list."""
    clips = (
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
    )
    return {clip.name: clip for clip in clips}
