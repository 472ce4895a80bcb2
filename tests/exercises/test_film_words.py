"""What is said of a film that is not as it should be."""

from typing import get_args

import pytest

from exercises.film_words import sentence_on, sentences_on_left_out
from vision.problems import Problem, ProblemCode, flaw_problems
from vision.video.flaws import Flaw, FlawCode

NUMBERS = dict.fromkeys(
    (
        "seen_share", "gap_s", "at_s", "luma", "out_share", "height_px", "fps",
        "roll_deg", "moving_share", "others_s",
    ),
    0.5,
)  # fmt: skip


def is_advice(sentence: str) -> bool:
    """Whether it says what is, and then what to do."""
    return sentence.count(". ") >= 1 and sentence.endswith(".")


@pytest.mark.parametrize("code", get_args(ProblemCode))
def test_every_problem_ends_with_something_to_do(code: ProblemCode) -> None:
    problem = Problem(code=code, values=NUMBERS, times_s=(1.0,), part="legs")
    assert is_advice(sentence_on(problem))


@pytest.mark.parametrize("code", get_args(FlawCode))
def test_every_flaw_of_a_file_ends_with_something_to_do(code: FlawCode) -> None:
    flaw = Flaw(code=code, until_s=1.0, fps=30.0, sizes_wh=((2, 1), (1, 2)))
    (problem,) = flaw_problems([flaw])
    assert is_advice(sentence_on(problem))


def test_no_more_moments_are_named_than_anybody_reads() -> None:
    cuts = Problem(code="cut", times_s=tuple(range(1, 20)))
    assert "5.0 s;" in sentence_on(cuts)
    assert "6.0" not in sentence_on(cuts)


def test_a_frame_or_two_left_out_are_not_worth_a_word() -> None:
    assert sentences_on_left_out(0.009) == []
    assert "50%" in sentences_on_left_out(0.5)[0]
