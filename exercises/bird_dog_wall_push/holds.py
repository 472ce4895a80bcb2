"""Where a leg is held back by a body on hands and knee, and where it was raised."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.bird_dog_wall_push.measures import HANDS_SEEN, steady
from exercises.bird_dog_wall_push.signals import Quadruped
from exercises.engine.holds import Stretch, find_stretches
from vision.filters import stretches
from vision.geometry import Floats, distance

RAISED_S: Final = 0.5
"""A leg that is back for less is on its way (our choice)."""
ENTER_THIGH_DEG: Final = 20.0
LEAVE_THIGH_DEG: Final = 15.0
"""The working thigh's angle from the vertical that takes it back, and that gives up.
Much less than rationale.md 9.1 says: a hip that is clearly not open enough (below 120
degrees) must still be a hold, or nobody is told."""
APART_DEG: Final = 15.0
"""The working thigh is farther back than the other by this, or nobody has taken a leg
back: who rocks back on both knees moves both (our choice, the same measure)."""
STILL: Final = 0.20
"""Speed of a still ankle, trunk lengths a second: half a second's way at it is less
than `MOVED`. Feet in the air drift at .1 to .15, a rep's foot moves at 1 and more."""
STILL_DEG: Final = 15.0
"""Degrees a second of a still thigh (our choice: 4 degrees in a quarter of a second are
the jitter of a hip and a knee; a rep's thigh turns by 80 and more)."""
MOVED: Final = 0.15
"""A foot this many trunk lengths from where it met the wall has left it."""
ENTER_TILT_DEG: Final = 28.0
LEAVE_TILT_DEG: Final = 38.0
"""Trunk tilt of a body on all fours, and of one that has given up. A head-down trunk
of 25 degrees, with the tracker's error, must still be a hold to be judged."""
HANDS_DOWN: Final = HANDS_SEEN
"""How far hands on the floor are below the shoulders, in trunk lengths (rationale.md 8
has .55): a head-down trunk bends the elbows. Asked for only of a trunk whose head is
low: a level trunk over one upright thigh is held up by a hand, seen or not."""
HEAD_LOW_DEG: Final = -15.0
"""Below this tilt a body may rest on its elbows, which are half as high as the hips:
some 25 degrees down (our choice, with the tracker's error)."""
RAISED_DEG: Final = 60.0
"""A thigh this far back is raised, hold or not (our choice: two thirds of the way)."""
SUPPORT_DEG: Final = 45.0
"""A kneeling thigh is no further from the vertical than this."""


def find_holds(body: Quadruped) -> list[Stretch]:
    """Return where the leg is held back, a second or longer."""
    time_s = body.scene.time_s
    x_px, y_px = (steady(body.scene, along) for along in body.ankle_px.T)
    speed = _speed(time_s, np.stack([x_px, y_px], axis=1)) / body.trunk_px
    turning = _speed(time_s, steady(body.scene, body.thigh_deg)[:, None])
    # An ankle is taken for the other one more often than a whole thigh.
    still = (speed < STILL) | ((body.thigh_deg >= RAISED_DEG) & (turning < STILL_DEG))
    ready = taken_back(body) & still

    def lost(start: int) -> NDArray[np.bool_]:
        settled = body.ankle_px[start : start + max(1, round(body.scene.fps))]
        away = distance(body.ankle_px, np.nanmedian(settled, axis=0)) / body.trunk_px
        away = steady(body.scene, away)
        gone = ~(np.nan_to_num(away) <= MOVED) | (body.thigh_deg < LEAVE_THIGH_DEG)
        return np.asarray(gone | (np.abs(body.tilt_deg) > LEAVE_TILT_DEG))

    return find_stretches(time_s, ready, lost)


def taken_back(body: Quadruped) -> NDArray[np.bool_]:
    """Frames on hands and one knee with the other leg back.

    By half a second's vote: for moments the model takes one leg for the other.
    """
    apart = body.thigh_deg - body.support_thigh_deg >= APART_DEG
    back = in_place(body) & apart & (body.thigh_deg >= ENTER_THIGH_DEG)
    return np.asarray(steady(body.scene, back.astype(np.float64)) > 0.5)


def raised_without_hold(body: Quadruped, holds: list[Stretch]) -> list[Stretch]:
    """Return where a leg was back at the trunk's height, but in none of the holds."""
    time_s = body.scene.time_s
    high = taken_back(body) & (body.thigh_deg >= RAISED_DEG)
    return [
        Stretch(first, stop - 1)
        for first, stop in stretches(high)
        if time_s[stop - 1] - time_s[first] >= RAISED_S
        and not any(h.first <= stop and first <= h.last for h in holds)
    ]


def in_place(body: Quadruped) -> NDArray[np.bool_]:
    """Frames on hands and one knee."""
    return np.asarray(
        (np.abs(body.tilt_deg) <= ENTER_TILT_DEG + 7)
        & ((body.hands_down >= HANDS_DOWN) | (body.tilt_deg > HEAD_LOW_DEG))
        & (body.support_thigh_deg <= SUPPORT_DEG)
    )


def _speed(time_s: Floats, points_px: Floats) -> Floats:
    """Speed over half a second, which jitter hardly moves, (T,) pixels a second."""
    late = np.minimum(np.searchsorted(time_s, time_s + 0.25), len(time_s) - 1)
    early = np.maximum(np.searchsorted(time_s, time_s - 0.25), 0)
    way = distance(points_px[late], points_px[early])
    return np.asarray(way / np.maximum(time_s[late] - time_s[early], 1e-6))
