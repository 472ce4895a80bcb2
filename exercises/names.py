"""An exercise by what people call it: "deadlift", "bird dog", "box bridge"."""

import re
from difflib import get_close_matches

from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from hamstrong.errors import UnknownExerciseError


def key_of_name(text: str) -> str:
    """Return the key of the one exercise that a name fits.

    A name fits where it is a key, a title or another name of the exercise, or where
    each of its words is in one of those.

    Raises:
        UnknownExerciseError: It fits none, or several; says which they are.
    """
    asked = _plain(text)
    exact = [one for one in EXERCISES.values() if asked in _names(one)]
    loose = [one for one in EXERCISES.values() if _holds_all(one, asked.split())]
    fitting = exact or loose
    if len(fitting) == 1:
        return fitting[0].key
    if fitting:
        these = " or ".join(f"{one.key} ({one.title})" for one in fitting)
        raise UnknownExerciseError(f"'{text}' may be {these}. Which one?")
    raise UnknownExerciseError(
        f"There is no exercise '{text}'.{_meant(asked)} Known: {', '.join(EXERCISES)}."
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().lower()


def _names(exercise: Exercise) -> list[str]:
    names = (exercise.key, exercise.title, *exercise.words.also_called)
    return [_plain(name) for name in names]


def _holds_all(exercise: Exercise, words: list[str]) -> bool:
    known = {word for name in _names(exercise) for word in name.split()}
    return bool(words) and known.issuperset(words)


def _meant(asked: str) -> str:
    """Return a question where a name, or a word of one, is alike."""
    owners: dict[str, str] = {}
    for exercise in EXERCISES.values():
        for name in _names(exercise):
            owners.setdefault(name, exercise.key)
            for word in name.split():
                owners.setdefault(word, exercise.key)
    alike = get_close_matches(asked, owners, n=1)
    return f" Did you mean {owners[alike[0]]}?" if alike else ""
