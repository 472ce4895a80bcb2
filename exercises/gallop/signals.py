"""Travelling on two feet, filmed from the side: bouts, touchdowns and who is in front.

A film is cut into stretches of travelling one way with one foot in front; in each the
feet's touchdowns give strides and rhythm.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.feet import swapped_labels
from exercises.engine.scene import Scene
from exercises.units import Side
from vision import landmarks
from vision.filters import fill_gaps, low_pass
from vision.geometry import Floats, distance, long_percentile, midpoint

SIDES: Final[tuple[Side, Side]] = ("left", "right")

TRAVELLING: Final = 0.15
STOPPED: Final = 0.10
"""Speeds of the hips in leg lengths a second that are travelling, and that are not
(rationale.md 6.3)."""
SPEED_OVER_S: Final = 0.7
"""Speed is taken over about a stride, in which a gallop surges and lags."""
AT_PLACE: Final = 0.05
"""Hips within this many leg lengths of where they stood have not left."""
AT_REST_S: Final = 0.3
"""Who is seen about this long before and after has set off and arrived (our choice)."""
LEAST_S: Final = 0.8
LEAST_STRIDES: Final = 2
STRIDE_AT_MOST_S: Final = 1.5
"""A slow walk has 80 steps a minute (Tudor-Locke et al. 2018, Br J Sports Med 52:776:
below 100 is slow)."""
EXTREMES: Final = (15.0, 85.0)
"""Percentiles of who is in front by how much: while the model exchanges two names, a
foot flies to the other one's place and back within a few frames (our choice)."""
FEET_CUTOFF_HZ: Final = 8.0
"""Low-pass for feet, which move faster than the rest (rationale.md 5)."""
EARS_TO_ANKLES: Final = 0.92
"""Ears to shoulders, trunk, thigh and shank laid end to end, as a share of the stature.
By body segment tables (Drillis & Contini 1966: ear .94, ankle .04) it is .90; the
tracker's points lie farther apart than the joints, .91 to .93 on most rendered runners.
"""


@dataclass(frozen=True, kw_only=True, eq=False)
class GaitSignals:
    """What travelling is measured on.

    Attributes:
        scene: The film.
        leg_px: Length of a leg.
        stature_px: Height of the person standing tall, in the picture.
        hips_px: (T, 2) mid-hip.
        ankles_px: (T, 2, 2) left and right ankle, their names untangled.
        soles_px: (T, 2) y of the lower of heel and toe tip of both feet, likewise.
        exchanged: (T,) frames whose names were exchanged for that.
        speed: (T,) of the hips, leg lengths a second, + to image right.
    """

    scene: Scene
    leg_px: float
    stature_px: float
    hips_px: Floats
    ankles_px: Floats
    soles_px: Floats
    exchanged: NDArray[np.bool_]
    speed: Floats

    @property
    def time_s(self) -> Floats:
        """(T,) seconds."""
        return self.scene.time_s


def gait_signals_of(scene: Scene) -> GaitSignals:
    """Read the signals of travelling from a whole film."""
    raw = scene.raw
    hips = low_pass(
        fill_gaps(midpoint(raw.points_px, landmarks.HIPS), raw.time_s),
        raw.time_s, FEET_CUTOFF_HZ,
    )  # fmt: skip
    pairs = np.stack(
        [raw.points_px[:, landmarks.LEGS[side][2]] for side in SIDES], axis=1
    )
    thigh, shank = (
        max(
            long_percentile(distance(scene.leg_px(side, a), scene.leg_px(side, b)))
            for side in SIDES
        )
        for a, b in ((0, 1), (1, 2))
    )
    leg_px = thigh + shank
    exchanged = swapped_labels(
        fill_gaps(pairs, raw.time_s)[:, :, None], raw.time_s, leg_px
    )
    pairs = np.where(exchanged[:, None, None], pairs[:, ::-1], pairs)
    soles = np.stack(
        [np.fmax(*(raw.points_px[:, landmarks.LEGS[side][part], 1] for part in (3, 4)))
         for side in SIDES], axis=1,
    )  # fmt: skip
    soles = np.where(exchanged[:, None], soles[:, ::-1], soles)
    ankles = low_pass(pairs.reshape(len(raw), -1), raw.time_s, FEET_CUTOFF_HZ)
    return GaitSignals(
        scene=scene,
        leg_px=leg_px,
        stature_px=_stature_px(scene),
        hips_px=hips,
        ankles_px=ankles.reshape(-1, 2, 2),
        soles_px=low_pass(soles, raw.time_s, FEET_CUTOFF_HZ),
        exchanged=exchanged,
        speed=_speed(raw.time_s, hips[:, 0]) / leg_px,
    )


def _facing(gait: GaitSignals, first: int, last: int) -> float:
    """Return which way the feet point: +1 to image right."""
    scene = gait.scene
    toes = [
        (scene.leg_px(side, 4) - scene.leg_px(side, 3))[first : last + 1, 0]
        for side in SIDES
    ]
    nose = scene.track.points_px[first : last + 1, landmarks.NOSE, 0]
    ears = midpoint(scene.track.points_px, (landmarks.LEFT_EAR, landmarks.RIGHT_EAR))
    votes = [*toes, nose - ears[first : last + 1, 0]]
    # Other programs' tracks may lack toes or ears altogether.
    known = [vote for vote in votes if np.isfinite(vote).any()]
    signs = [np.sign(np.nanmedian(vote)) for vote in known]
    return 1.0 if sum(signs) >= 0 else -1.0


def _speed(time_s: Floats, x_px: Floats) -> Floats:
    late = np.minimum(
        np.searchsorted(time_s, time_s + SPEED_OVER_S / 2), len(time_s) - 1
    )
    early = np.maximum(np.searchsorted(time_s, time_s - SPEED_OVER_S / 2), 0)
    way = x_px[late] - x_px[early]
    return np.nan_to_num(way / np.maximum(time_s[late] - time_s[early], 1e-6))


def _stature_px(scene: Scene) -> float:
    """Return the standing height in the picture, from the lengths of its segments.

    Laid end to end they are as long in somebody who leans or bends the knees.
    """
    points = scene.track.points_px[scene.upright]
    ears = midpoint(points, (landmarks.LEFT_EAR, landmarks.RIGHT_EAR))
    shoulders = midpoint(points, landmarks.SHOULDERS)
    hips = midpoint(points, landmarks.HIPS)
    segments = [long_percentile(distance(ears, shoulders)),
                long_percentile(distance(shoulders, hips))]  # fmt: skip
    for upper, lower in ((0, 1), (1, 2)):
        legs = [
            long_percentile(distance(points[:, leg[upper]], points[:, leg[lower]]))
            for leg in landmarks.LEGS.values()
        ]
        segments.append(max(legs))
    return sum(segments) / EARS_TO_ANKLES
