"""Slow motion is asked about where nobody moves so slowly, and corrected when told."""

from dataclasses import replace

import numpy as np
import pytest

from coach.check import Options, judge
from exercises.check import check
from exercises.drawing.overlay import overlay
from exercises.scoring.plausible_tempo import doubts_of_tempo
from exercises.units import Bout, Rep
from tests.figures import deadlift_set
from vision.track import Track, retimed

NAMED = Options(exercise="internal_rotation_deadlift", side="left")


def slowed(track: Track, times: float) -> Track:
    """The same movements as a film in slow motion shows them."""
    return replace(track, time_s=track.time_s * times)


def rep(lowering_s: float, lifting_s: float = 1.2) -> Rep:
    bottom_s = lowering_s
    return Rep(
        index=1, start_s=0.0, bottom_s=bottom_s, leave_s=bottom_s,
        end_s=bottom_s + lifting_s, lowering_s=lowering_s, lowering_error_s=0.1,
        pause_s=0.0, lifting_s=lifting_s, score=100.0, measures={},
    )  # fmt: skip


def bout(steps: int, lasts_s: float) -> Bout:
    return Bout(
        index=1, direction="forward", lead="left", start_s=0.0, end_s=lasts_s,
        steps=steps, distance_m=3.0, score=100.0, measures={},
    )  # fmt: skip


def test_four_times_slow_motion_is_asked_about_and_has_no_good_grade() -> None:
    track, _ = deadlift_set(3, lowering_s=3.0, fps=120)
    film = slowed(track, 4)
    report = check(film, exercise="internal_rotation_deadlift")
    assert any("slow motion" in note and "--speed" in note for note in report.notes)
    assert report.score.grade == "C"
    told = judge(film, replace(NAMED, speed=0.25))
    assert not any("slow motion" in note for note in told.notes)
    assert told.source.speed == 0.25
    assert told.source.duration_s == pytest.approx(film.source.duration_s / 4)
    lowerings_s = [one.lowering_s for one in told.reps]
    assert lowerings_s == pytest.approx([3.0] * 3, abs=0.3)


@pytest.mark.parametrize("lowering_s", [1.0, 3.0, 4.0, 5.0, 6.0])
def test_a_slow_tempo_that_people_have_is_not_asked_about(lowering_s: float) -> None:
    reps = [rep(lowering_s), rep(1.2 * lowering_s)]
    assert not doubts_of_tempo(reps, 1.0)
    assert not doubts_of_tempo([rep(lowering_s, lifting_s=4.0)], 1.0)
    assert not doubts_of_tempo([bout(6, 4.0)], 1.0)
    assert not doubts_of_tempo([], 1.0)
    assert not doubts_of_tempo([rep(float("nan"))], 1.0)


def test_a_tempo_that_nobody_has_is_asked_about_unless_the_speed_is_known() -> None:
    assert doubts_of_tempo([rep(12.5, 5.0)], 1.0)
    assert doubts_of_tempo([rep(9.0, 8.0)], 1.0)
    assert doubts_of_tempo([bout(3, 9.0)], 1.0)
    assert not doubts_of_tempo([rep(12.5, 5.0)], 0.5)


def test_a_tempo_that_changes_by_three_within_a_film_is_asked_about() -> None:
    (asked,) = doubts_of_tempo([rep(2.0), rep(6.1), rep(2.1)], 1.0)
    assert "a part of this film in slow motion" in asked


def test_what_the_file_says_is_used_and_told_and_can_be_overruled() -> None:
    track, _ = deadlift_set(2, lowering_s=3.0, fps=120)
    film = slowed(track, 4)
    film = replace(film, source=replace(film.source, marked_speed=0.25))
    report = judge(film, NAMED)
    assert report.source.speed == 0.25
    assert any("The file says" in note for note in report.notes)
    assert judge(film, replace(NAMED, speed=1.0)).source.speed == 1.0


def test_what_is_drawn_has_the_reports_times() -> None:
    track, _ = deadlift_set(2)
    film = slowed(track, 2)
    report = judge(film, replace(NAMED, speed=0.5))
    np.testing.assert_allclose(overlay(film, report).time_s, track.time_s)
    np.testing.assert_allclose(retimed(film, 0.5).time_s, track.time_s)
