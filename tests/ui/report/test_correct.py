"""What the browser says of reps is taken, refused with a sentence, or passed over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy.engine import URL

from coach.check import Options
from coach.history.history import History
from coach.jobs.desk import Desk
from coach.jobs.following import FilmsToFollow
from coach.jobs.question import Asked, FilmFile
from coach.jobs.sets import SetAtHand
from coach.reports.signals import Signal, signal_of
from exercises.drawing.overlay import overlay
from exercises.marks import Marks
from exercises.report import Report
from tests.figures import deadlift_set
from ui.report.correct import correct, correctable


@pytest.fixture
def one(tmp_path: Path) -> Iterator[SetAtHand]:
    """A set of three deadlifts, slowed down to half its speed by its film."""
    st.session_state.clear()
    film = FilmFile(name="set", digest="d", path=None, track=deadlift_set(3)[0])
    options = Options(exercise="internal_rotation_deadlift", speed=0.5)
    yield SetAtHand(
        "a-set",
        [film],
        title="set",
        follows=FilmsToFollow(),
        history=None,
        asked=Asked(options=options),
    )
    st.session_state.clear()


def report_of(one: SetAtHand) -> Report:
    report = one.report
    assert report is not None
    return report


def say(one: SetAtHand, said: Any) -> Report:
    correct(one, _signal(one), said)
    return report_of(one)


def _signal(one: SetAtHand) -> Signal:
    tracks = one.tracks
    assert tracks is not None
    return signal_of(overlay(tracks[0], report_of(one)))


def edges_of(one: SetAtHand, number: int) -> list[float]:
    data = correctable(one, report_of(one))
    assert data is not None
    return [edge["at_s"] for edge in data["units"][number]["edges"]]


def test_a_moved_edge_is_the_reports_whatever_the_films_speed(one: SetAtHand) -> None:
    edges = edges_of(one, 1)
    edges[1] -= 0.1
    report = say(one, {"rep": edges, "of": 1})
    assert report.reps[1].bottom_s == pytest.approx(edges[1])
    assert report.reps[1].by_user
    again = edges_of(one, 1)
    again[0] += 0.05  # the same rep a second time: one mark, not two
    report = say(one, {"rep": again, "of": 1})
    assert len(one.asked.options.marks.reps) == 1
    assert report.reps[1].start_s == pytest.approx(again[0])


def test_a_removed_rep_can_be_had_back(one: SetAtHand) -> None:
    assert len(say(one, {"remove": 0}).reps) == 2
    data = correctable(one, report_of(one))
    assert data is not None
    assert len(data["changes"]) == 1
    assert len(say(one, {"undo": 0}).reps) == 3
    say(one, {"remove": 0})
    say(one, {"remove": 0})
    assert len(say(one, {"undo": "all"}).reps) == 3


def test_a_missing_rep_is_added_where_the_film_stands(one: SetAtHand) -> None:
    lost = report_of(one).reps[1]
    say(one, {"remove": 1})
    report = say(one, {"add": lost.bottom_s})
    assert [rep.by_user for rep in report.reps] == [False, True, False]


def test_a_rep_that_reaches_into_another_is_refused_with_a_sentence(
    one: SetAtHand,
) -> None:
    edges = edges_of(one, 1)
    edges[3] = edges_of(one, 2)[0] + 0.2
    report = say(one, {"rep": edges, "of": 1})
    assert not one.asked.options.marks
    assert len(report.reps) == 3
    data = correctable(one, report)
    assert data is not None
    assert data["refused"].startswith("Rep 2 cannot reach into rep 3.")
    say(one, {"remove": 0})
    data = correctable(one, report_of(one))
    assert data is not None
    assert data["refused"] == ""


@pytest.mark.parametrize(
    "said",
    [
        None, 5, [], {}, {"rep": None, "of": 1}, {"rep": [1, 2], "of": 0},
        {"rep": ["a", 2, 3, 4], "of": 0}, {"rep": [1, 2, 3, 4], "of": 9},
        {"remove": 9}, {"undo": 3}, {"undo": None}, {"add": "x"},
        {"rep": [9e9, 1, 2, 3], "of": 0}, {"add": float("nan")},
        {"rep": [float("nan")] * 4, "of": 1},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_says_changes_nothing(one: SetAtHand, said: Any) -> None:
    before = report_of(one)
    assert say(one, said) == before
    assert one.asked.options.marks == Marks()


def _history(folder: Path) -> History:
    return History(URL.create("sqlite", database=str(folder / "history.sqlite")))


def _desk(history: History) -> Desk:
    return Desk(history, FilmsToFollow())


def test_a_correction_survives_a_restart_an_export_and_an_import(
    one: SetAtHand, tmp_path: Path
) -> None:
    here, there = (_history(tmp_path / name) for name in ("here", "there"))
    tracks = one.tracks
    assert tracks is not None
    say(one, {"remove": 1})
    desk = _desk(here)
    film = FilmFile(name="set", digest="d", path=None, track=tracks[0])
    kept = desk.begin([film], title="set", asked=one.asked)
    here.export(tmp_path / "all.zip")
    there.import_from(tmp_path / "all.zip")
    for history in (here, there):
        opened = _desk(history).find(kept.id)
        assert opened is not None
        assert opened.asked.options.marks == one.asked.options.marks
        assert len(report_of(opened).reps) == 2
