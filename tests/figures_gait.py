"""Stick athletes that travel across the picture, for tests.

Each foot stands for `CONTACT` of a stride and swings for the rest of it. The foot that
leads the travel comes down `phase` strides after the one that trails: a third in a
gallop, a half in running. Axes, units and the camera are those of `tests.figures`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from tests.figures import (
    ANKLE_HEIGHT_M,
    ARM_M,
    HALF_HIPS_M,
    HALF_SHOULDERS_M,
    TRUNK_M,
    Floats,
    Move,
    Side,
    filmed,
    frame_times,
    knee_between,
    put_head,
    ramp_signal,
)
from vision.track import Track

CONTACT: Final = 0.45
LIFT_M: Final = 0.10
LEG_BENT_M: Final = 0.64
LEG_TALL_M: Final = 0.80
"""Height of the hips above the ankles while travelling and while standing."""
EAR_UP_M: Final = 0.22
STATURE_M: Final = (LEG_TALL_M + TRUNK_M + EAR_UP_M) / (0.93 - 0.04)
"""From the figure's ear-to-ankle height: ear at .93, ankle at .04 of the stature."""
REST_S: Final = 1.6


@dataclass(frozen=True)
class Stint:
    """One way across the floor.

    Attributes:
        direction: Of travel, against the way the person faces.
        front: The foot that stands in front (for running, either).
        strides: How many.
        phase: When the leading foot lands after the trailing one, in strides.
        stride_m: Length of a stride.
        stride_s: Its duration.
        gap_m: How far the front foot stands ahead of the other one: a stride of a
            gallop, so that the other one catches up and no more; half of one to run.
    """

    direction: Literal["forward", "backward"] = "forward"
    front: Side = "left"
    strides: int = 7
    phase: float = 1 / 3
    stride_m: float = 0.6
    stride_s: float = 0.6
    gap_m: float = 0.6

    @property
    def distance_m(self) -> float:
        return self.strides * self.stride_m


@dataclass
class _Path:
    """The swings of one foot, or the way of the hips."""

    at_m: float
    moves: list[Move]

    def to(self, on_s: float, off_s: float, by_m: float) -> None:
        self.at_m += by_m
        self.moves.append(Move(on_s, off_s, self.at_m))


@dataclass(frozen=True)
class Truth:
    """What a film of travelling shows: when hips leave and arrive, and feet land."""

    start_s: float
    end_s: float
    initial_contacts_s: dict[Side, list[float]]


def gait_track(
    stints: Sequence[Stint],
    *,
    bounce_m: float = 0.06,
    lean_deg: float = 5.0,
    fps: float = 30.0,
    start_m: float | None = None,
    **film: Any,
) -> tuple[Track, list[Truth]]:
    """Film somebody who travels, stands, travels on, and what is true of each way.

    Args:
        stints: In order.
        bounce_m: How far the hips go up and down in each stride.
        lean_deg: Of the trunk.
        fps: Frames a second.
        start_m: Where it starts, forward of the picture's middle; None centres it.
        film: As for `filmed`.
    """
    first = stints[0]
    if start_m is None:
        start_m = -first.distance_m / 2 * (1 if first.direction == "forward" else -1)
    feet: dict[Side, _Path] = {
        "left": _Path(start_m, []), "right": _Path(start_m, [])
    }  # fmt: skip
    hips, truths, at_s = _Path(start_m, []), [], 0.5
    starts = {}
    for index, stint in enumerate(stints):
        at_s = _take_stance(stint, feet, hips, at_s, jump=index == 0)
        if index == 0:
            starts = {side: path.at_m for side, path in feet.items()}
        truths.append(_travel(stint, feet, hips, at_s))
        at_s = truths[-1].end_s + REST_S
    time_s = frame_times(at_s, fps)
    body = _body(
        time_s, feet, starts, hips, start_m, truths, stints, bounce_m, lean_deg
    )
    return filmed(body, time_s, **{"body_share": 0.42, **film}), truths


