"""Annotated films are drawn once, by the server, and go with their set."""

from collections.abc import Callable

import pytest

from coach.check import VideoAnalysis
from coach.jobs import drawing
from coach.jobs.drawing import Drawing, FilmsToDraw
from tests.conftest import SAMPLES

CLIP = "deadlift_not_tall"
SLOW_S = 240.0
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample videos here")
Draw = Callable[..., Drawing]


@pytest.fixture
def films() -> FilmsToDraw:
    return FilmsToDraw()


@pytest.fixture
def draw(films: FilmsToDraw, check_sample: Callable[..., VideoAnalysis]) -> Draw:
    def drawn(set_id: str, what: str = "") -> Drawing:
        found = check_sample(CLIP)
        return films.draw(
            (set_id, what), found.path, found.track, found.report, mirrored=False
        )

    return drawn


def test_a_film_is_drawn_once_whoever_asks(draw: Draw) -> None:
    one = draw("a")
    assert draw("a") is one
    assert one.wait(SLOW_S)
    assert one.path is not None
    assert one.path.read_bytes()[4:8] == b"ftyp"
    assert one.done == one.expected
    assert draw("a", "another leg") is not one


def test_what_was_drawn_goes_with_its_set_even_while_it_is_drawn(
    films: FilmsToDraw, draw: Draw
) -> None:
    done, under_way, other = draw("a", "left"), draw("a", "right"), draw("b")
    assert done.wait(SLOW_S)
    films.forget("a")
    assert under_way.wait(SLOW_S)
    assert other.wait(SLOW_S)
    assert done.path is not None
    assert not done.path.exists()
    assert under_way.path is None or not under_way.path.exists()
    assert other.path is not None
    assert other.path.is_file()


def test_a_film_that_is_given_up_makes_room_for_the_next(
    films: FilmsToDraw, draw: Draw
) -> None:
    left, right = draw("a", "left"), draw("a", "right")
    films.give_up(left)
    assert left.wait(SLOW_S)
    assert right.wait(SLOW_S)
    assert right.path is not None
    again = draw("a", "left")
    assert again is not left
    assert again.wait(SLOW_S)
    assert again.path is not None
    films.give_up(again)
    assert draw("a", "left") is again


def test_only_so_many_lie_on_the_disk(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "KEPT", 1)
    first = draw("a")
    assert first.wait(SLOW_S)
    assert draw("b").wait(SLOW_S)
    assert first.path is not None
    assert not first.path.exists()


def test_a_film_that_cannot_be_read_says_why(
    films: FilmsToDraw, check_sample: Callable[..., VideoAnalysis]
) -> None:
    found = check_sample(CLIP)
    gone = films.draw(
        ("a", ""), found.path.with_name("gone.mp4"), found.track, found.report,
        mirrored=False,
    )  # fmt: skip
    assert gone.wait(SLOW_S)
    assert gone.path is None
    assert "gone.mp4" in str(gone.error)
