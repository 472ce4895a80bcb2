"""Bodies that no person has are missing; true ones, however they lie, are kept."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.check import check
from tests.figures import LEG_PAIRS, deadlift_set
from tests.figures_lying import (
    bird_dog_holds,
    bird_dog_track,
    bridge_set,
    pull_over_set,
)
from vision.capture.conditions import CaptureConditions
from vision.cleaning import repaired
from vision.plausible import (
    impossible,
    possible_knee_deg,
    without_impossible,
)
from vision.track import Track


def with_cut(track: Track, frame: int) -> Track:
    count = len(track)
    return replace(
        track,
        surroundings=CaptureConditions(
            cut=np.arange(count) == frame,
            shift=np.zeros((count, 2)),
            occluded_by_other=np.zeros(count, dtype=bool),
        ),
    )


def on_its_head(track: Track, frames: slice) -> Track:
    """Turn some frames upside down, of somebody who stands on both feet."""
    points = track.points_px.copy()
    for left, right in LEG_PAIRS:  # the left foot is on the floor
        points[frames, right] = points[frames, left] + [4.0, 0.0]
    points[frames, :, 1] = track.size_wh[1] - points[frames, :, 1]
    return replace(track, points_px=points)


@pytest.fixture(scope="module")
def deadlift() -> Track:
    return deadlift_set(2)[0]


@pytest.mark.parametrize("figure", [deadlift_set, bridge_set, pull_over_set])
def test_true_bodies_are_kept(figure) -> None:  # type: ignore[no-untyped-def]
    track = figure(2)[0]
    assert not impossible(track).any()
    assert without_impossible(track) is track


def test_a_body_on_hands_and_knee_is_kept() -> None:
    time_s, back = bird_dog_holds([(2.0, 5.0)], duration_s=7.0)
    assert not impossible(bird_dog_track(back, time_s)).any()


def test_a_body_on_its_head_is_missing_in_every_way(deadlift: Track) -> None:
    when = slice(40, 70)
    kept = without_impossible(on_its_head(deadlift, when))
    assert not kept.seen[when].any()
    assert np.isnan(kept.world_m[when]).all()
    assert kept.seen.sum() == len(deadlift) - 30
    assert not repaired(on_its_head(deadlift, when)).seen[when].any()


def test_a_thigh_twice_as_long_for_a_moment_is_nobodys(deadlift: Track) -> None:
    points = deadlift.points_px.copy()
    hip, knee = points[50:54, 24], points[50:54, 26]
    points[50:54, 26] = hip + 2.5 * (knee - hip)
    wrong = impossible(replace(deadlift, points_px=points))
    assert np.flatnonzero(wrong).tolist() == [50, 51, 52, 53]


def test_who_is_elsewhere_for_a_moment_is_nobody(deadlift: Track) -> None:
    points = deadlift.points_px.copy()
    points[50:54] += [2.0 * np.ptp(points[50, :, 1]), 0.0]
    wrong = impossible(replace(deadlift, points_px=points))
    assert np.flatnonzero(wrong).tolist() == [50, 51, 52, 53]


def test_who_is_larger_after_a_cut_is_a_body_as_any_other(deadlift: Track) -> None:
    points = deadlift.points_px.copy()
    points[60:] = 2.5 * points[60:] - 300.0
    assert not impossible(with_cut(replace(deadlift, points_px=points), 60)).any()


def test_smoothing_does_not_reach_across_a_cut(deadlift: Track) -> None:
    points = deadlift.points_px.copy()
    points[60:] += [150.0, 0.0]
    cut = with_cut(replace(deadlift, points_px=points), 60)
    away = np.abs(repaired(cut).points_px - points).max(axis=(1, 2))
    assert away[55:65].max() < 2.0
    bridged = repaired(replace(cut, surroundings=None))
    assert np.abs(bridged.points_px - points).max(axis=(1, 2))[55:65].max() > 20.0


def test_a_gap_is_not_filled_across_a_cut(deadlift: Track) -> None:
    points = deadlift.points_px.copy()
    points[58:60] = np.nan
    points[60:] += [150.0, 0.0]
    cut = with_cut(replace(deadlift, points_px=points), 60)
    assert not repaired(cut).seen[58:60].any()


def test_knees_bend_as_far_as_calf_and_thigh_let_them_and_one_way_only() -> None:
    read = np.array([-175.0, -40.0, -12.0, 0.0, 90.0, 158.0, 176.0])
    kept = np.isfinite(possible_knee_deg(read))
    assert kept.tolist() == [False, False, True, True, True, True, False]


def test_a_report_tells_what_was_left_out_and_gives_no_impossible_angle(
    deadlift: Track,
) -> None:
    film = on_its_head(deadlift, slice(0, 45))
    report = check(film)
    assert any("no body that a person can have" in note for note in report.notes)
    assert not any("no body" in note for note in check(deadlift).notes)
    for rep in report.reps:
        for key, measure in rep.measures.items():
            if "knee" in key and np.isfinite(measure.value):
                assert -30 <= measure.value <= 165


def test_a_frame_or_two_left_out_are_not_worth_a_word(deadlift: Track) -> None:
    film = on_its_head(deadlift, slice(40, 42))
    assert not any("no body" in note for note in check(film).notes)
