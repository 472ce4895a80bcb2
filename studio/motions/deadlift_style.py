"""How an athlete hinges on one leg."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.limbs import Side
from studio.profiles import Repetition, Timeline

KEY = "internal_rotation_deadlift"


@dataclass(frozen=True)
class HingeStyle:
    """How this athlete does the exercise. Angles in degrees, lengths in metres.

    Defaults are a good repetition: the hip folds, the soft knee hardly changes
    (10-20 degrees), the pelvis turns toward the stance leg, the hand aims at the
    outside of the laces.
    """

    side: Side = "left"  # the stance leg
    lean_top_deg: float = 2.0
    lean_bottom_deg: float = 81.0
    knee_top_deg: float = 6.0
    knee_bottom_deg: float = 15.0
    turn_bottom_deg: float = 15.0
    hand_lateral: float = 0.21  # wrist outside the laces, in stance shank lengths
    hand_ahead_m: float = 0.064  # wrist ahead of the stance shank
    rear_rise: float = 0.0  # rear ankle's rise at the bottom, in leg lengths
    rear_slide: float = 0.0  # rear foot's way up the wall, in trunk lengths
    open_bottom_deg: float = 0.0  # trunk's roll at the bottom, free side up
    free_arm: Literal["hip", "hang"] = "hip"
    load_kg: float = 10.0
    plan: tuple[Repetition, ...] = ()
    tall_before_s: float = 1.2
    sway_m: float = 0.003
    sway_seed: int = 1

    @property
    def load_hand(self) -> Side:
        """The hand opposite to the stance leg carries the weight."""
        return "right" if self.side == "left" else "left"

    @property
    def exercise(self) -> str:
        """Key of the exercise."""
        return KEY

    @property
    def timeline(self) -> Timeline:
        """The set on the clip's clock."""
        return Timeline.from_plan(self.plan, self.tall_before_s)

    @property
    def duration_s(self) -> float:
        """How long the set lasts."""
        return self.timeline.duration_s
