"""Whether a hinge is done on one leg or on two, by where the other foot is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.exercise import MeasuredUnit, SetReading, linear_step
from exercises.reasons import Reason
from exercises.scoring.bands import not_assessed
from exercises.standing.legs import StandingLeg
from exercises.standing.posture import StandingSignals
from exercises.units import Side
from vision.space.bones import bones_of
from vision.track import Track

FOOT_UNKNOWN: Final = Reason(
    "legs", "whether the other foot is on the floor cannot be told from here"
)
BOTH_FEET: Final = Reason("variant", "both feet stand on the floor")
STANCE: Final = 0.45
"""How far apart two feet that share a load stand at most, in leg lengths: shoulder
width, 0.26 of the stature, over a leg of 0.49 to 0.53 of it (Drillis and Contini
1966, in Winter 2009), with a tenth less for ankles under the knees. A camera off the
side draws them that much times the sine of its angle behind each other."""
BEHIND: Final = (0.12, 0.30)
"""Beyond that, in leg lengths: a foot on a wall is 0.7 behind, one that hangs 0.3."""
HIGHER: Final = (0.18, 0.30)
"""A near camera draws the far foot of two higher by up to 0.2 leg lengths."""
RAISED: Final = (0.12, 0.20)
"""The same in space, where no camera draws anything higher: feet on the floor read up
to 0.12 apart in height, a foot on a wall is 0.36 up (people and rendered athletes of
all views, looked at once: 19 films)."""
SPACE_FROM_DEG: Final = 20.0
"""Exactly from the side the picture tells better how far behind a foot is."""
SIDE_ON_DEG: Final = 45.0
SEEN: Final = (0.2, 0.5)
"""Share of the frames in which the other foot must be seen."""


def one_leg_likeness(
    posture: StandingSignals, leg: StandingLeg, when: NDArray[np.bool_]
) -> float:
    """Return how much a hinge looks like one on one leg, 0 to 1.

    Args:
        posture: The set.
        leg: Its standing leg.
        when: (T,) frames to look at, as those in which the trunk moves.
    """
    raised = 0.0
    if posture.view.yaw_deg > SPACE_FROM_DEG:
        raised = linear_step(_raised(posture.track, when), *RAISED)
    apart = (leg.ankle_px - leg.other_ankle_px)[when] / leg.leg_px
    apart = apart[np.isfinite(apart[:, 0])]
    if not len(apart):
        return raised
    yaw = np.radians(posture.view.yaw_deg)
    if posture.view.yaw_deg < SIDE_ON_DEG:
        behind = float(np.median(posture.facing * apart[:, 0]))
        shown = linear_step(behind - STANCE * float(np.sin(yaw)), *BEHIND)
    else:
        shown = linear_step(float(np.median(apart[:, 1])), *HIGHER)
    return max(raised, shown * linear_step(len(apart) / max(1, int(when.sum())), *SEEN))


def _raised(track: Track, when: NDArray[np.bool_]) -> float:
    """How much higher one ankle is than the other in space, in leg lengths."""
    bones = bones_of(track.only(when))
    height = bones.place("left_ankle")[:, 1] - bones.place("right_ankle")[:, 1]
    legs = [
        np.linalg.norm(
            bones.place(f"{side}_{end}") - bones.place(f"{side}_{start}"), axis=1
        )
        for side in ("left", "right")
        for start, end in (("hip", "knee"), ("knee", "ankle"))
    ]
    share = height / (np.sum(legs, axis=0) / 2)
    share = share[np.isfinite(share)]
    return abs(float(np.median(share))) if len(share) else 0.0


ON_TWO_LEGS: Final = 0.2
ON_ONE_LEG: Final = 0.5
"""A hinge that looks less than the first like one on one leg is one on two; between
both, nobody can tell (our choice: a foot on a wall has 1, feet side by side 0)."""
OTHER_FOOT: Final = ("back_foot_path", "internal_rotation_deg", "free_hip_rise_deg")
"""Measures of a foot that carries nothing."""


def with_stance(
    found: SetReading, posture: StandingSignals, leg: StandingLeg, *, named: Side | None
) -> SetReading:
    """Return a set without what is only true of a hinge on one leg, if it is none.

    Args:
        found: As read for the standing leg.
        posture: The set.
        leg: Its standing leg.
        named: That leg, where the user named it.
    """
    moving = np.zeros(len(posture.time_s), dtype=bool)
    for part in found.units or found.attempts:
        moving |= (posture.time_s >= part.start_s) & (posture.time_s <= part.end_s)
    if not moving.any():
        return found
    share = one_leg_likeness(posture, leg, moving)
    if share >= ON_ONE_LEG:
        return found
    if share >= ON_TWO_LEGS:
        return replace(
            found,
            units=_without(found.units, FOOT_UNKNOWN),
            side_confidence=1.0 if named else share * found.side_confidence,
        )
    return replace(
        found,
        side=named,
        side_confidence=1.0,
        units=tuple(
            replace(unit, side=named) for unit in _without(found.units, BOTH_FEET)
        ),
        notes=(
            "Both feet stand on the floor: this is the two-leg version, the easier "
            "one.",
        ),
        legs=2,
    )


def _without(units: Sequence[MeasuredUnit], reason: Reason) -> tuple[MeasuredUnit, ...]:
    return tuple(
        replace(
            unit,
            measures={
                key: not_assessed(one, reason) if key in OTHER_FOOT else one
                for key, one in unit.measures.items()
            },
        )
        for unit in units
    )
