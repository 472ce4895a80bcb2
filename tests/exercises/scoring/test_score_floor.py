"""Below a floor of what was seen there is no score, and the report says why."""

import math

import numpy as np
import pytest

from exercises.check import check
from exercises.report import Report
from tests.figures import deadlift_set, hidden
from vision.track import Track


def thinned(track: Track, fps: float) -> Track:
    """Return what a camera that sends so many pictures a second shows of it."""
    wanted_s = np.arange(track.time_s[0], track.time_s[-1], 1 / fps)
    frames = np.unique(np.searchsorted(track.time_s, wanted_s))
    kept = np.zeros(len(track), dtype=bool)
    kept[frames] = True
    return track.only(kept)


def judged(track: Track) -> Report:
    return check(track, exercise="internal_rotation_deadlift", side="left")


@pytest.fixture(scope="module")
def track() -> Track:
    return deadlift_set(3, stance="left", facing=1)[0]


def test_what_was_seen_well_has_a_score(track: Track) -> None:
    for fps in (30.0, 15.0):
        report = judged(thinned(track, fps))
        assert math.isfinite(report.score.value)
        assert report.score.reason.text == ""


def test_six_pictures_a_second_carry_no_score(track: Track) -> None:
    report = judged(thinned(track, 6.0))
    assert report.reps
    assert math.isnan(report.score.value)
    assert (
        "6 pictures a second are too few; a score takes 12" in report.score.reason.text
    )
    assert all(math.isnan(rep.score) for rep in report.reps)
    assert all(math.isnan(one.score) for one in report.sets)
    assert all(math.isnan(part.value) for part in report.subscores.values())
    assert {part.reason.text for part in report.subscores.values()} == {
        report.score.reason.text
    }


def test_a_body_lost_in_half_of_the_set_carries_none(track: Track) -> None:
    # Lost for a tenth of a second again and again, so that every rep is found.
    lost = (track.time_s * 10).astype(int) % 2 == 0
    report = judged(hidden(track, lost))
    assert report.reps
    assert math.isnan(report.score.value)
    assert "you were seen in 5" in report.score.reason.text
