"""Which exercise is it, if any?

Each exercise says by a few conditions how much a film looks like it; the least
satisfied condition is its likeness. The likest one is the answer when it is clear
enough; else the answer is "none of these", and the user is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from exercises.engine.scene import Scene
from exercises.exercise import Exercise

LEAST_CONFIDENCE: Final = 0.35
"""Below this the user is asked instead of guessed for (rationale.md 8)."""

LEAST_CLOSENESS: Final = 0.5
"""An exercise of which a film fails most conditions is not what it resembles (our
choice)."""


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """A guess at the exercise.

    Attributes:
        exercise: Its key, None for none of ours.
        confidence: 0..1 of that answer.
        nearest: Key of the exercise it resembles most, even when too little; None when
            it resembles none.
        looks_like: Where that resemblance fails, as a sentence part.
        instead_of: The same for each exercise.
    """

    exercise: str | None
    confidence: float
    nearest: str | None = None
    looks_like: str = ""
    instead_of: Mapping[str, str] = field(default_factory=dict)


def recognise(scene: Scene, exercises: Mapping[str, Exercise]) -> Recognition:
    """Guess the exercise of a film."""
    likest = {key: exercise.likeness(scene) for key, exercise in exercises.items()}
    key = max(likest, key=lambda one: (likest[one].confidence, likest[one].closeness))
    best = likest[key]
    others = [one.confidence for name, one in likest.items() if name != key]
    # Two exercises that both fit a film are no answer.
    confidence = best.confidence - 0.5 * max(others, default=0.0)
    instead_of = {name: one.looks_like for name, one in likest.items()}
    if confidence >= LEAST_CONFIDENCE:
        return Recognition(
            exercise=key, confidence=confidence, nearest=key, instead_of=instead_of
        )
    resembled = best.closeness >= LEAST_CLOSENESS
    return Recognition(
        exercise=None,
        confidence=1.0 - max(0.0, confidence),
        nearest=key if resembled else None,
        looks_like=best.looks_like if resembled else "",
        instead_of=instead_of,
    )
