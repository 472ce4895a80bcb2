"""What people do that is no exercise: key figures and the way between them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.limbs import SIDES
from studio.motion import LoadHand, Motion, Style
from studio.motions import everyday_floor as floor
from studio.motions import everyday_standing as standing
from studio.motions.everyday_keys import Key
from studio.motions.figure import Figure, blend, strike
from studio.profiles import ease
from studio.props import Place, Prop, Rectangle
from studio.skeleton import Posed
from studio.weights import dumbbell

#: Slow sway of a body that stands or leans, metres and hertz.
SWAY_M = 0.002
SWAY_HZ = (0.31, 0.23)


#: What can be done, by name.
SCRIPTS: dict[str, Callable[[Body], list[Key]]] = {
    script.__name__: script
    for script in (
        standing.squat,
        standing.two_leg_deadlift,
        standing.curl,
        standing.standing_still,
        standing.jumping_jacks,
        standing.lunges,
        floor.plank,
        floor.push_ups,
        floor.lying_rest,
        floor.sit_ups,
    )
}


class Everyday(Motion):
    """Moves a body from one key figure to the next, smoothly."""

    def __init__(self, body: Body, style: "EverydayStyle") -> None:
        """Write the script for this body."""
        super().__init__(body, style)
        self.keys = SCRIPTS[style.script](body)
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
        waves_m = SWAY_M * np.sin(2 * np.pi * np.array(SWAY_HZ) * time_s)
        return figure.shifted(*waves_m, 0.0)

    def props(self) -> list[Prop]:
        """The weights, if there are any."""
        hand = self.style.load_hand
        sides = SIDES if hand == "both" else SIDES[:0] if hand is None else (hand,)
        load_kg = self.style.load_kg
        return [prop for side in sides for prop in dumbbell(self.body, side, load_kg)]


@dataclass(frozen=True)
class EverydayStyle(Style):
    """A script of key figures; `mat_m` is where a mat lies, if the room has one."""

    script: str
    length_s: float = 5.0
    load_kg: float = 0.0
    load_hand: LoadHand | None = None
    sways: bool = True
    mat_m: Rectangle = (0.0, 0.0, 0.0, 0.0)
    wall_x_m: float = -3.5

    motion = Everyday

    @property
    def duration_s(self) -> float:
        """Length of the clip."""
        return self.length_s
