"""Warnings do not flicker."""

from itertools import pairwise

from coach.live.lingering import Lingering


def shown(*warnings: str, every_s: float = 0.1) -> list[str]:
    lingering = Lingering[str](1.0)
    return [lingering.look(w, number * every_s) for number, w in enumerate(warnings)]


def test_a_warning_comes_at_once() -> None:
    assert shown("", "dark") == ["", "dark"]


def test_one_that_comes_and_goes_stays() -> None:
    changing = ["dark", ""] * 20
    assert set(shown(*changing)) == {"dark"}


def test_two_that_take_turns_do_not() -> None:
    told = shown(*["dark", "far"] * 20)
    assert sum(one != other for one, other in pairwise(told)) <= 1


def test_it_goes_when_it_has_not_been_true_for_a_while() -> None:
    told = shown("dark", *[""] * 11)
    assert told[9] == "dark"
    assert told[11] == ""
