"""What a motion must offer so that the studio can film it."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import numpy as np

from studio.body import Body
from studio.limbs import Side
from studio.props import Place, Prop
from studio.skeleton import Posed

#: The hand that carries the weight, or both together.
LoadHand = Literal["left", "right", "both"]


class Motion(Protocol):
    """A body doing an exercise, on the clip's clock."""

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time, seconds from the first frame."""
        ...

    def framing(self) -> list[Posed]:
        """Poses that span all that must be in the picture; see `poses_over`."""
        ...

    def props(self) -> list[Prop]:
        """Things of its own: a box in the room, a weight on a bone; may be empty."""
        ...

    @property
    def place(self) -> Place:
        """Where it needs the room's walls and mat."""
        ...

    def truth(self) -> dict[str, Any]:
        """What is true of it, as it stands in the truth file.

        Keys: "set" and those that apply of "reps", "attempts", "holds", "bouts"; a
        "side" here replaces the style's.
        """
        ...


class Style(Protocol):
    """How an athlete does an exercise; builds the motion for a body."""

    @property
    def exercise(self) -> str | None:
        """Key of the exercise, None for what is none of them."""
        ...

    @property
    def side(self) -> Side | None:
        """The working leg; None where there is none, or where it changes."""
        ...

    @property
    def load_hand(self) -> LoadHand | None:
        """The hand that carries the weight."""
        ...

    @property
    def load_kg(self) -> float:
        """Mass of the weight, 0 for none."""
        ...

    @property
    def duration_s(self) -> float:
        """How long the clip lasts."""
        ...

    def build(self, body: Body) -> Motion:
        """The motion of this body in this style."""
        ...


def poses_over(motion: Motion, duration_s: float, count: int = 28) -> list[Posed]:
    """Poses at even times over a motion, for a camera that must see all of it."""
    return [motion.pose_at(float(t)) for t in np.linspace(0.0, duration_s, count)]
