"""Passers-by, cuts, tilts: the count is right, or the report says what is missing.

A part of `benchmarks.altered_films`, through the real model.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.alterations import alter, frames_of
from benchmarks.altered_films import Trial, run, trials
from benchmarks.bystanders import Walk, with_walker
from benchmarks.truth import SAMPLES
from coach.live.core import LiveCore
from coach.live.state import LiveSettings
from tests.live_films import close_ended
from vision.people.live import AthletePoses
from vision.video.probe import Frame, Image

CHOSEN = [
    "deadlift_good_left: somebody walks past behind",
    "deadlift_good_left: cut while the last goes down",
    "pull_over_good_left: somebody comes and stays",
    "box_bridge_good_left: held by hand",
    "none_camera_set_up: then a set from the front",
]
TRIALS = {trial.name: trial for trial in trials()}


@pytest.mark.sweep
@pytest.mark.parametrize("name", CHOSEN)
def test_the_count_survives_or_the_report_says_why(name: str, tmp_path: Path) -> None:
    outcome = run(TRIALS[name], tmp_path)
    assert outcome.verdict in ("right", "abstains"), outcome.report


@pytest.mark.sweep
def test_of_a_short_film_too(tmp_path: Path) -> None:
    stays = Walk(enters_s=1, tall=0.75, feet=0.9, stops=0.85)
    outcome = run(
        Trial(
            name="deadlift_not_tall: somebody comes and stays",
            base=SAMPLES / "deadlift_not_tall.mp4",
            steps=(with_walker(stays),),
            expected=1,
        ),
        tmp_path,
    )
    assert outcome.verdict in ("right", "abstains"), outcome.report


@pytest.mark.sweep
def test_the_athlete_stays_the_athlete_while_somebody_walks_past(
    tmp_path: Path,
) -> None:
    report = run(TRIALS["deadlift_good_left: somebody walks past behind"], tmp_path)
    assert report.report.exercise == "internal_rotation_deadlift"
    assert any("Somebody else" in note for note in report.report.notes)


@pytest.mark.sweep
def test_live_too_the_athlete_is_followed_past_somebody_who_stays(
    tmp_path: Path,
) -> None:
    trial = TRIALS["deadlift_good_left: somebody comes and stays"]
    frames = list(frames_of(alter(trial.base, tmp_path / "stays.mp4", *trial.steps)))
    core = LiveCore(LiveSettings(sets=1))
    judged_s = 0.0
    core.start()
    with closing(AthletePoses()) as poses:
        for time_s, image in _from_a_standstill(frames):
            core.look(image, time_s, poses(image, time_s))
            part = core.under_way() if time_s - judged_s > 1.5 else None
            if part is not None:
                judged_s = time_s
                core.judged(part, core.judge(part))
            close_ended(core)
    core.stop()
    close_ended(core)
    assert [len(one.report.units) for one in core.finished] == [4]


def _from_a_standstill(frames: list[Frame]) -> Iterator[tuple[float, Image]]:
    """Yield (time, picture): the first one for some seconds, to be seen in."""
    for number in range(150):
        yield number / 30, frames[0].image_rgb
    for frame in frames:
        yield 5 + frame.time_s, frame.image_rgb
