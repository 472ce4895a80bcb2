"""How a movement runs from its start to its end: speed profiles."""

from typing import Literal

import numpy as np

from studio.skeleton import Array

Profile = Literal["minimum_jerk", "constant_speed", "late_drop"]


def progress(fraction_of_time: Array, profile: Profile) -> Array:
    """Share of the way covered after a share of the time.

    Args:
        fraction_of_time: any shape, clipped to 0..1.
        profile: "minimum_jerk" (Flash and Hogan 1985: 10 t^3 - 15 t^4 + 6 t^5, how a
            free hand or trunk moves) or "constant_speed" (a ramp, how a coached slow
            lowering feels); the timing of a set must hold for both. "late_drop" is
            slow for four fifths of the time and then falls through the last 60 %.

    Returns:
        Same shape, 0..1.
    """
    clipped = np.clip(fraction_of_time, 0.0, 1.0)
    if profile == "minimum_jerk":
        return clipped**3 * (10.0 - 15.0 * clipped + 6.0 * clipped**2)
    if profile == "constant_speed":
        return clipped
    if profile == "late_drop":
        late = np.maximum(5.0 * clipped - 4.0, 0.0)
        # Half the mean speed at first; then it speeds up evenly, as what falls does.
        return 0.5 * clipped + 0.5 * late**2
    raise ValueError(f"unknown speed profile: {profile}")


def speed_shape(profile: Profile) -> tuple[float, float]:
    """Peak over mean speed, and the share of the way in the last fifth of the time."""
    fractions = np.linspace(0.0, 1.0, 2001)
    way = progress(fractions, profile)
    peak = float(np.max(np.diff(way) / np.diff(fractions)))
    return peak, float(1.0 - progress(np.array(0.8), profile))


def ease(share: float) -> float:
    """Minimum-jerk way covered after a share of the time, clipped to 0..1."""
    return float(progress(np.array(share), "minimum_jerk"))