def _take_stance(
    stint: Stint, feet: dict[Side, _Path], hips: _Path, at_s: float, *, jump: bool
) -> float:
    """Put the feet where a stint starts; return when it may start."""
    for side, path in feet.items():
        target = hips.at_m + (0.5 if side == stint.front else -0.5) * stint.gap_m
        if jump:
            path.at_m = target
        elif abs(target - path.at_m) > 1e-9:
            path.to(at_s, at_s + 0.4, target - path.at_m)
            at_s += 0.5
    return at_s + REST_S


def _travel(stint: Stint, feet: dict[Side, _Path], hips: _Path, at_s: float) -> Truth:
    heading = 1.0 if stint.direction == "forward" else -1.0
    other: Side = "left" if stint.front == "right" else "right"
    leading, trailing = (
        (stint.front, other) if heading > 0 else (other, stint.front)
    )  # fmt: skip
    landed: dict[Side, list[float]] = {"left": [], "right": []}
    for side, late in ((trailing, 0.0), (leading, stint.phase)):
        for stride in range(stint.strides):
            on_s = at_s + (stride + late + CONTACT) * stint.stride_s
            off_s = at_s + (stride + late + 1) * stint.stride_s
            feet[side].to(on_s, off_s, heading * stint.stride_m)
            landed[side].append(off_s)
    start_s = at_s + CONTACT * stint.stride_s
    end_s = at_s + (stint.strides + stint.phase) * stint.stride_s
    hips.to(start_s, end_s, heading * stint.distance_m)
    return Truth(start_s=start_s, end_s=end_s, initial_contacts_s=landed)


def _body(
    time_s: Floats,
    feet: dict[Side, _Path],
    starts: dict[Side, float],
    hips: _Path,
    start_m: float,
    truths: Sequence[Truth],
    stints: Sequence[Stint],
    bounce_m: float,
    lean_deg: float,
) -> Floats:
    body = np.zeros((len(time_s), 33, 3))

    def put(index: int, forward: Floats, up: Floats, across: float) -> None:
        body[:, index, 0], body[:, index, 1], body[:, index, 2] = forward, up, across

    hip_f = ramp_signal(time_s, hips.moves, start=start_m, profile="constant speed")
    crouch: list[Move] = []
    wave = np.zeros(len(time_s))
    for truth, stint in zip(truths, stints, strict=True):
        crouch.append(Move(truth.start_s - 0.4, truth.start_s, 1.0))
        crouch.append(Move(truth.end_s, truth.end_s + 0.4, 0.0))
        inside = (time_s >= truth.start_s) & (time_s <= truth.end_s)
        turns = (time_s - truth.start_s) / stint.stride_s
        wave += np.where(inside, (1 - np.cos(2 * np.pi * turns)) / 2, 0.0)
    low = ramp_signal(time_s, crouch)
    leg = LEG_TALL_M + (LEG_BENT_M - LEG_TALL_M) * low
    hip_u = ANKLE_HEIGHT_M + leg + bounce_m * wave
    lean = np.radians(lean_deg) + 0 * time_s
    shoulder = (hip_f + TRUNK_M * np.sin(lean), hip_u + TRUNK_M * np.cos(lean))
    for side, sign, name in ((0, 1.0, "left"), (1, -1.0, "right")):
        path = feet["left" if name == "left" else "right"]
        across = sign * HALF_HIPS_M
        x = ramp_signal(
            time_s, path.moves, start=starts["left" if side == 0 else "right"]
        )
        up = ANKLE_HEIGHT_M + 0 * time_s
        for move in path.moves:
            share = np.clip((time_s - move.on_s) / move.duration_s, 0.0, 1.0)
            up += LIFT_M * np.sin(np.pi * share)
        put(11 + side, *shoulder, sign * HALF_SHOULDERS_M)
        put(23 + side, hip_f, hip_u, across)
        put(25 + side, *knee_between((hip_f, hip_u), (x, up)), across)
        put(27 + side, x, up, across)
        put(29 + side, x - 0.05, up - 0.05, across)
        put(31 + side, x + 0.13, up - 0.06, across)
        put(13 + side, shoulder[0], shoulder[1] - ARM_M / 2, sign * 0.22)
        for index in (15, 17, 19, 21):
            put(index + side, shoulder[0] + 0.05, shoulder[1] - ARM_M, sign * 0.22)
    put_head(body, lean, *shoulder)
    return body
