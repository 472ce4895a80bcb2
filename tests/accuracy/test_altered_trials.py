"""Passers-by, cuts, tilts: the count is right, or the report says what is missing.

A part of `benchmarks.altered_films`, one of each kind, through the real model.
"""

from pathlib import Path

import pytest

from benchmarks.altered_films import run, trials

CHOSEN = [
    "pull_over_good_left: somebody comes and stays",
    "gallop_good_left: somebody walks past before",
    "deadlift_good_left: somebody walks past behind",
    "deadlift_good_left: cut while the last goes down",
    "box_bridge_good_left: the phone is tilted",
    "box_bridge_good_left: held by hand",
    "bird_dog_good_left: the far leg is hidden",
    "none_camera_set_up: then a set from the front",
]
TRIALS = {trial.name: trial for trial in trials()}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_count_survives_or_the_report_says_why(name: str, tmp_path: Path) -> None:
    outcome = run(TRIALS[name], tmp_path)
    assert outcome.verdict in ("right", "abstains"), outcome.report


def test_the_athlete_stays_the_athlete_while_somebody_walks_past(
    tmp_path: Path,
) -> None:
    report = run(TRIALS["deadlift_good_left: somebody walks past behind"], tmp_path)
    assert report.report.exercise == "internal_rotation_deadlift"
    assert any("Somebody else" in note for note in report.report.notes)
