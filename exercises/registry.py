"""All exercises of the circuit, by key."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from exercises.bird_dog_wall_push.definition import BIRD_DOG
from exercises.bridge_foot_on_box.clinical import BRIDGE_HOLD, BRIDGE_TO_FAILURE
from exercises.bridge_foot_on_box.definition import BOX_BRIDGE
from exercises.bridge_pull_over.definition import PULL_OVER
from exercises.clinical.clinical_test import ClinicalTest
from exercises.consistency import refuse_inconsistent
from exercises.exercise import Exercise
from exercises.gallop.definition import GALLOP
from exercises.internal_rotation_deadlift.definition import DEADLIFT
from hamstrong.errors import UnknownExerciseError

EXERCISES: Final[Mapping[str, Exercise]] = MappingProxyType(
    {one.key: one for one in (BIRD_DOG, PULL_OVER, BOX_BRIDGE, GALLOP, DEADLIFT)}
)
"""All exercises by key, from the least to the most demanding. A new one is one
package and one entry here."""
TESTS: Final[Mapping[str, ClinicalTest]] = MappingProxyType(
    {one.key: one for one in (BRIDGE_TO_FAILURE, BRIDGE_HOLD)}
)
"""All clinical tests by key."""
for _exercise in EXERCISES.values():
    refuse_inconsistent(_exercise)


def exercise_named(key: str) -> Exercise:
    """Return the exercise of a key.

    Raises:
        UnknownExerciseError: Lists the known keys.
    """
    if key not in EXERCISES:
        raise UnknownExerciseError(
            f"There is no exercise '{key}'. Known: {', '.join(EXERCISES)}."
        )
    return EXERCISES[key]


def clinical_test_of(key: str, exercise: str = "auto") -> ClinicalTest:
    """Return the clinical test of a key.

    Args:
        key: Of the test.
        exercise: The exercise that is named beside it, or "auto".

    Raises:
        UnknownExerciseError: No test of that key, or one of another exercise.
    """
    if key not in TESTS:
        raise UnknownExerciseError(
            f"There is no test '{key}'. Known: {', '.join(TESTS)}."
        )
    test = TESTS[key]
    if exercise not in ("auto", test.exercise.key):
        raise UnknownExerciseError(
            f"The test '{key}' is done with '{test.exercise.key}', not with "
            f"'{exercise}'. Leave the exercise out."
        )
    return test
