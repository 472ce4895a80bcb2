"""A first look at nine pictures tells whether the long one is worth it."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.alterations import alter, darker, rolled
from exercises.film_words import sentence_on
from tests.chosen import each_named
from tests.conftest import SAMPLES
from tests.videos import write_video
from vision.capture.preflight import PICTURES, preflight
from vision.video.probe import probe

CLIP = SAMPLES / "deadlift_fast_lowering.mp4"
SHORT = SAMPLES / "deadlift_not_tall.mp4"


def test_a_good_film_has_no_problem() -> None:
    look = preflight(CLIP)
    assert look.usable
    assert (look.seen, look.looked) == (PICTURES, PICTURES)
    assert look.problems == ()


@each_named("clip", ["gallop_good_left", "gallop_leans"])
def test_who_is_elsewhere_in_the_next_picture_is_seen_there(clip: str) -> None:
    look = preflight(SAMPLES / f"{clip}.mp4")
    assert (look.seen, look.looked) == (PICTURES, PICTURES)
    assert look.problems == ()


def test_an_empty_room_is_not_usable(tmp_path: Path) -> None:
    wall = np.full((240, 320, 3), 150, np.uint8)
    film = write_video(
        tmp_path / "wall.mp4",
        list(np.arange(0, 4, 1 / 30)),
        size_wh=(320, 240),
        image=wall,
    )
    look = preflight(film)
    assert not look.usable
    assert look.problems[0].code == "nobody"


@pytest.mark.sweep
def test_darkness_is_told_before_the_long_look(tmp_path: Path) -> None:
    dark = preflight(alter(SHORT, tmp_path / "dark.mp4", darker(0.08)))
    assert "too_dark" in {problem.code for problem in dark.problems}


@pytest.mark.sweep
def test_a_tilt_is_told_before_the_long_look(tmp_path: Path) -> None:
    tilted = preflight(alter(SHORT, tmp_path / "tilted.mp4", rolled(8.0)))
    sentence = next(sentence_on(p) for p in tilted.problems if p.code == "tilted")
    assert "tilted by 8 degrees" in sentence


def test_few_frames_a_second_are_told(tmp_path: Path) -> None:
    times_s = list(np.arange(0, 4, 1 / 10))
    look = preflight(write_video(tmp_path / "slow.mp4", times_s))
    assert "too_few_frames" in {problem.code for problem in look.problems}


def test_a_film_that_was_opened_is_not_opened_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    info = probe(SHORT)
    monkeypatch.delattr("vision.capture.preflight.probe")
    assert preflight(SHORT, info).looked > 0
