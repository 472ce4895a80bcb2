"""What people do that is no exercise: key figures and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from studio.body import Body
from studio.landmarks import find_landmarks
from studio.limbs import SOLE_M, Side, arm_lengths_m, leg_lengths_m, trunk_chord_m
from studio.motion import poses_over
from studio.motions.figure import Figure, blend, strike
from studio.motions.gait import ease
from studio.props import Place, Prop
from studio.room import hand_weight
from studio.skeleton import Posed

Array = NDArray[np.float64]

#: Slow sway of a body that stands or leans, metres and hertz.
SWAY_M = 0.002
SWAY_HZ = (0.31, 0.23)


@dataclass(frozen=True)
class Sizes:
    """Lengths of a body that key figures are built from, metres."""

    thigh_m: float
    shank_m: float
    trunk_m: float
    arm_m: float
    ankle_m: float
    toe_m: float
    half_hips_m: float
    half_shoulders_m: float

    @classmethod
    def of(cls, body: Body) -> Sizes:
        """Measure a body."""
        thigh_m, shank_m = leg_lengths_m(body, "left")
        ankle = body.head_m("foot.L")
        toe = body.vertices_m[find_landmarks(body).vertices["left_foot_index"]]
        return cls(
            thigh_m=thigh_m,
            shank_m=shank_m,
            trunk_m=float(np.linalg.norm(trunk_chord_m(body))),
            arm_m=sum(arm_lengths_m(body, "left")),
            ankle_m=float(ankle[2]) + SOLE_M,
            toe_m=float(toe[0] - ankle[0]),
            half_hips_m=float(body.head_m("upperleg01.L")[1]),
            half_shoulders_m=float(body.head_m("upperarm01.L")[1]),
        )

    @property
    def leg_m(self) -> float:
        """Thigh and shank."""
        return self.thigh_m + self.shank_m


@dataclass(frozen=True)
class Key:
    """A figure and when the body arrives at it, seconds from the first frame."""

    at_s: float
    figure: Figure


Script = Callable[[Body], list[Key]]


@dataclass(frozen=True)
class EverydayStyle:
    """A script of key figures; `mat_m` is where a mat lies, if the room has one."""

    script: Script
    length_s: float = 5.0
    load_kg: float = 0.0
    load_hand: Side | Literal["both"] | None = None
    sways: bool = True
    mat_m: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    wall_x_m: float = -3.5

    exercise: None = None
    side: None = None

    @property
    def duration_s(self) -> float:
        """Length of the clip."""
        return self.length_s

    def build(self, body: Body) -> Everyday:
        """The motion of this body."""
        return Everyday(body, self)


class Everyday:
    """Moves a body from one key figure to the next, smoothly."""

    def __init__(self, body: Body, style: EverydayStyle) -> None:
        """Write the script for this body."""
        self.body, self.style = body, style
        self.keys = style.script(body)
        self.duration_s = style.length_s
        self.place = Place(wall_x_m=style.wall_x_m, mat_m=style.mat_m)

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time."""
        return strike(self.body, self.figure(time_s))

    def figure(self, time_s: float) -> Figure:
        """The figure at a time: rests at each key, minimum-jerk between them."""
        later = next((i for i, k in enumerate(self.keys) if k.at_s > time_s), None)
        if later is None:
            figure = self.keys[-1].figure
        elif later == 0:
            figure = self.keys[0].figure
        else:
            first, second = self.keys[later - 1], self.keys[later]
            share = (time_s - first.at_s) / (second.at_s - first.at_s)
            figure = blend(first.figure, second.figure, ease(share))
        if not self.style.sways:
            return figure
        x_m, y_m, z_m = figure.pelvis_m
        waves = SWAY_M * np.sin(2 * np.pi * np.array(SWAY_HZ) * time_s)
        pelvis_m = (x_m + float(waves[0]), y_m + float(waves[1]), z_m)
        return replace(figure, pelvis_m=pelvis_m)

    def framing(self) -> list[Posed]:
        """Poses over the whole clip."""
        return poses_over(self, self.duration_s, 16)

    def props(self) -> list[Prop]:
        """The weights, if there are any."""
        hand = self.style.load_hand
        if hand is None or self.style.load_kg == 0.0:
            return []
        sides: tuple[Side, ...] = ("left", "right") if hand == "both" else (hand,)
        return [
            prop
            for side in sides
            for prop in hand_weight(self.body, side, self.style.load_kg)
        ]

    def truth(self) -> dict[str, Any]:
        """Nothing of what the exercises ask for happens."""
        sizes = Sizes.of(self.body)
        numbers = {"trunk_m": round(sizes.trunk_m, 4), "leg_m": round(sizes.leg_m, 4)}
        return {"set": numbers, "reps": [], "attempts": [], "holds": [], "bouts": []}
