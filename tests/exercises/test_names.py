"""An exercise is found by what people call it."""

import pytest

from exercises.names import key_of_name
from exercises.registry import EXERCISES, clinical_test_of
from hamstrong.errors import UnknownExerciseError

BOX, PULL_OVER = "bridge_foot_on_box", "bridge_pull_over"
DEADLIFT, BIRD_DOG = "internal_rotation_deadlift", "bird_dog_wall_push"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("deadlift", DEADLIFT),
        ("Single-Leg Deadlift", DEADLIFT),
        ("RDL", DEADLIFT),
        ("bird dog", BIRD_DOG),
        ("wall push", BIRD_DOG),
        ("gallop", "gallop"),
        ("gallop backwards", "gallop"),
        ("pull over", PULL_OVER),
        ("pullover", PULL_OVER),
        ("box bridge", BOX),
        ("Foot on box", BOX),
    ],
)
def test_a_name_that_people_use_gives_its_key(name: str, key: str) -> None:
    assert key_of_name(name) == key


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_keys_titles_and_other_names_belong_to_one_exercise(exercise: object) -> None:
    one = EXERCISES[exercise.key]  # type: ignore[attr-defined]
    for name in (one.key, one.title, *one.words.also_called):
        assert key_of_name(name) == one.key


@pytest.mark.parametrize("name", ["bridge", "single leg bridge"])
def test_a_name_of_two_asks_which_of_them(name: str) -> None:
    with pytest.raises(UnknownExerciseError, match=r"Which one\?") as refused:
        key_of_name(name)
    said = str(refused.value)
    assert BOX in said
    assert PULL_OVER in said
    assert DEADLIFT not in said


@pytest.mark.parametrize(
    ("name", "key"), [("dedlift", DEADLIFT), ("galop", "gallop"), ("birdog", BIRD_DOG)]
)
def test_a_misspelt_name_is_asked_back(name: str, key: str) -> None:
    with pytest.raises(UnknownExerciseError, match=rf"Did you mean {key}\?"):
        key_of_name(name)


@pytest.mark.parametrize("name", ["handstand", "", "  "])
def test_an_unknown_name_lists_the_known_keys(name: str) -> None:
    with pytest.raises(UnknownExerciseError, match="Known: ") as refused:
        key_of_name(name)
    assert all(key in str(refused.value) for key in EXERCISES)
    assert "mean" not in str(refused.value)


def test_a_test_belongs_to_one_exercise() -> None:
    assert clinical_test_of("bridge_hold", BOX).exercise.key == BOX
    with pytest.raises(UnknownExerciseError, match="not with 'gallop'"):
        clinical_test_of("bridge_hold", "gallop")
    with pytest.raises(UnknownExerciseError, match="Known: bridge_to_failure"):
        clinical_test_of("plank")
