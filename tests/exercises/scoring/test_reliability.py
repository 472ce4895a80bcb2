"""What a film makes doubtful is listed with its reason, not counted."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from coach.check import VideoAnalysis
from exercises.check import check
from exercises.scoring.reliability import WALKED_THROUGH
from vision.capture.conditions import CaptureConditions
from vision.track import Track

CheckSample = Callable[..., VideoAnalysis]


@pytest.fixture(scope="module")
def track(check_sample: CheckSample) -> Track:
    """Four deadlifts; the second goes down from 7 s on and is up again at 11 s."""
    return check_sample("deadlift_good_left").track


def around(
    track: Track, *, cut_s: float = -1, crossed_s: tuple[float, float] = (-1, -1)
) -> CaptureConditions:
    time_s = track.time_s
    cut = np.zeros(len(time_s), dtype=bool)
    if cut_s >= 0:
        cut[np.searchsorted(time_s, cut_s)] = True
    return CaptureConditions(
        cut=cut,
        shift=np.zeros((len(time_s), 2)),
        occluded_by_other=(time_s >= crossed_s[0]) & (time_s <= crossed_s[1]),
    )


def test_a_rep_across_a_cut_is_an_attempt(track: Track) -> None:
    second = check(track).reps[1]
    cut_s = (second.start_s + second.end_s) / 2
    report = check(replace(track, surroundings=around(track, cut_s=cut_s)))
    assert len(report.reps) == 3
    assert report.attempts
    assert {attempt.reason.text for attempt in report.attempts} == {
        "the film is cut in it"
    }
    assert any("cut at" in note for note in report.notes)


def test_a_cut_between_reps_takes_none_away(track: Track) -> None:
    first, second = check(track).reps[:2]
    cut_s = (first.end_s + second.start_s) / 2
    report = check(replace(track, surroundings=around(track, cut_s=cut_s)))
    assert len(report.reps) == 4


def test_a_rep_behind_a_passer_by_is_an_attempt(track: Track) -> None:
    second = check(track).reps[1]
    crossed_s = (second.start_s, second.end_s - 0.5)
    report = check(replace(track, surroundings=around(track, crossed_s=crossed_s)))
    assert len(report.reps) == 3
    assert report.attempts[0].reason == WALKED_THROUGH


def lost(track: Track, from_s: float, to_s: float) -> Track:
    """The same set, but nobody was seen for a while."""
    gone = (track.time_s >= from_s) & (track.time_s <= to_s)
    points = np.where(gone[:, None, None], np.nan, track.points_px)
    world = np.where(gone[:, None, None], np.nan, track.world_m)
    return replace(track, points_px=points, world_m=world, surroundings=around(track))


def test_halves_of_a_rep_about_a_gap_are_no_reps(track: Track) -> None:
    second = check(track).reps[1]
    report = check(lost(track, second.bottom_s - 1.0, second.leave_s + 0.2))
    assert len(report.reps) <= 3
    assert all(
        not (rep.start_s < second.end_s and rep.end_s > second.start_s)
        for rep in report.reps
    )


def test_a_gap_between_reps_takes_none_away(track: Track) -> None:
    first, second = check(track).reps[:2]
    middle_s = (first.end_s + second.start_s) / 2
    report = check(lost(track, middle_s - 0.1, middle_s + 0.1))
    assert len(report.reps) == 4


def test_two_reps_with_somebody_hiding_the_athlete_between_may_be_one(
    track: Track,
) -> None:
    first, second = check(track).reps[:2]
    crossed_s = (first.end_s - 0.2, second.start_s + 0.2)
    walked = around(track, crossed_s=crossed_s)
    assert len(check(replace(track, surroundings=walked)).reps) == 4
    hidden = lost(track, first.end_s, first.end_s + 0.1)
    report = check(replace(hidden, surroundings=walked))
    assert len(report.reps) == 2
    assert len(report.attempts) == 2


def test_a_passer_by_for_a_moment_takes_none_away(track: Track) -> None:
    second = check(track).reps[1]
    crossed_s = (second.start_s, second.start_s + 0.8)
    report = check(replace(track, surroundings=around(track, crossed_s=crossed_s)))
    assert len(report.reps) == 4


def shaken(track: Track) -> Track:
    """The same set by a hand that sways by a hundredth of the width."""
    way = 0.01 * np.sin(2 * np.pi * 0.6 * track.time_s)
    moved = track.points_px + (way * track.size_wh[0])[:, None, None] * [1.0, 0.0]
    shift = np.stack([np.diff(way, prepend=way[0]), np.zeros(len(way))], axis=1)
    return replace(
        track, points_px=moved, surroundings=replace(around(track), shift=shift)
    )


def test_a_swaying_camera_leaves_angles_and_takes_ways(track: Track) -> None:
    firm, report = check(track), check(shaken(track))
    assert len(report.reps) == len(firm.reps)
    for one, other in zip(firm.reps, report.reps, strict=True):
        hinge = [rep.measures["hinge_deg"].value for rep in (one, other)]
        assert hinge[0] == pytest.approx(hinge[1], abs=0.5)
        for key, measure in other.measures.items():
            if "lengths" in measure.unit:
                assert measure.verdict == "not_assessed", key
    assert report.score.grade == "C"
    assert any("camera moves" in note for note in report.notes)


def test_a_pan_is_not_taken_out_of_the_picture(track: Track) -> None:
    shift = np.full((len(track), 2), (0.006, 0.0))
    panned = replace(track, surroundings=replace(around(track), shift=shift))
    firm = check(track)
    assert [rep.bottom_s for rep in check(panned).reps] == [
        rep.bottom_s for rep in firm.reps
    ]


@pytest.mark.parametrize("roll_deg", [10.0, -7.0])
def test_a_tilt_that_is_known_changes_no_angle(track: Track, roll_deg: float) -> None:
    turn = np.radians(-roll_deg)  # the picture turns against the phone
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = np.array(track.size_wh) / 2
    tilted = replace(
        track,
        points_px=(track.points_px - middle) @ matrix.T + middle,
        surroundings=replace(around(track), roll_deg=roll_deg),
    )
    firm, report = check(track), check(tilted)
    for one, other in zip(firm.reps, report.reps, strict=True):
        assert other.lowering_s == pytest.approx(one.lowering_s, abs=0.02)
        lean = [rep.measures["hinge_deg"].value for rep in (one, other)]
        assert lean[0] == pytest.approx(lean[1], abs=0.5)
    assert any(f"tilted by {abs(roll_deg):.0f}" in note for note in report.notes)
