"""What a motion must offer so that the studio can film it."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from studio.body import Body
from studio.limbs import leg_lengths_m, trunk_length_m
from studio.props import Place, Prop
from studio.skeleton import Posed
from studio.timeline import Timeline

#: The hand that carries the weight, or both together.
LoadHand = Literal["left", "right", "both"]


class Motion:
    """A body doing something, on the clip's clock.

    Attributes:
        body: whose.
        style: how, and for how long.
        place: where it needs the room's walls and mat.
        trunk_m: length of the trunk chord, metres.
        framed: poses that the camera is aimed by.
    """

    place: Place
    framed = 16

    def __init__(self, body: Body, style: Any) -> None:
        """Measure the body."""
        self.body, self.style = body, style
        self.trunk_m = trunk_length_m(body)
        self.thigh_m, self.shank_m = leg_lengths_m(body, "left")
        self.leg_m = self.thigh_m + self.shank_m

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        raise NotImplementedError

    def poses_at(self, times_s: Sequence[float] | np.ndarray) -> list[Posed]:
        """The body at some times."""
        return [self.pose_at(float(time_s)) for time_s in times_s]

    def framing(self) -> list[Posed]:
        """Poses that span all that must be in the picture."""
        return self.poses_at(np.linspace(0.0, self.style.duration_s, self.framed))

    def props(self) -> list[Prop]:
        """Things of its own: a box in the room, a weight on a bone."""
        return []

    def truth(self) -> dict[str, Any]:
        """What is true of it, as it stands in the truth file: nothing counts."""
        numbers = {"trunk_m": round(self.trunk_m, 4), "leg_m": round(self.leg_m, 4)}
        return {"set": numbers, "reps": [], "attempts": [], "holds": [], "bouts": []}


class Style:
    """How an athlete does an exercise; a dataclass that builds the motion for a body.

    Attributes:
        motion: what it builds.
        exercise: key of the exercise, None for what is none of them.
        side: the working leg; None where there is none, or where it changes.
        load_hand: the hand that carries the weight.
        load_kg: mass of the weight, 0 for none.
    """

    motion: type[Motion]
    exercise: Any = None
    side: Any = None
    load_hand: Any = None
    load_kg: float = 0.0

    @property
    def timeline(self) -> Timeline:
        """The planned set on the clip's clock."""
        raise NotImplementedError

    @property
    def duration_s(self) -> float:
        """How long the clip lasts."""
        return self.timeline.duration_s

    def build(self, body: Body) -> Any:
        """The motion of this body in this style."""
        return self.motion(body, self)


class Sway:
    """Slow drift of a body that stands: sums of incommensurate sines."""

    def __init__(self, seed: int, hertz: tuple[float, ...], size_m: float) -> None:
        """Two frequencies ahead and two aside; a seed draws their phases."""
        self._phases = np.random.default_rng(seed).uniform(0, 6.28, 4)
        self._hertz, self._size_m = np.array(hertz), size_m

    def at(self, time_s: float) -> tuple[float, float]:
        """Metres ahead and to the left."""
        waves_m = np.sin(2 * np.pi * self._hertz * time_s + self._phases) * self._size_m
        return float(waves_m[:2].sum()) / 2, float(waves_m[2:].sum()) / 2
