"""Where two people could be the athlete, the page shows both and asks."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from coach.check import Options, check_video
from tests.conftest import ROOT
from ui.check import analysis as checking
from vision.capture.conditions import CaptureConditions
from vision.people.athlete import ImagePoint

SLOW_S = 240


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What films are followed with; each seems to show a second likely athlete."""
    options: list[Options] = []

    def doubtful(path: Path, given: Options, **kwargs: Any) -> object:
        options.append(given)
        checked = check_video(path, replace(given, athlete=None), **kwargs)
        count = len(checked.track)
        around = CaptureConditions(
            cut=np.zeros(count, dtype=bool),
            shift=np.zeros((count, 2)),
            occluded_by_other=np.zeros(count, dtype=bool),
            unambiguous=given.athlete is not None,
            candidates=np.array([[0.5, 0.5, 0.0], [0.9, 0.4, 1.0]]),
        )
        track = replace(checked.track, surroundings=around)
        return replace(checked, track=track)

    monkeypatch.setattr(checking, "check_video", doubtful)
    return options


@pytest.mark.sweep
def test_a_click_on_the_athlete_follows_that_one(asked: list[Options]) -> None:
    page = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=SLOW_S).run()
    page.button(key="check_deadlift_good_left").click().run()
    assert not page.exception
    assert "Who is training?" in [header.value for header in page.header]
    people = [b for b in page.button if str(b.key).startswith("athlete_")]
    assert len(people) == 2
    people[1].click().run()
    assert not page.exception
    assert [one.athlete for one in asked] == [None, ImagePoint(0.9, 0.4, 1.0)]
    assert "Who is training?" not in [header.value for header in page.header]
