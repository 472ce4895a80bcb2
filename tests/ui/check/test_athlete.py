"""Where two people could be the athlete, the page shows both and asks."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from coach.check import Options, follow_video
from coach.jobs import following
from tests.conftest import ROOT
from ui.desk import DESK, FOLLOWS
from vision.capture.conditions import CaptureConditions
from vision.people.athlete import ImagePoint
from vision.track import Track

SLOW_S = 240


def done(page: AppTest) -> AppTest:
    """Run the page, as it does by itself, until the film is followed and drawn."""
    until_s = time.monotonic() + SLOW_S
    while not page.get("download_button"):
        assert time.monotonic() < until_s
        time.sleep(0.3)
        page.run()
    return page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What films are followed with; each seems to show a second likely athlete."""
    options: list[Options] = []

    def doubtful(path: Path, given: Options, **kwargs: Any) -> Track:
        options.append(given)
        track = follow_video(path, replace(given, athlete=None), **kwargs)
        count = len(track)
        around = CaptureConditions(
            cut=np.zeros(count, dtype=bool),
            shift=np.zeros((count, 2)),
            occluded_by_other=np.zeros(count, dtype=bool),
            unambiguous=given.athlete is not None,
            candidates=np.array([[0.5, 0.5, 0.0], [0.9, 0.4, 1.0]]),
        )
        return replace(track, surroundings=around)

    monkeypatch.setattr(following, "follow_video", doubtful)
    # What another test followed is not at hand here.
    monkeypatch.setattr(DESK, "_sets", {})
    monkeypatch.setattr(FOLLOWS, "_films", {})
    return options


@pytest.mark.sweep
def test_a_click_on_the_athlete_follows_that_one(asked: list[Options]) -> None:
    page = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=SLOW_S).run()
    page.button(key="check_deadlift_good_left").click().run()
    done(page)
    assert not page.exception
    assert "Who is training?" in [header.value for header in page.header]
    people = [b for b in page.button if str(b.key).startswith("athlete_")]
    assert len(people) == 2
    people[1].click().run()
    done(page)
    assert not page.exception
    assert [one.athlete for one in asked] == [None, ImagePoint(0.9, 0.4, 1.0)]
    assert "Who is training?" not in [header.value for header in page.header]
