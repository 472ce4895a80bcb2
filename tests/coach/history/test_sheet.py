"""The sheet for a physiotherapist: all sets, what changed, what was noted."""

import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from coach.history.history import History
from coach.history.kept import Diary, NewSet, Number
from coach.history.progress import series_of
from coach.history.sheet import sheet_of
from coach.history.sheet_chart import TALL_PX, sheet_chart_html

MakeSet = Callable[..., NewSet]
TODAY = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
DEADLIFT = "internal_rotation_deadlift"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[History]:
    opened = History(URL.create("sqlite", database=str(tmp_path / "history.sqlite")))
    yield opened
    opened.close()


@pytest.fixture
def keep(here: History, make_set: MakeSet, tmp_path: Path) -> Callable[..., str]:
    """Keep a sample's set as if that had been so many days ago."""

    def kept(clip: str, days_ago: int, diary: Diary | None = None) -> str:
        new = make_set(clip)
        here.keep(new)
        here.note(new.id, diary or Diary())
        at = f"{TODAY - dt.timedelta(days=days_ago):%Y-%m-%d %H:%M:%S.%f}"
        with sqlite3.connect(tmp_path / "history.sqlite") as database:
            database.execute("UPDATE sets SET kept_at=? WHERE id=?", (at, new.id))
        return new.id

    return kept


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.names.append(tag)


def text_of(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)


def test_what_became_better_is_said_with_its_error(
    here: History, keep: Callable[..., str]
) -> None:
    keep("deadlift_fast_lowering", 20)
    keep("deadlift_good_left", 3)
    said = text_of(sheet_of(here, 42, TODAY))
    assert re.search(
        r"Lowering time, left leg: .* more than in the set before: better", said
    )
    assert "Lowering too fast" in said
    assert "2026-06-10" in said
    assert "2 sets on 2 days" in said


def test_what_was_noted_stands_beside_the_set_and_runs_nothing(
    here: History, keep: Callable[..., str]
) -> None:
    diary = Diary(
        load_kg=16, effort=7, pain_before=0, pain_after=2, note="<script>ow()</script>"
    )
    keep("deadlift_good_left", 1, diary)
    page = sheet_of(here, 42, TODAY)
    said = text_of(page)
    assert "16 kg" in said
    assert "0 / 2 / \N{EN DASH}" in said or "0 / 2 / -" in said
    tags = _Tags(page).names
    assert "script" not in tags
    assert "img" not in tags
    assert "&lt;script&gt;" in page


def test_older_sets_are_left_out(here: History, keep: Callable[..., str]) -> None:
    keep("deadlift_good_left", 60)
    keep("box_bridge_good_left", 5)
    recent = text_of(sheet_of(here, 42, TODAY))
    assert "Foot on Box" in recent
    assert "Deadlift" not in recent
    assert "Deadlift" in text_of(sheet_of(here, None, TODAY))


def test_an_empty_history_gives_an_empty_sheet(here: History) -> None:
    assert "No set was kept." in sheet_of(here, 42, TODAY)


def test_points_of_the_drawing_lie_in_the_order_of_their_values() -> None:
    numbers = [
        Number(
            set_id=str(day), at=TODAY + dt.timedelta(days=day), exercise=DEADLIFT,
            leg="left", view="side", grade="A", measure="lowering_s", value=value,
            error=0.2, unit="s",
        )
        for day, value in enumerate((1.0, 3.0, 2.0))
    ]  # fmt: skip
    drawn = sheet_chart_html(series_of(numbers)).split("<svg", 2)[2]
    tops = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn)]
    first, second, third = tops
    assert 0 < second < third < first < TALL_PX
    assert (first - third) == pytest.approx(third - second, abs=0.2)
