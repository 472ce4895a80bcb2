"""Travelling on two feet, filmed from the side: bouts, touchdowns and who is in front.

A film is cut into stretches of travelling one way with one foot in front; in each the
feet's touchdowns give strides and rhythm.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from exercises.engine.feet import exchanged_names, touchdowns_s
from exercises.engine.scene import Scene
from exercises.report import Direction, Side
from vision import landmarks
from vision.filters import fill_gaps, low_pass, stretches
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
class Gait:
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Travel:
    """One stretch of travelling in one direction.

    Attributes:
        first: Its first frame.
        last: Its last frame.
        heading: +1 to image right, -1 to the left.
        facing: +1 when the person faces image right.
        lead: The foot that is in front most of the time; None when neither is.
        lead_share: Share of frames in which it is in front.
        one_in_front: How much one foot is in front, stride for stride; see
            `_one_in_front`.
        touchdowns_s: When each foot comes down.
    """

    first: int
    last: int
    heading: float
    facing: float
    lead: Side | None
    lead_share: float
    one_in_front: float
    touchdowns_s: dict[Side, Floats]

    @property
    def strides(self) -> int:
        """How often the foot comes down that does so less often."""
        return min(len(times_s) for times_s in self.touchdowns_s.values())

    @property
    def direction(self) -> Direction:
        """With the face or with the back to where one goes."""
        return "forward" if self.heading == self.facing else "backward"

    def strides_s(self) -> Floats:
        """(N,) durations of the front foot's strides."""
        return np.diff(self.touchdowns_s[self.lead or "left"])

    def phases(self) -> Floats:
        """(N,) where in the stride the foot that leads the travel comes down.

        Seconds after the trailing one, as a share of the stride: a third in a gallop,
        half in running and walking.
        """
        if self.lead is None:
            return np.array([])
        rear: Side = "left" if self.lead == "right" else "right"
        forward = self.direction == "forward"
        leading, trailing = (self.lead, rear) if forward else (rear, self.lead)
        found = []
        for start_s, stop_s in itertools.pairwise(self.touchdowns_s[trailing]):
            inside = self.touchdowns_s[leading]
            inside = inside[(inside >= start_s) & (inside < stop_s)]
            if len(inside) == 1:
                found.append((inside[0] - start_s) / (stop_s - start_s))
        return np.array(found)


def read_gait(scene: Scene) -> Gait:
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
    exchanged = exchanged_names(
        fill_gaps(pairs, raw.time_s)[:, :, None], raw.time_s, leg_px
    )
    pairs = np.where(exchanged[:, None, None], pairs[:, ::-1], pairs)
    soles = np.stack(
        [np.fmax(*(raw.points_px[:, landmarks.LEGS[side][part], 1] for part in (3, 4)))
         for side in SIDES], axis=1,
    )  # fmt: skip
    soles = np.where(exchanged[:, None], soles[:, ::-1], soles)
    ankles = low_pass(pairs.reshape(len(raw), -1), raw.time_s, FEET_CUTOFF_HZ)
    return Gait(
        scene=scene,
        leg_px=leg_px,
        stature_px=_stature_px(scene),
        hips_px=hips,
        ankles_px=ankles.reshape(-1, 2, 2),
        soles_px=low_pass(soles, raw.time_s, FEET_CUTOFF_HZ),
        exchanged=exchanged,
        speed=_speed(raw.time_s, hips[:, 0]) / leg_px,
    )


def find_travels(gait: Gait, least_strides: int = LEAST_STRIDES) -> list[Travel]:
    """Return the stretches of travelling with at least so many strides, in order."""
    time_s = gait.time_s
    found: list[Travel] = []
    upright = gait.scene.upright | (np.abs(gait.speed) > 2 * TRAVELLING)
    for heading in (1.0, -1.0):
        moving = (heading * gait.speed > TRAVELLING) & upright
        for start, stop in stretches(moving):
            if time_s[stop - 1] - time_s[start] < LEAST_S:
                continue
            first, last = _exact(gait, start, stop - 1, heading)
            travel = _travel(gait, first, last, heading)
            if travel is not None and travel.strides >= least_strides:
                found.append(travel)
    return sorted(found, key=lambda travel: travel.first)


