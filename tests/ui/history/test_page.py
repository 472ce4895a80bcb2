"""The page of kept sets, driven without a browser."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from coach.check import Options, VideoAnalysis
from coach.history.kept import NewSet, Recording
from coach.history.rows import new_id
from tests.conftest import ROOT
from ui.desk import DESK

SLOW_S = 240.0
PAGE = """
from ui.history.page import show_history_page
show_history_page()
"""
Keep = Callable[..., str]


@pytest.fixture
def keep(
    monkeypatch: pytest.MonkeyPatch, check_sample: Callable[..., VideoAnalysis]
) -> Iterator[Keep]:
    """Return what keeps a sample's set some days ago; with nothing kept before."""
    monkeypatch.chdir(ROOT)
    DESK.history.forget_all()

    def kept(clip: str, days: float = 0.0, **measures: float) -> str:
        found = check_sample(clip)
        report = found.report
        reps = tuple(
            replace(
                rep,
                measures={
                    key: replace(one, value=measures.get(key, one.value))
                    for key, one in rep.measures.items()
                },
            )
            for rep in report.reps
        )
        recording = Recording(
            name=clip, digest=new_id(), track=found.track, options=Options()
        )
        new = NewSet(
            id=new_id(), origin="film", title=clip, recordings=[recording],
            report=replace(report, reps=reps) if reps else report,
        )  # fmt: skip
        DESK.history.keep(new)
        at = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
        with DESK.history._store.writing() as transaction:
            transaction.execute(
                text("UPDATE sets SET kept_at = :at WHERE id = :id"),
                {"at": at.strftime("%Y-%m-%d %H:%M:%S.%f"), "id": new.id},
            )
        return new.id

    yield kept
    DESK.history.forget_all()


def shown() -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=SLOW_S).run()
    assert not page.exception
    return page


def text_of(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def test_an_empty_history_says_how_sets_come_into_it(keep: Keep) -> None:
    assert "Nothing is kept yet" in text_of(shown())


def test_kept_sets_are_listed_the_newest_first(keep: Keep) -> None:
    keep("deadlift_not_tall", days=3)
    keep("deadlift_good_left", days=1)
    page = shown()
    rows = [part for part in text_of(page).split('class="set-row"')[1:]]
    assert "left leg" in rows[0]
    assert "right leg" in rows[1]
    assert "Two comparable sets are needed" not in text_of(page)


def test_slower_than_on_monday_is_told_only_beyond_the_error(keep: Keep) -> None:
    keep("deadlift_good_left", days=4, lowering_s=1.0)
    keep("deadlift_good_left", days=0, lowering_s=3.0)
    page = shown()
    page.pills(key="history_measure_internal_rotation_deadlift").set_value(
        "lowering_s"
    ).run()
    assert "2.0 s more than in the set before: better." in text_of(page)

    keep("deadlift_good_left", lowering_s=3.01)
    page = shown()
    page.pills(key="history_measure_internal_rotation_deadlift").set_value(
        "lowering_s"
    ).run()
    assert "the change since the set before is within the measurement error" in (
        text_of(page)
    )


def test_a_set_from_long_ago_is_looked_back_at_on_request(keep: Keep) -> None:
    keep("deadlift_good_left", days=200, lowering_s=1.0)
    keep("deadlift_good_left", days=0, lowering_s=3.0)
    page = shown()
    assert "than in the set before" not in text_of(page)
    page.segmented_control(key="history_window").set_value("all").run()
    key = "history_measure_internal_rotation_deadlift"
    page.pills(key=key).set_value("lowering_s").run()
    assert "2.0 s more than in the set before: better." in text_of(page)
