"""Where a gallop goes one way without a stop, and who leads."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from exercises.engine.feet import initial_contacts_s
from exercises.gallop.signals import (
    AT_PLACE,
    AT_REST_S,
    EXTREMES,
    LEAST_S,
    LEAST_STRIDES,
    SIDES,
    STRIDE_AT_MOST_S,
    TRAVELLING,
    GaitSignals,
    _facing,
)
from exercises.units import Direction, Side
from vision.filters import stretches
from vision.geometry import Floats


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
        initial_contacts_s: When each foot comes down.
    """

    first: int
    last: int
    heading: float
    facing: float
    lead: Side | None
    lead_share: float
    one_in_front: float
    initial_contacts_s: dict[Side, Floats]

    @property
    def strides(self) -> int:
        """How often the foot comes down that does so less often."""
        return min(len(times_s) for times_s in self.initial_contacts_s.values())

    @property
    def direction(self) -> Direction:
        """With the face or with the back to where one goes."""
        return "forward" if self.heading == self.facing else "backward"

    def strides_s(self) -> Floats:
        """(N,) durations of the front foot's strides."""
        return np.diff(self.initial_contacts_s[self.lead or "left"])

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
        for start_s, stop_s in itertools.pairwise(self.initial_contacts_s[trailing]):
            inside = self.initial_contacts_s[leading]
            inside = inside[(inside >= start_s) & (inside < stop_s)]
            if len(inside) == 1:
                found.append((inside[0] - start_s) / (stop_s - start_s))
        return np.array(found)


def find_travels(gait: GaitSignals, least_strides: int = LEAST_STRIDES) -> list[Travel]:
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


def cut_by(gait: GaitSignals, travel: Travel) -> Literal["starts", "ends"] | None:
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


def sure_of_names(gait: GaitSignals, travels: Sequence[Travel]) -> float:
    """Return how sure the names of the legs are, in the least sure bout.

    Untangling follows each leg, but which is the left one only the model's own names
    tell: the share of frames in which they agree with the untangled ones. A half is
    no better than guessing.
    """
    return min(
        1 - float(gait.exchanged[travel.first : travel.last + 1].mean())
        for travel in travels
    )


def _exact(gait: GaitSignals, first: int, last: int, heading: float) -> tuple[int, int]:
    """Return the last frame at the old place and the first one at the new place.

    The speed, taken over a stride, rises before the hips move and falls after.
    """
    x = heading * gait.hips_px[first : last + 1, 0] / gait.leg_px
    left = np.flatnonzero(x - x[0] > AT_PLACE)
    arrived = np.flatnonzero(x[-1] - x > AT_PLACE)
    start = first + max(0, int(left[0]) - 1) if len(left) else first
    stop = first + min(len(x) - 1, int(arrived[-1]) + 1) if len(arrived) else last
    return start, max(stop, start + 1)


def _travel(gait: GaitSignals, first: int, last: int, heading: float) -> Travel | None:
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
        side: initial_contacts_s(
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
        initial_contacts_s=touchdowns,
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