def cut_by(gait: Gait, travel: Travel) -> Literal["starts", "ends"] | None:
    """Return whether a film starts or ends while somebody travels; None if neither.

    So does, for us, who walks into the picture or out of it: nobody is seen standing
    before or after.
    """
    seen_s = gait.time_s[gait.scene.raw.seen]
    start_s, end_s = gait.time_s[[travel.first, travel.last]]
    if not ((seen_s < start_s - AT_REST_S / 2) & (seen_s > start_s - AT_REST_S)).any():
        return "starts"
    if not ((seen_s > end_s + AT_REST_S / 2) & (seen_s < end_s + AT_REST_S)).any():
        return "ends"
    return None


def sure_of_names(gait: Gait, travels: Sequence[Travel]) -> float:
    """Return how sure the names of the legs are, in the least sure bout.

    Untangling follows each leg, but which is the left one only the model's own names
    tell: the share of frames in which they agree with the untangled ones. A half is
    no better than guessing.
    """
    return min(
        1 - float(gait.exchanged[travel.first : travel.last + 1].mean())
        for travel in travels
    )


def _exact(gait: Gait, first: int, last: int, heading: float) -> tuple[int, int]:
    """Return the last frame at the old place and the first one at the new place.

    The speed, taken over a stride, rises before the hips move and falls after.
    """
    x = heading * gait.hips_px[first : last + 1, 0] / gait.leg_px
    left = np.flatnonzero(x - x[0] > AT_PLACE)
    arrived = np.flatnonzero(x[-1] - x > AT_PLACE)
    start = first + max(0, int(left[0]) - 1) if len(left) else first
    stop = first + min(len(x) - 1, int(arrived[-1]) + 1) if len(arrived) else last
    return start, max(stop, start + 1)


def _travel(gait: Gait, first: int, last: int, heading: float) -> Travel | None:
    facing = _facing(gait, first, last)
    ahead = facing * (
        gait.ankles_px[first : last + 1, 0, 0] - gait.ankles_px[first : last + 1, 1, 0]
    )
    seen = ahead[np.isfinite(ahead)]
    if not len(seen):
        return None
    lead: Side = "left" if np.median(seen) > 0 else "right"
    margin = round(0.15 * gait.scene.fps)
    near = slice(max(0, first - margin), last + margin + 1)
    touchdowns = {
        side: touchdowns_s(
            gait.time_s[near],
            gait.ankles_px[near, foot, 0],
            gait.soles_px[near, foot],
            heading
            * (gait.ankles_px[near, foot] - gait.hips_px[near])[:, 0]
            / gait.leg_px,
            gait.leg_px,
        )
        for foot, side in enumerate(SIDES)
    }
    sign = 1.0 if lead == "left" else -1.0
    return Travel(
        first=first,
        last=last,
        heading=heading,
        facing=facing,
        lead=lead,
        lead_share=float(np.mean(sign * seen > 0)),
        one_in_front=_one_in_front(ahead, gait.scene.fps),
        touchdowns_s=touchdowns,
    )


def _one_in_front(ahead: Floats, fps: float) -> float:
    """Return how much one foot is in front, stride for stride; NaN if unseen.

    0 where each foot passes the other as far as it was passed, as in walking, running
    and skipping; 1 where the one behind catches up and no more; above 1 where it never
    does. Asked in every stride and its median taken: one change of the lead, or a step
    whose names are wrong, does not decide.

    Args:
        ahead: (T,) how far the left foot is in front of the right one, in any unit.
        fps: Frames a second.
    """
    known = ahead[np.isfinite(ahead)]
    size = min(len(known), round(STRIDE_AT_MOST_S * fps))
    if size < 2:
        return float("nan")
    strides = np.lib.stride_tricks.sliding_window_view(known, size)
    least, most = np.percentile(strides, EXTREMES, axis=1)
    return float(np.median(np.abs(most + least) / np.maximum(most - least, 1e-9)))


def _facing(gait: Gait, first: int, last: int) -> float:
    """Return which way the feet point: +1 to image right."""
    scene = gait.scene
    toes = [
        (scene.leg_px(side, 4) - scene.leg_px(side, 3))[first : last + 1, 0]
        for side in SIDES
    ]
    nose = scene.track.points_px[first : last + 1, landmarks.NOSE, 0]
    ears = midpoint(scene.track.points_px, (landmarks.LEFT_EAR, landmarks.RIGHT_EAR))
    votes = [*toes, nose - ears[first : last + 1, 0]]
    signs = [np.sign(np.nanmedian(vote)) for vote in votes]
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
