"""What a person put right is written as labels, and a benchmark reads them."""

import json
from pathlib import Path

import pytest

from benchmarks.labels import compared, films_of, results
from coach.check import Options, judge
from coach.cli import command
from coach.history.database import VARIABLE
from exercises.check import check
from tests.conftest import SAMPLES
from tests.figures import deadlift_set

FILM = SAMPLES / "deadlift_not_tall.mp4"
DEADLIFT = "internal_rotation_deadlift"


@pytest.fixture
def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Labels of a film whose first rep somebody says is none."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "history.sqlite"))
    told = tmp_path / "told.json"
    assert command.main(["check", str(FILM), "--json", str(told)]) == 0
    first = json.loads(told.read_text())["reps"][0]
    said = ["--no-rep", str(first["bottom_s"]), "--side", "left", "--keep"]
    assert command.main(["check", str(FILM), *said]) == 0
    out = tmp_path / "labels.json"
    assert command.main(["labels", "--out", str(out)]) == 0
    return out


def test_a_film_that_was_put_right_is_judged_against_it(labelled: Path) -> None:
    (label,) = json.loads(labelled.read_text())["labels"]
    assert (label["exercise"], label["said"]) == (DEADLIFT, {"side": "left"})
    assert len(label["none_at_s"]) == 1
    (one,) = results([label], films_of([FILM.parent]))
    assert (one.film, one.missed, one.false) == (FILM.name, 0, 1)
    assert one.true == len(label["units"])


def test_sets_in_which_nothing_was_put_right_come_only_when_asked_for(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = SAMPLES / "box_bridge_good_left.mp4"
    assert command.main(["check", str(other), "--keep"]) == 0
    capsys.readouterr()
    assert command.main(["labels"]) == 0
    assert len(json.loads(capsys.readouterr().out)["labels"]) == 1
    assert command.main(["labels", "--all"]) == 0
    assert len(json.loads(capsys.readouterr().out)["labels"]) == 2


def test_missed_false_and_mistimed_reps_are_told_apart() -> None:
    report = check(deadlift_set(3)[0], exercise=DEADLIFT)
    first, second, _ = report.reps
    timed = {
        "start_s": first.start_s, "bottom_s": first.bottom_s - 0.3,
        "leave_s": first.leave_s, "end_s": first.end_s, "by_user": True,
    }  # fmt: skip
    stood = {"start_s": second.start_s, "end_s": second.end_s, "by_user": False}
    missing = {"start_s": 500.0, "end_s": 504.0, "by_user": True}
    label = {"film": "a film", "units": [timed, stood, missing]}
    one = compared(label, report)
    assert (one.true, one.missed, one.false) == (3, 1, 1)
    assert one.lowering_off_s == pytest.approx((0.3,))


def test_a_label_stands_in_the_films_own_time_whatever_its_speed() -> None:
    track = deadlift_set(3)[0]
    slow = judge(track, Options(exercise=DEADLIFT, speed=0.5))
    units = [
        {"start_s": 2 * rep.start_s, "end_s": 2 * rep.end_s, "by_user": False}
        for rep in slow.reps
    ]
    one = compared({"film": "slow", "units": units}, slow)
    assert (one.true, one.missed, one.false) == (3, 0, 0)
