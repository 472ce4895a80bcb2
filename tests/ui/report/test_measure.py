"""What is measured by hand is kept with its set, and changes nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from coach.check import Options
from coach.history.history import History
from coach.history.rows import new_id
from coach.jobs.desk import Desk
from coach.jobs.following import FilmsToFollow
from coach.jobs.question import Asked, FilmFile
from coach.jobs.sets import SetAtHand
from tests.figures import deadlift_set
from ui.report.measure import measurable, measure

ANGLE = {"at_s": 1.5, "points": [[0.4, 0.4], [0.5, 0.6], [0.6, 0.4]]}
SQUARE = (600, 600)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(URL.create("sqlite", database=str(tmp_path / "history.sqlite")))
    yield opened
    opened.close()


@pytest.fixture
def one(history: History) -> SetAtHand:
    """A kept set whose film shows it at half its speed."""
    film = FilmFile(name="set", digest="d", path=None, track=deadlift_set(3)[0])
    options = Options(exercise="internal_rotation_deadlift", speed=0.5)
    return SetAtHand(
        new_id(),
        [film],
        title="set",
        follows=FilmsToFollow(),
        history=history,
        asked=Asked(options=options),
    )


def shown(one: SetAtHand) -> list[dict[str, Any]]:
    report = one.report
    assert report is not None
    found: list[dict[str, Any]] = measurable(one, report, SQUARE)
    return found


def test_it_is_told_with_its_number_and_its_time(one: SetAtHand) -> None:
    measure(one, [ANGLE])
    (told,) = shown(one)
    assert told["at_s"] == pytest.approx(1.5)
    assert one.asked.options.by_hand[0].at_s == pytest.approx(3.0)  # in the film
    assert told["says"] == "Angle 53\N{DEGREE SIGN}"  # 2 atan(0.1 / 0.2)


def test_the_report_and_the_drawn_film_stay_what_they_are(one: SetAtHand) -> None:
    before, key = one.report, one.key
    measure(one, [ANGLE])
    assert one.report is before
    assert one.key == key


def test_another_page_and_another_computer_find_it(
    one: SetAtHand, history: History, tmp_path: Path
) -> None:
    measure(one, [ANGLE])
    one.keep()
    again = Desk(history, FilmsToFollow()).find(one.id)
    assert again is not None
    assert shown(again) == shown(one)
    history.export(tmp_path / "all.zip")
    there = History(URL.create("sqlite", database=str(tmp_path / "there.sqlite")))
    there.import_from(tmp_path / "all.zip")
    moved = Desk(there, FilmsToFollow()).find(one.id)
    assert moved is not None
    assert shown(moved) == shown(one)
    there.close()


def test_what_is_taken_away_is_gone(one: SetAtHand) -> None:
    measure(one, [ANGLE, ANGLE])
    measure(one, [ANGLE])
    assert len(shown(one)) == 1
    measure(one, [])
    assert shown(one) == []


@pytest.mark.parametrize(
    "said",
    [None, "x", [1], [{"at_s": 1}], [{"at_s": "x", "points": []}],
     [ANGLE | {"points": [[2, 2], [0, 0]]}], [ANGLE | {"at_s": -1}]],
)  # fmt: skip
def test_nonsense_changes_nothing(one: SetAtHand, said: Any) -> None:
    measure(one, [ANGLE])
    measure(one, said)
    assert len(shown(one)) == 1
