"""Films stay while a page shows their set, and go with the last one."""

from pathlib import Path

import pytest

from ui.sessions import CLOSED_S
from ui.shelf import Shelf


class Pages:
    """A shelf with a clock of its own and pages that open and close."""

    def __init__(self) -> None:
        self.now_s, self.open = 0.0, {"a", "b"}
        self.gone: list[str] = []
        self.shelf = Shelf(self.open.__contains__, lambda: self.now_s, self.gone.append)

    def film(self, set_id: str, place: int = 0) -> Path:
        path = self.shelf.new(set_id, place, "my set.mp4")
        path.write_bytes(b"film")
        return path


@pytest.fixture
def pages() -> Pages:
    return Pages()


def test_a_film_goes_after_its_last_page_could_come_back(pages: Pages) -> None:
    film = pages.film("x")
    pages.shelf.show("a", "x")
    pages.now_s = 1000.0
    pages.shelf.look()
    pages.open.remove("a")
    pages.now_s += CLOSED_S - 1
    pages.shelf.look()
    assert film.is_file()
    pages.now_s += 2
    pages.shelf.look()
    assert not film.parent.exists()
    assert pages.shelf.path("x", 0) is None
    assert pages.gone == ["x"]  # what was drawn of it goes as well


def test_what_was_drawn_of_a_sample_goes_with_its_last_page(pages: Pages) -> None:
    pages.shelf.show("a", "a sample")
    pages.shelf.show("a", None)
    pages.now_s += CLOSED_S + 1
    pages.shelf.look()
    assert pages.gone == ["a sample"]


def test_a_refreshed_page_is_another_one_and_keeps_it(pages: Pages) -> None:
    film = pages.film("x")
    pages.shelf.show("a", "x")
    pages.open.remove("a")
    pages.now_s += 5
    pages.shelf.show("b", "x")
    pages.now_s += 10 * CLOSED_S
    pages.shelf.look()
    assert film.is_file()


def test_a_page_that_shows_another_set_lets_it_go(pages: Pages) -> None:
    film, other = pages.film("x"), pages.film("y")
    pages.shelf.show("a", "x")
    pages.shelf.show("a", "y")
    pages.now_s += CLOSED_S + 1
    pages.shelf.look()
    assert not film.exists()
    assert other.is_file()
    pages.shelf.show("a", None)
    pages.now_s += CLOSED_S + 1
    pages.shelf.look()
    assert not other.exists()


def test_a_film_that_is_worked_on_stays_without_any_page(pages: Pages) -> None:
    film = pages.film("x")
    pages.now_s += 10 * CLOSED_S
    pages.shelf.look(in_use=lambda path: path == film)
    assert film.is_file()


def test_a_second_film_takes_the_place_of_the_one_before(pages: Pages) -> None:
    first, other = pages.film("x", 1), pages.film("x", 0)
    second = pages.film("x", 1)
    assert not first.exists()
    assert (pages.shelf.path("x", 0), pages.shelf.path("x", 1)) == (other, second)
    pages.shelf.drop("x")
    assert not other.exists()
    assert not second.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c.mp4", "\x1b[31m.mp4", ""])
def test_names_lead_nowhere_else(pages: Pages, name: str) -> None:
    path = pages.shelf.new("x", 0, name)
    assert path.parent.parent == pages.film("y").parent.parent
