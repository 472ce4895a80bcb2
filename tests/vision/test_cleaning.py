"""From what the model said to what can be measured."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures import deadlift_set, hidden
from vision.cleaning import repaired
from vision.track import Track


@pytest.fixture(scope="module")
def clean() -> Track:
    return deadlift_set(1)[0]


def error_px(track: Track, truth: Track) -> float:
    """The root mean square error, away from the ends of the clip."""
    inside = (truth.time_s > 0.5) & (truth.time_s < truth.time_s[-1] - 0.5)
    away = track.points_px[inside] - truth.points_px[inside]
    return float(np.sqrt(np.nanmean(away**2)))


def test_a_clean_track_hardly_changes(clean: Track) -> None:
    assert error_px(repaired(clean), clean) < 0.2


def test_jitter_gets_less(clean: Track) -> None:
    # White noise at 30 frames a second reaches to 15 Hz; 6 Hz of them are kept.
    noise = np.random.default_rng(3).normal(0.0, 3.0, clean.points_px.shape)
    noisy = replace(clean, points_px=clean.points_px + noise)
    assert error_px(repaired(noisy), clean) < 1.1 * 3.0 * np.sqrt(6 / 15)


def test_one_wild_frame_leaves_no_trace(clean: Track) -> None:
    points = clean.points_px.copy()
    points[70, 25] += [250.0, -180.0]
    wild = replace(clean, points_px=points)
    away = np.linalg.norm(repaired(wild).points_px - clean.points_px, axis=2)
    assert away[60:81, 25].max() < 3.0


def test_a_blink_is_bridged_and_a_long_absence_is_not(clean: Track) -> None:
    blink = (clean.time_s > 1.0) & (clean.time_s < 1.1)
    absence = (clean.time_s > 3.0) & (clean.time_s < 3.6)
    fixed = repaired(hidden(clean, blink | absence))
    assert fixed.seen[blink].all()
    assert not fixed.seen[absence].any()
    assert np.isfinite(fixed.world_m[blink]).all()
    assert np.isnan(fixed.world_m[absence]).all()
    away = np.linalg.norm(fixed.points_px - clean.points_px, axis=2)
    assert np.nanmax(away[blink]) < 2.0


def test_repair_does_not_delay_a_movement(clean: Track) -> None:
    # Shoulders pass half of their way down at the same moment.
    def half_way_s(track: Track) -> float:
        down = track.points_px[:130, 11, 1]
        level = (down.min() + down.max()) / 2
        return float(np.interp(level, down, track.time_s[:130]))

    assert half_way_s(repaired(clean)) == pytest.approx(half_way_s(clean), abs=0.005)


def test_the_original_is_left_as_evidence(clean: Track) -> None:
    before = clean.points_px.copy()
    repaired(clean)
    np.testing.assert_array_equal(clean.points_px, before)


def test_a_film_of_nobody_stays_empty(clean: Track) -> None:
    empty = hidden(clean, np.ones(len(clean), dtype=bool))
    assert not repaired(empty).seen.any()
