"""What a motion must offer so that the studio can film it."""

from __future__ import annotations

from typing import Protocol

from studio.body import Body
from studio.limbs import Side
from studio.skeleton import Posed


class Motion(Protocol):
    """A body doing an exercise."""

    #: Where the foot is on the wall behind: the wall's x, the foot's y, metres.
    wall_touch_m: tuple[float, float]

    def pose(self, depth: float, time_s: float) -> Posed:
        """The body at a depth (0 start of a repetition, 1 its turning point)."""
        ...

    def rep_truth(self, depth: float) -> dict[str, float]:
        """Angles and distances of a repetition that goes to this depth."""
        ...

    def set_truth(self) -> dict[str, float]:
        """Numbers that hold for the whole set."""
        ...


class Style(Protocol):
    """How an athlete does an exercise; builds the motion for a body."""

    @property
    def exercise(self) -> str:
        """Key of the exercise."""
        ...

    @property
    def side(self) -> Side:
        """The working leg."""
        ...

    @property
    def load_hand(self) -> Side:
        """The hand that carries the weight."""
        ...

    @property
    def load_kg(self) -> float:
        """Mass of the weight, 0 for none."""
        ...

    @property
    def has_wall(self) -> bool:
        """Whether a foot is on the wall (else the wall stands out of reach)."""
        ...

    def build(self, body: Body) -> Motion:
        """The motion of this body in this style."""
        ...
